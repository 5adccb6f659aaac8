"""The lines of a text put together into pieces: a paragraph, a headline, a stamp.

A piece is one line, unless the text is hard-wrapped: then the lines that a writer's editor broke belong together. A
text counts as wrapped when most of its line breaks stand where the next word would not have fitted, and neither end
sentences nor go before capitals. Everything here takes time in proportion to the text.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from archive.errors import ExtractionError

#: The most pieces one article may have; a file with more is something else.
MAX_PIECES = 250_000

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_OPENS_ANEW = re.compile(r"(?:[-*•·▪‣–—]|\d{1,2}[.)])\s|(?:By|BY) [A-Z]")
_MIN_WIDTH = 30
_LONGEST_FIRST_WORD = 20
_TOLERANCE = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, ``[start, end)`` without the white space around it."""

    start: int
    end: int
    number: int
    stanza: int
    indent: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong together, ``[start, end)``; ``words`` is their text with white space folded.

    ``stanza`` numbers the groups between blank lines; ``first_line`` and ``last_line`` count from 1.
    """

    start: int
    end: int
    words: str
    stanza: int
    first_line: int
    last_line: int


def pieces_of(text: str) -> list[Piece]:
    """Give the pieces of a text in order; ``ExtractionError`` where there are more than ``MAX_PIECES``."""
    lines = list(_lines(text))
    joints = _joints(text, lines)
    width = _wrap_width(text, joints)
    joined = {second.number for first, second in joints if width and _continues(text, first, second, width)}
    pieces: list[Piece] = []
    opened = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].number not in joined:
            pieces.append(_piece(text, lines[opened], lines[index - 1]))
            opened = index
    return pieces


def ends_sentence(words: str) -> bool:
    """Tell whether a line ends as a sentence does: a full stop, question or exclamation mark, also before a quote."""
    return bool(_SENTENCE_END.search(words[-6:]))


def _piece(text: str, first: Line, last: Line) -> Piece:
    words = " ".join(text[first.start : last.end].split())
    return Piece(first.start, last.end, words, first.stanza, first.number, last.number)


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines that are not blank; a blank line, or one of white space only, begins a new stanza."""
    position, number, stanza, found, previous = 0, 1, 0, 0, 0
    for match in _LINE.finditer(text):
        printed = match.group()
        body = printed.strip()
        if not body:
            continue
        number += text.count("\n", position, match.start())
        position = match.start()
        if found and number > previous + 1:
            stanza += 1
        indent = len(printed) - len(printed.lstrip())
        start = match.start() + indent
        yield Line(start, start + len(body), number, stanza, indent)
        previous = number
        found += 1
        if found > MAX_PIECES:
            raise ExtractionError(f"The capture has more than {MAX_PIECES} lines; it is no single article.")


def _joints(text: str, lines: list[Line]) -> list[tuple[Line, Line]]:
    """Give the pairs of lines between which a paragraph could go on: no blank line, indent, bullet or byline begins."""
    usual: dict[int, int] = {}
    for stanza, group in groupby(lines, key=lambda line: line.stanza):
        [(usual[stanza], _)] = Counter(line.indent for line in group).most_common(1)
    return [
        (first, second)
        for first, second in pairwise(lines)
        if first.stanza == second.stanza
        and second.indent <= usual[second.stanza] + 1
        and not _OPENS_ANEW.match(text, second.start)
    ]


def _wrap_width(text: str, joints: list[tuple[Line, Line]]) -> int:
    """Give the width that the text is wrapped at, 0 where it isn't."""
    unended = [(first, second) for first, second in joints if not ends_sentence(text[first.end - 6 : first.end])]
    if len(unended) < 2 or len(unended) < 0.5 * len(joints):
        return 0
    lengths = sorted(_length(first) for first, _ in unended)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    full = [second for first, second in unended if _is_full(text, first, second, width)]
    carried = sum(not text[second.start].isupper() and text[second.start] not in "\"'“‘«" for second in full)
    wrapped = width >= _MIN_WIDTH and len(full) >= 0.7 * len(unended) and carried >= 0.25 * len(full)
    return width if wrapped else 0


def _length(line: Line) -> int:
    return line.indent + line.end - line.start


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Tell whether the first word of the next line would have gone beyond the width."""
    head = text[following.start : min(following.end, following.start + _LONGEST_FIRST_WORD)]
    return _length(line) + 1 + len(head.split(maxsplit=1)[0]) > width - _TOLERANCE


def _continues(text: str, line: Line, following: Line, width: int) -> bool:
    return _is_full(text, line, following, width) or text[following.start].islower()
