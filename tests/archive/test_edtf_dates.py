"""EDTF: well formed or not, and which days it spans."""

from datetime import date, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.edtf_dates import bounds, check
from archive.errors import InvalidValueError

D = date.fromisoformat


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        pytest.param("2007-04-19", "2007-04-19", "2007-04-19", id="a day"),
        pytest.param("2007?-04-19", "2007-04-19", "2007-04-19", id="a day in an uncertain year"),
        pytest.param("2007-04-19?", "2007-04-19", "2007-04-19", id="an uncertain day"),
        pytest.param("2004?-06-~11", "2004-06-11", "2004-06-11", id="a day with qualifiers of its parts"),
        pytest.param("2007-04-19T21:24:00Z", "2007-04-19", "2007-04-19", id="an instant"),
        pytest.param("2007-04-23T01:46:00+04:00", "2007-04-23", "2007-04-23", id="an instant, the day of its zone"),
        pytest.param("2007-04-23T17:46:00", "2007-04-23", "2007-04-23", id="a time without a zone"),
        pytest.param("2007-04", "2007-04-01", "2007-04-30", id="a month"),
        pytest.param("2008-02~", "2008-02-01", "2008-02-29", id="an approximate February of a leap year"),
        pytest.param("2007", "2007-01-01", "2007-12-31", id="a year"),
        pytest.param("200X", "2000-01-01", "2009-12-31", id="a decade"),
        pytest.param("19XX", "1900-01-01", "1999-12-31", id="a century"),
        pytest.param("2007-04-XX", "2007-04-01", "2007-04-30", id="an unspecified day"),
        pytest.param("2007-1X", "2007-10-01", "2007-12-31", id="a month of which one digit is known"),
        pytest.param("2007-XX-31", "2007-01-31", "2007-12-31", id="a day of an unspecified month"),
        pytest.param("156X-12-25", "1560-12-25", "1569-12-25", id="a day of an unspecified year in a decade"),
        pytest.param("2007-21", "2007-03-01", "2007-05-31", id="a season"),
        pytest.param("1950S2", "1950-01-01", "1950-12-31", id="a year with significant digits"),
        pytest.param("2007-04-19/2007-04-23", "2007-04-19", "2007-04-23", id="an interval of days"),
        pytest.param("2004-06~/2004-08", "2004-06-01", "2004-08-31", id="an interval of months"),
        pytest.param("../2007-04-19", None, "2007-04-19", id="an open beginning"),
        pytest.param("/2007-04-19", None, "2007-04-19", id="an unknown beginning"),
        pytest.param("2012?/..", "2012-01-01", None, id="an open end"),
        pytest.param("2012/", "2012-01-01", None, id="an unknown end"),
        pytest.param("../..", None, None, id="open on both sides"),
        pytest.param("[2007-04-05,2007-05-04]", "2007-04-05", "2007-05-04", id="one of two days"),
        pytest.param("{2007..2009}", "2007-01-01", "2009-12-31", id="all years of a range"),
        pytest.param("[..1984]", None, "1984-12-31", id="some year until then"),
        pytest.param("[1984-12..]", "1984-12-01", None, id="some month from then on"),
        pytest.param("XXXX-04-19", None, None, id="a day without a year"),
        pytest.param("XXXX", None, None, id="nothing known"),
        pytest.param("../XXXX-04-19", None, None, id="until a day without a year"),
        pytest.param("-0333", None, None, id="a year before the calendar"),
        pytest.param("0000-01", None, None, id="the year 0"),
        pytest.param("Y170000002", None, None, id="a year after the calendar"),
    ],
)
def test_bounds_are_the_first_and_the_last_day(edtf, earliest, latest):
    assert bounds(edtf) == (D(earliest) if earliest else None, D(latest) if latest else None)


@pytest.mark.parametrize(
    ("edtf", "reason"),
    [
        pytest.param("", "is not a date in EDTF", id="nothing"),
        pytest.param("19 April 2007", "is not a date in EDTF", id="words"),
        pytest.param("2007-4-19", "is not a date in EDTF", id="single digits"),
        pytest.param("2007-02-29", "is not in the calendar", id="29 February of a common year"),
        pytest.param("2007-13", "is not in the calendar", id="a thirteenth month"),
        pytest.param("XXXX-04-31", "is not in the calendar", id="31 April of any year"),
        pytest.param("2007-04-19T25:00:00Z", "is no moment of the calendar", id="a twenty-fifth hour"),
        pytest.param("2007-04-19T21:24Z", "is not a date in EDTF", id="a time without seconds"),
        pytest.param("2007-04-19T21:24:00Z/2007-04-20", "is not a date in EDTF", id="an instant in an interval"),
        pytest.param("2008/2007", "ends before it begins", id="an interval backwards"),
        pytest.param("/", "is not a date in EDTF", id="an interval of nothing"),
        pytest.param("2007/2008/2009", "is not a date in EDTF", id="three ends"),
        pytest.param("[2007", "is not a date in EDTF", id="an open bracket"),
        pytest.param("{}", "is not a date in EDTF", id="an empty set"),
        pytest.param("?2007?", "is not a date in EDTF", id="two qualifiers"),
        pytest.param("２００７", "is not a date in EDTF", id="digits of another script"),
        pytest.param("2007" * 16, "has at most 60 characters", id="too long"),
    ],
)
def test_check_refuses_with_a_reason(edtf, reason):
    with pytest.raises(InvalidValueError) as caught:
        check(edtf)
    assert (reason in str(caught.value), caught.value.field) == (True, "edtf")


@given(st.text("0123456789X-/.?~%T:Z+[]{},YES ", max_size=24) | st.text(max_size=24))
@example("2007-0X")
@example("%1950S2")
@example("../XXXX-04-19")
@example("[2007,]")
@example("Y-17E70000")
def test_bounds_are_in_order_or_refused(edtf):
    try:
        earliest, latest = bounds(edtf)
    except InvalidValueError:
        return
    assert earliest is None or latest is None or earliest <= latest


@given(st.dates(), st.dates(), st.sampled_from(["", "?", "~", "%"]))
def test_bounds_of_an_interval_are_its_ends(one, other, qualifier):
    first, last = sorted([one, other])
    assert bounds(f"{first}{qualifier}/{last}") == (first, last)


offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(timezones=offsets))
def test_bounds_of_an_instant_are_its_own_day(moment):
    assert bounds(moment.replace(microsecond=0).isoformat()) == (moment.date(), moment.date())
