"""The start page and the list of articles."""

import pytest

from archive.vocabulary import Field
from readingroom.views.articles import LATEST, PAGE_SIZE
from tests.factories import (
    ArticleFactory,
    PublisherFactory,
)
from tests.readingroom.scenes import marked_article
from tests.readingroom.tree import find, get, words

pytestmark = pytest.mark.django_db


def test_home_says_what_there_is():
    marked_article()
    tree = get("/")
    assert words(tree, "//h1") == ["Who said what, as reported by whom, on which evidence."]
    assert words(tree, "//ul[.doors]//h2") == ["Read", "Check", "Cite"]
    assert words(tree, "//dl[.counts]/div") == ["Articles1", "Statements1", "People, bodies and places1"]


def test_home_shows_the_latest_and_the_way_to_all():
    for _ in range(LATEST + 1):
        ArticleFactory()
    tree = get("/")
    assert len(find(tree, "//ul[.lines]/li")) == LATEST
    assert words(tree, "//section/p/a") == ["All articles"]


@pytest.mark.parametrize("path", ["/", "/articles/"])
def test_lists_say_so_when_they_are_empty(path):
    assert words(get(path), "//p[.empty]") == ["There is no article here yet that you may read."]


def test_article_list_gives_title_house_date_code_and_counts():
    article = marked_article(
        headline="Bridge opens",
        reference_code="B-1",
        publisher=PublisherFactory(name="The Outlet"),
        agency=PublisherFactory(name="The Agency", kind="agency"),
        date_field=Field.PUBLISHED,
        date_edtf="2007-04-19",
    )
    tree = get("/articles/")
    assert words(tree, "//ul[.lines]//a") == ["Bridge opens"]
    assert find(tree, "//ul[.lines]//a")[0].get("href") == f"/articles/{article.uuid}/"
    assert words(tree, "//ul[.lines]//p/span[not(contains(@class, 'sign'))]") == [
        "The Outlet, from The Agency",
        "published 19 April 2007 ○(supplied)",
        "B-1",
        "1 mention",
        "1 statement",
    ]


def test_article_list_puts_a_supplied_title_in_brackets():
    ArticleFactory(headline="", supplied_title="The bridge was said to be safe", text="The bridge.", publisher=None)
    tree = get("/articles/")
    assert words(tree, "//ul[.lines]//a") == ["[The bridge was said to be safe]"]
    assert words(tree, "//ul[.lines]//p/span[not(contains(@class, 'sign'))]")[0] == "undated"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("", 0, id="the first page"),
        pytest.param("?page=2", PAGE_SIZE, id="the second page"),
        pytest.param("?page=99999999999999999999", PAGE_SIZE, id="a page beyond the last is the last"),
        pytest.param("?page=-1", PAGE_SIZE, id="a page before the first is the last"),
        pytest.param("?page=x%00", 0, id="no number is the first"),
    ],
)
def test_article_list_is_paged_in_a_stable_order(query, first):
    codes = sorted(ArticleFactory().reference_code for _ in range(PAGE_SIZE + 1))
    assert words(get(f"/articles/{query}"), "//ul[.lines]//span[.code]") == codes[first : first + PAGE_SIZE]
