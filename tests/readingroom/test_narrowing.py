"""Narrowing a query down by a condition, and widening it again."""

import pytest

from readingroom.pages.narrowing import conjuncts, narrowed, widened

PARTS = [
    pytest.param("", (), id="nothing"),
    pytest.param("  ", (), id="white space"),
    pytest.param("radar", ("radar",), id="a word"),
    pytest.param('"missile shield"', ('"missile shield"',), id="a phrase"),
    pytest.param('radar AND speaker:"A AND B"', ("radar", 'speaker:"A AND B"'), id="what AND joins outside quotations"),
    pytest.param("date:[2007 TO 2008] AND a", ("date:[2007 TO 2008]", "a"), id="a range is one part"),
    pytest.param("(a OR b) AND c", ("(a OR b)", "c"), id="a group is one part"),
    pytest.param("statement:(a AND b) AND c", ("statement:(a AND b)", "c"), id="a field's group is one part"),
    pytest.param("radar shield", ("(radar shield)",), id="words side by side"),
    pytest.param("a OR b", ("(a OR b)",), id="what OR joins"),
    pytest.param("a AND NOT b", ("(a AND NOT b)",), id="what NOT excludes"),
    pytest.param("a AND", ("(a AND)",), id="an unfinished query"),
    pytest.param('"open AND b', ('"open AND b',), id="an open quotation mark"),
    pytest.param("a) AND b", ("a)", "b"), id="a bracket too many"),
]


@pytest.mark.parametrize(("query", "parts"), PARTS)
def test_conjuncts_are_what_and_joins(query, parts):
    assert conjuncts(query) == parts


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("", "language:en", id="nothing"),
        pytest.param("radar", "radar AND language:en", id="a word"),
        pytest.param("a OR b", "(a OR b) AND language:en", id="alternatives are put in brackets"),
        pytest.param("(a OR b) AND c", "(a OR b) AND c AND language:en", id="a chain goes on"),
        pytest.param("a AND language:en", "a AND language:en", id="a condition that is there already"),
    ],
)
def test_a_condition_narrows(query, expected):
    assert narrowed(query, "language:en") == expected


def test_a_condition_taken_away_widens():
    assert widened("(a OR b) AND language:en", "language:en") == "(a OR b)"
    assert widened("language:en", "language:en") == ""
