"""Snippets: the passage of a text where most of what was searched for stands, with its words marked. No Django here."""

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from archive.analysis import WORD, fold, stem, tokens
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


class Sought:
    """What is marked: stems, beginnings of words, words with some edits, and phrases of printed words."""

    def __init__(
        self,
        *,
        stems: Iterable[str] = (),
        prefixes: Iterable[str] = (),
        fuzzy: Iterable[tuple[str, int]] = (),
        phrases: Iterable[tuple[str, ...]] = (),
    ) -> None:
        self._phrases = [phrase for phrase in phrases if phrase]
        self._known = _Known(frozenset(stems), tuple(prefixes), tuple(fuzzy))

    def marks(self, block: str) -> list[tuple[int, int]]:
        """Give the ranges of a text that are marked, word by word, in order."""
        known = self._known
        found = [match.span() for match in WORD.finditer(block) if known[match[0]]]
        return sorted({*found, *self._of_phrases(block)}) if self._phrases else found

    def _of_phrases(self, block: str) -> Iterator[tuple[int, int]]:
        held = list(tokens(block))
        words = [token.word for token in held]
        for phrase in self._phrases:
            for start, word in enumerate(words):
                if word == phrase[0] and tuple(words[start : start + len(phrase)]) == phrase:
                    yield from ((token.start, token.end) for token in held[start : start + len(phrase)])


class _Known(dict[str, bool]):
    """Says of each printed word whether it is marked by itself; each is decided once."""

    def __init__(self, stems: frozenset[str], prefixes: tuple[str, ...], fuzzy: tuple[tuple[str, int], ...]) -> None:
        super().__init__()
        self._stems, self._prefixes, self._fuzzy = stems, prefixes, fuzzy
        # No word begins otherwise than its stem: most need not be stemmed.
        self._beginnings = frozenset(one[:1] for one in stems)

    def __missing__(self, printed: str) -> bool:
        word = fold(printed)
        self[printed] = (
            (word[:1] in self._beginnings and stem(word) in self._stems)
            or (bool(self._prefixes) and word.startswith(self._prefixes))
            or any(OSA.distance(word, wanted, score_cutoff=most) <= most for wanted, most in self._fuzzy)
        )
        return self[printed]


def sought(node: Node, *, field: str = "text") -> Sought:
    """Give what a query looks for in a field, but for what it excludes."""
    leaves = list(_leaves(node, field))
    return Sought(
        stems={stem(leaf.word) for leaf in leaves if isinstance(leaf, Word)},
        prefixes=[leaf.letters for leaf in leaves if isinstance(leaf, Prefix)],
        fuzzy=[(leaf.word, leaf.distance) for leaf in leaves if isinstance(leaf, Fuzzy)],
        phrases=[leaf.words for leaf in leaves if isinstance(leaf, Phrase)],
    )


def snippet(blocks: Sequence[str], wanted: Sought, *, size: int = SIZE) -> tuple[Piece, ...]:
    """Give the passage with most marked words, line ends as spaces; the beginning of the first block where none is."""
    best: tuple[int, int, str, list[tuple[int, int]]] | None = None
    for block in (one.strip() for one in blocks):
        marks = wanted.marks(block)
        weight, start = _densest(marks, size)
        if WORD.search(block) and (best is None or weight > best[0]):
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
