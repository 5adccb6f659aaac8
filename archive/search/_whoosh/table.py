"""All documents of an index at one generation: columns of its segments put together, and how often words occur."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from archive.search._whoosh.passages import near_counts, paragraph_counts, phrase_counts
from archive.search._whoosh.segment import Segment
from archive.search._whoosh.words import term
from archive.search.conditions import most_words
from archive.search.tree import Fuzzy, Near, Phrase, Prefix, SameParagraph, TextNode, Word

Bools = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.float64]


class Table:
    """The documents of an index, numbered through all segments; ``live`` says which have not been deleted."""

    def __init__(self, segments: Sequence[Segment], live: Bools) -> None:
        self.segments = segments
        self.live = live
        self.size = len(live)
        self._live_in = np.split(live, np.cumsum([segment.size for segment in segments], dtype=np.int64))[:-1]

    def occurrences(self, node: TextNode) -> Counts:
        """Give how often each document has what a text condition asks for; 0 for deleted ones."""
        match node:
            case Word(field, word):
                parts = [segment.counts(field, segment.forms(field, word)) for segment in self.segments]
            case Prefix(field, letters):
                parts = self._any_of(
                    field, lambda lexicon: [w for w in lexicon if w.startswith(letters)], most_words(node)
                )
            case Fuzzy(field, word, distance):
                parts = self._any_of(field, lambda lexicon: _similar(word, lexicon, distance), most_words(node))
            case Phrase():
                parts = [phrase_counts(segment, node) for segment in self.segments]
            case Near():
                parts = [near_counts(segment, node) for segment in self.segments]
            case SameParagraph():
                parts = [paragraph_counts(segment, node) for segment in self.segments]
        return np.concatenate(parts) * self.live if parts else np.zeros(0)

    def _any_of(self, field: str, choose: Callable[[tuple[str, ...]], list[str]], most: int) -> list[Counts]:
        """Count the commonest of the words that ``choose`` takes from each segment's lexicon, by live documents."""
        sizes: Counter[str] = Counter()
        for segment, live in zip(self.segments, self._live_in, strict=True):
            for word in choose(segment.lexicon(field)):
                sizes[word] += int(np.count_nonzero(live[segment.postings(field, term(word)).documents]))
        chosen = sorted(sizes, key=lambda word: (-sizes[word], word))[:most]
        terms = [term(word) for word in chosen]
        return [segment.counts(field, terms) for segment in self.segments]


def _similar(word: str, lexicon: Sequence[str], distance: int) -> list[str]:
    found = extract(word, lexicon, scorer=OSA.distance, score_cutoff=distance, limit=None)
    return [match[0] for match in found]


class Columns:
    """Rows of facts as arrays, for one segment; ``joined`` puts those of several segments together."""

    def __init__(self, arrays: dict[str, npt.NDArray[Any]], pairs: dict[str, npt.NDArray[np.int64]], size: int) -> None:
        self.arrays = arrays
        self.pairs = pairs
        self.size = size

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        return self.arrays[name]

    @staticmethod
    def joined(parts: Sequence["Columns"]) -> "Columns":
        """Put the columns of segments together; pairs are (document, value), documents numbered through."""
        if not parts:
            return Columns({}, {}, 0)
        bases = np.cumsum([0, *(part.size for part in parts)])
        arrays = {name: np.concatenate([part.arrays[name] for part in parts]) for name in parts[0].arrays}
        names = {name for part in parts for name in part.pairs}
        pairs = {
            name: np.concatenate(
                [
                    part.pairs[name] + np.array([[base], [0]])
                    for part, (base, _next) in zip(parts, pairwise(bases), strict=True)
                    if name in part.pairs
                ],
                axis=1,
            )
            for name in names
        }
        return Columns(arrays, pairs, int(bases[-1]))
