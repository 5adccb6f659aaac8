"""How TEI points: at records by identifier, at text by range, at moments by UTC time.

A record in the same document is ``#annotation.<uuid>`` (in a corpus ``#t12.annotation.<uuid>``, so that identifiers
stay unique); one elsewhere is ``annotation:<uuid>``, which a ``prefixDef`` turns into its public address. A range
of the text is ``char:start,end`` (code points, half-open, RFC 5147) and, as TEI's own scheme has it, one
``#string-range(block,offset,length)`` a block that it touches (TEI P5, 17.2.4).
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from uuid import UUID

from exports.dossier import Dossier
from exports.errors import ExportError, ImportProblem
from exports.formats.tei.parts import Element, line_of
from exports.references import Identified

#: Kinds of record that a pointer may lead to outside its document, with their public address under the base URL.
ADDRESSES = {
    "annotation": "annotations",
    "claim": "claims",
    "entity": "entities",
    "set": "annotation-sets",
    "value": "field-values",
}


@dataclass(frozen=True, slots=True)
class Places:
    """Turns ranges of text into pointers; ``number`` is the version written, ``ids`` and ``starts`` its blocks'."""

    number: int
    ids: tuple[str, ...]
    starts: tuple[int, ...]

    def range(self, version: int, start: int, end: int) -> str:
        """Give a range as an absolute pointer into its text version."""
        return f"char:{start},{end}" if version == self.number else f"version:{version},{start},{end}"

    def target(self, version: int, start: int, end: int) -> str:
        """Give a range as string-range pointers, one a block; absolute where its text version isn't written."""
        if version != self.number:
            return self.range(version, start, end)
        pointers = []
        index = bisect_right(self.starts, start) - 1
        while start < end:
            stop = self.starts[index + 1] if index + 1 < len(self.starts) else end
            length = min(end, stop) - start
            pointers.append(f"#string-range({self.ids[index]},{start - self.starts[index]},{length})")
            start += length
            index += 1
        return " ".join(pointers)


class Pointers:
    """Identifiers and pointers for one dossier as it is written; ``prefix`` sets it apart in a corpus."""

    def __init__(self, dossier: Dossier, *, base_url: str, prefix: str = "") -> None:
        self.base_url = base_url
        self.prefix = prefix
        text = dossier.article.text
        ids = tuple(f"{prefix}b{number}" for number in range(1, len(text.blocks) + 1))
        self.places = Places(text.number, ids, tuple(block.start for block in text.blocks))
        self._inside = {
            "agent": self._pointers("agent", dossier.agents),
            "annotation": self._pointers("annotation", chain(*(one.annotations for one in dossier.sets))),
            "claim": self._pointers("claim", dossier.claims),
            "entity": self._pointers("entity", dossier.entities),
            "set": self._pointers("set", dossier.sets),
            "value": self._pointers("value", dossier.article.values),
        }
        self.layers: dict[tuple[UUID, str], str] = {}
        self.tags: dict[tuple[UUID, str, str], str] = {}
        for project in dossier.projects:
            for number, layer in enumerate(project.layers, 1):
                key = f"{prefix}layer.{project.uuid}.{number}"
                self.layers[project.uuid, layer.code] = key
                self.tags |= {
                    (project.uuid, layer.code, tag.code): f"{key}.{place}" for place, tag in enumerate(layer.tags, 1)
                }

    def _pointers(self, kind: str, records: Iterable[Identified]) -> dict[UUID, str]:
        """Give the pointers to records of a kind, made once: most are needed many times."""
        return {record.uuid: f"#{self.prefix}{kind}.{record.uuid}" for record in records}

    def id(self, kind: str, uuid: UUID) -> str:
        """Give a record's ``xml:id``."""
        return self.here(kind, uuid)[1:]

    def here(self, kind: str, uuid: UUID) -> str:
        """Give a pointer to a record of this document."""
        return self._inside.get(kind, {}).get(uuid) or f"#{self.prefix}{kind}.{uuid}"

    def to(self, kind: str, uuid: UUID) -> str:
        """Give a pointer to a record that may stand elsewhere; ``kind`` is one of ``ADDRESSES``."""
        return self._inside[kind].get(uuid) or f"{kind}:{uuid}"


def expect(element: Element, name: str, value: str) -> None:
    """Refuse an attribute that doesn't say what follows from the rest; raises ``ImportProblem``."""
    if element.get(name) != value:
        raise ImportProblem(f"@{name} is {element.get(name)!r}, but should be {value!r}", line=line_of(element))


def uuid_of(pointer: str) -> UUID:
    """Give the uuid at the end of an identifier or pointer; raises ValueError where there is none."""
    return UUID(pointer[-36:])


def optional_uuid(pointer: str | None) -> UUID | None:
    """Give the uuid at the end of a pointer, or None where there is no pointer."""
    return UUID(pointer[-36:]) if pointer else None


def range_of(pointer: str) -> tuple[int, int]:
    """Give start and end of an absolute pointer."""
    start, end = pointer.replace(":", ",").split(",")[-2:]
    return int(start), int(end)


def instant(value: datetime) -> str:
    """Give a moment as UTC in xs:dateTime; raises ``ExportError`` where it has no zone or no UTC."""
    if value.tzinfo is None:
        raise ExportError(f"{value.isoformat()} has no time zone")
    try:
        return value.astimezone(UTC).isoformat()[:-6] + "Z"
    except OverflowError as error:
        raise ExportError(f"{value.isoformat()} has no UTC time") from error


def optional_instant(text: str | None) -> datetime | None:
    """Give the moment that ``instant`` wrote, or None where there is none."""
    return datetime.fromisoformat(text) if text else None
