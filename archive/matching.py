"""Passages that articles share, word for word. No Django here.

Candidates come from fingerprints by winnowing (Schleimer, Wilkerson and Aiken 2003): of every ``WINDOW`` shingles that
follow each other the one with the least hash is kept, so that two texts which share ``WINDOW + SHINGLE - 1`` words in a
row share a fingerprint. Sharing is then made exact by extending shared shingles as far as the words agree. A shingle
weighs the less the more articles have it: the formulas of a collection rank nobody.
"""

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

#: Words in a shingle, and shingles in a window: texts that share 5 words in a row share a fingerprint.
SHINGLE, WINDOW = 3, 3
#: The least words of a passage that is shown.
LEAST_WORDS = 4
#: The most articles that a fingerprint is followed in; what more have is a formula.
MOST_ALIKE = 60

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The same words in two texts: code points ``[start, end)`` in each, and how many words there are."""

    start: int
    end: int
    other_start: int
    other_end: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What two texts share: passages, the longest first, and a score from 0 to 1.

    The score is the weight of shared shingles over that of the shorter text's: 1 where it is contained. ``mutual`` is
    the same over the longer text's.
    """

    passages: tuple[Passage, ...]
    score: float
    mutual: float


def words_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Give the words of a part of a text, without case."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield Word(match[0].casefold(), match.start(), match.end())


def hashes_of(words: Sequence[Word]) -> NDArray[np.uint64]:
    """Give a hash for each shingle, in order; the same in every process."""
    found = [
        hashlib.blake2b(" ".join(word.text for word in words[index : index + SHINGLE]).encode(), digest_size=8).digest()
        for index in range(len(words) - SHINGLE + 1)
    ]
    return np.frombuffer(b"".join(found), dtype=np.uint64)


def fingerprints(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give the least hash of every window, once; all of them where the text is shorter than one."""
    if len(hashes) <= WINDOW:
        return np.unique(hashes)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
    return np.unique(windows.min(axis=1))


class Weights:
    """How much a shingle says: little where many articles have it, nothing where most have."""

    def __init__(self, articles: int, frequencies: Mapping[int, int]) -> None:
        self._articles = articles
        self._frequencies = frequencies

    def of(self, shingle: int) -> float:
        """Give the weight of a hash, from 0 to 1."""
        frequency = self._frequencies.get(shingle, 1)
        if frequency > 2 and 2 * frequency > self._articles:
            return 0.0
        return math.log((self._articles + 1) / frequency) / math.log(self._articles + 1)


def candidates(fingerprinted: Iterable[tuple[int, NDArray[np.uint64]]], *, least: int = 1) -> Iterator[tuple[int, int]]:
    """Give pairs of keys that share at least ``least`` fingerprints, the smaller key first, in no order."""
    keys, hashes = [], []
    for key, found in fingerprinted:
        hashes.append(found)
        keys.append(np.full(len(found), key, dtype=np.int64))
    if not hashes:
        return
    all_hashes, all_keys = np.concatenate(hashes), np.concatenate(keys)
    order = np.argsort(all_hashes, kind="stable")
    all_hashes, all_keys = all_hashes[order], all_keys[order]
    bounds = np.flatnonzero(np.diff(all_hashes)) + 1
    counts: Counter[tuple[int, int]] = Counter()
    for group in np.split(all_keys, bounds):
        if 2 <= len(group) <= MOST_ALIKE:
            counts.update(combinations(sorted(map(int, group)), 2))
    yield from (pair for pair, count in counts.items() if count >= least)


def shared(one: Sequence[Word], other: Sequence[Word], weights: Weights) -> Shared:
    """Give what two texts share; passages only of ``LEAST_WORDS`` words and more that have any weight."""
    hashes, other_hashes = hashes_of(one), hashes_of(other)
    own, others = ({int(found) for found in array} for array in (hashes, other_hashes))
    weight = sum(map(weights.of, own & others))
    totals = sorted(sum(map(weights.of, found)) or 1.0 for found in (own, others))
    runs = [
        run
        for run in _runs(one, other, hashes, other_hashes)
        if any(weights.of(int(hashes[index])) for index in _shingles(run, len(hashes)))
    ]
    return Shared(
        passages=tuple(
            Passage(
                start=one[first].start,
                end=one[first + length - 1].end,
                other_start=other[second].start,
                other_end=other[second + length - 1].end,
                words=length,
            )
            for first, second, length in sorted(runs, key=lambda run: -run[2])
        ),
        score=min(1.0, weight / totals[0]),
        mutual=min(1.0, weight / totals[1]),
    )


def _shingles(run: tuple[int, int, int], count: int) -> range:
    first, _second, length = run
    return range(first, min(first + length - SHINGLE + 1, count))


def _runs(
    one: Sequence[Word], other: Sequence[Word], hashes: NDArray[np.uint64], other_hashes: NDArray[np.uint64]
) -> list[tuple[int, int, int]]:
    """Give maximal runs of the same words, ``(index, index in the other, words)``; none overlaps one that is longer."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for index, found in enumerate(other_hashes):
        places[int(found)].append(index)
    runs: set[tuple[int, int, int]] = set()
    seen: set[tuple[int, int]] = set()
    for first, found in enumerate(hashes):
        for second in places.get(int(found), ())[:MOST_ALIKE]:
            if (first, second) in seen:
                continue
            length = _agree(one, other, first, second)
            seen.update((first + step, second + step) for step in range(length))
            if length >= LEAST_WORDS:
                runs.add((first, second, length))
    return _apart(runs)


def _agree(one: Sequence[Word], other: Sequence[Word], first: int, second: int) -> int:
    length = 0
    while (
        first + length < len(one)
        and second + length < len(other)
        and one[first + length].text == other[second + length].text
    ):
        length += 1
    return length


def _apart(runs: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    taken: list[tuple[int, int, int]] = []
    for first, second, length in sorted(runs, key=lambda run: (-run[2], run[0], run[1])):
        if all(
            (first + length <= start or first >= start + size) and (second + length <= begin or second >= begin + size)
            for start, begin, size in taken
        ):
            taken.append((first, second, length))
    return taken
