"""Gamma: what follows by hand, and a small table in which three people disagree."""

import sys

import numpy as np
import pytest

from annotations.agreement import Choice, Measure, Reason, Scope, agreement
from annotations.agreement.gamma import Continuum, gamma
from tests.annotations.agreement.documents import LAYER, SCOPES, document, unit

pytest.importorskip("pygamma_agreement", reason="the extra “gamma” is not installed")

#: Units of three annotators over sixty places.
THREE = {
    "alex": [("1", (2, 9)), ("2", (11, 17)), ("5", (24, 30)), ("6", (32, 36)), ("6", (36, 44)), ("7", (44, 60))],
    "paul": [("1", (2, 9)), ("3", (11, 17)), ("5", (19, 25)), ("6", (32, 44))],
    "suzan": [("1", (2, 9)), ("4", (11, 17)), ("5", (21, 27)), ("6", (32, 36)), ("6", (36, 40)), ("6", (40, 44))],
}


def two(first, second) -> float | None:
    return gamma([Continuum(20, {"a": first, "b": second})]).value


def test_gamma_of_three_annotators():
    """The library's authors give 0.44 to 0.47 for these; with 0.5 % precision it is 0.448 to 0.449."""
    figure = gamma([Continuum(60, THREE)])
    assert figure.value == pytest.approx(0.4485, abs=0.006)
    assert (figure.items, figure.documents) == (16, 1)


def test_gamma_of_the_same_units_is_one():
    assert two([("x", (1, 3)), ("y", (5, 9))], [("x", (1, 3)), ("y", (5, 9))]) == 1


def test_gamma_is_zero_where_one_of_two_marked_nothing():
    assert (two([("x", (1, 3))], []), two([], [("x", (1, 3))])) == (0, 0)


def test_gamma_is_the_mean_of_the_documents_in_which_anybody_marked_anything():
    same = Continuum(20, {"a": [("x", (1, 3))], "b": [("x", (1, 3))]})
    figure = gamma([same, Continuum(20, {"a": [("x", (1, 3))], "b": []}), Continuum(20, {"a": [], "b": []})])
    assert (figure.value, figure.documents, figure.items) == (0.5, 2, 3)


def test_gamma_is_the_same_twice_and_leaves_the_random_numbers_as_they_were():
    np.random.seed(1)
    wanted = np.random.random()
    np.random.seed(1)
    assert gamma([Continuum(60, THREE)]) == gamma([Continuum(60, THREE)])
    assert np.random.random() == wanted


def test_gamma_is_undefined_where_nobody_marked_anything():
    assert gamma([Continuum(20, {"a": [], "b": []})]).reason == Reason.NO_UNITS
    assert gamma([]).reason == Reason.NO_UNITS


def test_gamma_is_undefined_where_the_library_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "pygamma_agreement", None)
    assert gamma([Continuum(60, THREE)]).reason == Reason.NOT_INSTALLED


def test_report_measures_gamma_of_layers_and_of_a_chosen_tag():
    read = [document({"a": [unit(0, 2)], "b": [unit(0, 2)]})]
    found = agreement(read, scopes=SCOPES, choice=Choice(gamma=True)).rows
    assert {row.scope: row.figures[Measure.GAMMA].value for row in found} == {
        Scope(): None,
        Scope(layer=LAYER): 1,
        Scope(layer=LAYER, tag="person"): None,
        Scope(layer=LAYER, tag="place"): None,
    }
    [row, _pair] = agreement(read, scopes=SCOPES, choice=Choice(gamma=True, layer=LAYER, tag="person")).rows
    assert row.figures[Measure.GAMMA].value == 1


@pytest.mark.parametrize(("most", "reason"), [(1, Reason.TOO_MUCH), (2, None), (0, None)])
def test_report_measures_gamma_on_so_many_documents_and_no_more(most, reason):
    read = [document({"a": [unit(0, 2)], "b": [unit(0, 2)]})]
    rows = agreement(read, scopes=[Scope(layer=LAYER)], choice=Choice(gamma=True, most=most)).rows
    assert {row.figures[Measure.GAMMA].reason for row in rows} == {reason}
