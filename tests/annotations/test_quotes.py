"""Words to offsets: the one place in a range, or an error that says how many there are."""

import pytest

from annotations.errors import InvalidSpanError
from annotations.services.quotes import find_quote, find_quotes

TEXT = "The shield. The\nshield again; the shield\u00a0again. \U0001f600 e\u0301nd"


@pytest.mark.parametrize(
    ("quote", "start", "end", "place"),
    [
        pytest.param("shield.", 0, 60, (4, 11), id="the only place"),
        pytest.param("The shield again", 12, 60, (12, 28), id="a line end stands for a space"),
        pytest.param("shield again", 30, 60, (34, 46), id="a no-break space stands for a space"),
        pytest.param("  again;\n", 0, 60, (23, 29), id="white space around the words is left out"),
        pytest.param("\U0001f600", 0, 60, (48, 49), id="an astral character is one code point"),
        pytest.param("e\u0301nd", 0, 60, (50, 54), id="a combining accent is a code point of its own"),
        pytest.param("shield", 30, 40, (34, 40), id="words that end where the range ends"),
        pytest.param("a.+(b)", 0, 60, None, id="signs of patterns mean themselves"),
        pytest.param("\u00e9nd", 0, 60, None, id="a composed accent is another spelling"),
        pytest.param("shield", 35, 60, None, id="words that begin before the range"),
        pytest.param("shield again", 30, 44, None, id="words that end after the range"),
        pytest.param("SHIELD", 0, 60, None, id="capitals count"),
    ],
)
def test_find_quotes_gives_the_place_within_the_range(quote, start, end, place):
    assert find_quotes(text=TEXT, quote=quote, start=start, end=end) == ([place] if place else [])


def test_find_quote_gives_the_only_place():
    assert find_quote(text=TEXT, quote="The\nshield", start=12, end=60) == (12, 22)


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        ("missile", "“missile” does not stand in this block"),
        ("  ", "“” does not stand in this block"),
        ("shield", "“shield” stands 3 times in this block: say which one, or give more words"),
        ("The\tshield", "“The shield” stands 2 times in this block: say which one, or give more words"),
    ],
)
def test_find_quote_says_why_there_is_no_one_place(quote, message):
    with pytest.raises(InvalidSpanError) as caught:
        find_quote(text=TEXT, quote=quote, start=0, end=len(TEXT))
    assert str(caught.value) == message


def test_find_quote_counts_overlapping_places():
    with pytest.raises(InvalidSpanError, match="stands 2 times"):
        find_quote(text="no no no", quote="no no", start=0, end=8)
