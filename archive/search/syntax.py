"""What is typed, made ready for the parser: limits, open brackets and quotation marks, colons that are no field's.

No Django here. The parser knows Lucene's syntax but not our fields: here a colon after anything else becomes a plain
character, a call such as ``near(a, b, 5)`` becomes one placeholder, and whatever the parser would only stumble over is
refused with its place.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from rapidfuzz.process import extractOne

from archive.errors import QueryError

#: The longest query, in code points, and how deep its brackets may go.
MAX_LENGTH, MAX_DEPTH = 1000, 50

#: The functions that a query may call.
CALLS = ("near", "paragraph")

#: Placeholders of calls: private characters, which stand for nothing else in what is typed.
_FIRST_CALL = 0xE000
_PRIVATE = re.compile("[\ue000-\uf8ff]")

_NAME = re.compile(r"[A-Za-z_]+")
_AT_START = re.compile(r"(?:^|[\s(+\-:\[{])$")
_CAN_VARY = re.compile(r'[\w"]')
_TILDE = re.compile(r"~\d{0,3}(?![\d.])")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_OPENING = {"]": "[{", "}": "[{", ")": "("}


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments as typed, each with the place where it begins."""

    name: str
    arguments: tuple[tuple[str, int], ...]
    start: int
    end: int


@dataclass(slots=True)
class Prepared:
    """A query for the parser; ``origins`` has the place in what was typed of each character, and of the end."""

    text: str = ""
    origins: list[int] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def add(self, characters: str, origin: int) -> None:
        """Add characters that all come from one place."""
        self.text += characters
        self.origins += [origin] * len(characters)

    def origin(self, position: int) -> int:
        """Give the place in what was typed of a position in the text."""
        return self.origins[min(max(position, 0), len(self.origins) - 1)]

    def call(self, word: str) -> Call | None:
        """Give the call that a word is the placeholder of."""
        number = ord(word) - _FIRST_CALL if len(word) == 1 else -1
        return self.calls[number] if 0 <= number < len(self.calls) else None


def prepare(typed: str, *, fields: Collection[str]) -> Prepared:
    """Give a query ready for the parser; raises QueryError, with the place in what was typed."""
    if len(typed) > MAX_LENGTH:
        raise QueryError(
            f"A query has at most {MAX_LENGTH} characters, this one has {len(typed)}.", start=MAX_LENGTH, end=len(typed)
        )
    return _Preparation(_PRIVATE.sub(" ", typed), fields).run()


class _Preparation:
    """One pass over a query."""

    def __init__(self, typed: str, fields: Collection[str]) -> None:
        self._typed = typed
        self._fields = fields
        self._made = Prepared()
        self._open: list[tuple[str, int]] = []
        self._at = 0

    def run(self) -> Prepared:
        while self._at < len(self._typed):
            self._step(self._typed[self._at])
        if self._open:
            opening, start = self._open[-1]
            raise QueryError(f"This “{opening}” is never closed.", start=start, end=len(self._typed))
        self._made.origins.append(len(self._typed))
        return self._made

    def _step(self, character: str) -> None:
        if character == "\\":
            self._copy(self._typed[self._at : self._at + 2] if self._at + 1 < len(self._typed) else "\\\\")
        elif character == '"':
            self._copy(self._typed[self._at : self._closing_quote(self._at) + 1])
        elif character in _CLOSING or character in _OPENING:
            self._bracket(character)
        elif character == "^":
            raise QueryError("A weight (^) can't be given to a word.", start=self._at, end=self._at + 1)
        elif character == "~":
            self._tilde()
        elif character in "/<>" and not self._is_comparison():
            self._escape()
        elif character == ":":
            # A field's colon was taken together with its name.
            self._escape()
        elif (match := _NAME.match(self._typed, self._at)) and _AT_START.search(self._typed[: self._at][-1:]):
            self._name(match)
        else:
            self._copy(character)

    def _copy(self, characters: str) -> None:
        for offset, character in enumerate(characters):
            self._made.add(character, min(self._at + offset, len(self._typed) - 1))
        self._at = min(self._at + len(characters), len(self._typed))

    def _escape(self) -> None:
        self._made.add("\\" + self._typed[self._at], self._at)
        self._at += 1

    def _tilde(self) -> None:
        """Take a tilde with its number behind a word or a phrase; elsewhere it is a plain character."""
        if not _CAN_VARY.search(self._made.text[-1:]):
            self._escape()
            return
        match = _TILDE.match(self._typed, self._at)
        if not match:
            raise QueryError("“~” takes a whole number.", start=self._at, end=self._at + 1)
        self._copy(match[0])

    def _is_comparison(self) -> bool:
        return self._typed[self._at] in "<>" and self._made.text.endswith(":")

    def _bracket(self, character: str) -> None:
        if character in _CLOSING:
            self._open.append((character, self._at))
            if len(self._open) > MAX_DEPTH:
                raise QueryError(f"Brackets may go {MAX_DEPTH} deep, not deeper.", start=self._at, end=self._at + 1)
        elif not self._open or self._open[-1][0] not in _OPENING[character]:
            raise QueryError(f"This “{character}” closes nothing.", start=self._at, end=self._at + 1)
        else:
            self._open.pop()
        self._copy(character)

    def _closing_quote(self, start: int) -> int:
        at = start + 1
        while at < len(self._typed):
            if self._typed[at] == '"':
                return at
            at += 2 if self._typed[at] == "\\" else 1
        raise QueryError("This quotation mark is never closed.", start=start, end=len(self._typed))

    def _name(self, match: re.Match[str]) -> None:
        """Take a word that may be a field's name or a function's."""
        name, end = match[0], match.end()
        following = self._typed[end : end + 1]
        if following == "(" and name in CALLS:
            self._call(name, end)
        elif following != ":":
            self._copy(name)
        elif name in self._fields:
            self._copy(f"{name}:")
        elif self._typed[end + 1 : end + 3] == "//" or not self._typed[end + 1 : end + 2].strip() or len(name) == 1:
            self._copy(name)
            self._escape()
        else:
            close = extractOne(name.lower(), sorted(self._fields), score_cutoff=60)
            hint = f" Did you mean “{close[0]}:”?" if close else f" There are {', '.join(sorted(self._fields))}."
            raise QueryError(f"There is no field “{name}”.{hint}", start=match.start(), end=end + 1)

    def _call(self, name: str, opening: int) -> None:
        arguments: list[tuple[str, int]] = []
        at = begin = opening + 1
        while at < len(self._typed) and self._typed[at] != ")":
            if self._typed[at] == '"':
                at = self._closing_quote(at)
            elif self._typed[at] == ",":
                arguments.append((self._typed[begin:at], begin))
                begin = at + 1
            at += 1
        if at == len(self._typed):
            raise QueryError(f"The bracket of “{name}(” is never closed.", start=opening, end=at)
        arguments.append((self._typed[begin:at], begin))
        start = self._at
        self._made.add(chr(_FIRST_CALL + len(self._made.calls)), start)
        self._made.calls.append(Call(name, tuple(arguments), start, at + 1))
        self._at = at + 1
