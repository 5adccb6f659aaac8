"""Strict reading of JSON objects: each fault is an ``InvalidAnnotationError`` with the JSON Pointer of its place."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from annotations.errors import InvalidAnnotationError
from annotations.webannotation.context import check_code

#: The largest number that every database holds in an integer column.
MAX_NUMBER = 2**31 - 1

_NAMES = {dict: "an object", list: "a list", str: "a string", bool: "a truth value", int: "a number", float: "a number"}
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)


def type_name(value: object) -> str:
    """Give the name of a JSON value's type, for an error message."""
    return "null" if value is None else _NAMES.get(type(value), type(value).__name__)


class Members:
    """The members of one JSON object, read one by one; ``close`` refuses those that nobody asked for."""

    def __init__(self, data: object, pointer: str) -> None:
        if not isinstance(data, dict):
            raise InvalidAnnotationError(f"Expected an object, found {type_name(data)}.", pointer=pointer)
        self.pointer = pointer
        self._data = data
        self._read: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def at(self, name: str) -> str:
        """Give the JSON Pointer of a member (RFC 6901)."""
        return f"{self.pointer}/{name.replace('~', '~0').replace('/', '~1')}"

    def fault(self, name: str, message: str) -> InvalidAnnotationError:
        """Give the error for one member, to be raised."""
        return InvalidAnnotationError(message, pointer=self.at(name))

    def value(self, name: str) -> object:
        """Give a member that must be there, of any type."""
        self._read.add(name)
        if name not in self._data:
            raise InvalidAnnotationError(f"The member {name!r} is missing.", pointer=self.pointer)
        return self._data[name]

    def text(self, name: str, default: str | None = None) -> str:
        """Give a string that a database can hold; without a default it must be there."""
        if default is not None and name not in self._data:
            return default
        value = self.value(name)
        if not isinstance(value, str):
            raise self.fault(name, f"Expected a string, found {type_name(value)}.")
        found = _UNSTORABLE.search(value)
        if found:
            raise self.fault(name, f"Character U+{ord(found[0]):04X} at {found.start()} can't be stored.")
        return value

    def number(self, name: str, *, least: int = 0, most: int = MAX_NUMBER) -> int:
        """Give a whole number from ``least`` to ``most``."""
        value = self.value(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fault(name, f"Expected a whole number, found {type_name(value)}.")
        if not least <= value <= most:
            raise self.fault(name, f"Expected a whole number from {least} to {most}.")
        return value

    def flag(self, name: str) -> bool:
        """Give true or false."""
        value = self.value(name)
        if not isinstance(value, bool):
            raise self.fault(name, f"Expected true or false, found {type_name(value)}.")
        return value

    def instant(self, name: str) -> datetime:
        """Give an ``xsd:dateTime`` with its zone, to the microsecond."""
        text = self.text(name)
        if not _INSTANT.fullmatch(text):
            raise self.fault(name, "Expected a time with its zone, as 2007-04-19T21:24:00Z.")
        try:
            return datetime.fromisoformat(text)
        except ValueError as error:
            raise self.fault(name, f"There is no such time: {error}.") from error

    def code(self, name: str, kind: str) -> str:
        """Give a code of the list ``kind``, written as a term of Dateline's vocabulary (``dl:speaker``)."""
        text = self.text(name)
        if not text.startswith("dl:"):
            raise self.fault(name, f"Expected a term of Dateline's vocabulary, as dl:..., found {text!r}.")
        return check_code(kind, text.removeprefix("dl:"), self.at(name))

    def optional_code(self, name: str, kind: str) -> str:
        """Give a code as ``code`` does, or "" where there is no such member."""
        return self.code(name, kind) if name in self._data else ""

    def iri(self, name: str, read: Callable[[str], UUID | None]) -> UUID:
        """Give the record that a member names by an IRI which ``read`` knows."""
        text = self.text(name)
        uuid = read(text)
        if uuid is None:
            raise self.fault(name, f"{text!r} is not the address of such a record here.")
        return uuid

    def optional_iri(self, name: str, read: Callable[[str], UUID | None]) -> UUID | None:
        """Give the record that a member names, or None where there is no such member."""
        return self.iri(name, read) if name in self._data else None

    def constant(self, name: str, expected: Sequence[str], *, required: bool = False) -> None:
        """Refuse a member that is not one of the ``expected`` strings, or is missing though ``required``."""
        if (required or name in self._data) and self.text(name) not in expected:
            raise self.fault(name, f"Expected {' or '.join(expected)}, found {self.text(name)!r}.")

    def each(self, name: str) -> list[tuple[object, str]]:
        """Give the values of a member with their pointers: a list's, or the one there is; none where it is absent."""
        if name not in self._data:
            return []
        value = self.value(name)
        if not isinstance(value, list):
            return [(value, self.at(name))]
        return [(item, f"{self.at(name)}/{index}") for index, item in enumerate(value)]

    def close(self) -> None:
        """Refuse members that have not been read."""
        for name in self._data:
            if name not in self._read:
                raise self.fault(str(name), "This member is not known here.")
