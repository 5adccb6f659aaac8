"""TEI P5: one article as ``TEI``, many as ``teiCorpus``; carries whole dossiers, so that it can be read back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exports.dossier import Dossier
from exports.formats.protocol import BinarySink, BinarySource
from exports.formats.tei.inline import Inline
from exports.formats.tei.reading import read
from exports.formats.tei.strict import validate_strict
from exports.formats.tei.validation import validate_profile
from exports.formats.tei.writing import write, write_many

__all__ = ["Inline", "TeiFormat", "read", "validate_profile", "validate_strict", "write", "write_many"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeiFormat:
    """TEI as a format; ``inline`` says how names are marked in the text, ``checks`` whether the profile is applied."""

    inline: Inline = "names"
    checks: bool = True
    name: str = "tei"
    media_type: str = "application/tei+xml"
    extension: str = "xml"

    def write(self, dossier: Dossier, *, base_url: str) -> bytes:
        return write(dossier, base_url=base_url, inline=self.inline, checks=self.checks)

    def write_many(self, dossiers: Iterable[Dossier], stream: BinarySink, *, base_url: str) -> int:
        return write_many(dossiers, stream, base_url=base_url, inline=self.inline, checks=self.checks)

    def read(self, stream: BinarySource, *, file: str = "") -> Iterator[Dossier]:
        return read(stream, file=file)
