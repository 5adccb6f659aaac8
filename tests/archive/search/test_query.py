"""Queries as trees: every construct of the language."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from archive.search.fields import DEFAULT_FIELDS, Subject
from archive.search.names import all_fields
from archive.search.query import parse
from archive.search.tree import (
    And,
    Dates,
    Everything,
    Fuzzy,
    Name,
    Near,
    Not,
    Or,
    Phrase,
    Place,
    Prefix,
    SameParagraph,
    Value,
    Within,
    Word,
)


def _tree(typed, *, target=Subject.ARTICLE):
    return parse(typed, fields=all_fields(), default=DEFAULT_FIELDS[target])


def _word(word):
    return Word("text", word)


A, B, C, D = map(_word, "abcd")


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        pytest.param("", Everything(), id="nothing"),
        pytest.param(" \n\t", Everything(), id="only spaces"),
        pytest.param("*", Everything(), id="everything"),
        pytest.param("Missiles", _word("missiles"), id="a word"),
        pytest.param("Café", _word("cafe"), id="a word with an accent"),
        pytest.param("ракета", _word("ракета"), id="a word of another script"),
        pytest.param("headline:Talks", Word("headline", "talks"), id="a word of a field"),
        pytest.param("U.S.", Phrase("text", ("u", "s")), id="an abbreviation is words in a row"),
        pytest.param("missile-defense", Phrase("text", ("missile", "defense")), id="a hyphen"),
        pytest.param('"Robert Gates"', Phrase("text", ("robert", "gates")), id="a phrase"),
        pytest.param('"Robert Gates"~3', Phrase("text", ("robert", "gates"), 3), id="a loose phrase"),
        pytest.param('"a \\"b\\" c"', Phrase("text", ("a", "b", "c")), id="quotation marks in a phrase"),
        pytest.param('headline:"a b"', Phrase("headline", ("a", "b")), id="a phrase of a field"),
        pytest.param("missil*", Prefix("text", "missil"), id="the beginning of a word"),
        pytest.param("headline:mis*", Prefix("headline", "mis"), id="the beginning of a field's word"),
        pytest.param("missile~", Fuzzy("text", "missile", 2), id="two edits where none are said"),
        pytest.param("missile~1", Fuzzy("text", "missile", 1), id="one edit"),
        pytest.param("missile~0", _word("missile"), id="no edit"),
        pytest.param("what?", _word("what"), id="a question mark at the end"),
    ],
)
def test_words_and_phrases(typed, tree):
    assert _tree(typed) == tree


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        pytest.param("a b", And((A, B)), id="side by side"),
        pytest.param("a AND b", And((A, B)), id="and"),
        pytest.param("a OR b", Or((A, B)), id="or"),
        pytest.param("a b OR c", And((A, Or((B, C)))), id="or binds closer than side by side"),
        pytest.param("a AND b OR c", Or((And((A, B)), C)), id="and binds closer than or"),
        pytest.param("(a OR b) AND c", And((Or((A, B)), C)), id="brackets"),
        pytest.param("NOT a", Not(A), id="not"),
        pytest.param("a NOT b", And((A, Not(B))), id="not, after a word"),
        pytest.param("a AND NOT b", And((A, Not(B))), id="and not"),
        pytest.param("a -b", And((A, Not(B))), id="a minus"),
        pytest.param("+a b", And((A, B)), id="a plus"),
        pytest.param("NOT NOT a", Not(Not(A)), id="not not"),
        pytest.param("NOT (a OR b)", Not(Or((A, B))), id="not of a bracket"),
        pytest.param("headline:(a OR b)", Or((Word("headline", "a"), Word("headline", "b"))), id="a field's bracket"),
        pytest.param("and or not", And((_word("and"), _word("or"), _word("not"))), id="operators in small letters"),
    ],
)
def test_operators(typed, tree):
    assert _tree(typed) == tree


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        pytest.param("12:30", Phrase("text", ("12", "30")), id="a time"),
        pytest.param("http://x", Phrase("text", ("http", "x")), id="an address"),
        pytest.param("http://example.org/a_b", Phrase("text", ("http", "example", "org", "a_b")), id="a long one"),
        pytest.param("and/or", Phrase("text", ("and", "or")), id="a slash"),
        pytest.param("a: b", And((A, B)), id="a colon and a space"),
    ],
)
def test_colons_and_signs_that_are_text(typed, tree):
    assert _tree(typed) == tree


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        pytest.param("publisher:Reuters", Name("publisher", "Reuters", Place(10, 17)), id="a name"),
        pytest.param('speaker:"Robert Gates"', Name("speaker", "Robert Gates", Place(8, 22)), id="a name of two words"),
        pytest.param("language:EN-gb", Value("language", "en-gb"), id="a code"),
        pytest.param("tag:PERSON", Value("tag", "person"), id="a tag"),
        pytest.param("date:2007", Dates(date(2007, 1, 1), date(2007, 12, 31)), id="a year"),
        pytest.param("date:2008-02", Dates(date(2008, 2, 1), date(2008, 2, 29)), id="a month"),
        pytest.param("date:2007-04-19", Dates(date(2007, 4, 19), date(2007, 4, 19)), id="a day"),
        pytest.param("date:[2007-04 TO 2007]", Dates(date(2007, 4, 1), date(2007, 12, 31)), id="a range"),
        pytest.param("date:{2007 TO 2009}", Dates(date(2008, 1, 1), date(2008, 12, 31)), id="a range without its ends"),
        pytest.param("date:[2007 TO *]", Dates(date(2007, 1, 1), None), id="an open end"),
        pytest.param("date:[* TO 2007]", Dates(None, date(2007, 12, 31)), id="an open beginning"),
        pytest.param("date:>2007", Dates(date(2008, 1, 1), None), id="later than"),
        pytest.param("date:>=2007", Dates(date(2007, 1, 1), None), id="not before"),
        pytest.param("date:<2007", Dates(None, date(2006, 12, 31)), id="before"),
        pytest.param("date:<=2007", Dates(None, date(2007, 12, 31)), id="not after"),
    ],
)
def test_names_codes_and_dates(typed, tree):
    assert _tree(typed) == tree


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        pytest.param("near(a, b, 5)", Near(A, B, 5), id="near"),
        pytest.param('near("a b", c, 1)', Near(Phrase("text", ("a", "b")), C, 1), id="near a phrase"),
        pytest.param('near("a, b", c, 1)', Near(Phrase("text", ("a", "b")), C, 1), id="a comma in a phrase"),
        pytest.param('near("a", b, 1)', Near(Phrase("text", ("a",)), B, 1), id="near a printed word"),
        pytest.param("paragraph(a, b)", SameParagraph((A, B)), id="paragraph"),
        pytest.param("paragraph(a, b, c) d", And((SameParagraph((A, B, C)), D)), id="paragraph of three, and a word"),
        pytest.param("NOT near(a, b, 2)", Not(Near(A, B, 2)), id="not near"),
        pytest.param("near a", And((_word("near"), A)), id="the word near"),
        pytest.param(
            "statement:(speaker:x AND cue:y)",
            Within("statement", And((Name("speaker", "x", Place(19, 20)), Word("cue", "y")))),
            id="within a statement",
        ),
        pytest.param("mention:(words)", Within("mention", Word("words", "words")), id="words of a mention"),
        pytest.param("statement:a", Within("statement", Word("words", "a")), id="a statement's word, without brackets"),
        pytest.param("mention:*", Within("mention", Everything()), id="any mention"),
        pytest.param(
            "NOT statement:(NOT cue:a)", Not(Within("statement", Not(Word("cue", "a")))), id="not, outside and inside"
        ),
    ],
)
def test_calls_and_annotations(typed, tree):
    assert _tree(typed) == tree


def test_words_are_of_the_annotation_where_annotations_are_sought():
    assert _tree("a text:b", target=Subject.ANNOTATION) == And((Word("words", "a"), B))


def test_a_hundred_conditions_are_answered():
    assert _tree(" ".join(["a"] * 100)) == And((A,) * 100)


def test_many_threads_parse_at_once():
    queries = [
        f"a{number} AND (b{number} OR headline:c{number}) near(a, b, {number % 100 + 1})" for number in range(200)
    ]
    expected = [_tree(typed) for typed in queries]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(_tree, queries)) == expected
