"""What can't be answered: every fault with its message and its place in what was typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.errors import QueryError
from archive.search.fields import DEFAULT_FIELDS, Subject
from archive.search.names import all_fields
from archive.search.query import parse


def _fault(typed):
    """Give the message of a query's fault and the part of the query that it is about."""
    with pytest.raises(QueryError) as caught:
        parse(typed, fields=all_fields(), default="text")
    return str(caught.value), typed[caught.value.start : caught.value.end]


_END = "Something is missing at the end: a word after an operator or a colon."
_STAR = "“*” may stand at the end of one word only, as in missil*."
_FORM = "is not a day, a month or a year: 2007-04-19, 2007-04 or 2007."
_NO_WORD = "There is no word here."
_DISTANCE = "The distance is a number of words from 1 to 100."


@pytest.mark.parametrize(
    ("typed", "message", "part"),
    [
        pytest.param("a (b", "This “(” is never closed.", "(b", id="a bracket left open"),
        pytest.param("((a) b", "This “(” is never closed.", "((a) b", id="the outer of two"),
        pytest.param("a) b", "This “)” closes nothing.", ")", id="a bracket too many"),
        pytest.param("(a]", "This “]” closes nothing.", "]", id="brackets of two kinds"),
        pytest.param('a "b c', "This quotation mark is never closed.", '"b c', id="a quotation mark left open"),
        pytest.param('"', "This quotation mark is never closed.", '"', id="nothing but a quotation mark"),
        pytest.param(
            "(" * 3000, "A query has at most 1000 characters, this one has 3000.", "(" * 2000, id="3,000 brackets"
        ),
        pytest.param("x" * 10_240, "A query has at most 1000 characters, this one has 10240.", "x" * 9240, id="10 kB"),
        pytest.param("(" * 51 + "a" + ")" * 51, "Brackets may go 50 deep, not deeper.", "(", id="too deep"),
        pytest.param(" ".join(["a"] * 101), "A query has at most 100 conditions.", "a", id="too many conditions"),
        pytest.param(
            "NOT " * 200 + "a", "Conditions may go 50 deep, not deeper.", "NOT " * 99 + "a", id="too many NOTs"
        ),
        pytest.param("a AND", _END, "", id="an operator at the end"),
        pytest.param("speaker:", _END, "", id="a field with nothing behind it"),
        pytest.param("-", _END, "", id="only a minus"),
        pytest.param("AND a", "“AND” can't stand here.", "AND", id="an operator at the beginning"),
        pytest.param("a OR OR b", "“OR” can't stand here.", "OR", id="two operators"),
        pytest.param("a^2", "A weight (^) can't be given to a word.", "^", id="a weight"),
    ],
)
def test_query_that_is_not_well_formed(typed, message, part):
    assert _fault(typed) == (message, part)


@pytest.mark.parametrize(
    ("typed", "message", "part"),
    [
        pytest.param(
            "a speeker:x", "There is no field “speeker”. Did you mean “speaker:”?", "speeker:", id="a field misspelt"
        ),
        pytest.param(
            "(statment:a)",
            "There is no field “statment”. Did you mean “statement:”?",
            "statment:",
            id="a kind misspelt",
        ),
        pytest.param("near:a", "“near” is a function: write near(a, b, …).", "a", id="a function as a field"),
        pytest.param("speaker:x~", "“speaker:” takes a name as it is, without ~.", "x~", id="a name with a tilde"),
        pytest.param('speaker:""', "There is nothing between the quotation marks.", '""', id="an empty name"),
        pytest.param("headline:[a TO b]", "A range stands behind “date:” only.", "[a TO b]", id="a range of words"),
    ],
)
def test_query_that_misuses_a_field(typed, message, part):
    assert _fault(typed) == (message, part)


def test_query_with_a_field_like_no_other_lists_them_all():
    message, part = _fault("xyzzyq:a")
    assert part == "xyzzyq:"
    names = message.removeprefix("There is no field “xyzzyq”. There are ").removesuffix(".").split(", ")
    assert names == sorted([*all_fields(), "mention", "near", "paragraph", "statement"])


@pytest.mark.parametrize(
    ("typed", "message", "part"),
    [
        pytest.param("a* AND *b*", _STAR, "*b*", id="a star before a word"),
        pytest.param("m*s", _STAR, "m*s", id="a star within a word"),
        pytest.param("a**", _STAR, "a**", id="two stars"),
        pytest.param("a?b", _STAR, "a?b", id="a question mark within a word"),
        pytest.param("...", _NO_WORD, "...", id="only dots"),
        pytest.param('"..."', _NO_WORD, '"..."', id="only dots in quotation marks"),
        pytest.param("a \\* b", _NO_WORD, "\\*", id="a star that is meant as one"),
        pytest.param("a && b", _NO_WORD, "&&", id="another language's operator"),
        pytest.param("abc~", "“~” takes one word of at least 4 letters.", "abc~", id="edits of a short word"),
        pytest.param("missile~3", "“~” takes a whole number from 0 to 2.", "missile~3", id="too many edits"),
        pytest.param("missile~1.5", "“~” takes a whole number.", "~", id="half an edit"),
        pytest.param("missile~999999999", "“~” takes a whole number.", "~", id="a billion edits"),
        pytest.param('"a b"~101', "“~” takes a whole number from 0 to 100.", '"a b"~101', id="too loose a phrase"),
    ],
)
def test_query_with_words_that_can_t_be_answered(typed, message, part):
    assert _fault(typed) == (message, part)


