"""Annotations of several sets, matched: each set gives at most one version to a case."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from annotations.adjudicating.differences import differences
from annotations.adjudicating.records import Case, Version

#: A case while sets are added to it.
_Open = dict[int, Version]


def cases(sets: Sequence[Sequence[Version]]) -> list[Case]:
    """Give what the sets say as cases, in the order of the text.

    Two annotations of one layer meet where their words overlap; of several that could, those meet that share most of
    their words, with the same tag before another one. Every annotation is in exactly one case. With n annotations
    and k pairs that overlap, it takes n log n + k log k steps.
    """
    found: list[Case] = []
    by_layer: defaultdict[str, list[list[Version]]] = defaultdict(lambda: [[] for _ in sets])
    for index, versions in enumerate(sets):
        for version in versions:
            by_layer[version.draft.layer][index].append(version)
    for layer in by_layer.values():
        found += [Case(versions=one, differences=differences(one, sets=len(sets))) for one in _matched(layer)]
    return sorted(found, key=lambda case: (case.start, -case.end, case.layer, str(case.key)))


def _matched(sets: Sequence[Sequence[Version]]) -> list[_Open]:
    """Match the annotations of one layer, a set at a time."""
    opened: list[_Open] = []
    for index, versions in enumerate(sets):
        free = dict(enumerate(versions))
        taken: set[int] = set()
        pairs = sorted(_overlapping(opened, versions), reverse=True)
        for _score, case, number in pairs:
            if number in free and case not in taken:
                opened[case][index] = free.pop(number)
                taken.add(case)
        opened += [{index: version} for version in free.values()]
    return opened


def _overlapping(opened: Sequence[_Open], versions: Sequence[Version]) -> Iterator[tuple[tuple[float, ...], int, int]]:
    """Give, for each case and version with words in common: how well they match, and their numbers.

    A sweep over the text: only what begins before the other ends is compared.
    """
    starts = sorted(
        [(_hull(*one.values()), 0, number) for number, one in enumerate(opened)]
        + [(_hull(version), 1, number) for number, version in enumerate(versions)]
    )
    waiting: list[tuple[int, int, int]] = []
    for (start, end), kind, number in starts:
        waiting = [one for one in waiting if one[0] > start]
        for _end, other_kind, other in waiting:
            if other_kind != kind:
                case, version = (other, number) if kind else (number, other)
                score = max(_score(held, versions[version]) for held in opened[case].values())
                if score[0] > 0:
                    yield score, case, version
        waiting.append((end, kind, number))


def _hull(*versions: Version) -> tuple[int, int]:
    spans = [span for version in versions for span in version.head]
    return min(span.start for span in spans), max(span.end for span in spans)


def _score(a: Version, b: Version) -> tuple[float, ...]:
    """Say how well two versions match: shared words first (Jaccard over code points), then tag, link, and place."""
    ours, theirs = _covered(a), _covered(b)
    shared = sum(max(0, min(end, other_end) - max(start, other)) for start, end in ours for other, other_end in theirs)
    whole = _length(ours) + _length(theirs) - shared
    mentions = (a.draft.mention, b.draft.mention)
    same_tag = bool(mentions[0] and mentions[1] and mentions[0].tag == mentions[1].tag)
    return shared / whole, float(same_tag), float(a.draft.mention == b.draft.mention), -float(ours[0][0])


def _covered(version: Version) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in version.head]


def _length(ranges: Sequence[tuple[int, int]]) -> int:
    return sum(end - start for start, end in ranges)
