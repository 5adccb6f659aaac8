"""Kinds of member: how a value of a record is written as JSON, and how it is read back.

``put`` gives None for what is left out: an empty text, no value. ``take`` raises ``InvalidAnnotationError`` with the
pointer of the member at fault.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from annotations.errors import InvalidAnnotationError
from annotations.webannotation.members import Members, type_name
from exports.errors import ExportError
from exports.formats.jsonld.addresses import Addresses, instant
from exports.formats.jsonld.codes import CODES, TERMS

#: The largest whole number that every reader of JSON keeps (RFC 7493, section 2.2).
MOST = 2**53 - 1


class Kind(Protocol):
    """How members of a kind are written and read."""

    def put(self, value: Any, to: Addresses) -> object: ...

    def take(self, members: Members, name: str, to: Addresses) -> Any: ...


@dataclass(frozen=True, slots=True)
class Text:
    """Words; empty ones are left out."""

    def put(self, value: str, to: Addresses) -> object:  # noqa: ARG002 - one signature for all kinds
        return value or None

    def take(self, members: Members, name: str, to: Addresses) -> str:  # noqa: ARG002 - as above
        return members.text(name, "")


@dataclass(frozen=True, slots=True)
class Texts:
    """Words in an order."""

    def put(self, value: Iterable[str], to: Addresses) -> object:  # noqa: ARG002 - one signature for all kinds
        return list(value) or None

    def take(self, members: Members, name: str, to: Addresses) -> tuple[str, ...]:  # noqa: ARG002 - as above
        return tuple(one.text(place) for place, one in _each(members, name))


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a closed list, as its term; an empty one is left out where it is ``optional``."""

    of: str
    optional: bool = False

    def put(self, value: str, to: Addresses) -> object:  # noqa: ARG002 - one signature for all kinds
        if self.optional and not value:
            return None
        term = TERMS[self.of].get(value)
        if term is None:
            raise ExportError(f"JSON-LD has no term for {self.of} {value!r}")
        return term

    def take(self, members: Members, name: str, to: Addresses) -> str:  # noqa: ARG002 - as above
        if self.optional and name not in members:
            return ""
        term = members.text(name)
        code = CODES[self.of].get(term)
        if code is None:
            raise members.fault(name, f"{term!r} is none of {', '.join(sorted(CODES[self.of]))}.")
        return code


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    optional: bool = False

    def put(self, value: int | None, to: Addresses) -> object:  # noqa: ARG002 - one signature for all kinds
        if value is not None and not 0 <= value <= MOST:
            raise ExportError(f"JSON can't keep the number {value}")
        return value

    def take(self, members: Members, name: str, to: Addresses) -> int | None:  # noqa: ARG002 - as above
        return None if self.optional and name not in members else members.number(name, most=MOST)


@dataclass(frozen=True, slots=True)
class Score:
    """A fraction, as the literal of an xsd:double: JSON's own numbers come back differently from different readers."""

    def put(self, value: float | None, to: Addresses) -> object:  # noqa: ARG002 - one signature for all kinds
        if value is not None and not abs(value) <= MOST:
            raise ExportError(f"{value} is no score")
        return None if value is None else repr(float(value))

    def take(self, members: Members, name: str, to: Addresses) -> float | None:  # noqa: ARG002 - as above
        if name not in members:
            return None
        text = members.text(name)
        try:
            found = float(text)
        except ValueError:
            found = float("nan")
        if not abs(found) <= MOST or repr(found) != text:
            raise members.fault(name, f"{text!r} is no score.")
        return found


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def put(self, value: bool, to: Addresses) -> object:  # noqa: ARG002, FBT001 - one signature for all kinds
        return value

    def take(self, members: Members, name: str, to: Addresses) -> bool:  # noqa: ARG002 - as above
        return members.flag(name)


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment with its zone, as xsd:dateTime."""

    optional: bool = False

    def put(self, value: datetime | None, to: Addresses) -> object:  # noqa: ARG002 - one signature for all kinds
        return None if value is None else instant(value)

    def take(self, members: Members, name: str, to: Addresses) -> datetime | None:  # noqa: ARG002 - as above
        return None if self.optional and name not in members else members.instant(name)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, as xsd:date, or none."""

    def put(self, value: date | None, to: Addresses) -> object:  # noqa: ARG002 - one signature for all kinds
        return None if value is None else value.isoformat()

    def take(self, members: Members, name: str, to: Addresses) -> date | None:  # noqa: ARG002 - as above
        if name not in members:
            return None
        text = members.text(name)
        try:
            found = date.fromisoformat(text)
        except ValueError:
            found = None
        if found is None or found.isoformat() != text:
            raise members.fault(name, f"{text!r} is no day; expected one as 2007-04-19.")
        return found


@dataclass(frozen=True, slots=True)
class Link:
    """The address of another record of a kind."""

    to: str
    optional: bool = False

    def put(self, value: Any, to: Addresses) -> object:
        if value is None:
            return None
        return to.statement(value) if self.to == "statement" else to.of(self.to, value)

    def take(self, members: Members, name: str, to: Addresses) -> Any:
        return None if self.optional and name not in members else members.iri(name, to.reader(self.to))


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of other records of a kind."""

    to: str

    def put(self, value: Iterable[Any], to: Addresses) -> object:
        return [to.of(self.to, uuid) for uuid in value] or None

    def take(self, members: Members, name: str, to: Addresses) -> Any:
        return tuple(one.iri(place, to.reader(self.to)) for place, one in _each(members, name))


@dataclass(frozen=True, slots=True)
class Version:
    """A text version of the article, by number here, by address there."""

    def put(self, value: int, to: Addresses) -> object:
        return to.version(value)

    def take(self, members: Members, name: str, to: Addresses) -> int:
        number = to.read_version(members.text(name))
        if number is None:
            raise members.fault(name, f"{members.text(name)!r} is not the address of a text version of this article.")
        return number


@dataclass(frozen=True, slots=True)
class Pairs:
    """Words by name, as schema.org's PropertyValue."""

    def put(self, value: Mapping[str, str], to: Addresses) -> object:  # noqa: ARG002 - one signature for all kinds
        return [
            {"type": "schema:PropertyValue", "schema:name": name, "schema:value": words}
            for name, words in sorted(value.items())
        ] or None

    def take(self, members: Members, name: str, to: Addresses) -> dict[str, str]:  # noqa: ARG002 - as above
        found: dict[str, str] = {}
        for value, pointer in members.each(name):
            pair = Members(value, pointer)
            pair.constant("type", ["schema:PropertyValue"], required=True)
            key = pair.text("schema:name")
            if key in found:
                raise pair.fault("schema:name", f"A second value of {key!r}.")
            found[key] = pair.text("schema:value")
            pair.close()
        return found


def _each(members: Members, name: str) -> Iterator[tuple[str, Members]]:
    """Give the values of a list, each as the one member of an object under its number: so it can be read as others."""
    for number, (value, _) in enumerate(members.each(name)):
        yield str(number), Members({str(number): value}, members.at(name))


def take_types(members: Members) -> tuple[str, ...]:
    """Give an object's types, sorted."""
    found = members.each("type")
    if not found:
        members.value("type")
    for value, pointer in found:
        if not isinstance(value, str):
            raise InvalidAnnotationError(f"Expected a string, found {type_name(value)}.", pointer=pointer)
    return tuple(sorted(str(value) for value, _ in found))