@pytest.mark.parametrize(
    ("typed", "message", "part"),
    [
        pytest.param("date:2007-13", "There is no such date as “2007-13”.", "2007-13", id="a thirteenth month"),
        pytest.param("date:2007-02-30", "There is no such date as “2007-02-30”.", "2007-02-30", id="30 February"),
        pytest.param("date:0000", "There is no such date as “0000”.", "0000", id="the year nought"),
        pytest.param("date:yesterday", f"“yesterday” {_FORM}", "yesterday", id="a word"),
        pytest.param("date:07", f"“07” {_FORM}", "07", id="a year of two digits"),
        pytest.param(
            "date:[2008 TO 2007]", "The range ends before it begins.", "[2008 TO 2007]", id="a range reversed"
        ),
        pytest.param("date:{2007 TO 2007}", "The range ends before it begins.", "{2007 TO 2007}", id="an empty range"),
        pytest.param("date:[2007 TO", "This “[” is never closed.", "[2007 TO", id="half a range"),
        pytest.param("date:>9999", "There are no days beyond that.", ">9999", id="beyond the last year"),
        pytest.param("date:2007~", "“date:” takes a day, a month, a year or [from TO to].", "2007~", id="a tilde"),
    ],
)
def test_query_with_dates_that_are_none(typed, message, part):
    assert _fault(typed) == (message, part)


@pytest.mark.parametrize(
    ("typed", "message", "part"),
    [
        pytest.param("near(a, b)", "Write near(word, word, distance).", "near(a, b)", id="no distance"),
        pytest.param("near(a, b, 0)", _DISTANCE, " 0", id="no distance at all"),
        pytest.param("near(a, b, 101)", _DISTANCE, " 101", id="too far"),
        pytest.param("near(a, b, x)", _DISTANCE, " x", id="a word as distance"),
        pytest.param("near(, b, 1)", _NO_WORD, "", id="an empty argument"),
        pytest.param("near(a, b, 1", "The bracket of “near(” is never closed.", "(a, b, 1", id="a call left open"),
        pytest.param("paragraph(a)", "Write paragraph(word, word, …).", "paragraph(a)", id="a paragraph of one"),
        pytest.param("paragraph(a, )", _NO_WORD, " ", id="a paragraph with an empty argument"),
        pytest.param(
            "statement:(near(a, b, 1))",
            "“near(…)” is about an article's text, not about one statement.",
            "near(a, b, 1)",
            id="near within a statement",
        ),
        pytest.param(
            "statement:(mention:(a))",
            "“mention:(…)” can't stand inside “statement:(…)”.",
            "mention:(a)",
            id="a mention within a statement",
        ),
        pytest.param(
            "mention:(text:a)",
            "“text:” is about articles, and can't stand inside “mention:(…)”.",
            "a",
            id="an article's field within a mention",
        ),
    ],
)
def test_query_with_calls_and_annotations_that_can_t_be(typed, message, part):
    assert _fault(typed) == (message, part)


_PIECES = (
    *('"', "(", ")", "[", "]", "{", "}", ":", "~", "^", "*", "?", "\\", "/", "+", "-", "!", "<", ">", "=", "&&", "||"),
    *(" ", " AND ", " OR ", " NOT ", " TO ", ",", ".", "near(", "paragraph(", "statement:(", "date:", "speaker:"),
    *("a", "missile", "2007", "~2", "é", "\ue000", "\x00", "\n", "\u200b"),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join) | st.text(max_size=80), st.sampled_from(Subject))
@example("\ue000 near(a, b, 1)", Subject.ARTICLE)
@example("\\", Subject.ARTICLE)
@example("(" * 1000, Subject.ANNOTATION)
@example("-" * 1000, Subject.ARTICLE)
@example("a~" * 500, Subject.ARTICLE)
def test_any_text_gives_a_tree_or_a_fault_with_its_place(typed, target):
    first, second = _outcome(typed, target), _outcome(typed, target)
    assert first == second
    if isinstance(first, tuple):
        message, start, end = first
        assert 0 <= start <= end <= len(typed)
        assert message.endswith((".", "?"))


def _outcome(typed, target):
    """Give the tree, or the fault with its place."""
    try:
        return parse(typed, fields=all_fields(), default=DEFAULT_FIELDS[target])
    except QueryError as error:
        return str(error), error.start, error.end
