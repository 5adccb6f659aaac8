"""A person's take-down: readers find nothing by the name, anywhere but on the article's own page; staff find all."""

import json
from io import BytesIO
from typing import Any
from unittest.mock import ANY

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.access import Viewer, public_viewer, system_viewer
from accounts.vocabulary import Role
from annotations.models import Entity
from annotations.services.delisting import delist, end_delisting
from archive.models import Article, Change, Delisting, Event
from archive.search.fields import Subject
from archive.search.results import SearchResult
from archive.search.searching import matching_articles, search
from archive.selectors.changes import read_changes
from archive.services.indexing import reindex
from archive.vocabulary import EventType, Field
from exports.formats import FORMATS
from exports.selectors.dossiers import dossiers
from tests.archive.records import archivist
from tests.factories import (
    AnnotationSetFactory,
    ArticleFactory,
    ClaimFactory,
    EntityFactory,
    EntityNameFactory,
    FieldValueFactory,
    MentionFactory,
    StanceFactory,
    StatementFactory,
    StatementSourceFactory,
)
from tests.flows.access_scene import Shelved, shared_records, shelves
from tests.flows.test_access_matrix import addresses, open_page, own_names
from tests.roles import READERS, role_user, role_viewer

pytestmark = pytest.mark.django_db

TEXT = (
    "Zora Qvist opens the ferry line\n\n"
    "The ferry sailed at noon. “It is safe,” said Zora Qvist to the harbour office, and "
    "Qvist went aboard with the crew.\n"
)


class Scene:
    """Two articles that name Zora Qvist, in both of whom she speaks, and one claim that she affirms."""

    def __init__(self) -> None:
        self.person = EntityFactory(label="Qvist, Zora", kind="person")
        for name in ("Zora Qvist", "Z. Qvist"):
            EntityNameFactory(entity=self.person, name=name)
        EntityNameFactory(entity=self.person, name="the harbour master", kind="role")
        self.claim = ClaimFactory(text="The ferry is safe.", topic="ferry")
        self.about = ClaimFactory(text="Qvist went aboard.", topic="ferry")
        self.article, self.other = self._article("A-1"), self._article("A-2")

    def _article(self, code: str) -> Article:
        article = ArticleFactory(text=TEXT, headline="Zora Qvist opens the ferry line", reference_code=code)
        FieldValueFactory(article=article, field=Field.HEADLINE, value="Zora Qvist opens the ferry line")
        found = AnnotationSetFactory(article=article, submitted=True, project__published=True)
        MentionFactory(annotation_set=found, exact="Zora Qvist", entity=self.person)
        statement = StatementFactory(annotation_set=found, exact="It is safe")
        StatementSourceFactory(statement=statement, entity=self.person, description="Zora Qvist")
        for claim in (self.claim, self.about):
            StanceFactory(claim=claim, statement=statement, rationale="so says Qvist")
        return article

    def delist(self, *names: str) -> Delisting:
        return delist(article=self.article, names=names or ["Zora Qvist", "Qvist"], reason="asked", agent=archivist())


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    reindex()
    return scene


def found(query: str, viewer: Viewer, target: Subject = Subject.ARTICLE) -> list[str]:
    return sorted({hit.reference_code for hit in search(query=query, viewer=viewer, target=target).hits})


BY_NAME = [
    "Qvist",
    '"Zora Qvist"',
    "zora",
    "qvis*",
    "Qvits~",
    "headline:Qvist",
    "near(Qvist, ferry, 20)",
    "paragraph(Qvist, harbour)",
    "ferry AND Qvist",
    "Qvist OR nothingelse",
    "words:Qvist",
    "mention:(words:Zora)",
]


@pytest.mark.parametrize("query", BY_NAME)
def test_no_query_finds_the_article_by_the_name(scene: Scene, query: str):
    assert found(query, public_viewer()) == ["A-1", "A-2"]
    scene.delist()
    assert found(query, public_viewer()) == ["A-2"]
    assert found(query, system_viewer()) == ["A-1", "A-2"]
    assert matching_articles(query=query, viewer=public_viewer()) == [scene.other.uuid]


@pytest.mark.parametrize("query", ["entity:Qvist", 'speaker:"Zora Qvist"', "statement:(speaker:Qvist)", "claim:Qvist"])
def test_the_person_is_nobody_to_readers(scene: Scene, query: str):
    scene.delist()
    assert found(query, public_viewer()) == []
    assert found(query, system_viewer()) == ["A-1", "A-2"]


