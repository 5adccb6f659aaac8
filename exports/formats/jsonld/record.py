"""Records as tables: one says, once and for both ways, which member holds which value of a snapshot, and how."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from annotations.webannotation.members import Members
from exports.errors import ExportError
from exports.formats.jsonld.addresses import Addresses
from exports.formats.jsonld.codes import TYPES
from exports.formats.jsonld.kinds import Kind, take_types

Snapshot = TypeVar("Snapshot")
#: A snapshot's attribute, the member that holds it, and its kind.
Row = tuple[str, str, "Kind | Part[Any] | Parts[Any]"]


@dataclass(frozen=True, kw_only=True)
class Record(Generic[Snapshot]):
    """How snapshots of one class are written as JSON objects and read back.

    ``type`` is what they are; where their kind tells types apart, ``kinds`` names the list in ``codes.TYPES`` instead.
    A record has an ``id`` by its uuid (``address`` is its kind in ``addresses.PATHS``), by what ``identity`` makes of
    its values, by its place in the record around it, or none. ``derived`` gives members that follow from the others;
    reading compares them.
    """

    make: Callable[..., Snapshot]
    rows: tuple[Row, ...]
    type: tuple[str, ...] = ()
    kinds: str = ""
    address: str = ""
    identity: Callable[[Any, Addresses], str] | None = None
    derived: Callable[[Any, Addresses], dict[str, object]] | None = None
    _kind_of: dict[tuple[str, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._kind_of.update({tuple(sorted(types)): code for code, types in TYPES.get(self.kinds, {}).items()})

    def write(self, one: Snapshot, to: Addresses, iri: str = "") -> dict[str, object]:
        """Give a snapshot as an object; ``iri`` is its address by place. Raises ``ExportError``."""
        iri = self._address(one, to, iri)
        data: dict[str, object] = {"id": iri} if iri else {}
        types = self._types(one)
        data["type"] = types[0] if len(types) == 1 else list(types)
        for attribute, name, kind in self.rows:
            value = getattr(one, attribute)
            written = kind.write(value, to, iri) if isinstance(kind, Part | Parts) else kind.put(value, to)
            if written is not None:
                data[name] = written
        if self.derived:
            data |= self.derived(one, to)
        return data

    def _address(self, one: Any, to: Addresses, iri: str) -> str:
        if self.address:
            return to.of(self.address, one.uuid)
        return self.identity(one, to) if self.identity else iri

    def _types(self, one: Any) -> tuple[str, ...]:
        if not self.kinds:
            return self.type
        types = TYPES[self.kinds].get(one.kind)
        if types is None:
            raise ExportError(f"JSON-LD has no type for {self.kinds} {one.kind!r}")
        return types

    def read(self, value: object, pointer: str, to: Addresses, iri: str = "") -> Snapshot:
        """Give the snapshot of an object at a pointer; raises ``InvalidAnnotationError`` for all that isn't so."""
        members = Members(value, pointer)
        one = self.take(members, to, iri)
        members.close()
        return one

    def take(self, members: Members, to: Addresses, iri: str = "", **others: Any) -> Snapshot:
        """Give the snapshot that members make with ``others``; members that nobody asked for are the caller's."""
        values = dict(others)
        if self.kinds or self.type:
            values |= self._take_kind(members)
        if self.address:
            values["uuid"] = members.iri("id", to.reader(self.address))
            iri = to.of(self.address, values["uuid"])
        for attribute, name, kind in self.rows:
            part = isinstance(kind, Part | Parts)
            values[attribute] = kind.read(members, name, to, iri) if part else kind.take(members, name, to)  # type: ignore[union-attr]  # told apart just before
        one = self.make(**values)
        address = self._address(one, to, iri)
        if address:
            members.constant("id", [address], required=True)
        compare(members, self.derived(one, to) if self.derived else {})
        return one

    def _take_kind(self, members: Members) -> dict[str, str]:
        types = take_types(members)
        if self.kinds:
            if types not in self._kind_of:
                raise members.fault("type", f"{', '.join(types)} is no type of {self.kinds}.")
            return {"kind": self._kind_of[types]}
        if types != tuple(sorted(self.type)):
            raise members.fault("type", f"Expected {' and '.join(self.type)}, found {', '.join(types)}.")
        return {}


def compare(members: Members, expected: Mapping[str, object]) -> None:
    """Refuse members that don't say what follows from the others; they are there for other readers only."""
    for name, value in expected.items():
        if members.value(name) != value:
            raise members.fault(name, f"{members.value(name)!r} is not what follows from the rest: {value!r}.")


@dataclass(frozen=True)
class Part(Generic[Snapshot]):
    """One record inside another, or none."""

    record: Record[Snapshot]
    optional: bool = True

    def write(self, value: Snapshot | None, to: Addresses, iri: str) -> object:  # noqa: ARG002 - as Parts has it
        return None if value is None else self.record.write(value, to)

    def read(self, members: Members, name: str, to: Addresses, iri: str) -> Snapshot | None:  # noqa: ARG002 - as Parts
        if self.optional and name not in members:
            return None
        return self.record.read(members.value(name), members.at(name), to)


@dataclass(frozen=True)
class Parts(Generic[Snapshot]):
    """Records inside another, in their order; ``fragment`` makes their addresses from that of the other."""

    record: Record[Snapshot]
    fragment: str = ""

    def write(self, values: Iterable[Snapshot], to: Addresses, iri: str) -> object:
        places = self._places(iri)
        return [self.record.write(value, to, place) for value, place in zip(values, places, strict=False)] or None

    def read(self, members: Members, name: str, to: Addresses, iri: str) -> tuple[Snapshot, ...]:
        places = self._places(iri)
        found = zip(members.each(name), places, strict=False)
        return tuple(self.record.read(value, pointer, to, place) for (value, pointer), place in found)

    def _places(self, iri: str) -> Iterator[str]:
        joint = "-" if "#" in iri else "#"
        number = 0
        while True:
            yield f"{iri}{joint}{self.fragment}-{number}" if self.fragment else ""
            number += 1


def write_all(records: Iterable[Any], by: Record[Any], to: Addresses) -> list[dict[str, object]]:
    """Give records of a kind as objects; an ``ExportError`` names the one at fault."""
    found = []
    for one in records:
        try:
            found.append(by.write(one, to))
        except ExportError as error:
            name = f"{by.address} {one.uuid}" if by.address else by.make.__name__.removesuffix("Snapshot").lower()
            raise ExportError(error.reason, record=error.record or name, place=error.place) from error
    return found
