"""What several sets say about the same words, told apart from what one set says twice."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An annotation of a set with the code points ``[start, end)`` that its words reach over.

    ``group`` is what it must have in common with another to be the same: its text at least.
    """

    key: int
    set_id: int
    group: Hashable
    start: int
    end: int


def agreeing(placed: Iterable[Placed], *, ranks: dict[int, int]) -> list[tuple[int, ...]]:
    """Give the keys of annotations of different sets that overlap, together; each group begins with the best set's.

    ``ranks`` orders the sets, the best first. Groups come in the order of (group as first met, start, end). Two
    annotations of one set never count as one, however they overlap; of several, the one most alike agrees.
    """
    by_group: defaultdict[Hashable, list[Placed]] = defaultdict(list)
    for row in placed:
        by_group[row.group].append(row)
    found = []
    for rows in by_group.values():
        found.extend(_clusters(sorted(rows, key=lambda row: (row.start, row.end, ranks[row.set_id], row.key))))
    return [tuple(row.key for row in sorted(cluster, key=lambda row: ranks[row.set_id])) for cluster in found]


def _clusters(rows: Sequence[Placed]) -> list[list[Placed]]:
    clusters: list[list[Placed]] = []
    open_clusters: list[list[Placed]] = []
    for row in rows:
        open_clusters = [cluster for cluster in open_clusters if max(other.end for other in cluster) > row.start]
        home = max(
            (cluster for cluster in open_clusters if all(other.set_id != row.set_id for other in cluster)),
            key=lambda cluster: _likeness(row, cluster),
            default=None,
        )
        if home is not None and _likeness(row, home) > 0:
            home.append(row)
        else:
            clusters.append([row])
            open_clusters.append(clusters[-1])
    return clusters


def _likeness(row: Placed, cluster: Sequence[Placed]) -> float:
    """Give the part, from 0 to 1, of what a row and the member most like it cover together that both cover."""
    return max(
        max(0, min(row.end, other.end) - max(row.start, other.start))
        / (max(row.end, other.end) - min(row.start, other.start))
        for other in cluster
    )