def shown(result: SearchResult) -> str:
    pieces = "".join(piece.text for hit in result.hits for piece in hit.snippet if hit.reference_code == "A-1")
    titles = " ".join(hit.title for hit in result.hits if hit.reference_code == "A-1")
    return f"{titles} {pieces} {[value.label for facet in result.facets for value in facet.values]}"


def test_other_queries_find_it_without_the_name(scene: Scene):
    scene.delist()
    for target in Subject:
        result = search(query="", viewer=public_viewer(), target=target)
        assert "A-1" in {hit.reference_code for hit in result.hits}
        assert "Qvist" not in shown(result)
    assert found("ferry", public_viewer()) == ["A-1", "A-2"]
    assert "The ferry sailed" in shown(search(query="sailed", viewer=public_viewer()))
    assert "Qvist" in shown(search(query="ferry", viewer=system_viewer()))


def test_without_an_index_the_answers_are_the_same(scene: Scene, settings: Any, tmp_path: Any):
    scene.delist()
    with_index = {query: found(query, public_viewer()) for query in [*BY_NAME, "ferry", "entity:Qvist"]}
    settings.INDEX_DIR = tmp_path / "none"
    assert search(query="ferry", viewer=public_viewer()).from_database
    assert {query: found(query, public_viewer()) for query in with_index} == with_index


def test_the_page_stays_and_search_engines_are_asked_to_forget_it(scene: Scene, client: Client):
    scene.delist()
    for article, asked in ((scene.article, True), (scene.other, False)):
        page = client.get(reverse("readingroom:article", args=[article.uuid]))
        assert "Zora Qvist" in page.content.decode()
        assert (page.headers.get("X-Robots-Tag"), b'name="robots" content="noindex"' in page.content) == (
            "noindex" if asked else None,
            asked,
        )
        assert str(scene.person.uuid) not in page.content.decode()  # no way leads to the person's page
    assert client.get(reverse("readingroom:entity", args=[scene.person.uuid])).status_code == 404
    assert client.get(reverse("api:entity", args=[scene.person.uuid])).status_code == 404
    assert client.get(reverse("readingroom:claim", args=[scene.about.uuid])).status_code == 404
    claim = client.get(reverse("readingroom:claim", args=[scene.claim.uuid])).content.decode()
    quotes = claim.split("A-2")
    assert claim.count("It is safe") == len(quotes) - 1 or "It is safe" in claim


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_public_files_hold_no_name_and_agree_with_themselves(scene: Scene, name: str):
    scene.delist()
    how = FORMATS[name]
    mine, other = dossiers(articles=Article.objects.order_by("pk"), viewer=public_viewer())
    data = how.write(mine, base_url="https://archive.example.org")
    assert "Qvist" not in data.decode()
    assert mine.article.text.text == TEXT.replace("Zora Qvist", "█" * 10).replace("Qvist", "█" * 5)
    assert list(how.read(BytesIO(data))) == [mine]
    text = mine.article.text.text
    assert [span.exact for one in mine.sets for row in one.annotations for span in row.spans] == [
        text[span.start : span.end] for one in mine.sets for row in one.annotations for span in row.spans
    ]
    assert "Zora Qvist" in how.write(other, base_url="https://archive.example.org").decode()
    [whole] = dossiers(articles=Article.objects.filter(pk=scene.article.pk), viewer=system_viewer())
    assert whole.article.text.text == TEXT


def test_followers_hear_that_the_person_is_gone_and_comes_back(scene: Scene):
    start = read_changes(after=None, limit=1000, viewer=public_viewer()).after
    row = scene.delist()
    page = read_changes(after=start, limit=100, viewer=public_viewer())
    assert [(line.kind, line.uuid, line.action) for line in page.lines] == [
        ("article", scene.article.uuid, "updated"),
        ("entity", scene.person.uuid, "withdrawn"),
    ]
    end_delisting(row=row, reason="asked again", agent=archivist())
    page = read_changes(after=page.after, limit=100, viewer=public_viewer())
    assert [(line.kind, line.action) for line in page.lines] == [("article", "updated"), ("entity", "access")]
    assert found("Qvist", public_viewer()) == ["A-1", "A-2"]
    assert Change.objects.filter(kind="entity").count() == 2


def test_an_entitys_other_names_are_withheld_too_and_events_are_silent(scene: Scene):
    row = scene.delist("Zora Qvist")
    assert row.names == ["Zora Qvist", "Z. Qvist", "Qvist, Zora"]
    [event] = Event.objects.filter(type=EventType.POLICY_ASSIGNMENT, article=scene.article)
    assert (event.object_ids, "Qvist" in event.detail) == ([f"delisting:{row.uuid}"], False)
    assert Entity.objects.get(pk=scene.person.pk).label == "Qvist, Zora"


