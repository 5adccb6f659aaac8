"""The search for spans of an old text in a new one."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from annotations.anchoring.alignment import Alignment
from annotations.anchoring.context import CONTEXT_LENGTH, Context, Haystack, recorded_context
from annotations.errors import InvalidSpanError

Status = Literal["exact", "moved", "ambiguous", "orphan"]

#: More places than this are not told apart: the span is ambiguous.
MAX_PLACES = 2000

#: How many places a person is offered.
MAX_CANDIDATES = 10

#: A place whose surroundings resemble the span's by less is another use of the same words.
MIN_LIKENESS = 0.25

#: Words as long as this are worth offering wherever they stand.
DISTINCTIVE_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span to be found: code points ``[start, end)`` of the old text (None where unknown), its words and context."""

    start: int | None
    end: int | None
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place ``[start, end)`` that may be the span, its score from 0 to 1, and whether its words are the very same."""

    start: int
    end: int
    score: float
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a span stands now.

    ``exact``: same offsets, words and context. ``moved``: same words and context at other offsets, or context that
    differs in white space. ``ambiguous``: for a person to choose from ``candidates`` (best first; some may be left
    out), be it a single one. ``orphan``: gone. ``start`` and ``end`` are set for exact and moved only, whose ``score``
    is 1; otherwise it is the best candidate's, or 0.
    """

    status: Status
    start: int | None = None
    end: int | None = None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()


def anchor(text_old: str | None, text_new: str, span: Anchor) -> Anchored:
    """Find one span of ``text_old`` (None where it is not to be had) in ``text_new``; see ``anchor_all``."""
    return anchor_all(text_old, text_new, [span])[0]


def anchor_all(text_old: str | None, text_new: str, spans: Iterable[Anchor]) -> list[Anchored]:
    """Find spans of one old text in a new one, in the order given; the two texts are aligned once.

    With the old text, context is read from there, and other uses of the same words are told apart by where they come
    from. What two texts can't tell: a passage whose surroundings and words were copied whole, and whose original then
    lost most of its own surroundings, is found at the copy, as if it had moved. Without the old text, or without
    offsets, a span is known by its recorded context only, which must have been the only one of its kind. Raises
    ``InvalidSpanError`` for a span without words, or whose words do not stand at its offsets in ``text_old``.
    """
    new = Haystack(text_new)
    old = None if text_old is None else Haystack(text_old)
    alignment = None if text_old is None or text_old == text_new else Alignment(text_old, text_new)
    return [_anchor_one(old, new, alignment, span) for span in spans]


def _anchor_one(old: Haystack | None, new: Haystack, alignment: Alignment | None, span: Anchor) -> Anchored:
    if not span.exact:
        raise InvalidSpanError("A span without words can't be found again.")
    if old is None or span.start is None:
        return _Search(new, span, _recorded(span)).result()
    end = span.start + len(span.exact)
    if span.start < 0 or span.end not in (None, end) or old.text[span.start : end] != span.exact:
        raise InvalidSpanError(f"The words {span.exact!r} do not stand at {span.start}-{span.end} of the old text.")
    if alignment is None:
        return Anchored("exact", span.start, end, 1.0)
    return _SearchFrom(old, new, span, alignment).result()


def _recorded(span: Anchor) -> Context:
    """Give the context a span carries; a prefix cut short by the start of its text can be told, a suffix can't."""
    at_start = span.start is not None and span.start == len(span.prefix) < CONTEXT_LENGTH
    return recorded_context(span.prefix, span.suffix, at_start=at_start)


