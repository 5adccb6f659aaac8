"""A text with marks on it as a tree, for HTML: nested marks nest, marks that cut across one another are split.

No Django here. Offsets are code points, half-open; every character of the range comes exactly once, in order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something to be shown on ``[start, end)``.

    ``id`` is the mark's own; ``of`` is what it belongs to where several marks make one thing (the pieces of a
    discontinuous quotation, a statement's words and its cue).
    """

    id: str
    start: int
    end: int
    classes: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the text, ``[start, start + len(text))``."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a mark; ``first`` and ``last`` say whether the mark begins and ends with it."""

    mark: Mark
    start: int
    end: int
    children: tuple["Words | Fragment", ...]

    @property
    def first(self) -> bool:
        """Whether the mark begins here; otherwise this piece continues it."""
        return self.start == self.mark.start

    @property
    def last(self) -> bool:
        """Whether the mark ends here; otherwise another piece continues it."""
        return self.end == self.mark.end


@dataclass(slots=True)
class _Open:
    """A fragment whose end has not been reached; without a mark, the whole range."""

    mark: Mark | None
    start: int
    children: list[Words | Fragment] = field(default_factory=list)


def segments(text: str, *, start: int, end: int, marks: Iterable[Mark]) -> tuple[Words | Fragment, ...]:
    """Give ``text[start:end]`` as a tree; marks reaching beyond the range are cut at it, empty ones are left out.

    Of two marks that begin together the longer one is outside; of two equal ones, the one given first. Where marks
    cut across one another, the one that begins later is split; what goes on after a cut nests anew, the longer outside.
    """
    begins, ends = _edges(marks, start, end)
    stack = [_Open(None, start)]
    at = start
    for place in sorted({start, end, *begins, *ends}):
        if place > at:
            stack[-1].children.append(Words(at, text[at:place]))
            at = place
        reopened = _close(stack, {id(mark) for mark in ends[place]}, place)
        stack.extend(_Open(mark, place) for mark in _outermost_first([*reopened, *begins[place]]))
    return tuple(stack[0].children)


def _edges(
    marks: Iterable[Mark], start: int, end: int
) -> tuple[defaultdict[int, list[Mark]], defaultdict[int, list[Mark]]]:
    """Give the marks that touch the range, by where they begin and by where they end within it."""
    begins: defaultdict[int, list[Mark]] = defaultdict(list)
    ends: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in {id(mark): mark for mark in marks}.values():
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            begins[first].append(mark)
            ends[last].append(mark)
    return begins, ends


def _close(stack: list[_Open], ending: set[int], place: int) -> list[Mark]:
    """Close the marks that end, with all that stand inside them; give those of the latter that must go on."""
    going_on: list[Mark] = []
    while ending:
        piece = stack.pop()
        mark: Mark = piece.mark  # type: ignore[assignment]  # the range itself, at the bottom, never ends
        stack[-1].children.append(Fragment(mark, piece.start, place, tuple(piece.children)))
        if id(mark) in ending:
            ending.remove(id(mark))
        else:
            going_on.insert(0, mark)
    return going_on


def _outermost_first(marks: list[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: -mark.end)


def walk(nodes: Iterable[Words | Fragment]) -> Iterator[tuple[str, Words | Fragment]]:
    """Give the tree as a flat run of ``("words" | "open" | "close", node)``, however deep it is."""
    waiting = [iter(tuple(nodes))]
    inside: list[Fragment] = []
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
            if inside:
                yield "close", inside.pop()
        elif isinstance(node, Words):
            yield "words", node
        else:
            yield "open", node
            inside.append(node)
            waiting.append(iter(node.children))
