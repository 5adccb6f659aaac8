"""A new text of an article that is held already: by another extractor, another version of it, or with another charset.

The former text, its blocks and every value that stood on it stay; annotations stay on the text they were made on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts.models import Agent
from accounts.services.agents import software_agent
from accounts.vocabulary import AgentKind
from archive.errors import ArchiveError
from archive.extractors import EXTRACTORS
from archive.locators import cut
from archive.models import Accession, Article, ArticleCapture, Blob, Block, Capture, FieldValue, TextVersion
from archive.records import ArticleRecord, ExtractedText, FoundValue
from archive.services.accession_rows import EXTRACTOR_LABEL
from archive.services.corrections import new_value
from archive.services.events import enqueue_index, record_change, record_event
from archive.services.preparation import capture_digest, checked_values, declared_charset, kept_blocks
from archive.services.projection import projected_columns
from archive.services.versions import claim_version
from archive.storage import put_blob, read_blob
from archive.text import text_digest
from archive.vocabulary import ChangeAction, EventType, Outcome


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an extraction came to: the new text, or None where text and blocks are what they were."""

    text: TextVersion | None
    warnings: tuple[str, ...] = ()


def extract_again(
    *,
    article: Article,
    extractor: str,
    agent: Agent,
    version: int,
    charset: str = "",
    capture: ArticleCapture | None = None,
) -> Extracted:
    """Make a text from an article's capture, the present text's own or a better one, and read the article with it.

    Values that a program had found are replaced by those found now; what a person gave stays. Raises ArchiveError
    where the bytes are absent or hold no text, StaleVersionError where the article changed meanwhile.
    """
    if extractor not in EXTRACTORS:
        raise ArchiveError(f"there is no extractor {extractor!r}")
    former = article.current_text
    place = capture or (former.article_capture if former else None)
    if place is None or place.article_id != article.pk:
        raise ArchiveError(f"{article.reference_code} has no such capture")
    found = _extract(place, extractor, charset)
    blocks = kept_blocks(found)
    values = checked_values(found.text, found.values)
    if (
        former is not None
        and former.text == found.text
        and _shapes(former) == [(one.start, one.end, one.role) for one in blocks]
    ):
        return Extracted(None, found.warnings)
    with transaction.atomic():
        claim_version(article=article, version=version)
        text = _write_text(article, place, extractor, found)
        Block.objects.bulk_create(
            Block(text_version=text, order=order, start=one.start, end=one.end, role=one.role, xpath=one.xpath)
            for order, one in enumerate(blocks)
        )
        article.current_text = text
        columns = _replace_values(article, values, EXTRACTORS[extractor].version, extractor)
        Article.objects.filter(pk=article.pk).update(current_text=text, **columns)
        _tell(article, text, place, found, agent)
    return Extracted(text, found.warnings)


def add_capture(*, article: Article, record: ArticleRecord, accession: Accession, agent: Agent) -> ArticleCapture:
    """Keep other bytes of an article that is held already, such as a better capture, beside the former ones.

    The article is read as before until ``extract_again`` is called with what this gives. Raises ArchiveError where
    these bytes are an article's already.
    """
    sha256 = capture_digest(record)
    if ArticleCapture.objects.filter(capture__blob__sha256=sha256, locator=record.locator).exists():
        raise ArchiveError("these bytes are held already, as the capture of an article")
    put_blob(record.data)
    with transaction.atomic():
        blob, _made = Blob.objects.get_or_create(sha256=sha256, defaults={"size": len(record.data)})
        capture = Capture.objects.create(
            blob=blob,
            accession=accession,
            media_type=record.media_type,
            source_uri=record.source_uri,
            file_name=record.file_name,
            captured_at=record.captured_at,
            headers=dict(record.headers),
        )
        place = ArticleCapture.objects.create(article=article, capture=capture, locator=record.locator)
        record_event(
            type=EventType.INGESTION,
            agent=agent,
            article=article,
            detail=f"another capture: {record.file_name}, {blob.size} bytes",
            object_ids=[f"accession:{accession.number}", f"blob:{sha256}"],
        )
        record_change(kind="article", uuid=article.uuid, action=ChangeAction.UPDATED)
    return place


def _extract(place: ArticleCapture, extractor: str, charset: str) -> ExtractedText:
    capture = place.capture
    try:
        data = cut(read_blob(capture.blob.sha256), place.locator)
    except FileNotFoundError as error:
        raise ArchiveError(f"the bytes of {capture.file_name} are absent") from error
    declared = charset or declared_charset(capture.headers)
    return EXTRACTORS[extractor].extract(data, charset=declared, headers=capture.headers)


def _shapes(text: TextVersion) -> list[tuple[int, int, str]]:
    return list(text.blocks.order_by("order").values_list("start", "end", "role"))


def _write_text(article: Article, place: ArticleCapture, extractor: str, found: ExtractedText) -> TextVersion:
    last = TextVersion.objects.filter(article=article).aggregate(last=Max("number"))["last"] or 0
    return TextVersion.objects.create(
        article=article,
        article_capture=place,
        number=last + 1,
        text=found.text,
        sha256=text_digest(found.text),
        extractor=extractor,
        extractor_version=EXTRACTORS[extractor].version,
    )


def _replace_values(
    article: Article, values: tuple[FoundValue, ...], version: str, extractor: str
) -> Mapping[str, object]:
    """Put what was found now in the place of what programs had found, and give the article's columns."""
    by = software_agent(name=f"{EXTRACTOR_LABEL}{extractor}", version=version)
    current = {row.field: row for row in article.values.filter(current=True).select_related("agent")}
    found = {value.field: value for value in values}
    for name, row in list(current.items()):
        if _is_extractors(row):
            # What no longer stands anywhere is no value any more; its row stays as history.
            FieldValue.objects.filter(pk=row.pk).update(current=False)
            if name not in found:
                del current[name]
    for name, value in found.items():
        held = current.get(name)
        if held is None or _is_extractors(held):
            row = new_value(article=article, found=value, agent=by, supersedes=held)
            row.save(force_insert=True)
            current[name] = row
    return projected_columns(current, publishers={})


def _is_extractors(row: FieldValue) -> bool:
    """Say whether a value was found by a rule and not given by a person or a manifest."""
    return row.agent.kind == AgentKind.SOFTWARE and row.agent.label.startswith(EXTRACTOR_LABEL)


def _tell(article: Article, text: TextVersion, place: ArticleCapture, found: ExtractedText, agent: Agent) -> None:
    how = f"text version {text.number} by extractor {text.extractor} {text.extractor_version}"
    detail = "; ".join([f"{how}: {found.charset} ({found.charset_evidence})", *found.warnings])
    record_event(
        type=EventType.EXTRACTION,
        agent=agent,
        article=article,
        detail=detail,
        object_ids=[f"blob:{place.capture.blob.sha256}", f"text:{text.uuid}"],
        outcome=Outcome.WARNING if found.warnings else Outcome.SUCCESS,
    )
    record_change(kind="article", uuid=article.uuid, action=ChangeAction.UPDATED)
    enqueue_index([article.uuid])