class _Search:
    """The search for one span by its words and recorded context alone."""

    def __init__(self, new: Haystack, span: Anchor, context: Context) -> None:
        self._new, self._span, self._context = new, span, context
        self._size = len(span.exact)
        self._quoted = span.prefix, span.suffix
        self._expected = span.start
        self._places = list(islice(new.places(span.exact), MAX_PLACES + 1))
        self._likeness = {place: context.likeness(self._around(place)) for place in self._places[:MAX_PLACES]}

    def result(self) -> Anchored:
        """Give the one certain place, or the places to choose from."""
        place = self._certain() if len(self._places) <= MAX_PLACES else None
        if place is None:
            return self._undecided()
        same = place == self._span.start and self._is_unchanged(place)
        return Anchored("exact" if same else "moved", place, place + self._size, 1.0)

    def _is_unchanged(self, place: int) -> bool:
        """Tell whether the context at ``place`` is the very same, white space included."""
        prefix, suffix = self._quoted
        start, end = max(0, place - len(prefix)), place + self._size
        return self._new.text[start:place] == prefix and self._new.text[end : end + len(suffix)] == suffix

    def _around(self, place: int) -> Context:
        return self._new.around(place, place + self._size)

    def _certain(self) -> int | None:
        """Give the only place with the span's whole context, if nothing speaks against it; none for white space."""
        whole = [place for place, likeness in self._likeness.items() if likeness == 1.0]
        if not whole and len(self._places) == 1:
            inner = self._context.without_edges()
            whole = [place for place in self._places if inner.likeness(self._around(place)) == 1.0]
        if len(whole) != 1 or self._span.exact.isspace() or self._cuts_word(whole[0]):
            return None
        return whole[0] if self._prevails(whole[0]) else None

    def _prevails(self, place: int) -> bool:
        """Tell whether none of the other places can be the span with its context edited."""
        return not any(self._is_alike(rival) for rival in self._places if rival != place)

    def _is_alike(self, place: int) -> bool:
        return self._likeness[place] >= MIN_LIKENESS

    def _cuts_word(self, place: int) -> bool:
        """Tell whether the words are part of a longer word on a side where no context says that they were."""
        text, end, context = self._new.text, place + self._size, self._context.without_edges()
        before = not context.before and place > 0 and _joins(text[place - 1], text[place])
        return before or (not context.after and end < len(text) and _joins(text[end - 1], text[end]))

    def _is_offered(self, place: int) -> bool:
        return self._size >= DISTINCTIVE_LENGTH or len(self._places) == 1 or self._is_alike(place)

    def _undecided(self) -> Anchored:
        found = [
            Candidate(place, place + self._size, self._score(place, likeness))
            for place, likeness in self._likeness.items()
            if self._is_offered(place)
        ]
        for start, end in self._new.respaced(self._span.exact, MAX_CANDIDATES):
            score = 0.9 * self._score(start, self._context.likeness(self._new.around(start, end)))
            found.append(Candidate(start, end, round(score, 4), verbatim=False))
        found.sort(key=lambda candidate: (-candidate.score, candidate.start))
        if not found:
            return Anchored("orphan")
        return Anchored("ambiguous", score=found[0].score, candidates=tuple(found[:MAX_CANDIDATES]))

    def _score(self, start: int, likeness: float) -> float:
        near = 0.0 if self._expected is None else 1 / (1 + abs(start - self._expected) / 100)
        return round(0.8 * likeness + 0.2 * near, 4)


class _SearchFrom(_Search):
    """The search for one span whose old text is known: each use of its words is followed from there."""

    def __init__(self, old: Haystack, new: Haystack, span: Anchor, alignment: Alignment) -> None:
        self._old, self._alignment = old, alignment
        self._start = span.start or 0
        end = self._start + len(span.exact)
        super().__init__(new, span, old.context(self._start, end))
        self._image = alignment.image(self._start, end)
        self._expected = alignment.expected(self._start)
        before = old.text[max(0, self._start - CONTEXT_LENGTH) : self._start]
        self._quoted = before, old.text[end : end + CONTEXT_LENGTH]

    def _prevails(self, place: int) -> bool:
        if self._image not in (place, None) or self._stood_twice():
            return False
        if not self._is_unchanged(place):
            return super()._prevails(place)
        doubtful = self._image is None or self._size >= DISTINCTIVE_LENGTH
        suspects = (rival for rival in self._places if rival != place and (doubtful or self._is_alike(rival)))
        return all(self._is_another(suspect) for suspect in suspects)

    def _stood_twice(self) -> bool:
        places = (place for place in self._old.places(self._span.exact) if place != self._start)
        around = (self._old.around(place, place + self._size) for place in places)
        return any(self._context.likeness(context) == 1.0 for context in around)

    def _is_another(self, place: int) -> bool:
        """Tell whether what stands here was another use of the words in the old text."""
        origin = self._alignment.origin(place, place + self._size)
        if origin is None or origin == self._start:
            return False
        own = self._old.context(origin, origin + self._size)
        return own.likeness(self._around(place)) > self._likeness[place]

    def _is_offered(self, place: int) -> bool:
        return place == self._image or (super()._is_offered(place) and not self._is_another(place))


def _joins(left: str, right: str) -> bool:
    return bool(unicodedata.combining(right)) or (left.isalnum() and right.isalnum())
