"""Destroying by order: two people, nothing of the words left anywhere, a tombstone that ingest and restore honour."""

import json
import uuid

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from accounts.vocabulary import Role
from annotations.models import Adjudication, Annotation, Revision, SuggestionRejection, UtteranceLink
from archive.errors import InvalidValueError
from archive.models import Article, Blob, Capture, Destruction, Event
from archive.readers import AUTO
from archive.search.engines import index
from archive.services.destruction import confirm_destruction, drop_order, propose_destruction
from archive.services.indexing import drain
from archive.storage import has_blob
from archive.vocabulary import ArticleState, EventType
from config.demo import make_demo
from tests.archive.readers.test_markup_formats import item, rss
from tests.archive.records import archivist, article_of, record, take_all_in, take_in
from tests.factories import AgentFactory, AnnotationSetFactory, MentionFactory, StanceFactory, StatementFactory

MARKER = "Zqxyzzy"
TEXT = f"{MARKER} opens\n\nBRUSSELS (Reuters) - The minister said {MARKER} was safe, and would stay open.\n".encode()

pytestmark = pytest.mark.django_db


def ordered(article: Article) -> Destruction:
    return propose_destruction(
        article=article, authority="District Court, file 12", reason="a person's rights", agent=archivist()
    )


def annotated() -> Article:
    article = article_of(TEXT)
    found = AnnotationSetFactory(article=article)
    MentionFactory(annotation_set=found, exact=MARKER)
    statement = StatementFactory(annotation_set=found, exact=f"{MARKER} was safe")
    StanceFactory(statement=statement, rationale=f"so says {MARKER}")
    suggested = AnnotationSetFactory(article=article, project=found.project, role="machine")
    suggestion = MentionFactory(annotation_set=suggested, exact=MARKER).annotation
    SuggestionRejection.objects.create(suggestion=suggestion, annotation_set=found)
    Revision.objects.create(
        kind="annotation", uuid=statement.annotation.uuid, version=99, action="update",
        snapshot={"spans": [{"exact": MARKER}]}, editor=archivist(),
    )  # fmt: skip
    return article


def words_left() -> list[str]:
    """Give the tables in which the marker still stands, in any row."""
    left = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(MARKER in str(cell) for row in cursor.fetchall() for cell in row):
                left.append(table)
    return left


def test_nothing_of_an_articles_words_is_left_in_any_table():
    other = take_in(record(b"Another bridge\n\nIt is another one, and stays where it is.\n"))
    article = annotated()
    assert len(words_left()) >= 6
    order = ordered(article)
    done = confirm_destruction(order=order, agent=AgentFactory())
    assert words_left() == []
    connection.check_constraints()
    assert not Article.objects.filter(uuid=article.uuid).exists()
    assert Article.objects.count() == other.ingested
    assert not Annotation.objects.exists()
    assert (done.article_uuid, done.reference_code, len(done.sha256s)) == (article.uuid, article.reference_code, 1)
    told = Event.objects.get(type=EventType.DELETION)
    assert told.object_ids == [f"article:{article.uuid}", f"destruction:{done.uuid}"]
    assert told.detail == "an article was destroyed; authority: District Court, file 12; reason: a person's rights"


def test_bytes_go_and_the_index_is_made_anew(django_capture_on_commit_callbacks):
    article = annotated()
    drain(wait=True)
    digest = Blob.objects.get().sha256
    assert (has_blob(digest), index().needs_rebuild()) == (True, False)
    with django_capture_on_commit_callbacks(execute=True):
        confirm_destruction(order=ordered(article), agent=AgentFactory())
    assert (has_blob(digest), index().needs_rebuild(), Blob.objects.count()) == (False, True, 0)
    drain(wait=True)
    left = [
        path
        for path in index()._directory.path.rglob("*")
        if path.is_file() and MARKER.lower().encode() in path.read_bytes().lower()
    ]
    assert left == []


def test_the_article_is_withdrawn_at_once_and_another_person_confirms():
    article = article_of(TEXT)
    order = ordered(article)
    article.refresh_from_db()
    assert article.state == ArticleState.WITHDRAWN
    with pytest.raises(InvalidValueError, match="another person"):
        confirm_destruction(order=order, agent=order.proposed_by)
    assert words_left()
    confirm_destruction(order=order, agent=AgentFactory())
    with pytest.raises(InvalidValueError, match="destroyed already"):
        confirm_destruction(order=order, agent=AgentFactory())
    with pytest.raises(InvalidValueError, match="destroyed already"):
        drop_order(order=Destruction.objects.get(), agent=AgentFactory())


def test_an_order_is_taken_back():
    article = article_of(TEXT)
    drop_order(order=ordered(article), agent=AgentFactory())
    assert not Destruction.objects.exists()
    article.refresh_from_db()
    assert article.state == ArticleState.WITHDRAWN
    assert ordered(article)


@pytest.mark.parametrize("missing", ["authority", "reason"])
def test_an_order_needs_authority_and_reason_and_is_recorded_once(missing):
    article = article_of(TEXT)
    values = {"authority": "a court", "reason": "a right", missing: " "}
    with pytest.raises(InvalidValueError, match=f"the {missing} is needed"):
        propose_destruction(article=article, agent=archivist(), **values)
    ordered(article)
    with pytest.raises(InvalidValueError, match="an order to destroy this article already"):
        ordered(Article.objects.get())


