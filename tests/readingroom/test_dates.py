"""Dates in the reader's words."""

from datetime import date

import pytest
from django.utils import translation

from readingroom.dates import date_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        pytest.param("2007-04-19", "19 April 2007", id="a day"),
        pytest.param("2007-04", "April 2007", id="a month"),
        pytest.param("2007", "2007", id="a year"),
        pytest.param("2007-04-19T21:24:00Z", "19 April 2007, 21:24 UTC", id="a moment in UTC"),
        pytest.param("2007-04-23T17:46:00+04:00", "23 April 2007, 17:46 UTC+04:00", id="a moment elsewhere"),
        pytest.param("2007-04-23T17:46", "23 April 2007, 17:46", id="a moment without zone"),
        pytest.param("2007-04-19?", "probably 19 April 2007", id="an uncertain day"),
        pytest.param("2007~", "about 2007", id="an approximate year"),
        pytest.param("2007-04%", "probably about April 2007", id="an uncertain, approximate month"),
        pytest.param("2007?-04-19", "19 April 2007, year uncertain", id="an uncertain year"),
        pytest.param("2007-04?-19", "19 April 2007, in part uncertain", id="an uncertain month"),
        pytest.param("XXXX-02-29", "29 February, year not known", id="a day without year"),
        pytest.param("../2007-04-19", "on or before 19 April 2007", id="until a day"),
        pytest.param("/2007", "in or before 2007", id="until a year"),
        pytest.param("2007-04-19/..", "on or after 19 April 2007", id="since a day"),
        pytest.param("2012?/..", "probably in or after 2012", id="since an uncertain year"),
        pytest.param("2007-04-19/2007-04-23", "19 April 2007 to 23 April 2007", id="from day to day"),
        pytest.param("2007-04/2007~", "April 2007 to about 2007", id="from month to year"),
        pytest.param("", "", id="nothing"),
        pytest.param("../..", "../..", id="what says nothing"),
        pytest.param("2007-13-45", "2007-13-45", id="what is no date"),
        pytest.param("../2007-02-30", "../2007-02-30", id="until what is no date"),
        pytest.param("XXXX-02-30", "XXXX-02-30", id="a day that no year has"),
        pytest.param("2007-04-19T99:99", "2007-04-19T99:99", id="what is no time"),
        pytest.param("2007-21", "2007-21", id="a season, for which there are no words"),
        pytest.param("0000", "0000", id="a year before the calendar"),
        pytest.param("[2007,2008]", "[2007,2008]", id="one of a set"),
    ],
)
def test_date_words_say_what_edtf_says(edtf, words):
    assert date_words(edtf) == words


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        pytest.param(date(2007, 3, 1), date(2007, 5, 31), "1 March 2007 to 31 May 2007", id="both"),
        pytest.param(date(2007, 3, 1), date(2007, 3, 1), "1 March 2007", id="one day"),
        pytest.param(None, date(2007, 5, 31), "on or before 31 May 2007", id="latest"),
        pytest.param(date(2007, 3, 1), None, "on or after 1 March 2007", id="earliest"),
    ],
)
def test_date_words_fall_back_on_the_bounds(earliest, latest, words):
    assert date_words("2007-21", earliest=earliest, latest=latest) == words


def test_date_words_are_in_the_reader_s_language():
    with translation.override("de"):
        assert date_words("2007-05-19") == "19 Mai 2007"
