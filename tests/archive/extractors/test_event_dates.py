"""The day of what a story tells: concluded from a weekday and a known day, with its reasoning, or not at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extractors.event_dates import event_date
from archive.extractors.html import HtmlExtractor
from archive.records import Block, FoundValue

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def concluded(text: str, *known: tuple[str, str]) -> FoundValue | None:
    values = [FoundValue(field=field, value="-", edtf=edtf, status="as-printed") for field, edtf in known]
    return event_date(text, [Block(start=0, end=len(text), role="paragraph")], values)


def test_a_weekday_beside_a_known_day_gives_a_day_with_its_reasoning():
    text = "The ministers met on Thursday in Brussels."
    assert concluded(text, ("published", "2007-04-20T10:00:00Z")) == FoundValue(
        field="event_date",
        value="Thursday",
        edtf="2007-04-19",
        status="partly-supplied",
        certainty="medium",
        start=21,
        end=29,
        note="the last Thursday up to 2007-04-20, the day of publication",
    )


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(DAYS))
def test_the_day_has_the_name_that_is_printed_and_is_at_most_six_days_back(day, name):
    found = concluded(f"They met {name}.", ("dateline_date", day.isoformat()), ("published", "1999-01-01"))
    assert found is not None
    event = date.fromisoformat(found.edtf)
    assert DAYS[event.weekday()] == name
    assert timedelta(0) <= day - event <= timedelta(6)
    assert found.note.endswith("the dateline")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("They meet next Thursday.", [("published", "2007-04-20")]),
        ("It is closed until Thursday.", [("published", "2007-04-20")]),
        ("Thursday's paper said so.", [("published", "2007-04-20")]),
        ("They met on Thursday.", []),
        ("They met on Thursday.", [("dateline_date", "XXXX-04-19")]),
        ("They met on Thursday.", [("published", "2007-04")]),
        ("They met on Thursday.", [("published", "2007-13-45")]),
        ("They met.", [("published", "2007-04-20")]),
    ],
)
def test_nothing_is_concluded_where_nothing_follows(text, known):
    assert concluded(text, *known) is None


def test_a_page_gives_it_too():
    page = (
        b"<html><head><meta property='article:published_time' content='2007-04-20'></head><body><h1>Talks</h1>"
        b"<p>The ministers of all the countries met on Thursday to talk about the bridge and its costs.</p></body>"
    )
    values = {one.field: one.edtf for one in HtmlExtractor().extract(page).values}
    assert values["event_date"] == "2007-04-19"
