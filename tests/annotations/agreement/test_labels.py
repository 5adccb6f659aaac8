"""Kappa and alpha on labels of tokens: published and hand-made figures."""

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement import Reason, Scope
from annotations.agreement.labels import Coding, alpha, kappa
from annotations.agreement.places import place
from tests.annotations.agreement.documents import LAYER, document, unit

#: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: three coders, fifteen units, missing values.
CODERS = (
    (None, None, None, None, None, 3, 4, 1, 2, 1, 1, 3, 3, None, 3),
    (1, None, 2, 1, 3, 3, 4, 3, None, None, None, None, None, None, None),
    (None, None, 2, 1, 3, 4, 4, None, 2, 1, 1, 3, 3, None, 4),
)
VECTORS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=30)


def columns(*rows) -> list[np.ndarray]:
    """Give each unit as a document of one token, with the values that there are."""
    return [
        np.array([[value] for value in values if value is not None], dtype=np.int64)
        for values in zip(*rows, strict=True)
        if any(value is not None for value in values)
    ]


def vector(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def test_alpha_of_krippendorffs_three_coders_is_the_published_one():
    assert round(alpha(columns(*CODERS)).value, 3) == 0.691


def test_alpha_counts_the_units_that_two_coders_valued():
    assert alpha(columns(*CODERS)).items == 12


@given(VECTORS)
def test_alpha_is_what_the_library_gives_for_all_labels_at_once(values):
    rows = np.array(values).T
    figure = alpha([rows])
    if figure.value is None:
        assert len(np.unique(rows)) == 1
        return
    assert figure.value == pytest.approx(krippendorff.alpha(rows, level_of_measurement="nominal"))
    assert figure.value <= 1


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        pytest.param([], Reason.NO_TOKENS, id="no document"),
        pytest.param([np.zeros((2, 0), dtype=np.int64)], Reason.NO_TOKENS, id="no token"),
        pytest.param([np.zeros((1, 5), dtype=np.int64)], Reason.NO_TOKENS, id="one reader"),
        pytest.param([np.zeros((2, 5), dtype=np.int64)], Reason.NO_VARIATION, id="one label"),
    ],
)
def test_alpha_is_undefined(rows, reason):
    assert (alpha(rows).value, alpha(rows).reason) == (None, reason)


def test_kappa_by_hand():
    """Of 50 items 20 are both yes and 15 both no; 25 and 30 are called yes: (0.7 - 0.5) / (1 - 0.5)."""
    first = vector(*[1] * 20, *[1] * 5, *[0] * 10, *[0] * 15)
    second = vector(*[1] * 20, *[0] * 5, *[1] * 10, *[0] * 15)
    assert kappa(first, second).value == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        pytest.param((0, 1, 2), (0, 1, 2), 1, id="the same"),
        pytest.param((0, 1), (1, 0), -1, id="the opposite"),
        pytest.param((0, 0), (1, 1), 0, id="never the same label"),
        pytest.param((0, 1, 0, 1), (0, 0, 1, 1), 0, id="as by chance"),
    ],
)
def test_kappa_of_small_examples(first, second, wanted):
    assert kappa(vector(*first), vector(*second)).value == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("labels", "reason"),
    [
        pytest.param((), Reason.NO_TOKENS, id="no token"),
        pytest.param((0, 0, 0), Reason.NO_VARIATION, id="nothing marked"),
        pytest.param((1, 1), Reason.NO_VARIATION, id="all marked"),
    ],
)
def test_kappa_is_undefined_not_one(labels, reason):
    assert (kappa(vector(*labels), vector(*labels)).value, kappa(vector(*labels), vector(*labels)).reason) == (
        None,
        reason,
    )


@given(VECTORS)
def test_kappa_is_symmetric_and_at_most_one(values):
    first, second, _third = np.array(values).T
    assert kappa(first, second) == kappa(second, first)
    assert (kappa(first, second).value or 0) <= 1


def test_label_of_a_token_is_the_set_of_its_tags():
    read = document({"a": [unit(0, 2), unit(1, 3, "place"), unit(1, 2)]}, tokens=4)
    placed, _left_out = place(read, read.annotators["a"])
    assert Coding(Scope()).labels(placed, 4).tolist() == [1, 2, 3, 0]
    assert Coding(Scope(layer=LAYER, tag="place")).labels(placed, 4).tolist() == [0, 1, 1, 0]
    assert Coding(Scope(layer="other")).labels(placed, 4).tolist() == [0, 0, 0, 0]
