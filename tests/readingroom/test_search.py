"""The search page: what was found, what narrows it, what is wrong with a query."""

from uuid import UUID

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from lxml import html

from archive.errors import QueryError
from archive.search.fields import Subject
from archive.search.results import Facet, FacetValue, Hit, Piece, SearchResult
from readingroom.pages.search import query_fault, search_page, target_choices
from readingroom.pages.search_help import EXAMPLES, field_help
from tests.readingroom.scenes import marked_article
from tests.readingroom.tree import find, get, words

ARTICLE, ANNOTATION, SET = (UUID(int=number) for number in (1, 2, 3))


def _hit(**options):
    known = {
        "kind": "article",
        "uuid": ARTICLE,
        "article": ARTICLE,
        "reference_code": "B-1",
        "title": "Bridge opens",
        "publisher": "The Outlet",
        "agency": "A wire",
        "date": "../2007-04-19",
        "date_field": "published",
        "snippet": (Piece("the <b>"), Piece("bridge", marked=True), Piece(" was safe")),
        "score": 1.0,
    }
    return Hit(**known | options)


def _statement(**options):
    return _hit(kind="annotation", uuid=ANNOTATION, annotation_kind="statement", start=5, end=9, **options)


def _result(*hits, **options):
    known = {"query": "bridge", "target": Subject.ARTICLE, "total": len(hits), "offset": 0, "limit": 20, "hits": hits}
    return SearchResult(**known | options)


def _tree(result=None, *, fault=None, query="bridge"):
    page = search_page(result, sets={ANNOTATION: SET}) if result else None
    context = {"page": page, "fault": fault, "targets": target_choices(query, Subject.ARTICLE), "search_query": query}
    context |= {"examples": EXAMPLES, "fields": field_help()}
    return html.fromstring(render_to_string("readingroom/search.html", context, RequestFactory().get("/search/")))


def test_search_shows_title_snippet_house_and_which_date():
    tree = _tree(_result(_hit()))
    assert words(tree, "//ol[.hits]/li") == [
        "Bridge opens the <b>bridge was safe The Outlet, from A wire published on or before 19 April 2007 B-1"
    ]
    assert words(tree, "//ol[.hits]//mark") == ["bridge"]
    assert find(tree, "//ol[.hits]//a/@href") == [f"/articles/{ARTICLE}/"]
    assert find(tree, "//input[@name='q']/@value") == ["bridge"]


def test_search_says_undated_and_leaves_out_what_may_not_be_quoted():
    tree = _tree(_result(_hit(date="", date_field="", publisher="", snippet=())))
    assert words(tree, "//ol[.hits]/li") == ["Bridge opens A wire undated B-1"]


@pytest.mark.parametrize(
    ("options", "marked_by", "anchor"),
    [
        pytest.param({"curated": True}, "Statement, marked by: Curated", f"s-{ANNOTATION}", id="a curated statement"),
        pytest.param({"annotator": "anna"}, "Statement, marked by: anna", f"s-{ANNOTATION}", id="a statement"),
    ],
)
def test_search_leads_to_an_annotation_in_its_set(options, marked_by, anchor):
    tree = _tree(_result(_statement(**options), target=Subject.ANNOTATION))
    assert words(tree, "//ol[.hits]//p[.small]/span")[0] == marked_by
    assert words(tree, "//ol[.hits]//p[.small]/span")[-1] == "characters 5 to 9"
    assert find(tree, "//ol[.hits]//a/@href") == [f"/articles/{ARTICLE}/?set={SET}#{anchor}"]


def test_search_leads_to_a_mention_at_its_mark():
    page = search_page(_result(_hit(uuid=ANNOTATION, annotation_kind="mention")), sets={ANNOTATION: SET})
    assert page.hits[0].href == f"/articles/{ARTICLE}/?set={SET}#m-{ANNOTATION}"


def test_search_facets_narrow_and_widen():
    values = [FacetValue(value="en", label="English", count=3, query="language:en")]
    values.append(FacetValue(value="fr", label="French", count=1, query="language:fr"))
    facets = (
        Facet(name="language", label="language", values=tuple(values)),
        Facet(name="month", label="month", values=()),
    )
    tree = _tree(_result(_hit(), query="bridge AND language:en", facets=facets))
    assert words(tree, "//aside[.facets]//h2") == ["Language"]
    assert words(tree, "//aside[.facets]//li") == ["English ×(chosen; take it away) 3", "French 1"]
    assert find(tree, "//aside[.facets]//a/@href") == [
        "/search/?q=bridge",
        "/search/?q=bridge+AND+language%3Aen+AND+language%3Afr",
    ]


@pytest.mark.parametrize(
    ("offset", "total", "pages"),
    [
        pytest.param(0, 20, ("", "", 1), id="all on one page"),
        pytest.param(0, 41, ("", "/search/?q=bridge&page=2", 3), id="the first of three"),
        pytest.param(20, 41, ("/search/?q=bridge", "/search/?q=bridge&page=3", 3), id="the second of three"),
        pytest.param(40, 41, ("/search/?q=bridge&page=2", "", 3), id="the last of three"),
        pytest.param(10_000, 99_999, ("/search/?q=bridge&page=500", "", 501), id="as far as a search leads"),
    ],
)
def test_search_leads_from_page_to_page(offset, total, pages):
    page = search_page(_result(_hit(), offset=offset, total=total), sets={})
    assert (page.previous, page.next, page.pages) == pages
    assert page.reached_limit == (total == 99_999)


def test_search_says_why_nothing_was_found_and_how_to_search():
    tree = _tree(_result())
    assert words(tree, "//div[.none]/p") == ["Nothing that you may read was found."]
    assert len(find(tree, "//details[@open]//ul[.examples]/li")) == len(EXAMPLES)
    assert find(tree, "//ol") == []


def test_search_says_that_the_database_answered():
    assert len(find(_tree(_result(_hit(), from_database=True)), "//p[@role='status']")) == 1


@pytest.mark.parametrize(
    ("start", "end", "marked"),
    [
        pytest.param(4, 7, ["OR)"], id="in the middle"),
        pytest.param(7, 7, ["(here, at the end)"], id="at the end"),
        pytest.param(90, 99, ["(here, at the end)"], id="beyond the end"),
    ],
)
def test_search_shows_where_a_query_is_wrong(start, end, marked):
    fault = query_fault("(a <OR)", QueryError("A word is missing.", start=start, end=end))
    tree = _tree(fault=fault, query="(a <OR)")
    assert words(tree, "//div[@role='alert']/p[1]") == ["This query can't be answered. A word is missing."]
    assert words(tree, "//div[@role='alert']//mark") == marked
    assert words(tree, "//div[@role='alert']/p[2]")[0].startswith("(a <OR)")


@pytest.mark.django_db
def test_search_finds_an_article_and_its_statement():
    article = marked_article(headline="Bridge opens")
    assert words(get("/search/?q=bridge"), "//ol[.hits]//a") == ["Bridge opens"]
    (href,) = find(get("/search/?q=bridge&in=annotations&page=99"), "//ol[.hits]//a/@href")
    row = article.current_text.annotation_sets.get()
    statement = row.annotations.get(statement__isnull=False)
    assert href == f"/articles/{article.uuid}/?set={row.uuid}#s-{statement.uuid}"


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["(a", '"a', "a AND", "(" * 3000])
def test_search_refuses_a_query_it_cannot_read_with_its_place(query):
    answer = Client().get("/search/", {"q": query})
    assert answer.status_code == 400
    assert len(find(html.fromstring(answer.content.decode()), "//div[@role='alert']")) == 1
