"""Putting an article back from its snapshot: the same uuids, times, values and events."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from accounts.models import Agent
from archive import titles
from archive.errors import ArchiveError
from archive.models import (
    Accession,
    Article,
    ArticleCapture,
    Blob,
    Block,
    Capture,
    Destruction,
    Event,
    FieldValue,
    Publisher,
    RightsStatement,
    TextVersion,
)
from archive.records import Block as BlockRecord
from archive.services.collection import get_or_make_collection
from archive.services.destruction import destroyed_digests
from archive.services.events import enqueue_index, record_change, record_event
from archive.services.projection import projected_columns
from archive.snapshots import (
    AccessionSnapshot,
    ArticleSnapshot,
    CaptureSnapshot,
    FieldValueSnapshot,
    PublisherSnapshot,
    RightsSnapshot,
)
from archive.storage import has_blob
from archive.text import text_digest
from archive.vocabulary import ChangeAction, EventType, Field

_HOUSES = frozenset({Field.PUBLISHER, Field.AGENCY})


def restore_article(*, snapshot: ArticleSnapshot, agents: Mapping[UUID, Agent], agent: Agent, origin: str) -> Article:
    """Write an article that is not here yet, as it was, and one event that says so; call it inside a transaction.

    ``agents`` holds every agent that the snapshot names; ``agent`` restores, from ``origin``. Raises ArchiveError
    where the uuid, the reference code or an accession number stands for something else here, or a digest is wrong.
    """
    _check(snapshot)
    article = _article(snapshot)
    ties = {capture.uuid: _tie(article, capture, agent) for capture in snapshot.captures}
    text = _text(article, snapshot, ties)
    values = _values(article, text, snapshot.values, agents)
    # The publisher and the agency come as they were, with what the authority list knew of them.
    current = {value.field: value for value in values if value.current and value.field not in _HOUSES}
    columns = projected_columns(current, publishers={})
    columns |= {"publisher": _publisher(snapshot.publisher), "agency": _publisher(snapshot.agency)}
    for name, value in columns.items():
        setattr(article, name, value)
    article.current_text = text
    article.save()
    _events(article, snapshot, agents)
    record_event(
        type=EventType.RECOVERY,
        agent=agent,
        article=article,
        detail=f"restored from {origin}",
        object_ids=[f"text:{text.uuid}"],
    )
    record_change(kind="article", uuid=article.uuid, action=ChangeAction.CREATED)
    enqueue_index([article.uuid])
    return article


def _check(snapshot: ArticleSnapshot) -> None:
    if text_digest(snapshot.text.text) != snapshot.text.sha256:
        raise ArchiveError(f"{snapshot.reference_code}: the text does not have the SHA-256 {snapshot.text.sha256}")
    destroyed = Destruction.objects.filter(article_uuid=snapshot.uuid, confirmed_at__isnull=False).first()
    if destroyed or not destroyed_digests().isdisjoint(capture.sha256 for capture in snapshot.captures):
        raise ArchiveError(f"{snapshot.reference_code}: it was destroyed by order, and is not brought back")
    if Article.objects.filter(uuid=snapshot.uuid).exists():
        raise ArchiveError(f"{snapshot.reference_code}: the article {snapshot.uuid} is here already")
    if Article.objects.filter(reference_code=snapshot.reference_code).exists():
        raise ArchiveError(f"{snapshot.reference_code}: the reference code belongs to another article here")


def _article(snapshot: ArticleSnapshot) -> Article:
    blocks = tuple(BlockRecord(start=block.start, end=block.end, role=block.role) for block in snapshot.text.blocks)
    return Article.objects.create(
        uuid=snapshot.uuid,
        reference_code=snapshot.reference_code,
        access=snapshot.access,
        state=snapshot.state,
        embargo_until=snapshot.embargo_until,
        rights=_rights(snapshot.rights),
        collection=get_or_make_collection(snapshot.collection) if snapshot.collection else None,
        supplied_title=titles.supplied_title(snapshot.text.text, blocks),
        created=snapshot.created,
    )


def _rights(snapshot: RightsSnapshot | None) -> RightsStatement | None:
    if snapshot is None:
        return None
    found, _created = RightsStatement.objects.get_or_create(
        uri=snapshot.uri, holder=snapshot.holder, note=snapshot.note, quotation_limit=snapshot.quotation_limit
    )
    return found


def _publisher(snapshot: PublisherSnapshot | None) -> Publisher | None:
    if snapshot is None:
        return None
    found, _created = Publisher.objects.get_or_create(
        slug=snapshot.slug,
        defaults={
            "name": snapshot.name,
            "kind": snapshot.kind,
            "homepage": snapshot.homepage,
            "authority_uri": snapshot.authority_uri,
        },
    )
    return found


def _accession(snapshot: AccessionSnapshot, agent: Agent) -> Accession:
    found, created = Accession.objects.get_or_create(
        number=snapshot.number,
        defaults={
            "acquired_from": snapshot.acquired_from,
            "agreement": snapshot.agreement,
            "received_at": snapshot.received_at,
            "reader": snapshot.reader,
            "agent": agent,
        },
    )
    if not created and found.received_at != snapshot.received_at:
        raise ArchiveError(f"the accession number {snapshot.number} belongs to another accession here")
    return found


def _tie(article: Article, snapshot: CaptureSnapshot, agent: Agent) -> ArticleCapture:
    """Write a capture, and the blob as bytes not held unless they are."""
    blob, _created = Blob.objects.get_or_create(
        sha256=snapshot.sha256,
        defaults={"size": snapshot.size, "bytes_expected": has_blob(snapshot.sha256)},
    )
    capture, _created = Capture.objects.get_or_create(
        uuid=snapshot.uuid,
        defaults={
            "blob": blob,
            "accession": _accession(snapshot.accession, agent),
            "media_type": snapshot.media_type,
            "charset": snapshot.charset,
            "charset_evidence": snapshot.charset_evidence,
            "newline": snapshot.newline,
            "source_uri": snapshot.source_uri,
            "file_name": snapshot.file_name,
            "captured_at": snapshot.captured_at,
            "headers": dict(snapshot.headers),
        },
    )
    return ArticleCapture.objects.create(article=article, capture=capture, locator=snapshot.locator)


def _text(article: Article, snapshot: ArticleSnapshot, ties: Mapping[UUID, ArticleCapture]) -> TextVersion:
    version = snapshot.text
    if version.capture not in ties:
        raise ArchiveError(f"{snapshot.reference_code}: the text's capture {version.capture} is not among its captures")
    text = TextVersion.objects.create(
        uuid=version.uuid,
        article=article,
        article_capture=ties[version.capture],
        number=version.number,
        text=version.text,
        sha256=version.sha256,
        extractor=version.extractor,
        extractor_version=version.extractor_version,
        created=version.created,
    )
    Block.objects.bulk_create(
        Block(text_version=text, order=order, start=block.start, end=block.end, role=block.role, xpath=block.xpath)
        for order, block in enumerate(version.blocks)
    )
    return text


def _values(
    article: Article, text: TextVersion, snapshots: Iterable[FieldValueSnapshot], agents: Mapping[UUID, Agent]
) -> list[FieldValue]:
    """Write the values, each after the one that it supersedes."""
    written: dict[UUID, FieldValue] = {}
    waiting = list(snapshots)
    while waiting:
        ready = [value for value in waiting if value.supersedes is None or value.supersedes in written]
        if not ready:
            raise ArchiveError(f"value {waiting[0].uuid} supersedes one that is not there")
        rows = [_value(article, text, value, agents, written) for value in ready]
        FieldValue.objects.bulk_create(rows)
        written |= {row.uuid: row for row in rows}
        waiting = [value for value in waiting if value.uuid not in written]
    return list(written.values())


def _value(
    article: Article,
    text: TextVersion,
    snapshot: FieldValueSnapshot,
    agents: Mapping[UUID, Agent],
    written: Mapping[UUID, FieldValue],
) -> FieldValue:
    evidence = snapshot.evidence
    spanned = evidence is not None and evidence.start is not None and evidence.text_version == text.number
    return FieldValue(
        uuid=snapshot.uuid,
        article=article,
        field=snapshot.field,
        value=snapshot.value,
        edtf=snapshot.edtf,
        earliest=snapshot.earliest,
        latest=snapshot.latest,
        status=snapshot.status,
        certainty=snapshot.certainty,
        evidence_text=text if spanned else None,
        evidence_start=evidence.start if evidence and spanned else None,
        evidence_end=evidence.end if evidence and spanned else None,
        locator=evidence.locator if evidence else "",
        note=snapshot.note,
        agent=agents[snapshot.agent],
        at=snapshot.at,
        current=snapshot.current,
        supersedes=written[snapshot.supersedes] if snapshot.supersedes else None,
    )


def _events(article: Article, snapshot: ArticleSnapshot, agents: Mapping[UUID, Agent]) -> None:
    Event.objects.bulk_create(
        Event(
            uuid=event.uuid,
            type=event.type,
            at=event.at,
            agent=agents[event.agent],
            outcome=event.outcome,
            detail=event.detail,
            object_ids=list(event.objects),
            article=article,
        )
        for event in snapshot.events
    )
