"""Taking articles in: capture, text, values, events; whole for each article, and the batch goes on past bad input."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Agent
from archive.errors import ArchiveError
from archive.models import Accession, Article, ArticleCapture, Collection
from archive.records import ArticleRecord, BadRecord
from archive.services.accession_rows import Intake, write_articles
from archive.services.events import record_event
from archive.services.preparation import PreparedArticle, prepare
from archive.storage import put_blob
from archive.text import bytes_digest
from archive.vocabulary import Access, EventType

#: Articles a transaction: large enough that a commit costs little, small enough that a killed run loses little.
BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessionTerms:
    """What holds for the whole accession unless a record says otherwise."""

    reader: str
    acquired_from: str = ""
    agreement: str = ""
    collection: Collection | None = None
    access: str = Access.STAFF


@dataclass(slots=True)
class IngestReport:
    """What became of an accession's inputs; ``seconds`` is wall-clock time."""

    accession: str
    read: int = 0
    ingested: int = 0
    unchanged: int = 0
    rejected: list[BadRecord] = field(default_factory=list)
    seconds: float = 0.0


def ingest(
    *,
    records: Iterable[ArticleRecord | BadRecord],
    terms: AccessionTerms,
    agent: Agent,
    progress: Callable[[int], None] | None = None,
) -> IngestReport:
    """Take in what a reader gives. Bytes already held change nothing and are recorded; bad input is reported.

    Each batch of articles is one transaction, so that at any moment what is there is whole; the accession's counts are
    written with each batch. ``progress`` is called with the number of inputs read so far.
    """
    began = time.monotonic()
    accession = open_accession(terms=terms, agent=agent)
    intake = Intake(accession=accession, agent=agent, access=terms.access, publishers={}, rights={}, agents={})
    report = IngestReport(accession=accession.number)
    source = iter(records)
    while batch := list(islice(source, BATCH)):
        report.read += len(batch)
        _take_in(batch, intake, report)
        _save_counts(accession, report)
        if progress:
            progress(report.read)
    report.seconds = round(time.monotonic() - began, 3)
    return report


@transaction.atomic
def open_accession(*, terms: AccessionTerms, agent: Agent) -> Accession:
    """Begin an accession; its number is the year and a running number, such as ``2026-0007``."""
    now = timezone.now()
    accession = Accession(
        acquired_from=terms.acquired_from,
        agreement=terms.agreement,
        received_at=now,
        reader=terms.reader,
        collection=terms.collection,
        agent=agent,
    )
    accession.number = str(accession.uuid)  # until the key is known
    accession.save()
    accession.number = _free_number(now.year, accession.pk)
    accession.save(update_fields=["number"])
    return accession


def _free_number(year: int, first: int) -> str:
    """Give the first number from ``first`` on that no accession has; restored ones brought theirs along."""
    taken = set(Accession.objects.filter(number__startswith=f"{year}-").values_list("number", flat=True))
    return next(number for n in count(first) if (number := f"{year}-{n:04d}") not in taken)


def _save_counts(accession: Accession, report: IngestReport) -> None:
    Accession.objects.filter(pk=accession.pk).update(
        read=report.read,
        ingested=report.ingested,
        unchanged=report.unchanged,
        report=[
            {"file": bad.file, "record": bad.record, "line": bad.line, "reason": bad.reason} for bad in report.rejected
        ],
    )


def _take_in(batch: list[ArticleRecord | BadRecord], intake: Intake, report: IngestReport) -> None:
    records = [record for record in batch if isinstance(record, ArticleRecord)]
    report.rejected += [record for record in batch if isinstance(record, BadRecord)]
    fresh = list(_fresh(records, intake, report))
    prepared = list(_prepared(fresh, report))
    for article in prepared:
        put_blob(article.record.data)
    _write(prepared, intake, report)


def _fresh(records: list[ArticleRecord], intake: Intake, report: IngestReport) -> Iterator[ArticleRecord]:
    """Give the records whose bytes are not held at that place yet; note the others on their articles."""
    digests = {bytes_digest(record.data) for record in records}
    held = {
        (tie.capture.blob.sha256, tie.locator): tie.article
        for tie in ArticleCapture.objects.filter(capture__blob__sha256__in=digests).select_related(
            "capture__blob", "article"
        )
    }
    seen: set[tuple[str, str]] = set()
    for record in records:
        place = (bytes_digest(record.data), record.locator)
        if place in held:
            _record_again(record, held[place], intake)
            report.unchanged += 1
        elif place in seen:
            report.unchanged += 1
        else:
            seen.add(place)
            yield record


@transaction.atomic
def _record_again(record: ArticleRecord, article: Article, intake: Intake) -> None:
    record_event(
        type=EventType.INGESTION,
        agent=intake.agent,
        article=article,
        detail=f"the same bytes came in again as {record.file_name}; nothing was changed",
        object_ids=[f"accession:{intake.accession.number}"],
    )


def _prepared(records: list[ArticleRecord], report: IngestReport) -> Iterator[PreparedArticle]:
    """Give what can be taken in; a reference code that is taken, or a text that can't be read, is reported."""
    wanted = [record.supplied.reference_code for record in records if record.supplied.reference_code]
    taken = set(Article.objects.filter(reference_code__in=wanted).values_list("reference_code", flat=True))
    for record in records:
        code = record.supplied.reference_code
        if code and code in taken:
            report.rejected.append(_bad(record, f"the reference code {code} belongs to another article"))
            continue
        try:
            article = prepare(record)
        except ArchiveError as error:
            report.rejected.append(_bad(record, str(error)))
            continue
        taken.add(code)
        yield article


def _bad(record: ArticleRecord, reason: str) -> BadRecord:
    return BadRecord(file=record.file_name, record=record.locator, reason=reason)


def _write(prepared: list[PreparedArticle], intake: Intake, report: IngestReport) -> None:
    """Write a batch in one transaction; where the database refuses it, article by article, so that one can't stop all."""
    if not prepared:
        return
    try:
        with transaction.atomic():
            write_articles(prepared, intake)
    except IntegrityError as error:
        intake.forget()
        if len(prepared) == 1:
            report.rejected.append(_bad(prepared[0].record, f"the database refused it: {error}"))
            return
        for article in prepared:
            _write([article], intake, report)
        return
    report.ingested += len(prepared)
