"""Putting an article back from its snapshot: the same record, or none and the reason why."""

import hashlib
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from accounts.access import system_viewer
from accounts.models import Agent
from archive.errors import ArchiveError
from archive.models import (
    Accession,
    Article,
    ArticleCapture,
    Blob,
    Capture,
    Change,
    Collection,
    Event,
    FieldValue,
    IndexTask,
    Publisher,
    RightsStatement,
)
from archive.selectors.snapshot import article_snapshots
from archive.services.restore import restore_article
from archive.snapshots import ArticleSnapshot
from archive.storage import put_blob
from tests.factories import (
    AccessionFactory,
    AgentFactory,
    ArticleFactory,
    CollectionFactory,
    EventFactory,
    FieldValueFactory,
    PublisherFactory,
    RightsStatementFactory,
)
from tests.factories.archive import NOON
from tests.rows import changes, events, index_tasks, row_counts

pytestmark = pytest.mark.django_db

NOWHERE = UUID("01900000-0000-7000-8000-00000000dead")


def _snapshot() -> ArticleSnapshot:
    (found,) = article_snapshots(articles=Article.objects.all(), viewer=system_viewer())
    return found


def _forget_everything() -> None:
    """Empty the archive's tables, past the models that refuse."""
    Article.objects.update(current_text=None)
    FieldValue.objects.update(supersedes=None)
    for model in (Event, FieldValue, Change, IndexTask):
        model.objects.all()._raw_delete("default")
    for version in ArticleCapture.objects.all():
        for text in version.text_versions.all():
            text.blocks.all()._raw_delete("default")
        version.text_versions.all()._raw_delete("default")
    for model in (ArticleCapture, Article, Capture, Blob, Accession, Publisher, Collection, RightsStatement):
        model.objects.all()._raw_delete("default")


@pytest.fixture
def snapshot() -> ArticleSnapshot:
    """Give a snapshot of an article that has one of everything, and is not in the archive any more."""
    article = ArticleFactory(
        access="registered",
        embargo_until=NOON,
        rights=RightsStatementFactory(quotation_limit=300),
        collection=CollectionFactory(scope="scope", custodial_history="history"),
        publisher=PublisherFactory(
            slug="the-example-post", name="The Example Post", homepage="https://post.example.org/"
        ),
        agency=PublisherFactory(kind="agency", authority_uri="https://authority.example.org/wire"),
        state="withdrawn",
    )
    former = FieldValueFactory(article=article, value="Brige safe", current=False)
    FieldValueFactory(article=article, quote="Engineers", supersedes=former, note="a slip")
    day = date(2007, 5, 1)
    FieldValueFactory(article=article, field="published", value="1 May", edtf="2007-05-01", earliest=day, latest=day)
    FieldValueFactory(article=article, field="publisher", value="The Example Post")
    FieldValueFactory(article=article, field="agency", value="Example Wire, as printed")
    FieldValueFactory(article=article, field="language", value="en", locator="/html/@lang")
    EventFactory(article=article, object_ids=["blob:aa"], detail="came in", outcome="warning")
    found = _snapshot()
    _forget_everything()
    return found


def _restore(snapshot: ArticleSnapshot, **options) -> Article:
    agents = {agent.uuid: agent for agent in Agent.objects.all()}
    with transaction.atomic():
        return restore_article(
            **{
                "snapshot": snapshot,
                "agents": agents,
                "agent": AgentFactory(label="restorer"),
                "origin": "archive.xml",
                **options,
            }
        )


def test_restore_article_gives_an_equal_snapshot(snapshot):
    _restore(snapshot)
    found = _snapshot()
    assert replace(found, events=found.events[:1]) == snapshot


def test_restore_article_records_itself(snapshot):
    article = _restore(snapshot)
    assert events()[-1] == {
        "type": "recovery",
        "agent": Agent.objects.get(label="restorer").pk,
        "article": article.pk,
        "outcome": "success",
        "detail": "restored from archive.xml",
        "object_ids": [f"text:{snapshot.text.uuid}"],
    }
    assert (changes(), index_tasks()) == ([("article", snapshot.uuid, "created")], [snapshot.uuid])


def test_restore_article_projects_the_current_values(snapshot):
    article = _restore(snapshot)
    assert (article.headline, article.language, article.date_field, article.date_edtf) == (
        "Engineers",
        "en",
        "published",
        "2007-05-01",
    )
    assert (article.publisher.slug, article.agency.slug) == (snapshot.publisher.slug, snapshot.agency.slug)
    assert Publisher.objects.count() == 2


def test_restore_article_without_a_headline_has_a_title(snapshot):
    values = tuple(replace(value, current=False) for value in snapshot.values if value.field == "headline")
    article = _restore(replace(snapshot, values=values))
    assert (article.headline, article.title) == ("", "[The minister said the bridge was safe.]")


