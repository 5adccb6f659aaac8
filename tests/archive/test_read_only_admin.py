"""Records that nobody writes by hand: shown to staff, and neither added, changed nor deleted in the admin."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from accounts.vocabulary import Role
from archive.models import Accession, Blob, Capture, Event, TextVersion
from tests.admin_pages import STAFF_ONLY, query_count
from tests.factories import (
    AccessionFactory,
    ArticleCaptureFactory,
    ArticleFactory,
    BlobFactory,
    CaptureFactory,
    ChangeFactory,
    EventFactory,
    IndexTaskFactory,
    TextVersionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

#: What staff may see, and a maker of one.
SEEN: dict[str, Callable[..., Any]] = {
    "accession": AccessionFactory,
    "blob": BlobFactory,
    "capture": CaptureFactory,
    "event": EventFactory,
    "textversion": TextVersionFactory,
}


def _list(name: str) -> str:
    return reverse(f"admin:archive_{name}_changelist")


def _page(record: Model) -> str:
    return reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])


def _table(response: Any, heading: str) -> list[list[str]]:
    """Give the rows of the table with this heading, as text."""
    [table] = [table for table in response.context["tables"] if table.heading == heading]
    return [[str(cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("name", SEEN)
def test_records_are_shown_to_staff(role_client, role, name):
    record, client = SEEN[name](), role_client(role)
    assert (client.get(_list(name)).status_code, client.get(_page(record)).status_code) == (STAFF_ONLY[role],) * 2


@pytest.mark.parametrize("name", SEEN)
def test_records_are_neither_added_changed_nor_deleted(role_client, name):
    record, client = SEEN[name](), role_client(Role.ARCHIVIST)
    answers = [
        client.get(f"{_list(name)}add/").status_code,
        client.post(_page(record), {}).status_code,
        client.post(_page(record).replace("change", "delete"), {"post": "yes"}).status_code,
    ]
    assert answers == [403, 403, 403]


@pytest.mark.parametrize("factory", [ChangeFactory, IndexTaskFactory])
def test_feed_and_outbox_are_for_superusers(role_client, client, factory):
    record = factory()
    assert role_client(Role.ARCHIVIST).get(_page(record)).status_code == 403
    client.force_login(
        UserFactory(is_staff=True, is_superuser=True), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert client.get(_page(record)).status_code == 200
    assert client.get(_list(record._meta.model_name)).status_code == 200


@pytest.mark.parametrize("name", SEEN)
def test_record_list_takes_as_many_queries_for_three_as_for_one(role_client, name):
    client = role_client(Role.ARCHIVIST)
    SEEN[name]()
    one = query_count(client, _list(name))
    SEEN[name]()
    SEEN[name]()
    assert query_count(client, _list(name)) == one


def test_accession_shows_what_was_rejected_and_why(role_client):
    report = [{"file": "a.txt", "record": "", "line": 3, "reason": "no text"}]
    accession = AccessionFactory(report=report)
    response = role_client(Role.ARCHIVIST).get(_page(accession))
    assert _table(response, "Rejected inputs") == [["a.txt", "–", "3", "no text"]]


@pytest.fixture
def hidden() -> Any:
    """Give an article under embargo."""
    return ArticleFactory(reference_code="HIDDEN", embargo_until=timezone.now() + timedelta(days=1))


def _shown(client, model: type[Model]) -> list[Model]:
    return list(client.get(_list(model._meta.model_name)).context["cl"].result_list)


@pytest.mark.parametrize("model", [Capture, Event, TextVersion])
def test_records_of_an_article_that_may_not_be_read_are_not_listed(role_client, hidden, model):
    EventFactory(article=hidden)
    assert _shown(role_client(Role.ANNOTATOR), model) == []
    assert len(_shown(role_client(Role.ARCHIVIST), model)) == 1


def test_event_of_no_article_is_listed(role_client):
    event = EventFactory(article=None)
    assert _shown(role_client(Role.ANNOTATOR), Event) == [event]


def test_capture_names_only_articles_that_may_be_read(role_client, hidden):
    readable = ArticleFactory(reference_code="READABLE")
    capture = readable.article_captures.get().capture
    ArticleCaptureFactory(article=hidden, capture=capture, locator="bytes 0-9")
    [row] = _table(role_client(Role.ANNOTATOR).get(_page(capture)), "Articles")
    assert ("READABLE" in row[0], row[1]) == (True, "all of it")


def test_accession_names_only_articles_that_may_be_read(role_client, hidden):
    accession = hidden.article_captures.get().capture.accession
    assert list(role_client(Role.ANNOTATOR).get(_page(accession)).context["page"].rows) == []
    assert len(role_client(Role.ARCHIVIST).get(_page(accession)).context["page"].rows) == 1


def test_blob_names_its_captures(role_client):
    capture = CaptureFactory(file_name="a.txt")
    [row] = _table(role_client(Role.ANNOTATOR).get(_page(capture.blob)), "Captures")
    assert row[0] == f'<a href="{_page(capture)}">a.txt</a>'


def test_pages_of_captures_and_accessions_take_as_many_queries_for_three_articles_as_for_one(role_client):
    client, capture = role_client(Role.ARCHIVIST), CaptureFactory()
    pages = [_page(capture), _page(Accession.objects.get()), _page(Blob.objects.get())]
    ArticleCaptureFactory(capture=capture, locator="1", article=ArticleFactory())
    pages_before = [query_count(client, page) for page in pages]
    for locator in "23":
        ArticleCaptureFactory(capture=capture, locator=locator, article=ArticleFactory())
    assert [query_count(client, page) for page in pages] == pages_before
