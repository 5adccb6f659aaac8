"""Krippendorff's alpha for unitizing (uα). No Django here.

Source: Krippendorff, "On the reliability of unitizing continuous data" (Sociological Methodology 25, 1995), as stated
in his Content Analysis (2004 and 2013, on unitizing). Units lie on a continuum of whole, smallest parts; here they are
the tokens of the documents, one document after another. Units of one tag by one annotator may not overlap there: those
that do are made one. Each piece of a discontinuous unit is a unit.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations

from annotations.agreement.places import gaps, merged
from annotations.agreement.records import Figure, Range, Reason

#: A layer and a tag of it.
Tag = tuple[str, str]

#: One annotator's units by tag: half-open ranges on the continuum.
Unitizing = Mapping[Tag, Sequence[Range]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Observed and expected disagreement about one tag; both are 0 where nobody used it."""

    observed: float
    expected: float


def unitizing_alpha(observers: Sequence[Unitizing], *, length: int, documents: int = 0) -> Figure:
    """Give uα over all tags that occur: 1 - sum of observed / sum of expected disagreements.

    Two observers or more. Undefined where nobody marked anything, where there is no continuum, and where everybody
    marked the whole of it as one unit. ``items`` is the length of the continuum.
    """
    tags = sorted({tag for units in observers for tag, ranges in units.items() if ranges})
    if not length:
        return Figure(value=None, reason=Reason.NO_TOKENS, documents=documents)
    if not tags:
        return Figure(value=None, reason=Reason.NO_UNITS, items=length, documents=documents)
    if len(tags) == 1 and all(list(units.get(tags[0], ())) == [(0, length)] for units in observers):
        return Figure(value=None, reason=Reason.NO_VARIATION, items=length, documents=documents)
    found = [disagreement([units.get(tag, ()) for units in observers], length) for tag in tags]
    value = 1 - sum(one.observed for one in found) / sum(one.expected for one in found)
    return Figure(value=value, items=length, documents=documents)


def disagreement(observers: Sequence[Sequence[Range]], length: int) -> Disagreement:
    """Give the disagreements about one tag, of which each observer has these units on a continuum of this length."""
    units = [merged(ranges) for ranges in observers]
    size = len(units)
    difference = sum(_difference(one, other) for one, other in combinations(units, 2))
    observed = 2 * difference / (size * (size - 1) * length**2)
    return Disagreement(observed, _expected(units, length))


def _difference(one: Sequence[Range], other: Sequence[Range]) -> int:
    """Give the sum of differences of two observers' units: squared distances of edges, or squared length in a gap."""
    return _overlaps(one, other) + _in_gaps(one, other) + _in_gaps(other, one)


def _overlaps(one: Sequence[Range], other: Sequence[Range]) -> int:
    total = at = 0
    for start, end in one:
        while at < len(other) and other[at][1] <= start:
            at += 1
        for other_start, other_end in other[at:]:
            if other_start >= end:
                break
            total += (start - other_start) ** 2 + (end - other_end) ** 2
    return total


def _in_gaps(one: Sequence[Range], other: Sequence[Range]) -> int:
    """Give the squared lengths of the units of the one that lie wholly where the other has none."""
    starts = [start for start, _end in other]
    total = 0
    for start, end in one:
        before = bisect_left(starts, end) - 1
        if before < 0 or other[before][1] <= start:
            total += (end - start) ** 2
    return total


def _expected(units: Sequence[Sequence[Range]], length: int) -> float:
    """Give the disagreement to be expected if all observers' units and gaps were put together by chance."""
    lengths = [end - start for ranges in units for start, end in ranges]
    free = sorted(gap for ranges in units for gap in gaps(ranges, length))
    sums = [0, *accumulate(free)]
    total = 0.0
    for one in lengths:
        first = bisect_left(free, one)
        room = sums[-1] - sums[first] - (one - 1) * (len(free) - first)
        total += (len(lengths) - 1) / 3 * (2 * one**3 - 3 * one**2 + one) + one**2 * room
    whole = len(units) * length
    pairs = whole * (whole - 1) - sum(one * (one - 1) for one in lengths)
    return 2 / length * total / pairs
