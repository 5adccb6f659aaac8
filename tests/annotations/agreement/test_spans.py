"""Span F1: nervaluate's figures where its pairing is beyond doubt, and the same both ways where spans overlap."""

import pytest
from hypothesis import given
from nervaluate import Evaluator

from annotations.agreement import Measure, Reason, Unit
from annotations.agreement.spans import KINDS, most_pairs, span_f1
from tests.annotations.agreement.documents import TAGS, apart, unit, units


def f1(first, second) -> tuple[float | None, ...]:
    """Give strict, exact, partial and type F1 of one document."""
    return tuple(figure.value for figure in span_f1([(first, second)]).values())


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        pytest.param([unit(0, 2)], [unit(0, 2)], (1, 1, 1, 1), id="the same"),
        pytest.param([unit(0, 2)], [unit(0, 2, "place")], (0, 1, 1, 0), id="the same words under another tag"),
        pytest.param([unit(0, 2)], [unit(0, 3)], (0, 0, 0.5, 1), id="one word more"),
        pytest.param([unit(0, 2)], [unit(1, 3, "place")], (0, 0, 0.5, 0), id="a word in common, another tag"),
        pytest.param([unit(0, 2)], [unit(2, 3)], (0, 0, 0, 0), id="side by side"),
        pytest.param([unit(0, 2)], [], (0, 0, 0, 0), id="nothing marked by one"),
        pytest.param([unit(0, 2), unit(4, 5)], [unit(0, 2)], (2 / 3,) * 4, id="one of two"),
        pytest.param([unit(0, 9)], [unit(0, 4), unit(5, 9)], (0, 0, 1 / 3, 2 / 3), id="one long one for two"),
        pytest.param([unit(0, 2, "person", (5, 7))], [unit(0, 2, "person", (5, 7))], (1,) * 4, id="two pieces"),
        pytest.param([unit(0, 2, "person", (5, 7))], [unit(0, 7)], (0, 0, 0.5, 1), id="two pieces and the whole"),
        pytest.param([unit(0, 2, "person", (5, 7))], [unit(2, 5)], (0, 0, 0, 0), id="what lies between two pieces"),
        pytest.param([unit(0, 500)], [unit(499, 501)], (0, 0, 0.5, 1), id="one code point in five hundred"),
        pytest.param([unit(0, 2)], [unit(0, 2, layer="other")], (0, 0, 0, 0), id="the same words in another layer"),
    ],
)
def test_f1_of_two_sets(first, second, wanted):
    assert f1(first, second) == pytest.approx(wanted)


def test_f1_pairs_a_nested_span_with_the_one_like_it_in_whatever_order():
    nested, whole = unit(2, 4), unit(0, 9)
    assert f1([whole, nested], [nested]) == f1([nested, whole], [nested]) == pytest.approx((2 / 3,) * 4)


def test_f1_is_undefined_where_nobody_marked_anything():
    found = span_f1([([], [])])
    assert {figure.reason for figure in found.values()} == {Reason.NO_UNITS}
    assert list(found) == list(KINDS)


def test_f1_says_how_many_spans_and_documents_it_rests_on():
    [figure, *_more] = span_f1([([unit(0, 1)], [unit(0, 1), unit(3, 4)]), ([], [])]).values()
    assert (figure.items, figure.documents) == (3, 2)


@given(units(), units())
def test_f1_is_the_same_in_both_directions(first, second):
    assert f1(first, second) == f1(second, first)


@given(units())
def test_f1_of_a_set_with_itself_is_one(marked):
    assert set(f1(marked, list(reversed(marked)))) == ({1.0} if marked else {None})


@given(apart(), apart())
def test_f1_is_what_nervaluate_gives_for_spans_that_do_not_overlap(first, second):
    """Its ends are inclusive. Its type kind pairs the nearest first, which can leave a later one without."""
    if not first and not second:
        return
    found = Evaluator([_entities(first)], [_entities(second)], list(TAGS), loader="dict").evaluate()["overall"]
    ours = span_f1([(first, second)])
    for kind in (Measure.F1_STRICT, Measure.F1_EXACT, Measure.F1_PARTIAL):
        assert ours[kind].value == pytest.approx(found[kind.removeprefix("f1_")].f1)
    assert ours[Measure.F1_TYPE].value >= found["ent_type"].f1 - 1e-9


def _entities(found: list[Unit]) -> list[dict[str, object]]:
    return [{"label": one.tag, "start": one.ranges[0][0], "end": one.ranges[0][1] - 1} for one in found]


def test_as_many_pairs_are_made_as_can_be():
    """A chain in which each later one must push the earlier ones on."""
    first = [unit(place * 2, place * 2 + 3) for place in range(500)]
    second = [unit(place * 2 - 1, place * 2 + 1) for place in range(1, 501)]
    assert most_pairs(first, second) == most_pairs(list(reversed(first)), second) == 500