@pytest.mark.parametrize("role", READERS, ids=str)
def test_no_address_shows_the_name_but_the_articles_own_page(role: Role | None):
    """The same walk over every address as for access, with the marker of one open article as the name."""
    shelf: list[Shelved] = shelves()
    one = next(row for row in shelf if row.readable_by(None))
    delist(article=one.article, names=[one.marker], reason="asked", agent=archivist())
    reindex()
    client = Client()
    if role is not None:
        client.force_login(role_user(role), backend="django.contrib.auth.backends.ModelBackend")
    shared = shared_records()
    shared["archive.delisting"] = one.article.delistings.get()
    seen: set[str] = set()
    for name in own_names():
        for path, _bound in addresses(name, shelf, shared):
            status, content = open_page(client, path)
            assert status < 500, path
            if one.marker in content:
                seen.add(name)
    if role in {Role.ANNOTATOR, Role.CURATOR, Role.ARCHIVIST}:
        assert seen > {"readingroom:article", "api:article"}
    else:
        assert seen == {"readingroom:article"}


@pytest.mark.parametrize("accept", ["text/plain", "application/json", *(one.media_type for one in FORMATS.values())])
def test_no_representation_shows_the_name(scene: Scene, accept: str):
    scene.delist()
    path = reverse("api:article", args=[scene.article.uuid])
    client = Client(headers={"Accept": accept})
    answer = client.get(f"{path}?include=annotations")
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
    assert "Qvist" not in answer.content.decode()
    assert "Qvist" in client.get(reverse("api:article", args=[scene.other.uuid])).content.decode()


def test_a_quotations_context_does_not_give_the_name_away(scene: Scene, client: Client):
    scene.delist()
    answer = client.get(reverse("api:article-annotations", args=[scene.article.uuid]))
    assert "Qvis" not in answer.content.decode()
    assert "said ██████████ to the" in json.dumps(answer.json(), ensure_ascii=False)


@pytest.mark.parametrize("role", READERS, ids=str)
def test_archivists_alone_write_the_register_and_staff_read_it(role: Role | None, scene: Scene, role_client: Any):
    client = role_client(role)
    order = reverse("admin:archive_delisting_order")
    sent = {"article": "A-1", "names": "Zora Qvist\nQvist\n", "reason": "asked by the person"}
    answer = client.post(order, sent)
    archivist_ = role == Role.ARCHIVIST
    assert Delisting.objects.count() == archivist_
    if not archivist_:
        assert answer.status_code in {302, 403}
        row = scene.delist()
        staff = role in {Role.ANNOTATOR, Role.CURATOR}
        assert client.get(reverse("admin:archive_delisting_change", args=[row.pk])).status_code == (
            200 if staff else ANY
        )
        assert client.post(reverse("admin:archive_delisting_end", args=[row.pk]), {"reason": "x"}).status_code != 200
        row.refresh_from_db()
        assert row.ended_at is None
        return
    row = Delisting.objects.get()
    page = client.get(answer["Location"]).content.decode()
    assert "Zora Qvist" in page
    assert "in 3 places" in page
    assert client.post(reverse("admin:archive_delisting_end", args=[row.pk]), {"reason": " "}).status_code == 302
    row.refresh_from_db()
    assert row.ended_at is None
    client.post(reverse("admin:archive_delisting_end", args=[row.pk]), {"reason": "asked again"})
    row.refresh_from_db()
    assert (row.ended_why, row.ended_by) == ("asked again", client.user.agent)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"article": "A-9"}, "There is no such article."),
        ({"names": " \n--\n"}, "a name is needed"),
        ({"reason": ""}, "This field is required."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    scene: Scene, role_client: Any, sent: dict[str, str], reason: str
):
    client = role_client(Role.ARCHIVIST)
    whole = {"article": "A-1", "names": "Qvist", "reason": "asked"}
    answer = client.post(reverse("admin:archive_delisting_order"), whole | sent)
    assert reason in answer.content.decode()
    assert not Delisting.objects.exists()
    assert not Event.objects.filter(type=EventType.POLICY_ASSIGNMENT).exists()


def test_staff_pay_nothing_and_readers_one_query(scene: Scene):
    def queries(viewer: Viewer) -> int:
        with CaptureQueriesContext(connection) as context:
            search(query="ferry", viewer=viewer, facets=())
        return len(context)

    staff, reader = queries(role_viewer(Role.CURATOR)), queries(public_viewer())
    assert reader == staff + 1
