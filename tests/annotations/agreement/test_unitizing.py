"""Alpha for unitizing: Krippendorff's published example, examples by hand, and what holds of it always."""

import pytest
from hypothesis import given

from annotations.agreement import Reason
from annotations.agreement.unitizing import disagreement, unitizing_alpha
from tests.annotations.agreement.documents import units

#: Krippendorff (2004), Content Analysis, on unitizing: a continuum from 150 to 450, two observers, tags c and k.
C = ([(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)])
K = ([(30, 90), (150, 200)], [(30, 90), (150, 200)])


def test_disagreements_are_the_published_ones():
    c, k = disagreement(C, 300), disagreement(K, 300)
    found = (c.observed, c.expected, 1 - c.observed / c.expected, k.observed, k.expected)
    assert [round(value, 4) for value in found] == [0.0144, 0.0532, 0.7286, 0, 0.0490]


def test_alpha_is_the_published_one():
    """0.8591 in print, from figures rounded to four places; 0.8587 without rounding."""
    observers = [{("", "c"): C[place], ("", "k"): K[place]} for place in (0, 1)]
    assert unitizing_alpha(observers, length=300).value == pytest.approx(0.8591, abs=0.0005)
    assert round(1 - 0.0144 / (0.0532 + 0.0490), 4) == 0.8591


def alpha(*observers, length: int = 10, tag: str = "x"):
    return unitizing_alpha([{("", tag): one} for one in observers], length=length)


def test_alpha_by_hand():
    """Ten tokens, one unit of two each, a token apart.

    Observed: 2 (1 + 1) / (2 · 1 · 100) = 0.02. Expected: gaps of 1 and 7, 2 and 6; each unit of length 2 gives
    (2 - 1) / 3 (16 - 12 + 2) + 4 (6 + 1 + 5) = 50; 2 / 10 · 100 / (20 · 19 - 2 · 2) = 20 / 376.
    """
    found = disagreement([[(1, 3)], [(2, 4)]], 10)
    assert (found.observed, found.expected) == pytest.approx((0.02, 20 / 376))
    assert alpha([(1, 3)], [(2, 4)]).value == pytest.approx(1 - 0.02 * 376 / 20)


def test_units_that_lie_in_the_others_gap_count_with_their_squared_length():
    assert disagreement([[(1, 4)], [(6, 8)]], 10).observed == pytest.approx(2 * (9 + 4) / 200)


def test_overlapping_units_of_one_observer_are_one_and_touching_ones_are_two():
    assert disagreement([[(1, 3), (2, 5)], [(1, 5)]], 10).observed == 0
    assert disagreement([[(1, 3), (3, 5)], [(1, 5)]], 10).observed == pytest.approx(2 * (4 + 4) / 200)


@pytest.mark.parametrize(
    ("observers", "length", "reason"),
    [
        pytest.param(([(0, 1)], [(0, 1)]), 0, Reason.NO_TOKENS, id="no continuum"),
        pytest.param(([], []), 10, Reason.NO_UNITS, id="nothing marked"),
        pytest.param(([(0, 10)], [(0, 10)]), 10, Reason.NO_VARIATION, id="the whole marked by all"),
    ],
)
def test_alpha_is_undefined_not_one(observers, length, reason):
    figure = alpha(*observers, length=length)
    assert (figure.value, figure.reason) == (None, reason)


@given(units(), units())
def test_alpha_is_symmetric_and_at_most_one(first, second):
    one, other = ([place for unit in found for place in unit.ranges] for found in (first, second))
    figure = alpha(one, other, length=30)
    assert figure == alpha(other, one, length=30)
    assert (figure.value or 0) <= 1


@given(units())
def test_alpha_of_a_set_with_itself_is_one(found):
    ranges = [place for unit in found for place in unit.ranges]
    assert alpha(ranges, ranges, length=40).value == (1 if ranges else None)
