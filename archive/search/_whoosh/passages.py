"""Where passages stand in one segment: phrases, words near one another, words in one block.

Places are sorted arrays, as ``postings`` gives them.
"""

import numpy as np
import numpy.typing as npt

from archive.search._whoosh.postings import SHIFT, Ints
from archive.search._whoosh.segment import Segment
from archive.search._whoosh.words import BLOCKS, term
from archive.search.tree import Near, Passage, Phrase, SameParagraph, Word

Counts = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

#: Stands for "no such place", after all places.
_NOWHERE = np.iinfo(np.int64).max


def phrase_counts(segment: Segment, phrase: Phrase) -> Counts:
    """Give how often each document has a phrase."""
    starts, _ends = spans(segment, phrase)
    return _by_document(segment, starts)


def near_counts(segment: Segment, near: Near) -> Counts:
    """Give 1 for each document that has both passages near one another."""
    first = spans(segment, near.first)
    second = spans(segment, near.second)
    after = _followed(segment, first[1], second[0], near)
    before = _followed(segment, second[1], first[0], near)
    return np.minimum(_by_document(segment, np.concatenate([after, before])), 1.0)


def paragraph_counts(segment: Segment, node: SameParagraph) -> Counts:
    """Give 1 for each document that has all passages in one block."""
    blocks = segment.places(node.passages[0].field, BLOCKS)
    shared: Ints | None = None
    for passage in node.passages:
        starts, _ends = spans(segment, passage)
        found = np.unique(np.searchsorted(blocks, starts, side="right") - 1)
        shared = found if shared is None else np.intersect1d(shared, found, assume_unique=True)
    held = blocks[shared] if shared is not None else blocks[:0]
    return np.minimum(_by_document(segment, held), 1.0)


def spans(segment: Segment, passage: Passage) -> tuple[Ints, Ints]:
    """Give the places of the first and of the last word of every occurrence of a passage."""
    if isinstance(passage, Word):
        places = segment.places_of(passage.field, segment.forms(passage.field, passage.word))
        return places, places
    words = [segment.places(passage.field, term(word)) for word in passage.words]
    if passage.slop == 0:
        starts = _consecutive(words)
        return starts, starts + (len(words) - 1)
    return _loose(segment, passage, words)


def _consecutive(words: list[Ints]) -> Ints:
    """Give where words follow one another; begin with the rarest."""
    order = sorted(range(len(words)), key=lambda index: len(words[index]))
    starts = words[order[0]] - order[0]
    for index in order[1:]:
        starts = starts[_within(starts + index, words[index])]
    return starts


def _loose(segment: Segment, phrase: Phrase, words: list[Ints]) -> tuple[Ints, Ints]:
    """Give where words follow one another with others between: from each first word, the earliest next ones."""
    starts = ends = words[0]
    for places in words[1:]:
        following = np.append(places, _NOWHERE)[np.searchsorted(places, ends, side="right")]
        near = following - starts < len(words) + phrase.slop
        starts, ends = starts[near], following[near]
    whole = _same_block(segment, phrase.field, starts, ends)
    return starts[whole], ends[whole]


def _followed(segment: Segment, ends: Ints, starts: Ints, near: Near) -> Ints:
    """Give the ends that are followed by a start within the distance, in the same block."""
    following = np.append(starts, _NOWHERE)[np.searchsorted(starts, ends, side="right")]
    close = following - ends <= near.distance
    ends, following = ends[close], following[close]
    return ends[_same_block(segment, near.first.field, ends, following)]


def _same_block(segment: Segment, field: str, ones: Ints, others: Ints) -> Bools:
    """Say of each pair of places whether no block begins between them."""
    blocks = segment.places(field, BLOCKS)
    same: Bools = np.searchsorted(blocks, ones, side="right") == np.searchsorted(blocks, others, side="right")
    return same


def _within(places: Ints, among: Ints) -> Bools:
    """Say of each place whether it is among others."""
    if not len(among):
        return np.zeros(len(places), np.bool_)
    found = np.searchsorted(among, places)
    found[found == len(among)] = 0
    same: Bools = among[found] == places
    return same


def _by_document(segment: Segment, places: Ints) -> Counts:
    return np.bincount(places >> SHIFT, minlength=segment.size).astype(np.float64)