def test_restore_article_says_that_its_bytes_are_absent(snapshot):
    _restore(snapshot)
    assert list(Blob.objects.values_list("sha256", "bytes_expected")) == [(snapshot.captures[0].sha256, False)]


def test_restore_article_finds_bytes_that_are_here(snapshot):
    data = snapshot.text.text.encode()
    assert put_blob(data) == snapshot.captures[0].sha256
    _restore(snapshot)
    assert Blob.objects.get().bytes_expected is True


def test_restore_article_joins_what_is_here(snapshot):
    collection = CollectionFactory(slug=snapshot.collection.slug, title="As it is called here")
    publisher = PublisherFactory(slug=snapshot.publisher.slug)
    accession = AccessionFactory(number=snapshot.captures[0].accession.number)
    article = _restore(snapshot)
    assert (article.collection, article.publisher) == (collection, publisher)
    assert (Capture.objects.get().accession, Collection.objects.get().title) == (accession, "As it is called here")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(
            lambda found: replace(found, text=replace(found.text, sha256="0" * 64)),
            "the text does not have the SHA-256 " + "0" * 64,
            id="a digest that does not hold",
        ),
        pytest.param(
            lambda found: replace(found, text=replace(found.text, capture=NOWHERE)),
            f"the text's capture {NOWHERE} is not among its captures",
            id="a text from nowhere",
        ),
    ],
)
def test_restore_article_refuses_a_snapshot_that_can_not_be(snapshot, change, reason):
    before = row_counts()
    with pytest.raises(ArchiveError) as caught:
        _restore(change(snapshot), agent=Agent.objects.order_by("id")[0])
    assert (str(caught.value), row_counts()) == (f"{snapshot.reference_code}: {reason}", before)


def test_restore_article_refuses_a_value_that_supersedes_nothing(snapshot):
    value = replace(snapshot.values[0], supersedes=NOWHERE)
    before = row_counts()
    with pytest.raises(ArchiveError, match=f"^value {value.uuid} supersedes one that is not there$"):
        _restore(replace(snapshot, values=(value,)), agent=Agent.objects.order_by("id")[0])
    assert row_counts() == before


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        pytest.param(
            lambda found: ArticleFactory(uuid=found.uuid, text=None),
            lambda found: f"{found.reference_code}: the article {found.uuid} is here already",
            id="the article",
        ),
        pytest.param(
            lambda found: ArticleFactory(reference_code=found.reference_code, text=None),
            lambda found: f"{found.reference_code}: the reference code belongs to another article here",
            id="its reference code",
        ),
        pytest.param(
            lambda found: AccessionFactory(
                number=found.captures[0].accession.number, received_at=NOON.replace(year=2008)
            ),
            lambda found: (
                f"the accession number {found.captures[0].accession.number} belongs to another accession here"
            ),
            id="its accession number",
        ),
    ],
)
def test_restore_article_refuses_what_stands_for_something_else_here(snapshot, held, reason):
    held(snapshot)
    agent = AgentFactory()
    before = row_counts()
    with pytest.raises(ArchiveError) as caught:
        _restore(snapshot, agent=agent)
    assert (str(caught.value), row_counts()) == (reason(snapshot), before)


def test_restore_article_twice_is_refused(snapshot):
    _restore(snapshot)
    with pytest.raises(ArchiveError, match=f"the article {snapshot.uuid} is here already$"):
        _restore(snapshot)
    assert Article.objects.count() == 1


def test_restore_article_shares_a_capture_with_another_place_in_it(snapshot):
    _restore(snapshot)
    second_text = replace(
        snapshot.text, uuid=UUID(int=1), text="Another.", sha256=hashlib.sha256(b"Another.").hexdigest()
    )
    second = replace(
        snapshot,
        uuid=UUID(int=2),
        reference_code="SECOND",
        text=replace(second_text, blocks=()),
        captures=(replace(snapshot.captures[0], locator="bytes=9-17"),),
        values=(),
        events=(),
    )
    _restore(second)
    assert (Capture.objects.count(), Blob.objects.count()) == (1, 1)
    assert list(ArticleCapture.objects.order_by("id").values_list("locator", flat=True)) == ["", "bytes=9-17"]


def test_restore_article_at_the_place_of_another_is_refused(snapshot):
    _restore(snapshot)
    second = replace(
        snapshot,
        uuid=UUID(int=2),
        reference_code="SECOND",
        text=replace(snapshot.text, uuid=UUID(int=1)),
        values=(),
        events=(),
    )
    with pytest.raises(IntegrityError):
        _restore(second)
    assert Article.objects.count() == 1
