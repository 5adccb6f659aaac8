"""The article's columns that repeat its current values."""

from datetime import date

import pytest

from archive.models import Publisher
from archive.services.projection import BEST_DATES, projected_columns
from tests.factories import FieldValueFactory, PublisherFactory
from tests.factories.archive import ArticleFactory

pytestmark = pytest.mark.django_db

DAY = date(2007, 4, 19)
MONTH_END = date(2007, 4, 30)


def _projected(**values) -> dict:
    """Give the columns for values by field: words, or for dates (EDTF, earliest, latest)."""
    article = ArticleFactory(text=None)
    rows = {}
    for field, value in values.items():
        if isinstance(value, str):
            rows[field] = FieldValueFactory(article=article, field=field, value=value)
        else:
            edtf, earliest, latest = value
            rows[field] = FieldValueFactory(article=article, field=field, edtf=edtf, earliest=earliest, latest=latest)
    return projected_columns(rows, publishers={})


def test_projected_columns_of_nothing_are_empty():
    assert projected_columns({}, publishers={}) == {
        "headline": "",
        "byline": "",
        "publisher": None,
        "agency": None,
        "place": "",
        "language": "",
        "date_field": "",
        "date_edtf": "",
        "date_earliest": None,
        "date_latest": None,
    }


def test_projected_columns_are_cut_where_the_column_ends():
    found = _projected(byline="b" * 400, dateline_place="p" * 400, language="l" * 40, headline="h" * 4000)
    assert [len(found[name]) for name in ("byline", "place", "language", "headline")] == [300, 200, 35, 4000]


def test_best_dates_are_in_order_of_what_a_reader_means():
    assert BEST_DATES == ("published", "dateline_date", "modified", "event_date")


@pytest.mark.parametrize(
    ("dates", "best"),
    [
        pytest.param({"event_date": ("2007-04-19", DAY, DAY)}, "event_date", id="the only one"),
        pytest.param(
            {"event_date": ("2007-04-19", DAY, DAY), "published": ("2007-04", date(2007, 4, 1), MONTH_END)},
            "published",
            id="the first of the list",
        ),
        pytest.param(
            {"published": ("2007-04-19/..", DAY, None), "modified": ("2007-04-30", MONTH_END, MONTH_END)},
            "modified",
            id="one with two ends before one with an open end",
        ),
        pytest.param(
            {"published": ("../2007-04-19", None, DAY), "modified": ("2007-04-19/..", DAY, None)},
            "published",
            id="the first with any end",
        ),
        pytest.param(
            {"published": ("XXXX", None, None), "event_date": ("2007-04-19", DAY, DAY)},
            "event_date",
            id="one with days before one without",
        ),
        pytest.param({"published": ("XXXX", None, None)}, "", id="none without days"),
        pytest.param({"captured": ("2007-04-19", DAY, DAY)}, "", id="not the day of the capture"),
    ],
)
def test_best_date_is(dates, best):
    found = _projected(**dates)
    edtf, earliest, latest = dates.get(best, ("", None, None))
    assert (found["date_field"], found["date_edtf"], found["date_earliest"], found["date_latest"]) == (
        best,
        edtf,
        earliest,
        latest,
    )


def test_publisher_and_agency_are_made_once_by_their_name():
    first = _projected(publisher="The Example Post", agency="Example Wire")
    second = _projected(publisher=" The\nExample  Post", agency="Example Wire")
    assert (first["publisher"], first["agency"]) == (second["publisher"], second["agency"])
    assert list(Publisher.objects.filter(slug__contains="example").values_list("name", "slug", "kind")) == [
        ("Example Wire", "example-wire", "agency"),
        ("The Example Post", "the-example-post", "outlet"),
    ]


def test_publisher_that_is_known_keeps_its_kind():
    held = PublisherFactory(name="Reuters", slug="reuters", kind="agency")
    assert _projected(publisher="Reuters")["publisher"] == held
    held.refresh_from_db()
    assert held.kind == "agency"


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        pytest.param(["A Post", "A. Post", "A-Post"], ["a-post", "a-post-2", "a-post-3"], id="names of one slug"),
        pytest.param(
            ["\u041f\u0440\u0430\u0432\u0434\u0430", "\u65b0\u534e"],
            ["publisher", "publisher-2"],
            id="names without a slug",
        ),
        pytest.param(["x" * 300], ["x" * 90], id="an overlong name"),
    ],
)
def test_publisher_has_a_slug_of_its_own(names, slugs):
    found = [_projected(publisher=name)["publisher"] for name in names]
    assert [row.slug for row in found] == slugs
    assert [row.name for row in found] == [name[:200] for name in names]


def test_publishers_are_looked_up_once_a_batch(django_assert_num_queries):
    row = FieldValueFactory(field="publisher", value="The Example Post")
    known: dict = {}
    first = projected_columns({"publisher": row}, publishers=known)["publisher"]
    with django_assert_num_queries(0):
        assert projected_columns({"publisher": row}, publishers=known)["publisher"] == first
