"""What counts once of what several sets say."""

import pytest

from annotations.selectors.overlaps import Placed, agreeing

#: Set 1 is the best.
RANKS = {1: 0, 2: 1, 3: 2}

CASES = [
    pytest.param([(1, 0, 9), (2, 0, 9)], [(0, 1)], id="the same words in two sets are one thing"),
    pytest.param([(2, 0, 9), (1, 4, 12)], [(1, 0)], id="the best set's comes first"),
    pytest.param([(1, 0, 9), (1, 2, 5)], [(0,), (1,)], id="one set never agrees with itself"),
    pytest.param([(1, 0, 9), (2, 9, 12)], [(0,), (1,)], id="words side by side are two things"),
    pytest.param([(1, 0, 9), (2, 8, 20), (3, 15, 20)], [(0, 1, 2)], id="three sets that touch one another are one"),
    pytest.param(
        [(1, 0, 30), (1, 10, 20), (2, 10, 21)], [(0,), (1, 2)], id="of two that overlap the one most alike agrees"
    ),
    pytest.param([], [], id="nothing gives nothing"),
]


@pytest.mark.parametrize(("placed", "expected"), CASES)
def test_overlaps_count_once(placed, expected):
    rows = [
        Placed(key=key, set_id=place[0], group="a", start=place[1], end=place[2]) for key, place in enumerate(placed)
    ]
    assert agreeing(rows, ranks=RANKS) == expected


def test_overlaps_of_different_groups_are_different_things():
    rows = [Placed(key=key, set_id=key, group=group, start=0, end=5) for key, group in ((1, "a"), (2, "b"))]
    assert agreeing(rows, ranks=RANKS) == [(1,), (2,)]
