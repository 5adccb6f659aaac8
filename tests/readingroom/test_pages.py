"""What holds for every page of the reading room."""

import pytest
from django.test import Client

from tests.factories import (
    FieldValueFactory,
    MentionFactory,
    StatementFactory,
)
from tests.readingroom.paths import PAGES, address
from tests.readingroom.scenes import marked_article, marked_set
from tests.readingroom.tree import find, get

pytestmark = pytest.mark.django_db

#: The uuid of no article.
UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    "path",
    [
        f"/{records}/{key}/{rest}"
        for key in ("x", UNKNOWN)
        for records, rest in (("articles", ""), ("articles", "tei/"), ("entities", ""), ("claims", ""))
    ],
)
def test_an_address_of_no_record_is_not_found(path):
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_pages_hold_nothing_inline(name):
    article = marked_article()
    tree = get(address(name, article))
    assert tree.xpath("//style | //script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]") == []


@pytest.mark.parametrize("name", PAGES)
def test_pages_have_landmarks_and_a_way_past_the_bar(name):
    article = marked_article()
    tree = get(address(name, article))
    assert [len(find(tree, part)) for part in ("//header", "//main[@id='content']", "//footer", "//h1")] == [1] * 4
    assert find(tree, "//body/a")[0].get("href") == "#content"


def _more(article, count: int) -> None:
    """Mark ``count`` times as much."""
    for _ in range(count - 1):
        marked_set(article, curated=False, submitted=True)
        FieldValueFactory(article=article, current=False)


@pytest.mark.parametrize("count", [pytest.param(1, id="one"), pytest.param(3, id="three")])
@pytest.mark.parametrize(
    ("path", "queries"), [pytest.param("/", 6, id="home"), pytest.param("/articles/", 4, id="list")]
)
def test_lists_take_the_same_queries_for_any_number(path, queries, count, django_assert_num_queries):
    for _ in range(count):
        marked_article()
    with django_assert_num_queries(queries):
        assert Client().get(path).status_code == 200


@pytest.mark.parametrize("count", [pytest.param(1, id="one"), pytest.param(3, id="three")])
def test_article_takes_the_same_queries_for_any_number(count, django_assert_num_queries):
    article = marked_article()
    found = article.current_text.annotation_sets.get()
    for exact in ("Engineers", "Brussels")[: count - 1]:
        MentionFactory(annotation_set=found, exact=exact)
        StatementFactory(annotation_set=found, exact=exact)
    _more(article, count)
    with django_assert_num_queries(15):
        assert Client().get(f"/articles/{article.uuid}/").status_code == 200
