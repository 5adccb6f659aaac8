"""What stands around a place of a text, and how much of it two places have in common."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

#: Code points of context on each side of a span.
CONTEXT_LENGTH = 32

#: Code points looked at on each side of a place, so that 32 are left when white space is folded.
WINDOW = 96

#: The edge of a text, as part of a context; a text holds no such character.
EDGE = "\0"

_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around some words, each run of white space as one space; ``before`` is read backwards."""

    before: str
    after: str

    def likeness(self, found: "Context") -> float:
        """Give which part (0 to 1) of this context, counted from the words on, a longer context has too."""
        total = len(self.before) + len(self.after)
        if not total:
            return 1.0
        return (_in_common(found.before, self.before) + _in_common(found.after, self.after)) / total

    def without_edges(self) -> "Context":
        """Give the same context for a text that may have grown at either end."""
        return Context(self.before.rstrip(EDGE), self.after.rstrip(EDGE))


def recorded_context(prefix: str, suffix: str, *, at_start: bool) -> Context:
    """Give the context that a quotation carries; ``at_start`` where its prefix begins the text."""
    edge = EDGE if at_start else ""
    return Context((edge + _WHITE.sub(" ", prefix))[::-1], _WHITE.sub(" ", suffix))


class Haystack:
    """A text in which spans are looked for; what stands around a place is worked out once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[tuple[int, int, int], Context] = {}

    def context(self, start: int, end: int) -> Context:
        """Give the context of a span ``[start, end)``."""
        return self._at(start, end, CONTEXT_LENGTH)

    def around(self, start: int, end: int) -> Context:
        """Give what stands around ``[start, end)``, longer than any context it is compared with."""
        return self._at(start, end, WINDOW)

    def _at(self, start: int, end: int, length: int) -> Context:
        key = start, end, length
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = _context_at(self.text, start, end, length)
        return found

    def places(self, words: str) -> Iterator[int]:
        """Yield where the very same words start, overlapping ones too."""
        place = self.text.find(words)
        while place >= 0:
            yield place
            place = self.text.find(words, place + 1)

    def respaced(self, words: str, limit: int) -> Iterator[tuple[int, int]]:
        """Yield where the words stand with other white space between them, ``limit`` places at most."""
        parts = words.split()
        if len(parts) < 2:
            return
        pattern = re.compile(r"\s+".join(map(re.escape, parts)))
        matches = (match.span() for match in pattern.finditer(self.text) if words not in match.group())
        yield from islice(matches, limit)


def _in_common(one: str, other: str) -> int:
    """Give how many characters two strings have in common at their start."""
    if one.startswith(other):
        return len(other)
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), len(one))


def _context_at(text: str, start: int, end: int, length: int) -> Context:
    """Give up to ``length`` code points on each side; where the text ends sooner, its edge is part of the context."""
    before = _WHITE.sub(" ", text[max(0, start - length) : start])
    after = _WHITE.sub(" ", text[end : end + length])
    if start < length:
        before = EDGE + before
    if end + length > len(text):
        after += EDGE
    return Context(before[::-1], after)
