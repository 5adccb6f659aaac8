"""Aligns an old text with a new one."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from rapidfuzz.distance import LCSseq

#: Two sequences are aligned only up to this product of their lengths: 50 MB of bits, some tens of milliseconds.
MAX_ALIGNMENT = 400_000_000

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Alignment:
    """Which parts of an old text stand in a new one: a longest common subsequence of lines, then of words between."""

    def __init__(self, old: str, new: str) -> None:
        blocks: list[tuple[int, int, int]] = []
        for block in _aligned(old, new):
            if blocks and blocks[-1][0] + blocks[-1][2] == block[0] and blocks[-1][1] + blocks[-1][2] == block[1]:
                last = blocks.pop()
                blocks.append((last[0], last[1], last[2] + block[2]))
            else:
                blocks.append(block)
        self._forward = blocks
        self._old_starts = [block[0] for block in blocks]
        self._new_starts = [block[1] for block in blocks]

    def image(self, start: int, end: int) -> int | None:
        """Give where ``[start, end)`` of the old text starts in the new one, or None where it is not kept whole."""
        index = bisect_right(self._old_starts, start) - 1
        if index < 0:
            return None
        old, new, size = self._forward[index]
        return new + start - old if end <= old + size else None

    def origin(self, start: int, end: int) -> int | None:
        """Give where ``[start, end)`` of the new text starts in the old one, or None where it does not come from it."""
        index = bisect_right(self._new_starts, start) - 1
        if index < 0:
            return None
        old, new, size = self._forward[index]
        return old + start - new if end <= new + size else None

    def expected(self, start: int) -> int:
        """Give about where a place of the old text would be in the new one: as far behind the last kept part."""
        index = bisect_right(self._old_starts, start) - 1
        if index < 0:
            return start
        old, new, _ = self._forward[index]
        return new + start - old


def _aligned(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Yield (old start, new start, length) of the parts in common, in order."""
    lines_old, lines_new = old.splitlines(keepends=True), new.splitlines(keepends=True)
    at_old, at_new = [0, *accumulate(map(len, lines_old))], [0, *accumulate(map(len, lines_new))]
    last_old = last_new = 0
    for first, second, count in _common(lines_old, lines_new):
        start_old, start_new = at_old[first], at_new[second]
        yield from _aligned_words(old[last_old:start_old], new[last_new:start_new], last_old, last_new)
        last_old, last_new = at_old[first + count], at_new[second + count]
        if count:
            yield start_old, start_new, last_old - start_old


def _aligned_words(old: str, new: str, base_old: int, base_new: int) -> Iterator[tuple[int, int, int]]:
    words_old, words_new = _TOKEN.findall(old), _TOKEN.findall(new)
    at_old, at_new = [0, *accumulate(map(len, words_old))], [0, *accumulate(map(len, words_new))]
    for first, second, count in _common(words_old, words_new):
        if count:
            yield base_old + at_old[first], base_new + at_new[second], at_old[first + count] - at_old[first]


def _common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Give a longest common subsequence as (old index, new index, length), closed by a block of length 0."""
    if len(old) * len(new) > MAX_ALIGNMENT:
        return [(len(old), len(new), 0)]
    return [(block.a, block.b, block.size) for block in LCSseq.editops(old, new).as_matching_blocks()]
