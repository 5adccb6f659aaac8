"""The rows of newly taken-in articles, written in bulk: one statement a table for a whole batch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.models import Agent
from accounts.services.agents import software_agent
from archive import edtf_dates
from archive.models import (
    Accession,
    Article,
    ArticleCapture,
    Blob,
    Block,
    Capture,
    Change,
    Event,
    FieldValue,
    IndexTask,
    Publisher,
    RightsStatement,
    TextVersion,
)
from archive.records import FoundValue
from archive.services.accession_events import events_of, first_with
from archive.services.preparation import PreparedArticle
from archive.services.projection import projected_columns
from archive.text import normalise
from archive.vocabulary import ChangeAction

#: How the labels of extractors' agents begin.
EXTRACTOR_LABEL = "extractor "

#: Characters of ``Capture.charset_evidence``.
LONGEST_EVIDENCE = 300


@dataclass(slots=True)
class Intake:
    """An accession under way, with what is looked up once for all its articles."""

    accession: Accession
    agent: Agent
    access: str
    publishers: dict[tuple[str, str], Publisher] = field(default_factory=dict)
    rights: dict[tuple[str, str, str], RightsStatement] = field(default_factory=dict)
    agents: dict[tuple[str, str], Agent] = field(default_factory=dict)
    captures: dict[tuple[str, str], Capture] = field(default_factory=dict)
    numbered: int = 0
    resumed: bool = False

    def forget(self) -> None:
        """Drop what was looked up in a transaction that did not hold."""
        self.publishers.clear()
        self.rights.clear()
        self.agents.clear()
        self.captures.clear()

    def next_code(self) -> str:
        """Give a reference code of the accession's own: its number and a running one, in the order of coming in."""
        self.numbered += 1
        return f"{self.accession.number}-{self.numbered:05d}"

    def extractor_agent(self, name: str, version: str) -> Agent:
        """Give the agent of an extractor."""
        key = (name, version)
        if key not in self.agents:
            self.agents[key] = software_agent(name=f"{EXTRACTOR_LABEL}{name}", version=version)
        return self.agents[key]

    def rights_statement(self, uri: str, holder: str, note: str) -> RightsStatement | None:
        """Give the rights statement with these members, made where it is new; None where there is no URI."""
        key = (uri, holder, note)
        if uri and key not in self.rights:
            self.rights[key], _created = RightsStatement.objects.get_or_create(
                uri=uri, holder=holder, note=note, quotation_limit=None
            )
        return self.rights.get(key)


@dataclass(slots=True, kw_only=True)
class _Row:
    """One article on its way into the tables: every row is made first, then all are inserted, table by table."""

    prepared: PreparedArticle
    extractor: Agent
    article: Article
    capture: Capture
    tie: ArticleCapture
    text: TextVersion
    found: tuple[FieldValue, ...]
    supplied: tuple[FieldValue, ...]


def last_number(accession: Accession) -> int:
    """Give the last running number among an accession's own reference codes."""
    codes = Article.objects.filter(reference_code__startswith=f"{accession.number}-").order_by("-reference_code")
    last = codes.values_list("reference_code", flat=True).first() or "-0"
    return int(last.rpartition("-")[2])


def write_articles(batch: Sequence[PreparedArticle], intake: Intake) -> None:
    """Write whole articles; call it inside a transaction. Raises IntegrityError where a name is taken meanwhile."""
    now = timezone.now()
    blobs = _blobs(batch)
    rows = [_new_row(prepared, blobs[prepared.sha256], intake, now) for prepared in batch]
    captures = {id(row.capture): row.capture for row in rows if row.capture.pk is None}
    Capture.objects.bulk_create(captures.values())
    Article.objects.bulk_create([row.article for row in rows])
    ArticleCapture.objects.bulk_create([row.tie for row in rows])
    TextVersion.objects.bulk_create([row.text for row in rows])
    Block.objects.bulk_create([block for row in rows for block in _blocks(row)])
    FieldValue.objects.bulk_create([value for row in rows for value in row.found])
    FieldValue.objects.bulk_create([value for row in rows for value in row.supplied])
    _make_current(rows)
    first = first_with([row.text.sha256 for row in rows])
    Event.objects.bulk_create([event for row in rows for event in _events(row, intake, first)])
    Change.objects.bulk_create(
        [Change(kind="article", uuid=row.article.uuid, action=ChangeAction.CREATED, at=now) for row in rows]
    )
    IndexTask.objects.bulk_create([IndexTask(key=row.article.uuid, at=now) for row in rows])


def _make_current(rows: list[_Row]) -> None:
    """Point each article to its text, in one statement."""
    first = TextVersion.objects.filter(article=OuterRef("pk"), number=1).values("pk")
    Article.objects.filter(pk__in=[row.article.pk for row in rows]).update(current_text=Subquery(first))


