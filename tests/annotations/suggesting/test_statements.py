"""Statements by rules. No database."""

from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.suggesting import KnownName, find_names, find_statements

BERG = KnownName(name="Anna Berg", entity=UUID(int=1), kind="person")
STATES = KnownName(name="United States", entity=UUID(int=2), kind="gpe")


def _paragraphs(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for part in text.split("\n\n"):
        found.append((start, start + len(part)))
        start += len(part) + 2
    return found


def _said(text: str) -> list[tuple[str, str, str, str]]:
    """Give the statements of a text as (what was said, how, cue, speaker's words)."""
    paragraphs = _paragraphs(text)
    names = find_names(text, within=paragraphs, names=[BERG, STATES])
    return [
        (
            " | ".join(text[start:end] for start, end in one.content),
            one.attribution,
            text[slice(*one.cue)] if one.cue else "",
            text[slice(*one.speaker)] if one.speaker else "",
        )
        for one in find_statements(text, paragraphs=paragraphs, names=names)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"The bridge is quite safe," Anna Berg said.',
            ('"The bridge is quite safe,"', "direct", "said", "Anna Berg"),
        ),
        ('"The bridge is quite safe," said Anna Berg.', ('"The bridge is quite safe,"', "direct", "said", "Anna Berg")),
        ("“The bridge is safe,” she told reporters.", ("“The bridge is safe,”", "direct", "told", "she")),
        (
            "Anna Berg said that the bridge was safe.",
            ("the bridge was safe.", "indirect", "said", "Anna Berg"),
        ),
        ("The bridge was quite safe, officials said.", ("The bridge was quite safe", "indirect", "said", "officials")),
        (
            'Anna Berg said the bridge was "as safe as any other".',
            ('the bridge was "as safe as any other".', "mixed", "said", "Anna Berg"),
        ),
        (
            "The bridge was closed twice last year, according to the ministry.",
            ("The bridge was closed twice last year", "indirect", "according to", "the ministry."),
        ),
        (
            "The United States said it would pay for the bridge.",
            ("it would pay for the bridge.", "indirect", "said", "United States"),
        ),
    ],
)
def test_what_is_said_by_which_words_and_by_whom(text, expected):
    assert _said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The United States won backing for its plan on Thursday.",
        'He called it "safe".',
        "Anna Berg said no.",
        "Nothing is reported here by anybody at all.",
        "",
    ],
)
def test_where_nothing_is_said(text):
    assert _said(text) == []


def test_a_quotation_that_is_never_closed_ends_with_its_sentence():
    text = (
        '"The bridge is quite safe," Anna Berg said. "We have measured it. Nobody was hurt there.\n\nThe bridge stands.'
    )
    assert [content for content, *_rest in _said(text)] == ['"The bridge is quite safe,"', '"We have measured it.']


def test_a_paragraph_that_goes_on_quoting_keeps_its_speaker():
    text = '"The bridge is quite safe," Anna Berg said. "We have measured it twice."'
    names = find_names(text, within=[(0, len(text))], names=[BERG])
    first, second = find_statements(text, paragraphs=[(0, len(text))], names=names)
    assert (first.who and first.who.entity, second.who and second.who.entity) == (BERG.entity, BERG.entity)
    assert (second.cue, second.speaker) == (None, None)


def test_who_was_told_passes_it_on():
    text = "Anna Berg told the Bridge Times that the bridge was safe."
    times = KnownName(name="Bridge Times", entity=UUID(int=3), kind="organization")
    names = find_names(text, within=[(0, len(text))], names=[BERG, times])
    [one] = find_statements(text, paragraphs=[(0, len(text))], names=names)
    assert [text[slice(*place)] for place in (*one.content, one.speaker, one.relay)] == [
        "the bridge was safe.",
        "Anna Berg",
        "Bridge Times",
    ]
    assert (one.through and one.through.entity, one.attribution) == (times.entity, "indirect")


@given(st.text(alphabet='"“” said.,Anna Berg\n', max_size=120))
def test_every_range_stands_in_the_text_in_order(text):
    paragraphs = [(0, len(text))] if text else []
    names = find_names(text, within=paragraphs, names=[BERG])
    for one in find_statements(text, paragraphs=paragraphs, names=names):
        places = list(one.content)
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert places == sorted(places)
        assert all(former[1] <= latter[0] for former, latter in pairwise(places))