def test_destroyed_bytes_are_not_taken_in_again():
    confirm_destruction(order=ordered(article_of(TEXT)), agent=AgentFactory())
    report = take_in(record(TEXT))
    assert [bad.reason for bad in report.rejected] == [
        "these bytes were destroyed by order, and are not taken in again"
    ]
    assert words_left() == []


def test_other_articles_of_the_same_capture_stay_without_their_bytes(tmp_path):
    (tmp_path / "feed.xml").write_bytes(rss(item(1), item(2).replace("Bridge 2", MARKER)))
    take_all_in(AUTO.read([tmp_path]))
    kept, gone = Article.objects.order_by("pk")
    confirm_destruction(order=ordered(gone), agent=AgentFactory())
    assert list(Article.objects.all()) == [kept]
    assert (Capture.objects.count(), Blob.objects.get().bytes_expected) == (1, False)
    assert words_left() == []


def test_every_model_that_points_at_an_article_is_thought_of():
    """A new table with words of an article must be added to what is erased: this list is then extended."""
    pointing = {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for name in ("archive.Article", "archive.TextVersion", "annotations.Annotation", "annotations.AnnotationSet")
        for relation in apps.get_model(name)._meta.related_objects
    }
    assert pointing == {
        "archive.ArticleCapture.article",
        "archive.ArticleRelation.article",
        "archive.ArticleRelation.other",
        "archive.Delisting.article",
        "archive.TextVersion.article",
        "archive.FieldValue.article",
        "archive.Event.article",
        "annotations.Assignment.article",
        "archive.Block.text_version",
        "annotations.AnnotationSet.text_version",
        "annotations.ClaimReading.text_version",
        "annotations.Adjudication.curated",
        "annotations.Adjudication.sources",
        "annotations.Annotation.derived_from",
        "annotations.Span.annotation",
        "annotations.Mention.annotation",
        "annotations.Statement.annotation",
        "annotations.Adjudication.annotation_set",
        "annotations.SuggestionRejection.suggestion",
        "annotations.SuggestionRejection.annotation_set",
        "annotations.Annotation.annotation_set",
        "annotations.AnnotationSet.carried_from",
        "annotations.Note.annotation_set",
    }


ORDER = reverse("admin:archive_destruction_order")
SENT = {"authority": "a court", "reason": "a right"}


@pytest.mark.parametrize("role", [None, *Role])
def test_archivists_alone_record_orders_and_another_one_confirms(role, role_client):
    article = article_of(TEXT)
    client = role_client(role)
    assert client.get(ORDER).status_code in ({200} if role == Role.ARCHIVIST else {302, 403})
    client.post(ORDER, {"article": article.reference_code, **SENT})
    assert Destruction.objects.exists() == (role == Role.ARCHIVIST)
    if role != Role.ARCHIVIST:
        return
    order = Destruction.objects.get()
    step = reverse("admin:archive_destruction_step", args=[order.pk])
    page = reverse("admin:archive_destruction_change", args=[order.pk])
    assert "Destroy the article" not in client.get(page).content.decode()
    client.post(step, {"step": "confirm"})
    assert Article.objects.exists()
    second = role_client(Role.ARCHIVIST)
    assert "Destroy the article" in second.get(page).content.decode()
    assert second.get(step).status_code == 405
    assert second.post(step, {"step": "paint"}).status_code == 403
    assert role_client(Role.CURATOR).post(step, {"step": "confirm"}).status_code == 403
    second.post(step, {"step": "confirm"})
    assert words_left() == []
    assert article.reference_code in second.get(page).content.decode()


def test_an_order_for_no_article_is_refused(role_client):
    answer = role_client(Role.ARCHIVIST).post(ORDER, {"article": str(uuid.uuid4()), **SENT})
    assert (answer.status_code, Destruction.objects.exists()) == (200, False)
    assert "There is no article of that code" in answer.content.decode()


def test_a_destroyed_article_of_the_demo_leaves_the_others_whole_and_is_not_restored(tmp_path, capsys):
    make_demo(say=lambda _line: None)
    call_command("export", "tei", "--out", str(tmp_path / "all.xml"), "--json")
    article = Article.objects.get(reference_code="MS-2007-002")
    confirm_destruction(order=ordered(article), agent=AgentFactory())
    connection.check_constraints()
    assert Article.objects.count() == 4
    assert not Adjudication.objects.filter(annotation_set__text_version__article=article.pk).exists()
    assert UtteranceLink.objects.exists()
    capsys.readouterr()
    call_command("restore", "tei", str(tmp_path / "all.xml"), "--json")
    report = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert any("destroyed by order" in row["reason"] for row in report["rejected"])
    assert Article.objects.count() == 4


def test_a_destroyed_article_is_said_to_be_gone_everywhere(client):
    article = article_of(TEXT)
    addresses = [
        *(reverse(f"readingroom:article{part}", args=[article.uuid]) for part in ("", "-tei", "-jsonld")),
        *(reverse(f"api:article{part}", args=[article.uuid]) for part in ("", "-events", "-values", "-relations")),
    ]
    order = ordered(article)
    assert {client.get(address).status_code for address in addresses} == {404}
    confirm_destruction(order=order, agent=AgentFactory())
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [410] * 7
    assert (MARKER in "".join(answer.content.decode() for answer in answers), answers[-1].json()["status"]) == (
        False,
        410,
    )
    assert client.get(reverse("readingroom:article", args=[uuid.uuid4()])).status_code == 404
