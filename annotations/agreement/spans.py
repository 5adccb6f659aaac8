"""Span F1 in four kinds (SemEval-2013 task 9.1, after MUC; as nervaluate defines them), of spans that may overlap.

No Django here. Which span is compared with which is decided here, what a pair counts for by ``nervaluate``. Its own
pairing takes for each span the first one that overlaps: with nested or overlapping spans the result depends on their
order and on who is called the reference, and it knows no discontinuous ones. Here each kind has the one-to-one pairing
that counts for most; so F1 is the same in both directions. Of spans that do not overlap within a set, nervaluate finds
pairs that count for as much (in its ``ent_type`` sometimes for less).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from annotations.agreement.records import Figure, Measure, Reason, Unit

#: The kinds, and how each is counted: where only half of a pair may count, nervaluate's other formula holds.
KINDS = {
    Measure.F1_STRICT: False,
    Measure.F1_EXACT: False,
    Measure.F1_PARTIAL: True,
    Measure.F1_TYPE: True,
}


def span_f1(documents: Iterable[tuple[Sequence[Unit], Sequence[Unit]]]) -> dict[Measure, Figure]:
    """Give F1 in each kind over documents, each with the units of the one and of the other annotator.

    Strict: same words, same tag. Exact: same words, whatever the tag. Partial: exact, and half for words in common,
    whatever the tag. Type: words in common and the same tag. A discontinuous unit is one unit: "same words" means all
    its ranges. Units of different layers are never compared. Undefined where nobody marked anything.
    """
    counts: Counter[str] = Counter()
    number = 0
    for first, second in documents:
        number += 1
        for layer in {unit.layer for unit in (*first, *second)}:
            mine = [unit for unit in first if unit.layer == layer]
            theirs = [unit for unit in second if unit.layer == layer]
            counts.update(_matches(mine, theirs), first=len(mine), second=len(theirs))
    items = counts["first"] + counts["second"]
    if not items:
        return dict.fromkeys(KINDS, Figure(value=None, reason=Reason.NO_UNITS, documents=number))
    return {
        kind: Figure(value=_f1(counts, kind, halves=halves), items=items, documents=number)
        for kind, halves in KINDS.items()
    }


def _f1(counts: Counter[str], kind: Measure, *, halves: bool) -> float:
    from nervaluate.entities import EvaluationResult  # only where agreement is asked for

    paired = counts[kind] + (counts["half"] if kind == Measure.F1_PARTIAL else 0)
    result = EvaluationResult(
        correct=counts[kind],
        partial=paired - counts[kind],
        missed=counts["first"] - paired,
        spurious=counts["second"] - paired,
    )
    result.compute_metrics(partial_or_type=halves)
    return float(result.f1)


def _matches(first: Sequence[Unit], second: Sequence[Unit]) -> Counter[str]:
    """Give how many pairs are correct in each kind, and how many more count half in the partial one."""
    exact = Counter(unit.ranges for unit in first) & Counter(unit.ranges for unit in second)
    strict = Counter((unit.ranges, unit.tag) for unit in first) & Counter((unit.ranges, unit.tag) for unit in second)
    same_tag = sum(
        most_pairs([one for one in first if one.tag == tag], [other for other in second if other.tag == tag])
        for tag in {unit.tag for unit in first}
    )
    return Counter(
        {
            Measure.F1_STRICT: strict.total(),
            Measure.F1_EXACT: exact.total(),
            Measure.F1_PARTIAL: exact.total(),
            Measure.F1_TYPE: same_tag,
            # A pair of the same words is worth two that only touch: taking it first loses nothing.
            "half": most_pairs(_without(first, exact), _without(second, exact)),
        }
    )


def _without(units: Sequence[Unit], taken: Counter[tuple[tuple[int, int], ...]]) -> list[Unit]:
    left = Counter(taken)
    rest = []
    for unit in units:
        if left[unit.ranges]:
            left[unit.ranges] -= 1
        else:
            rest.append(unit)
    return rest


def most_pairs(first: Sequence[Unit], second: Sequence[Unit]) -> int:
    """Give how many pairs of units with words in common can be made at most, each unit used once.

    A maximum matching by augmenting paths (Berge 1957); the work grows with the units times the overlaps.
    """
    neighbours = _touching(first, second)
    taken: dict[int, int] = {}
    partner: dict[int, int] = {}
    return sum(_pair_off(index, neighbours, taken, partner) for index in range(len(first)))


def _pair_off(index: int, neighbours: Sequence[Sequence[int]], taken: dict[int, int], partner: dict[int, int]) -> bool:
    """Find a partner for one more unit, moving earlier ones where needed; without recursion, as chains can be long."""
    came_from: dict[int, int] = {}
    waiting = [index]
    while waiting:
        one = waiting.pop()
        for other in neighbours[one]:
            if other in came_from:
                continue
            came_from[other] = one
            if other not in taken:
                _shift(other, came_from, taken, partner)
                return True
            waiting.append(taken[other])
    return False


def _shift(last: int, came_from: dict[int, int], taken: dict[int, int], partner: dict[int, int]) -> None:
    """Give every unit on the path its new partner, from the free one back to where the path began."""
    free: int | None = last
    while free is not None:
        one = came_from[free]
        taken[free], partner[one], free = one, free, partner.get(one)


def _touching(first: Sequence[Unit], second: Sequence[Unit]) -> list[list[int]]:
    """Give for each unit the places in ``second`` of those with at least one code point in common."""
    pieces = sorted((start, end, place) for place, unit in enumerate(second) for start, end in unit.ranges)
    longest = max((end - start for start, end, _place in pieces), default=0)
    starts = [start for start, _end, _place in pieces]
    found = []
    for unit in first:
        near: set[int] = set()
        for start, end in unit.ranges:
            for other_start, other_end, place in pieces[
                bisect_left(starts, start - longest) : bisect_left(starts, end)
            ]:
                if other_start < end and start < other_end:
                    near.add(place)
        found.append(sorted(near))
    return found
