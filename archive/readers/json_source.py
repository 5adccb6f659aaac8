"""Strict JSON (RFC 8259, with the unique names of I-JSON, RFC 7493), read by member, with errors that say where."""

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NoReturn

from archive.errors import ManifestError
from archive.text import MAX_TEXT_BYTES

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_KINDS = {dict: "an object", list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}


class JsonSource:
    """One JSON file as read: its name, its text, and the value in it.

    Raises ``ManifestError``, with file, line and reason, for a file that can't be read, is too large, not UTF-8, not
    JSON, nested too deep, has a name twice in one object, or holds NaN or an infinity.
    """

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self.text = self._read(path)
        try:
            self.value: Any = json.loads(
                self.text, object_pairs_hook=self._unique, parse_constant=self._refuse_constant
            )
        except json.JSONDecodeError as error:
            self.fail(f"not JSON: {error.msg}, at column {error.colno}", line=error.lineno)
        except RecursionError:
            self.fail("nested too deep to be read")
        except ValueError as error:
            self.fail(f"not JSON that can be read: {error}")

    def fail(self, reason: str, *, pointer: str | None = None, line: int | None = None) -> NoReturn:
        """Raise a ``ManifestError`` that names the file, the line and, for a member, its JSON pointer (RFC 6901)."""
        if pointer is not None:
            line = next((where for found, where in _places(self.text) if found == pointer), None)
        place = f"{self.name}, line {line}" if line else self.name
        raise ManifestError(f"{place}: {f'{pointer}: ' if pointer else ''}{reason}")

    def _read(self, path: Path) -> str:
        try:
            if path.stat().st_size > MAX_TEXT_BYTES:
                self.fail(f"more than {MAX_TEXT_BYTES} bytes")
            return path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.fail(f"not UTF-8: byte {error.start} does not fit")
        except OSError as error:
            self.fail(f"can't be read: {error.strerror or error}")

    def _unique(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            self._refuse_repeated()
        return members

    def _refuse_repeated(self) -> NoReturn:
        seen: set[str] = set()
        for pointer, line in _places(self.text):
            if pointer in seen:
                self.fail(f"{pointer} stands twice", line=line)
            seen.add(pointer)
        self.fail("a name stands twice in one object")

    def _refuse_constant(self, constant: str) -> NoReturn:
        tokens = (token for token in _TOKEN.finditer(self.text) if token.group() == constant)
        line = next((self.text.count("\n", 0, token.start()) + 1 for token in tokens), None)
        self.fail(f"{constant} is no JSON number", line=line)


class JsonObject:
    """An object of a ``JsonSource`` at a pointer; members are taken by kind, and one not ``allowed`` is refused."""

    def __init__(self, source: JsonSource, value: Any, pointer: str = "", *, allowed: Collection[str]) -> None:
        self.source = source
        self.pointer = pointer
        if not isinstance(value, dict):
            self.fail(f"must be an object, not {_kind(value)}")
        self.members: dict[str, Any] = value
        for name in value:
            if name not in allowed:
                self.fail(f"is not known here; known are {', '.join(sorted(allowed))}", name)

    def fail(self, reason: str, name: str = "") -> NoReturn:
        """Raise a ``ManifestError`` about the object, or its member ``name``."""
        self.source.fail(reason, pointer=self.pointer + (_step(name) if name else ""))

    def text(self, name: str, *, required: bool = False, longest: int = 0) -> str:
        """Give a string, empty where it is absent; one with NUL or a lone surrogate can't be kept and is refused."""
        value = self.members.get(name, "")
        if not isinstance(value, str):
            self.fail(f"must be a string, not {_kind(value)}", name)
        if _UNSTORABLE.search(value):
            self.fail("holds a NUL or a lone surrogate, which can't be stored", name)
        if longest and len(value) > longest:
            self.fail(f"has {len(value)} characters; there is room for {longest}", name)
        if required and not value.strip():
            self.fail(f"the member “{name}” is needed")
        return value

    def code(self, name: str, codes: Collection[str], *, required: bool = False) -> str:
        """Give one of a closed list of codes, or nothing where it is absent or empty."""
        value = self.text(name, required=required)
        if value and value not in codes:
            self.fail(f"“{value}” is none of {', '.join(sorted(codes))}", name)
        return value

    def line_number(self, name: str) -> int:
        """Give a whole number from 1 on."""
        value = self.members.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.fail("must be the number of a line, counted from 1", name if name in self.members else "")
        return value

    def child(self, name: str, *, allowed: Collection[str]) -> "JsonObject | None":
        """Give an object that is a member, None where it is absent."""
        if name not in self.members:
            return None
        return JsonObject(self.source, self.members[name], self.pointer + _step(name), allowed=allowed)

    def items(self, name: str) -> list[Any]:
        """Give a list, empty where it is absent."""
        value = self.members.get(name, [])
        if not isinstance(value, list):
            self.fail(f"must be a list, not {_kind(value)}", name)
        return value

    def children(self, name: str, *, allowed: Collection[str]) -> "Iterator[JsonObject]":
        """Yield the objects of a list that is a member."""
        for index, value in enumerate(self.items(name)):
            yield JsonObject(self.source, value, f"{self.pointer}{_step(name)}/{index}", allowed=allowed)


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), "null")


def _step(name: str) -> str:
    return f"/{name.replace('~', '~0').replace('/', '~1')}"


def _places(text: str) -> Iterator[tuple[str, int]]:
    """Yield the pointer and the line of every value of a well-formed document, in order."""
    path: list[str | int] = []
    line, position, after_key = 1, 0, False
    for token in _TOKEN.finditer(text):
        line += text.count("\n", position, token.start())
        position = token.start()
        mark = token.group()
        if mark == ":":
            after_key = True
        elif mark == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else ""
        elif mark in "}]":
            path.pop()
        elif path and isinstance(path[-1], str) and not after_key:
            path[-1] = json.loads(mark)
        else:
            yield "".join(_step(str(part)) for part in path), line
            after_key = False
            if mark in "{[":
                path.append("" if mark == "{" else 0)
