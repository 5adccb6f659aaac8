"""Taking articles in: capture, text, values, events; whole for each article, and the batch goes on past bad input."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from accounts.models import Agent
from archive.errors import ArchiveError
from archive.models import Accession, Article, ArticleCapture, Blob, Collection
from archive.records import ArticleRecord, BadRecord
from archive.services.accession_report import IngestReport
from archive.services.accession_rows import Intake, last_number, write_articles
from archive.services.destruction import destroyed_digests
from archive.services.events import record_event
from archive.services.preparation import PreparedArticle, capture_digest, prepare
from archive.storage import put_blob, put_captured
from archive.vocabulary import Access, EventType

#: Articles a transaction: large enough that a commit costs little, small enough that a killed run loses little.
BATCH = 50

#: Bytes a transaction, all of them in memory: above any ordinary batch, far below a machine's memory.
BATCH_BYTES = 32 * 1024 * 1024

#: Where an article stands: the SHA-256 of the capture's bytes, and the locator in them.
_Place = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessionTerms:
    """What holds for the whole accession unless a record says otherwise.

    ``access`` is who reads its articles from the start, ``accepted_access`` who does when a person has accepted them.
    """

    reader: str
    acquired_from: str = ""
    agreement: str = ""
    collection: Collection | None = None
    access: str = Access.STAFF
    accepted_access: str = ""


def ingest(
    *,
    records: Iterable[ArticleRecord | BadRecord],
    terms: AccessionTerms,
    agent: Agent,
    progress: Callable[[int], None] | None = None,
    resumed: Accession | None = None,
) -> IngestReport:
    """Take in what a reader gives. Bytes already held change nothing and are recorded; bad input is reported.

    Each batch of articles is one transaction, so that at any moment what is there is whole; the accession's counts are
    written with each batch. ``progress`` is called with the number of inputs read so far. ``resumed`` is an accession
    that broke off and is given the same inputs again: what it holds already counts as taken in by it.
    """
    began = time.monotonic()
    accession = resumed or open_accession(terms=terms, agent=agent)
    intake = Intake(accession=accession, agent=agent, access=terms.access, resumed=resumed is not None)
    if resumed:
        intake.numbered = last_number(resumed)
    report = IngestReport(accession=accession.number)
    source = iter(records)
    while batch := _next_batch(source):
        report.read += len(batch)
        _take_in(batch, intake, report)
        if progress:
            progress(report.read)
    report.seconds = round(time.monotonic() - began, 3)
    return report


def rehearse(
    *, records: Iterable[ArticleRecord | BadRecord], progress: Callable[[int], None] | None = None
) -> IngestReport:
    """Read and check what ``ingest`` would take in, and write nothing; the report has no accession."""
    began = time.monotonic()
    report = IngestReport(accession="")
    seen: set[_Place] = set()
    source = iter(records)
    while batch := _next_batch(source):
        report.read += len(batch)
        found = _sorted_out(batch, report)
        held = _held(found)
        fresh = [record for record in found if _place(record) not in held]
        for article in _prepared(fresh, report):
            place = _place(article.record)
            report.ingested += place not in seen
            report.unchanged += place in seen
            seen.add(place)
        report.unchanged += len(found) - len(fresh)
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
        access=terms.accepted_access or terms.access,
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
        report=report.rows(),
    )


def _next_batch(source: Iterator[ArticleRecord | BadRecord]) -> list[ArticleRecord | BadRecord]:
    """Give the next inputs, none at the end: at most ``BATCH``, and no more after ``BATCH_BYTES``."""
    batch: list[ArticleRecord | BadRecord] = []
    size = 0
    for record in islice(source, BATCH):
        batch.append(record)
        size += len(record.data) if isinstance(record, ArticleRecord) else 0
        if size >= BATCH_BYTES:
            break
    return batch


def _take_in(batch: list[ArticleRecord | BadRecord], intake: Intake, report: IngestReport) -> None:
    """Take in a batch: everything that can go wrong in a record first, then one transaction with the counts in it."""
    records = _sorted_out(batch, report)
    held = _held(records)
    own = {place for place, tie in held.items() if tie.capture.accession_id == intake.accession.pk}
    taken: set[_Place] = set()
    again = []
    for record in records:
        place = _place(record)
        if intake.resumed and place in own and place not in taken:
            taken.add(place)
            report.ingested += 1
        elif place in held:
            again.append(record)
    fresh: dict[_Place, PreparedArticle] = {}
    prepared = list(_prepared([record for record in records if _place(record) not in held], report))
    for article in prepared:
        fresh.setdefault(_place(article.record), article)
    again += [article.record for article in prepared if fresh[_place(article.record)] is not article]
    for article in fresh.values():
        _keep(article.record)
    with transaction.atomic():
        meanwhile = _held([article.record for article in fresh.values()])
        again += [fresh[place].record for place in meanwhile]
        again += _write([article for place, article in fresh.items() if place not in meanwhile], intake, report)
        _record_again(again, intake, report)
        _save_counts(intake.accession, report)


def _sorted_out(batch: list[ArticleRecord | BadRecord], report: IngestReport) -> list[ArticleRecord]:
    """Give the articles of a batch and report the rest."""
    records = []
    for record in batch:
        if isinstance(record, BadRecord):
            report.reject(record)
        else:
            records.append(record)
    return records


def _place(record: ArticleRecord) -> _Place:
    return capture_digest(record), record.locator


def _keep(record: ArticleRecord) -> None:
    if record.whole:
        put_captured(record.whole)
    else:
        put_blob(record.data)


def _held(records: list[ArticleRecord]) -> dict[_Place, ArticleCapture]:
    """Give the captures in which the bytes of these records are held already, at the same place."""
    places = {_place(record) for record in records}
    # By locator too: a wire file may hold tens of thousands.
    ties = ArticleCapture.objects.filter(
        capture__blob__sha256__in={sha256 for sha256, _locator in places},
        locator__in={locator for _sha256, locator in places},
    )
    found = {(tie.capture.blob.sha256, tie.locator): tie for tie in ties.select_related("capture__blob", "article")}
    return {place: tie for place, tie in found.items() if place in places}


def _record_again(records: list[ArticleRecord], intake: Intake, report: IngestReport) -> None:
    """Note on their articles that bytes came in again; bytes that were absent since a restore are kept now."""
    held = _held(records)
    for record in records:
        tie = held.get(_place(record))
        if tie is None:
            report.reject(_bad(record, "the same bytes came in under another name and were refused"))
            continue
        outcome = "nothing was changed"
        if not tie.capture.blob.bytes_expected:
            _keep(record)
            Blob.objects.filter(pk=tie.capture.blob_id).update(bytes_expected=True)
            outcome = "they were absent and are held now"
        record_event(
            type=EventType.INGESTION,
            agent=intake.agent,
            article=tie.article,
            detail=f"the same bytes came in again as {record.file_name}; {outcome}",
            object_ids=[f"accession:{intake.accession.number}", f"blob:{tie.capture.blob.sha256}"],
        )
        report.unchanged += 1


def _prepared(records: list[ArticleRecord], report: IngestReport) -> Iterator[PreparedArticle]:
    """Give what can be taken in; reported are codes that are taken, texts that can't be read, and destroyed bytes."""
    wanted = [record.supplied.reference_code for record in records if record.supplied.reference_code]
    taken = set(Article.objects.filter(reference_code__in=wanted).values_list("reference_code", flat=True))
    destroyed = destroyed_digests()
    for record in records:
        code = record.supplied.reference_code
        if destroyed and capture_digest(record) in destroyed:
            report.reject(_bad(record, "these bytes were destroyed by order, and are not taken in again"))
            continue
        if code and code in taken:
            report.reject(_bad(record, f"the reference code {code} belongs to another article"))
            continue
        try:
            article = prepare(record)
        except ArchiveError as error:
            report.reject(_bad(record, str(error)))
            continue
        taken.add(code)
        yield article


def _bad(record: ArticleRecord, reason: str) -> BadRecord:
    return BadRecord(file=record.file_name, record=record.locator, reason=reason)


def _write(prepared: list[PreparedArticle], intake: Intake, report: IngestReport) -> list[ArticleRecord]:
    """Write a batch at once; where the database refuses it, article by article, so that one can't stop all.

    Gives the records that were refused because another accession has just taken the same bytes in.
    """
    if not prepared:
        return []
    try:
        with transaction.atomic():
            write_articles(prepared, intake)
    except (IntegrityError, DataError) as error:
        intake.forget()
        if len(prepared) > 1:
            return [record for article in prepared for record in _write([article], intake, report)]
        record = prepared[0].record
        if _held([record]):
            return [record]
        report.reject(_bad(record, f"the database refused it: {error}"))
        return []
    report.ingested += len(prepared)
    return []
