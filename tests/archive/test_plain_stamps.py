"""Dates and times as news prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.edtf_dates import check
from archive.extractors.plain_stamps import find_stamps, is_partial_stamp, month_and_day


@pytest.mark.parametrize(
    ("printed", "edtf", "certainty"),
    [
        pytest.param("Thursday, 19 April 2007, 21:24 GMT 22:24 UK", "2007-04-19T21:24:00Z", "high", id="two zones"),
        pytest.param("23 April 2007 17:46 (UTC +04:00)", "2007-04-23T17:46:00+04:00", "high", id="a zone in figures"),
        pytest.param("2007/04/19 21:24:50 GMT", "2007-04-19T21:24:50Z", "high", id="year first"),
        pytest.param("2007-04-19T21:24:00Z", "2007-04-19T21:24:00Z", "high", id="ISO 8601"),
        pytest.param("2007-04-19 21:24:00.123 MSK", "2007-04-19T21:24:00+03:00", "high", id="parts of a second"),
        pytest.param("9:24 PM EDT, April 19, 2007", "2007-04-19T21:24:00-04:00", "high", id="the time first"),
        pytest.param("Thu Apr 19, 2007 5:24pm ET", "2007-04-19T17:24:00-04:00", "high", id="Eastern summer time"),
        pytest.param("January 9, 2007 5 p.m. ET", "2007-01-09T17:00:00-05:00", "high", id="Eastern winter time"),
        pytest.param("21:24 GMT, 19 April 2007 22:24 UK", "2007-04-19T21:24:00Z", "high", id="times on both sides"),
        pytest.param("23 April 2007, 17:46 (UTC/GMT +4 hours)", "2007-04-23T17:46:00+04:00", "high", id="hours"),
        pytest.param("23.04.07 17:46", "2007-04-23T17:46:00", "medium", id="figures with a short year"),
        pytest.param("1746 GMT 23 April 2007", "2007-04-23T17:46:00Z", "high", id="four figures"),
        pytest.param("Thu, 19 Apr 2007 21:24:00 +0000", "2007-04-19T21:24:00Z", "high", id="as in e-mail"),
        pytest.param("19th April 2007 at 5pm", "2007-04-19T17:00:00", "high", id="no zone"),
        pytest.param("19. April 2007, 18:05 Uhr", "2007-04-19T18:05:00", "high", id="German"),
        pytest.param("19 avril 2007 à 18h30", "2007-04-19T18:30:00", "high", id="French"),
        pytest.param("19 de abril de 2007", "2007-04-19", "high", id="Spanish"),
        pytest.param("April 24, 2007 Tuesday", "2007-04-24", "high", id="the weekday last"),
        pytest.param("19.04.2007", "2007-04-19", "high", id="figures with points"),
        pytest.param("13/04/2007", "2007-04-13", "high", id="figures that can be but one day"),
        pytest.param("04/05/2007", "[2007-04-05,2007-05-04]", "low", id="figures that can be two days"),
        pytest.param("23 Feb 07", "2007-02-23", "medium", id="a year of two figures"),
        pytest.param("Monday, 19 April 2007", "2007-04-19", "low", id="a weekday that does not fit"),
        pytest.param("19 April 2007 21:24 XYZT", "2007-04-19T21:24:00", "medium", id="a zone that is not known"),
        pytest.param("19 April 2007 25:61", "2007-04-19", "high", id="a time that can't be"),
    ],
)
def test_stamp_is_read(printed, edtf, certainty):
    assert [(stamp.edtf, stamp.certainty) for stamp in find_stamps(printed)] == [(edtf, certainty)]


@pytest.mark.parametrize(
    "printed",
    ["31 February 2007", "May 2007", "April 19", "in 1994 and a 15-year plan", "version 10.4.20071", "99/99/2007", ""],
)
def test_other_figures_are_no_stamps(printed):
    assert list(find_stamps(printed)) == []


def test_stamps_come_in_order_with_their_places():
    line = "Published: 18 April 2007 | Updated: 19 April 2007, 9am GMT"
    assert [line[stamp.start : stamp.end] for stamp in find_stamps(line)] == ["18 April 2007", "19 April 2007, 9am GMT"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("17:20", True, id="a time"),
        pytest.param("Apr 23, 2:14 PM EDT", True, id="a day and a time"),
        pytest.param("Monday, April 23", True, id="a weekday and a day"),
        pytest.param("April", False, id="a month"),
        pytest.param("10 rockets", False, id="a number of things"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_day_without_a_year_is_told(words, expected):
    assert is_partial_stamp(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("April 19", (4, 19)), ("19 Apr.", (4, 19)), ("Feb 29", (2, 29)), ("April 31", None), ("3 mai", (5, 3))],
)
def test_month_and_day_are_read(words, expected):
    assert month_and_day(words) == expected


@given(st.text(st.sampled_from("0123456789 /.-:,()+ApriljanMayGMTpmUhrZ '"), max_size=40))
def test_every_stamp_is_a_date_in_edtf(text):
    for stamp in find_stamps(f"19 April 2007 {text} 2007-04-19 {text}"):
        check(stamp.edtf)