def _blobs(batch: Sequence[PreparedArticle]) -> dict[str, Blob]:
    """Give the blob of each digest; those that are known are kept, and their bytes are now held in any case."""
    wanted = {prepared.sha256: prepared.size for prepared in batch}
    known = {blob.sha256: blob for blob in Blob.objects.filter(sha256__in=wanted)}
    if known:
        Blob.objects.filter(sha256__in=known, bytes_expected=False).update(bytes_expected=True)
    fresh = [Blob(sha256=sha256, size=size) for sha256, size in wanted.items() if sha256 not in known]
    Blob.objects.bulk_create(fresh)
    return known | {blob.sha256: blob for blob in fresh}


def _new_row(prepared: PreparedArticle, blob: Blob, intake: Intake, now: datetime) -> _Row:
    extractor = intake.extractor_agent(prepared.extractor, prepared.extractor_version)
    article = _article(prepared, intake, now)
    capture = _capture(prepared, blob, intake)
    tie = ArticleCapture(article=article, capture=capture, locator=prepared.record.locator)
    text = TextVersion(
        article=article,
        article_capture=tie,
        number=1,
        text=prepared.extracted.text,
        sha256=prepared.text_sha256,
        extractor=prepared.extractor,
        extractor_version=prepared.extractor_version,
        created=now,
    )
    by_rule = {found.field: _value(article, text, found, extractor, now) for found in prepared.found}
    by_hand = {found.field: _value(article, text, found, intake.agent, now) for found in prepared.supplied}
    for name in by_rule.keys() & by_hand.keys():
        by_rule[name].current = False
        by_hand[name].supersedes = by_rule[name]
    for name, value in projected_columns(by_rule | by_hand, publishers=intake.publishers).items():
        setattr(article, name, value)
    return _Row(
        prepared=prepared,
        extractor=extractor,
        article=article,
        capture=capture,
        tie=tie,
        text=text,
        found=tuple(by_rule.values()),
        supplied=tuple(by_hand.values()),
    )


def _article(prepared: PreparedArticle, intake: Intake, now: datetime) -> Article:
    supplied = prepared.record.supplied
    article = Article(
        access=supplied.access or intake.access,
        rights=intake.rights_statement(supplied.rights_uri, supplied.rights_holder, supplied.rights_note),
        collection=intake.accession.collection,
        supplied_title=prepared.title,
        created=now,
        modified=now,
    )
    article.reference_code = supplied.reference_code or intake.next_code()
    return article


def _capture(prepared: PreparedArticle, blob: Blob, intake: Intake) -> Capture:
    """Give a record's capture: a new one, or the one that other articles of the accession stand in."""
    if not prepared.record.whole:
        return _new_capture(prepared, blob, intake)
    key = (prepared.sha256, prepared.record.file_name)
    if key not in intake.captures:
        held = Capture.objects.filter(accession=intake.accession, blob=blob, file_name=key[1]) if blob.pk else None
        intake.captures[key] = (held and held.first()) or _new_capture(prepared, blob, intake)
    return intake.captures[key]


def _new_capture(prepared: PreparedArticle, blob: Blob, intake: Intake) -> Capture:
    record, extracted = prepared.record, prepared.extracted
    return Capture(
        blob=blob,
        accession=intake.accession,
        media_type=record.media_type,
        charset=extracted.charset,
        charset_evidence=_shortened(extracted.charset_evidence),
        newline=extracted.newline,
        source_uri=record.source_uri,
        file_name=record.file_name,
        captured_at=record.captured_at,
        headers={normalise(name): normalise(value) for name, value in record.headers.items()},
    )


def _shortened(evidence: str) -> str:
    """Give how a charset was found as it fits its column; the event of the extraction has it whole."""
    return evidence if len(evidence) <= LONGEST_EVIDENCE else f"{evidence[: LONGEST_EVIDENCE - 1]}…"


def _blocks(row: _Row) -> Iterable[Block]:
    for order, block in enumerate(row.prepared.blocks):
        yield Block(
            text_version=row.text, order=order, start=block.start, end=block.end, role=block.role, xpath=block.xpath
        )


def _value(article: Article, text: TextVersion, found: FoundValue, agent: Agent, now: datetime) -> FieldValue:
    earliest, latest = edtf_dates.bounds(found.edtf) if found.edtf else (None, None)
    return FieldValue(
        article=article,
        field=found.field,
        value=found.value,
        edtf=found.edtf,
        earliest=earliest,
        latest=latest,
        status=found.status,
        certainty=found.certainty,
        evidence_text=text if found.start is not None else None,
        evidence_start=found.start,
        evidence_end=found.end,
        locator=found.locator,
        note=found.note,
        agent=agent,
        at=now,
    )


def _events(row: _Row, intake: Intake, first: Mapping[str, str]) -> Iterable[Event]:
    same = first[row.text.sha256]
    return events_of(
        row.prepared,
        article=row.article,
        text=row.text,
        extractor=row.extractor,
        accession=intake.accession,
        agent=intake.agent,
        same_text="" if same == row.article.reference_code else same,
    )
