"""Searching over REST: hits, facets, pages, places of faults, what it costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.vocabulary import Role
from archive.services.indexing import reindex
from tests.api import problem, role_token_client
from tests.factories import ArticleFactory
from tests.readingroom.scenes import marked_article

pytestmark = pytest.mark.django_db
PATH = "/api/v1/search/"
ROOT = "http://testserver/api/v1"


@pytest.fixture(autouse=True)
def index_folder(settings, tmp_path):
    settings.INDEX_DIR = tmp_path / "index"
    return settings.INDEX_DIR


def search(**query):
    return Client().get(PATH, query)


def test_search_gives_articles_with_snippets_and_facets_that_narrow():
    found = ArticleFactory(text="A bridge was opened.", headline="Bridge opens", language="en")
    ArticleFactory(text="A tunnel was closed.", headline="Tunnel closes", language="fr")
    reindex()
    body = search(q="bridge").json()
    (hit,) = body.pop("items")
    facets = {facet["name"]: facet["values"] for facet in body.pop("facets")}
    assert body == {"query": "bridge", "total": 1, "offset": 0, "next": None, "from_database": False}
    assert facets["language"] == [{"value": "en", "count": 1, "query": "language:en"}]
    assert hit.pop("score") > 0
    assert hit == {
        "id": f"https://archive.example.org/articles/{found.uuid}",
        "url": f"{ROOT}/articles/{found.uuid}/",
        "uuid": str(found.uuid),
        "kind": "article",
        "article": f"{ROOT}/articles/{found.uuid}/",
        "reference_code": found.reference_code,
        "title": "Bridge opens",
        "publisher": found.publisher.name if found.publisher else "",
        "agency": found.agency.name if found.agency else "",
        "date": found.date_edtf,
        "date_field": found.date_field,
        "snippet": [
            {"text": "A ", "marked": False},
            {"text": "bridge", "marked": True},
            {"text": " was opened.", "marked": False},
        ],
    }


def test_search_every_facet_query_finds_as_many_as_it_counts():
    marked_article(language="en")
    for language in ("en", "fr"):
        ArticleFactory(language=language)
    reindex()
    values = [value for facet in search().json()["facets"] for value in facet["values"]]
    assert len(values) > 3
    found = {value["query"]: search(q=value["query"]).json()["total"] for value in values}
    assert found == {value["query"]: value["count"] for value in values}


def test_search_gives_annotations_with_their_place():
    article = marked_article()
    reindex()
    items = search(**{"in": "annotations"}).json()["items"]
    row = article.current_text.annotation_sets.get()
    assert {item["url"] for item in items} == {f"{ROOT}/annotations/{one.uuid}/" for one in row.annotations.all()}
    assert {item["article"] for item in items} == {f"{ROOT}/articles/{article.uuid}/"}
    assert sorted((item["kind"], item["annotation_kind"], item["curated"]) for item in items) == [
        ("annotation", "mention", True),
        ("annotation", "statement", True),
    ]


def test_search_pages_lead_from_one_to_the_next():
    articles = [ArticleFactory(text=f"Bridge {number}.") for number in range(3)]
    reindex()
    first = search(q="bridge", limit=2, facets="false")
    second = Client().get(first.json()["next"])
    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert (first.json()["total"], first.json()["facets"], second.json()["next"]) == (3, [], None)
    uuids = [item["uuid"] for page in (first, second) for item in page.json()["items"]]
    assert sorted(uuids) == sorted(str(article.uuid) for article in articles)
    assert len(second.json()["items"]) == 1


def test_search_says_that_the_database_answered():
    ArticleFactory(text="A bridge was opened.")
    body = search(q="bridge").json()
    assert (body["total"], body["from_database"]) == (1, True)


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        pytest.param("(a", 0, 2, id="a parenthesis that never closes"),
        pytest.param('see "a b', 4, 8, id="an open quotation mark"),
        pytest.param("colour:red", 0, 7, id="an unknown field"),
        pytest.param("date:someday", 5, 12, id="a date that is none"),
    ],
)
def test_search_points_at_the_place_of_a_fault(query, start, end):
    answer = search(q=query)
    (fault,) = problem(answer)["errors"]
    assert (answer.status_code, fault["parameter"], fault["start"], fault["end"]) == (400, "q", start, end)


@pytest.mark.parametrize(
    "query",
    ["(" * 3000, "a* AND *b*", "a" * 10_240, "word~ " * 400, "\0", "12:30", "http://x", "\U0001f600 AND"],
    ids=["parentheses", "wildcards", "10 kB", "fuzzy", "a null", "a time", "an address", "an operator at the end"],
)
def test_search_answers_or_refuses_whatever_is_asked(query):
    answer = search(q=query)
    assert answer.status_code in {200, 400}
    if answer.status_code == 400:
        (fault,) = problem(answer)["errors"]
        assert 0 <= fault["start"] <= fault["end"] <= len(query)


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("limit", "0"),
        ("limit", "201"),
        ("limit", "ten"),
        ("offset", "-1"),
        ("offset", "10001"),
        ("in", "people"),
        ("facets", "yes"),
        ("query", "bridge"),
    ],
)
def test_search_refuses_a_parameter_it_cannot_take(parameter, value):
    answer = search(**{parameter: value})
    assert (answer.status_code, [fault["parameter"] for fault in problem(answer)["errors"]]) == (400, [parameter])


@pytest.mark.parametrize(
    ("role", "total"), [(None, 1), (Role.RESEARCHER, 2), (Role.ANNOTATOR, 3)], ids=["nobody", "researcher", "annotator"]
)
def test_search_finds_and_counts_what_one_may_read(role, total):
    for access in ("open", "registered", "staff"):
        ArticleFactory(text="A bridge was opened.", access=access, language="en")
    reindex()
    body = role_token_client(role).get(PATH, {"q": "bridge"}).json()
    languages = next(facet["values"] for facet in body["facets"] if facet["name"] == "language")
    assert (body["total"], len(body["items"]), languages[0]["count"]) == (total, total, total)


@pytest.mark.parametrize("target", ["articles", "annotations"])
def test_search_takes_the_same_queries_for_any_number(target):
    taken = []
    for more in (1, 2):
        for _ in range(more):
            marked_article()
        reindex()
        with CaptureQueriesContext(connection) as queries:
            body = search(**{"in": target, "facets": "true"}).json()
        taken.append((len(queries), body["total"]))
    assert [queries for queries, _total in taken] == [taken[0][0]] * 2
    assert taken[1][1] == 3 * taken[0][1]
