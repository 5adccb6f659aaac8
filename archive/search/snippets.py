"""Snippets: the passage of a text where most of what was searched for stands, with its words marked. No Django here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from archive.search.analysis import Token, stem, tokens
from archive.search.results import Piece
from archive.search.tree import (
    And,
    Fuzzy,
    Near,
    Node,
    Or,
    Phrase,
    Prefix,
    SameParagraph,
    Word,
)

#: Code points of a snippet, about.
SIZE = 240
#: Code points that a snippet begins before its first marked word, at most.
_LEAD = 60
_ELLIPSIS = "…"


@dataclass(slots=True)
class Sought:
    """What is marked: stems, beginnings of words, words with some edits, and phrases of printed words."""

    stems: set[str]
    prefixes: tuple[str, ...]
    fuzzy: tuple[tuple[str, int], ...]
    phrases: tuple[tuple[str, ...], ...]

    def marks(self, words: Sequence[Token]) -> list[bool]:
        """Say of each word whether it is marked."""
        marked = [self._is_sought(token.word) for token in words]
        for phrase in self.phrases:
            size = len(phrase)
            for start in range(len(words) - size + 1):
                if all(words[start + index].word == word for index, word in enumerate(phrase)):
                    marked[start : start + size] = [True] * size
        return marked

    def _is_sought(self, word: str) -> bool:
        if stem(word) in self.stems or (self.prefixes and word.startswith(self.prefixes)):
            return True
        return any(OSA.distance(word, wanted, score_cutoff=most) <= most for wanted, most in self.fuzzy)


def sought(node: Node, *, field: str = "text") -> Sought:
    """Give what a query looks for in a field, but for what it excludes."""
    leaves = list(_leaves(node, field))
    return Sought(
        stems={stem(leaf.word) for leaf in leaves if isinstance(leaf, Word)},
        prefixes=tuple(leaf.letters for leaf in leaves if isinstance(leaf, Prefix)),
        fuzzy=tuple((leaf.word, leaf.distance) for leaf in leaves if isinstance(leaf, Fuzzy)),
        phrases=tuple(leaf.words for leaf in leaves if isinstance(leaf, Phrase)),
    )


def snippet(blocks: Sequence[str], wanted: Sought, *, size: int = SIZE) -> tuple[Piece, ...]:
    """Give the passage with most marked words, line ends as spaces; the beginning of the first block where none is."""
    best: tuple[int, int, str, list[tuple[int, int]]] | None = None
    for block in (one.strip() for one in blocks):
        words = list(tokens(block))
        marks = [(word.start, word.end) for word, marked in zip(words, wanted.marks(words), strict=True) if marked]
        weight, start = _densest(marks, size)
        if words and (best is None or weight > best[0]):
            best = weight, start, block, marks
    if best is None:
        return ()
    _weight, start, block, marks = best
    return tuple(_pieces(block, _window(block, start, size), marks))


def _densest(marks: Sequence[tuple[int, int]], size: int) -> tuple[int, int]:
    """Give the most marks that one window holds, and where the first of them begins."""
    best, first = 0, 0
    last = 0
    for index, (start, _end) in enumerate(marks):
        last = max(last, index)
        while last < len(marks) and marks[last][1] <= start + size - _LEAD:
            last += 1
        if last - index > best:
            best, first = last - index, start
    return best, first


def _window(block: str, first: int, size: int) -> tuple[int, int]:
    """Give a range of about ``size`` code points that begins a little before ``first``, cut between words."""
    block_end = len(block.rstrip())
    start = max(0, min(first - _LEAD, block_end - size))
    if start:
        space = block.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(block_end, start + size)
    if end < block_end:
        space = block.rfind(" ", max(start, first), end)
        end = space if space > start else end
    return start, end


def _pieces(block: str, window: tuple[int, int], marks: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    start, end = window
    if start:
        yield Piece(_ELLIPSIS)
    at = start
    for first, last in marks:
        if first < at or last > end:
            continue
        if at < first:
            yield Piece(_flat(block[at:first]))
        yield Piece(_flat(block[first:last]), marked=True)
        at = last
    if at < end:
        yield Piece(_flat(block[at:end]))
    if end < len(block.rstrip()):
        yield Piece(_ELLIPSIS)


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _leaves(node: Node, field: str) -> Iterator[Node]:
    match node:
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from _leaves(inner, field)
        case Near(first, second, _distance):
            yield from _leaves(first, field)
            yield from _leaves(second, field)
        case SameParagraph(passages):
            for passage in passages:
                yield from _leaves(passage, field)
        case Word() | Prefix() | Fuzzy() | Phrase() if node.field == field:
            yield node
