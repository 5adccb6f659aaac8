"""Articles as plain data, read in batches: what exports and indexing are made from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from django.db.models import F, Model, QuerySet
from django.db.models.functions import Substr

from accounts.access import Viewer
from accounts.models import Agent
from archive.models import (
    Accession,
    Article,
    ArticleCapture,
    Block,
    Capture,
    Collection,
    Event,
    FieldValue,
    Publisher,
    RightsStatement,
    TextVersion,
)
from archive.snapshots import (
    AccessionSnapshot,
    AgentSnapshot,
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

#: Articles read at a time.
BATCH = 100

#: What is read along with an article for its snapshot.
WHOLE = ("rights", "collection", "publisher", "agency", "current_text__article_capture__capture", "current_text")

_Row = TypeVar("_Row", bound="Model | BlockRow")


class BlockRow(NamedTuple):
    """The columns of a block: most of an article's rows are blocks, and a tuple is made faster than a model."""

    text_version_id: int
    start: int
    end: int
    role: str
    xpath: str


def article_snapshots(*, articles: QuerySet[Article], viewer: Viewer) -> Iterator[ArticleSnapshot]:
    """Give the articles of a queryset that a viewer may read, in its order; five queries for each 100.

    Values and events are ordered by (at, uuid), captures by (uuid, locator). An article that has no text yet has
    nothing to give and is left out.
    """
    ids = list(articles.values_list("pk", flat=True))
    for first in range(0, len(ids), BATCH):
        yield from _batch(ids[first : first + BATCH], viewer)


def _batch(ids: list[int], viewer: Viewer) -> Iterator[ArticleSnapshot]:
    readable = Article.objects.visible_to(viewer).filter(pk__in=ids, current_text__isnull=False)
    found = readable.select_related(*WHOLE).in_bulk()
    yield from loaded_snapshots([found[pk] for pk in ids if pk in found])


def loaded_snapshots(articles: Sequence[Article]) -> Iterator[ArticleSnapshot]:
    """Give articles that have a text, and whose relations named in ``WHOLE`` were read with them; four queries.

    Whoever asks knows that the viewer may read them.
    """
    found = [article.pk for article in articles]
    texts = [article.current_text_id for article in articles]
    blocks = _grouped(_blocks(texts), "text_version_id")
    captures = _grouped(_captures(found), "article_id")
    values = _grouped(_values(found), "article_id")
    events = _grouped(_events(found), "article_id")
    for article in articles:
        yield _article(
            article,
            text=_text(article, blocks[article.current_text_id]),
            captures=tuple(_capture(row) for row in captures[article.pk]),
            values=tuple(_value(row) for row in values[article.pk]),
            events=tuple(_event(row) for row in events[article.pk]),
        )


def _blocks(texts: Iterable[int | None]) -> Iterator[BlockRow]:
    rows = Block.objects.filter(text_version__in=texts).order_by("order")
    return map(BlockRow._make, rows.values_list(*BlockRow._fields))


def _captures(ids: Iterable[int]) -> QuerySet[ArticleCapture]:
    found = ArticleCapture.objects.filter(article__in=ids)
    return found.select_related("capture__blob", "capture__accession").order_by("capture__uuid", "locator")


def _events(ids: Iterable[int]) -> QuerySet[Event]:
    return Event.objects.filter(article__in=ids).annotate(agent_uuid=F("agent__uuid")).order_by("at", "uuid")


def _values(ids: Iterable[int]) -> QuerySet[FieldValue]:
    """Give values with ``exact``, the words each stands on: cut out by the database, which counts code points too."""
    length = F("evidence_end") - F("evidence_start")
    return (
        FieldValue.objects.filter(article__in=ids)
        .annotate(
            agent_uuid=F("agent__uuid"),
            supersedes_uuid=F("supersedes__uuid"),
            number=F("evidence_text__number"),
            exact=Substr("evidence_text__text", F("evidence_start") + 1, length),
        )
        .order_by("at", "uuid")
    )


