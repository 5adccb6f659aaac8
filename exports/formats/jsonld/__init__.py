"""JSON-LD: schema.org NewsArticle, W3C Web Annotation, PROV-O, SKOS and CiTO; carries whole dossiers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exports.dossier import Dossier
from exports.formats.jsonld.reading import read
from exports.formats.jsonld.strict import validate_strict
from exports.formats.jsonld.writing import write, write_many
from exports.formats.protocol import BinarySink, BinarySource

__all__ = ["JsonLdFormat", "read", "validate_strict", "write", "write_many"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLdFormat:
    """JSON-LD as a format; ``checks`` says whether quotes and references are checked."""

    checks: bool = True
    name: str = "jsonld"
    media_type: str = "application/ld+json"
    extension: str = "jsonld"

    def write(self, dossier: Dossier, *, base_url: str) -> bytes:
        return write(dossier, base_url=base_url, checks=self.checks)

    def write_many(self, dossiers: Iterable[Dossier], stream: BinarySink, *, base_url: str) -> int:
        return write_many(dossiers, stream, base_url=base_url, checks=self.checks)

    def read(self, stream: BinarySource, *, file: str = "") -> Iterator[Dossier]:
        return read(stream, file=file)
