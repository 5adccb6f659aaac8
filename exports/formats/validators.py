"""What ``export --strict`` adds to each format's own checks: the field's full validators, which take their time."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from exports.errors import Fault
from exports.formats.jsonld.strict import validate_strict as validate_jsonld
from exports.formats.tei.strict import validate_strict as validate_tei


@dataclass(frozen=True, slots=True, kw_only=True)
class Strict:
    """A validator of a written document, and what it checks, by name."""

    validate: Callable[[Path], list[Fault]]
    checks: tuple[str, ...]


STRICT = {
    "jsonld": Strict(validate=validate_jsonld, checks=("json-ld", "shacl")),
    "tei": Strict(validate=validate_tei, checks=("schematron", "tei_all")),
}