def _grouped(rows: Iterable[_Row], key: str) -> defaultdict[int | None, list[_Row]]:
    groups: defaultdict[int | None, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def _article(
    article: Article,
    *,
    text: TextVersionSnapshot,
    captures: tuple[CaptureSnapshot, ...],
    values: tuple[FieldValueSnapshot, ...],
    events: tuple[EventSnapshot, ...],
) -> ArticleSnapshot:
    return ArticleSnapshot(
        uuid=article.uuid,
        reference_code=article.reference_code,
        access=article.access,
        state=article.state,
        created=article.created,
        text=text,
        captures=captures,
        values=values,
        events=events,
        embargo_until=article.embargo_until,
        rights=_rights(article.rights) if article.rights else None,
        collection=_collection(article.collection) if article.collection else None,
        publisher=_publisher(article.publisher) if article.publisher else None,
        agency=_publisher(article.agency) if article.agency else None,
    )


def _text(article: Article, blocks: list[BlockRow]) -> TextVersionSnapshot:
    text: TextVersion = article.current_text  # type: ignore[assignment]  # the batch keeps articles that have one
    return TextVersionSnapshot(
        uuid=text.uuid,
        number=text.number,
        text=text.text,
        sha256=text.sha256,
        extractor=text.extractor,
        extractor_version=text.extractor_version,
        created=text.created,
        capture=text.article_capture.capture.uuid,
        blocks=tuple(
            BlockSnapshot(start=block.start, end=block.end, role=block.role, xpath=block.xpath) for block in blocks
        ),
    )


def _capture(row: ArticleCapture) -> CaptureSnapshot:
    return capture_snapshot(row.capture, locator=row.locator)


def capture_snapshot(capture: Capture, *, locator: str = "") -> CaptureSnapshot:
    """Give a capture, whose blob and accession are read already."""
    return CaptureSnapshot(
        uuid=capture.uuid,
        sha256=capture.blob.sha256,
        size=capture.blob.size,
        media_type=capture.media_type,
        charset=capture.charset,
        charset_evidence=capture.charset_evidence,
        newline=capture.newline,
        file_name=capture.file_name,
        accession=_accession(capture.accession),
        source_uri=capture.source_uri,
        locator=locator,
        captured_at=capture.captured_at,
        headers=capture.headers,
    )


def _accession(accession: Accession) -> AccessionSnapshot:
    return AccessionSnapshot(
        number=accession.number,
        acquired_from=accession.acquired_from,
        received_at=accession.received_at,
        reader=accession.reader,
        agreement=accession.agreement,
    )


def _value(row: Any) -> FieldValueSnapshot:  # a FieldValue with what _values annotates
    return FieldValueSnapshot(
        uuid=row.uuid,
        field=row.field,
        value=row.value,
        status=row.status,
        agent=row.agent_uuid,
        at=row.at,
        current=row.current,
        edtf=row.edtf,
        earliest=row.earliest,
        latest=row.latest,
        certainty=row.certainty,
        note=row.note,
        evidence=_evidence(row),
        supersedes=row.supersedes_uuid,
    )


def _evidence(row: Any) -> EvidenceSnapshot | None:
    if row.number is not None:
        return EvidenceSnapshot(
            text_version=row.number,
            start=row.evidence_start,
            end=row.evidence_end,
            exact=row.exact,
            locator=row.locator,
        )
    return EvidenceSnapshot(locator=row.locator) if row.locator else None


def _event(row: Any) -> EventSnapshot:  # an Event with the uuid of its agent
    return EventSnapshot(
        uuid=row.uuid,
        type=row.type,
        at=row.at,
        agent=row.agent_uuid,
        outcome=row.outcome,
        detail=row.detail,
        objects=tuple(row.object_ids),
    )


def _publisher(publisher: Publisher) -> PublisherSnapshot:
    return PublisherSnapshot(
        slug=publisher.slug,
        name=publisher.name,
        kind=publisher.kind,
        homepage=publisher.homepage,
        authority_uri=publisher.authority_uri,
    )


def _collection(collection: Collection) -> CollectionSnapshot:
    return CollectionSnapshot(
        slug=collection.slug,
        title=collection.title,
        level=collection.level,
        scope=collection.scope,
        custodial_history=collection.custodial_history,
    )


def _rights(rights: RightsStatement) -> RightsSnapshot:
    return RightsSnapshot(
        uri=rights.uri, holder=rights.holder, note=rights.note, quotation_limit=rights.quotation_limit
    )


def agent_snapshot(agent: Agent) -> AgentSnapshot:
    """Give an agent by pseudonym, as exports name them."""
    return AgentSnapshot(uuid=agent.uuid, kind=agent.kind, label=agent.label, orcid=agent.orcid, version=agent.version)
