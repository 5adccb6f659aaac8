"""Quotations and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InvalidValueError
from archive.evidence import find_quote, find_quotes, resolve
from archive.records import FoundValue

TEXT = "Defence Secretary Robert\nGates met Robert\u00a0 Fisk.\n\nGates left (quickly)."

ABSENT = "does not stand in the text"
TWICE = "stands at 2 places in the text; it must stand at one"


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        pytest.param("Defence Secretary", "Defence Secretary", id="as printed"),
        pytest.param("Robert Gates met", "Robert\nGates met", id="over a line end"),
        pytest.param("  Robert\tFisk.\n", "Robert\u00a0 Fisk.", id="with other white space within and around"),
        pytest.param("(quickly).", "(quickly).", id="with characters that patterns use"),
    ],
)
def test_find_quote_gives_the_only_place(quote, words):
    start, end = find_quote(TEXT, quote)
    assert TEXT[start:end] == words


@pytest.mark.parametrize(
    ("quote", "fault"),
    [
        pytest.param("Rumsfeld", ABSENT, id="absent"),
        pytest.param("robert gates", ABSENT, id="in other letters"),
        pytest.param("Gates", TWICE, id="twice"),
        pytest.param("RobertGates", ABSENT, id="without the white space"),
    ],
)
def test_find_quote_refuses_what_has_no_single_place(quote, fault):
    with pytest.raises(InvalidValueError) as caught:
        find_quote(TEXT, quote)
    assert str(caught.value) == f"The quotation “{quote}” {fault}."
    assert caught.value.field == "quote"


def test_find_quote_counts_overlapping_places():
    with pytest.raises(InvalidValueError, match="stands at 2 places"):
        find_quote("ana ana ana", "ana ana")


def test_find_quote_shortens_a_long_quotation_in_its_message():
    with pytest.raises(InvalidValueError, match=f"“{'a' * 79}…”"):
        find_quote("b", "a" * 200)


def test_find_quote_refuses_a_quotation_without_words():
    with pytest.raises(InvalidValueError, match="empty"):
        find_quote(TEXT, " \n")


@given(before=st.text("xy \n", max_size=20), words=st.lists(st.text("ab(.*é", min_size=1), min_size=1, max_size=4))
def test_find_quote_finds_words_in_any_spacing(before, words):
    text = f"{before}\n" + " \n".join(words) + " end"
    assert find_quote(text, f"{' '.join(words)}  end") == (len(before) + 1, len(text))


def test_resolve_gives_the_place_of_the_quotation():
    value = FoundValue(field="event_date", value="", status="supplied", quote="Gates left")
    resolved = resolve(TEXT, value)
    assert (TEXT[resolved.start : resolved.end], resolved.quote) == ("Gates left", "Gates left")


@pytest.mark.parametrize(
    "place",
    [
        pytest.param({}, id="no evidence"),
        pytest.param({"start": 0, "end": 7}, id="offsets"),
        pytest.param({"start": 0, "end": 7, "quote": "absent"}, id="offsets beside a quotation"),
    ],
)
def test_resolve_leaves_values_that_need_no_search(place):
    value = FoundValue(field="genre", value="report", status="supplied", **place)
    assert resolve(TEXT, value) == value


@pytest.mark.parametrize(
    "place",
    [
        pytest.param({"start": 3}, id="no end"),
        pytest.param({"end": 3}, id="no start"),
        pytest.param({"start": 3, "end": 999}, id="an end outside the text"),
    ],
)
def test_resolve_refuses_offsets_that_can_not_be(place):
    with pytest.raises(InvalidValueError):
        resolve(TEXT, FoundValue(field="genre", value="report", status="supplied", **place))


SEVERAL = "The shield. The\nshield again; the shield\u00a0again. \U0001f600 e\u0301nd"


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        pytest.param("shield.", [(4, 11)], id="the only place"),
        pytest.param("The shield again", [(12, 28)], id="a line end stands for a space"),
        pytest.param("shield again", [(16, 28), (34, 46)], id="a no-break space stands for a space"),
        pytest.param("  again;\n", [(23, 29)], id="white space around the words is left out"),
        pytest.param("\U0001f600", [(48, 49)], id="an astral character is one code point"),
        pytest.param("e\u0301nd", [(50, 54)], id="a combining accent is a code point of its own"),
        pytest.param("a.+(b)", [], id="signs of patterns mean themselves"),
        pytest.param("\u00e9nd", [], id="a composed accent is another spelling"),
        pytest.param("SHIELD", [], id="capitals count"),
        pytest.param("  ", [], id="no words"),
    ],
)
def test_find_quotes_gives_every_place(quote, places):
    assert find_quotes(SEVERAL, quote) == places


def test_find_quotes_gives_overlapping_places():
    assert find_quotes("no no no", "no no") == [(0, 5), (3, 8)]
