"""Strict JSON (RFC 8259, unique names of RFC 7493) read piece by piece, so that a document of any length stays small.

The members of the outermost object come one by one; those of its ``@graph`` too, each as soon as it is whole.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from exports.errors import ImportProblem
from exports.formats.protocol import BinarySource

#: Bytes read at a time, and the longest value that is waited for, in characters.
CHUNK, LONGEST = 1 << 16, 256 * 1024 * 1024

GRAPH = "@graph"
_BLANK = re.compile(r"[ \t\r\n]*")
_NUMBER_MAY_GO_ON = re.compile(r"[-+0-9.eE]")


class Item(NamedTuple):
    """A member of the document, or of its ``@graph``: its JSON Pointer, its value, and the line it begins on."""

    pointer: str
    value: Any
    line: int


class JsonStream:
    """Reads one document; raises ``ImportProblem`` with file and line for what isn't JSON, or says a thing twice."""

    def __init__(self, stream: BinarySource, *, file: str) -> None:
        self._stream = stream
        self._file = file
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._parser = json.JSONDecoder(object_pairs_hook=self._unique, parse_constant=self._refuse_constant)
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False

    def items(self) -> Iterator[Item]:
        """Give the members of the outermost object, and in the place of its ``@graph`` the graph's."""
        self._expect("{")
        seen: set[str] = set()
        while self._peek() != "}":
            if seen:
                self._expect(",")
            name = self._name()
            if name in seen:
                self.fail(f"the member {name!r} stands twice")
            seen.add(name)
            self._expect(":")
            if name == GRAPH:
                yield from self._graph()
            else:
                yield Item(f"/{name.replace('~', '~0').replace('/', '~1')}", *self._value())
        self._expect("}")
        if self._peek():
            self.fail("something stands behind the end of the document")

    def fail(self, reason: str) -> NoReturn:
        """Raise an ``ImportProblem`` about the place that has been reached."""
        raise ImportProblem(reason, file=self._file, line=self._line)

    def _graph(self) -> Iterator[Item]:
        self._expect("[")
        number = 0
        while self._peek() != "]":
            if number:
                self._expect(",")
            yield Item(f"/{GRAPH}/{number}", *self._value())
            number += 1
        self._expect("]")

    def _peek(self) -> str:
        """Give the next character that is not blank; none at the end."""
        while True:
            match = _BLANK.match(self._text, self._at)
            self._skip(match.end() if match else self._at)
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def _expect(self, character: str) -> None:
        found = self._peek()
        if found != character:
            self.fail(f"not JSON: expected “{character}”, found {f'“{found}”' if found else 'the end'}")
        self._skip(self._at + 1)

    def _name(self) -> str:
        if self._peek() != '"':
            self.fail(f"not JSON: expected a name in quotation marks, found “{self._peek()}”")
        name, _line = self._value()
        return str(name)

    def _value(self) -> tuple[Any, int]:
        """Read a value, however many chunks it takes: each failure for want of text doubles what is read."""
        if not self._peek():
            self.fail("not JSON: the document ends too early")
        line, wanted = self._line, CHUNK
        while True:
            try:
                value, end = self._parser.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._ended:
                    self._line += self._text.count("\n", self._at, error.pos)
                    self.fail(f"not JSON: {error.msg}")
            except RecursionError:
                self.fail("nested too deep to be read")
            except ValueError as error:
                self.fail(f"not JSON that can be read: {error}")
            else:
                if end < len(self._text) or self._ended or not _NUMBER_MAY_GO_ON.match(self._text[end - 1]):
                    self._skip(end)
                    return value, line
            if len(self._text) - self._at > LONGEST:
                self.fail(f"one value is longer than {LONGEST} characters")
            self._more(wanted)
            wanted *= 2

    def _skip(self, to: int) -> None:
        self._line += self._text.count("\n", self._at, to)
        self._at = to
        if self._at > CHUNK:
            self._text, self._at = self._text[self._at :], 0

    def _more(self, size: int = CHUNK) -> bool:
        """Read on; give False at the end."""
        if self._ended:
            return False
        data = self._stream.read(size)
        try:
            self._text += self._decode.decode(data, final=not data)
        except UnicodeDecodeError as error:
            self.fail(f"not UTF-8: {error.reason}")
        self._ended = not data
        return not self._ended

    def _unique(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            names = [name for name, _value in pairs]
            self.fail(f"the member {next(name for name in names if names.count(name) > 1)!r} stands twice")
        return members

    def _refuse_constant(self, constant: str) -> NoReturn:
        self.fail(f"{constant} is no JSON number")
