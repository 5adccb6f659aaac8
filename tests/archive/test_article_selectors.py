"""Articles as lists and as plain data, for one viewer."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from accounts.vocabulary import Role
from archive.models import Article
from archive.selectors.article import get_article, get_snapshot, list_articles
from archive.selectors.snapshot import BATCH, article_snapshots
from archive.snapshots import (
    AccessionSnapshot,
    ArticleSnapshot,
    BlockSnapshot,
    CaptureSnapshot,
    CollectionSnapshot,
    EventSnapshot,
    EvidenceSnapshot,
    FieldValueSnapshot,
    PublisherSnapshot,
    RightsSnapshot,
    TextVersionSnapshot,
)
from archive.vocabulary import Access, ArticleState, Field
from tests.factories import (
    ArticleCaptureFactory,
    ArticleFactory,
    CollectionFactory,
    EventFactory,
    FieldValueFactory,
    PublisherFactory,
    RightsStatementFactory,
    TextVersionFactory,
)
from tests.factories.archive import NOON
from tests.roles import READERS, role_viewer

pytestmark = pytest.mark.django_db


def _article(**options) -> Article:
    """Give an article that has one of everything a snapshot holds."""
    article = ArticleFactory(
        rights=RightsStatementFactory(),
        collection=CollectionFactory(),
        agency=PublisherFactory(kind="agency"),
        **options,
    )
    FieldValueFactory(article=article, quote="minister", field=Field.BYLINE)
    EventFactory(article=article)
    return article


def test_article_snapshots_give_everything_of_an_article(system):
    article = _article()
    text = article.current_text
    capture = article.article_captures.get().capture
    value = article.values.get()
    event = article.events.get()

    (found,) = article_snapshots(articles=Article.objects.all(), viewer=system)

    start = text.text.index("minister")
    assert found == ArticleSnapshot(
        uuid=article.uuid,
        reference_code=article.reference_code,
        access="open",
        state="active",
        created=NOON,
        text=TextVersionSnapshot(
            uuid=text.uuid,
            number=1,
            text=text.text,
            sha256=text.sha256,
            extractor="plain",
            extractor_version="1",
            created=NOON,
            capture=capture.uuid,
            blocks=tuple(
                BlockSnapshot(start=block.start, end=block.end, role=block.role) for block in text.blocks.all()
            ),
        ),
        captures=(
            CaptureSnapshot(
                uuid=capture.uuid,
                sha256=text.sha256,
                size=len(text.text.encode()),
                media_type="text/plain",
                charset="utf-8",
                charset_evidence="every byte decodes",
                newline="LF",
                file_name=capture.file_name,
                accession=AccessionSnapshot(
                    number=capture.accession.number, acquired_from="the donor", received_at=NOON, reader="plain"
                ),
            ),
        ),
        values=(
            FieldValueSnapshot(
                uuid=value.uuid,
                field="byline",
                value="minister",
                status="as-printed",
                agent=value.agent.uuid,
                at=NOON,
                evidence=EvidenceSnapshot(text_version=1, start=start, end=start + 8, exact="minister"),
            ),
        ),
        events=(EventSnapshot(uuid=event.uuid, type="ingestion", at=NOON, agent=event.agent.uuid, outcome="success"),),
        rights=RightsSnapshot(uri=article.rights.uri, holder=article.rights.holder),
        collection=CollectionSnapshot(slug=article.collection.slug, title=article.collection.title, level="collection"),
        publisher=PublisherSnapshot(slug=article.publisher.slug, name=article.publisher.name, kind="outlet"),
        agency=PublisherSnapshot(slug=article.agency.slug, name=article.agency.name, kind="agency"),
    )


def test_article_snapshots_give_values_and_events_in_order_of_time(system):
    article = ArticleFactory()
    later, earlier = NOON + timedelta(hours=1), NOON
    second = FieldValueFactory(article=article, value="B", at=later)
    first = FieldValueFactory(article=article, value="A", at=earlier, current=False)
    second.supersedes = first
    second.save()
    for at in (later, earlier):
        EventFactory(article=article, at=at)

    (found,) = article_snapshots(articles=Article.objects.all(), viewer=system)

    assert [(row.value, row.current, row.supersedes) for row in found.values] == [
        ("A", False, None),
        ("B", True, first.uuid),
    ]
    assert [row.at for row in found.events] == [earlier, later]


def test_article_snapshots_quote_evidence_from_the_text_it_stands_in(system):
    article = ArticleFactory(text="é\U0001f600 Older words here.")
    FieldValueFactory(article=article, quote="Older words")
    FieldValueFactory(article=article, field=Field.LANGUAGE, locator="/html/@lang")
    TextVersionFactory(article=article, text="New.")

    (found,) = article_snapshots(articles=Article.objects.all(), viewer=system)

    assert (found.text.number, found.text.text) == (2, "New.")
    assert [row.evidence for row in found.values] == [
        EvidenceSnapshot(text_version=1, start=3, end=14, exact="Older words"),
        EvidenceSnapshot(locator="/html/@lang"),
    ]


def test_article_snapshots_name_every_capture_with_its_locator(system):
    article = ArticleFactory()
    second = ArticleCaptureFactory(article=article, locator="/rss/channel/item[2]")
    (found,) = article_snapshots(articles=Article.objects.all(), viewer=system)
    assert [(row.uuid, row.locator) for row in found.captures] == [
        (found.text.capture, ""),
        (second.capture.uuid, "/rss/channel/item[2]"),
    ]


def test_article_snapshots_keep_the_order_of_the_queryset_across_batches(system):
    count = BATCH + 2
    publisher = PublisherFactory()
    for _ in range(count):
        ArticleFactory(publisher=publisher)
    wanted = Article.objects.order_by("-pk")
    found = [row.uuid for row in article_snapshots(articles=wanted, viewer=system)]
    assert found == list(wanted.values_list("uuid", flat=True))


def test_article_snapshots_leave_out_an_article_without_text(system):
    ArticleFactory(text=None)
    assert list(article_snapshots(articles=Article.objects.all(), viewer=system)) == []


@pytest.mark.parametrize("count", [pytest.param(1, id="one article"), pytest.param(3, id="three articles")])
def test_article_snapshots_take_the_same_queries_for_any_number(system, count, django_assert_num_queries):
    for _ in range(count):
        _article()
    with django_assert_num_queries(6):
        assert len(list(article_snapshots(articles=Article.objects.all(), viewer=system))) == count


#: Which readers may read an article in which condition.
_EVERYBODY = set(READERS)
_REGISTERED = set(Role)
_STAFF = {Role.ARCHIVIST, Role.CURATOR, Role.ANNOTATOR}
_CURATORS = {Role.ARCHIVIST, Role.CURATOR}
CONDITIONS = [
    pytest.param({}, _EVERYBODY, id="an open article is for everybody"),
    pytest.param({"access": Access.REGISTERED}, _REGISTERED, id="registered readers have a role"),
    pytest.param({"access": Access.STAFF}, _STAFF, id="staff work here"),
    pytest.param({"embargo_until": timedelta(days=1)}, _CURATORS, id="an embargo leaves curators"),
    pytest.param({"embargo_until": timedelta(days=-1)}, _EVERYBODY, id="an ended embargo binds nobody"),
    pytest.param({"state": ArticleState.WITHDRAWN}, {Role.ARCHIVIST}, id="a withdrawn one is the archivist's"),
    pytest.param(
        {"access": Access.STAFF, "embargo_until": timedelta(days=1)}, _CURATORS, id="both conditions must be met"
    ),
]


@pytest.mark.parametrize(("condition", "readers"), CONDITIONS)
def test_articles_are_seen_by_those_who_may_read_them(condition, readers):
    options = dict(condition)
    if "embargo_until" in options:
        options["embargo_until"] = timezone.now() + options["embargo_until"]
    article = ArticleFactory(**options)
    seen, read, quoted = set(), set(), set()
    for reader in READERS:
        viewer = role_viewer(reader)
        if list_articles(viewer=viewer).exists():
            seen.add(reader)
        if list(article_snapshots(articles=Article.objects.all(), viewer=viewer)):
            quoted.add(reader)
        try:
            get_article(uuid=article.uuid, viewer=viewer)
            get_snapshot(uuid=article.uuid, viewer=viewer)
            read.add(reader)
        except Article.DoesNotExist:
            continue
    assert (seen, read, quoted) == (readers, readers, readers)


def test_an_embargo_ends_at_its_moment(public):
    moment = datetime(2007, 4, 20, tzinfo=UTC)
    article = ArticleFactory(embargo_until=moment)
    before = type(public)(now=moment - timedelta(microseconds=1))
    at = type(public)(now=moment)
    assert [list(list_articles(viewer=viewer)) for viewer in (before, at)] == [[], [article]]


def test_list_articles_puts_the_newest_first_and_the_undated_last(public):
    undated = ArticleFactory()
    old = ArticleFactory(date_earliest=date(2007, 4, 19), date_latest=date(2007, 4, 19))
    new = ArticleFactory(date_earliest=date(2007, 4, 23), date_latest=date(2007, 4, 23))
    same = ArticleFactory(date_earliest=date(2007, 4, 23), date_latest=date(2007, 4, 23))
    assert list(list_articles(viewer=public)) == [new, same, old, undated]


def test_list_articles_gives_the_status_of_the_date_that_stands_for_each(public):
    article = ArticleFactory(date_field=Field.PUBLISHED)
    FieldValueFactory(article=article, field=Field.PUBLISHED, status="external", current=False)
    FieldValueFactory(article=article, field=Field.PUBLISHED, status="partly-supplied")
    ArticleFactory()
    assert [row.date_status for row in list_articles(viewer=public)] == ["partly-supplied", None]


def test_an_article_without_text_is_not_there_yet(public):
    article = ArticleFactory(text=None)
    assert list(list_articles(viewer=public)) == []
    with pytest.raises(Article.DoesNotExist):
        get_article(uuid=article.uuid, viewer=public)


def test_get_snapshot_raises_for_an_unknown_article(system):
    with pytest.raises(Article.DoesNotExist):
        get_snapshot(uuid=UUID(int=1), viewer=system)
