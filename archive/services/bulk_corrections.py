"""Correcting many articles at once: planned without writing, written in one transaction, undone as a whole."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from accounts.access import Viewer
from accounts.models import Agent
from archive.bulk_csv import Row
from archive.errors import InvalidValueError
from archive.models import Article, BulkCorrection, Change, Event, FieldValue, Publisher
from archive.records import FoundValue
from archive.services.corrections import new_value, shown_value
from archive.services.events import enqueue_index
from archive.services.projection import projected_columns
from archive.services.versions import claim_version
from archive.vocabulary import ChangeAction, EventType, ValueStatus

#: How many values one correction sets at most: what a person can look through, and one transaction can hold.
MOST = 2000


class Fate(StrEnum):
    """What becomes of a line: the value is set, it was so already, or it can't be set."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One value to be set: the article by uuid, the version it was seen at, and the line of the file it came from.

    ``former`` says that it is only to be set where the field's value is this now (None: whatever it is).
    """

    article: UUID
    version: int
    found: FoundValue
    former: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What would become of a line; ``reason`` says why it is refused."""

    line: Line
    fate: Fate
    article: Article | None = None
    former: FieldValue | None = None
    reason: str = ""


def lines_of(rows: Iterable[Row]) -> list[Line]:
    """Give the rows of a table as lines; a row without a status supplies its value, an empty one states none."""
    return [
        Line(
            article=row.uuid,
            version=row.version,
            row=row.line,
            found=FoundValue(
                field=row.field,
                value=row.value,
                edtf=row.edtf,
                status=row.status or (ValueStatus.SUPPLIED if row.value or row.edtf else ValueStatus.NOT_STATED),
                note=row.note,
            ),
        )
        for row in rows
    ]


def plan_bulk(lines: Sequence[Line], *, viewer: Viewer) -> list[Planned]:
    """Say what would become of each line, in their order; writes nothing. Two queries, however many lines.

    Raises InvalidValueError where there are more than ``MOST``.
    """
    if len(lines) > MOST:
        raise InvalidValueError(f"at most {MOST} values are set at once, these are {len(lines)}")
    uuids = {line.article for line in lines}
    visible = Article.objects.visible_to(viewer).filter(uuid__in=uuids).order_by()
    articles = {article.uuid: article for article in visible}
    current = _current(articles.values())
    seen: set[tuple[UUID, str]] = set()
    planned = []
    for line in lines:
        again = (line.article, line.found.field) in seen
        seen.add((line.article, line.found.field))
        planned.append(_planned(line, articles.get(line.article), current, again=again))
    return planned


@transaction.atomic
def correct_bulk(
    lines: Sequence[Line], *, viewer: Viewer, agent: Agent, note: str = "", source: str = ""
) -> tuple[BulkCorrection, list[Planned]]:
    """Set what can be set; give the correction, and what became of each line as it was found now.

    Lines that are refused, or whose article changed since it was seen, are left out and counted. Raises
    InvalidValueError where nothing is left to be set.
    """
    planned = plan_bulk(lines, viewer=viewer)
    wanted = [one for one in planned if one.fate is Fate.CHANGED]
    if not wanted:
        raise InvalidValueError("nothing would change")
    fields = {one.line.found.field for one in wanted}
    bulk = BulkCorrection.objects.create(
        field=fields.pop() if len(fields) == 1 else "", note=note, source=source[:255], agent=agent
    )
    puts = [_Put(one.article, one.former, one.line.found) for one in wanted if one.article]
    _finish(bulk, written=_write(puts, bulk), skipped=sum(one.fate is Fate.REFUSED for one in planned))
    return bulk, planned


@transaction.atomic
def undo_bulk(*, bulk: BulkCorrection, viewer: Viewer, agent: Agent) -> tuple[BulkCorrection, list[str]]:
    """Put back what the values were before; give the undoing, and the codes of articles that changed since.

    A field that had no value has none again. Raises InvalidValueError where there is nothing to be put back.
    """
    made = list(bulk.values.select_related("article", "supersedes__agent").order_by("pk"))
    ended = list(bulk.ended.select_related("article").order_by("pk"))
    readable = set(
        Article.objects.visible_to(viewer)
        .filter(pk__in={row.article_id for row in (*made, *ended)})
        .values_list("pk", flat=True)
    )
    held = _current([row.article for row in ended])
    puts = [_Put(row.article, row, row.supersedes) for row in made if row.current and row.article_id in readable]
    puts += [
        _Put(row.article, None, row)
        for row in ended
        if (row.article_id, row.field) not in held and row.article_id in readable
    ]
    kept = {put.article.reference_code for put in puts}
    left = sorted({row.article.reference_code for row in (*made, *ended)} - kept)
    if not puts:
        raise InvalidValueError("nothing can be put back: every value was corrected since")
    undoing = BulkCorrection.objects.create(field=bulk.field, undoes=bulk, agent=agent, note=bulk.note)
    _finish(undoing, written=_write(puts, undoing), skipped=len(left))
    return undoing, left


@dataclass(frozen=True, slots=True)
class _Put:
    """A value that takes the place of the current one; None: the field has no value any more."""

    article: Article
    former: FieldValue | None
    value: FoundValue | FieldValue | None


def _planned(
    line: Line, article: Article | None, current: Mapping[tuple[int, str], FieldValue], *, again: bool
) -> Planned:
    if article is None:
        return Planned(line=line, fate=Fate.REFUSED, reason="there is no such article that you may read")
    former = current.get((article.pk, line.found.field))
    reason = _reason(line, article, again=again)
    if reason:
        return Planned(line=line, fate=Fate.REFUSED, article=article, former=former, reason=reason)
    fate = Fate.UNCHANGED if _is_so(line, former) else Fate.CHANGED
    return Planned(line=line, fate=fate, article=article, former=former)


def _reason(line: Line, article: Article, *, again: bool) -> str:
    """Say why a line can't be written; nothing where it can."""
    if again:
        return "the field is set twice for this article"
    if article.version != line.version:
        return f"the article was changed meanwhile: version {line.version} was seen, it is now {article.version}"
    try:
        new_value(article=article, found=line.found, agent=Agent(), with_text=False)
    except InvalidValueError as error:
        return str(error)
    return ""


def _is_so(line: Line, former: FieldValue | None) -> bool:
    """Say whether a line would change nothing: the value is so, or it is not the one that is to be replaced."""
    if line.former is not None and (former.value if former else "") != line.former:
        return True
    if former is None:
        return False
    found = line.found
    return (former.value, former.edtf, former.status) == (found.value, found.edtf, found.status)


def _current(articles: Iterable[Article]) -> dict[tuple[int, str], FieldValue]:
    """Give the current values of articles, by article and field."""
    rows = FieldValue.objects.filter(article__in=[one.pk for one in articles], current=True).order_by()
    return {(row.article_id, row.field): row for row in rows}


def _write(puts: Sequence[_Put], bulk: BulkCorrection) -> int:
    """Write new values with their events, changes and index tasks; give how many. One update an article.

    Raises StaleVersionError where an article changes at this very moment; nothing is written then.
    """
    by_article: defaultdict[int, list[_Put]] = defaultdict(list)
    for put in puts:
        by_article[put.article.pk].append(put)
    current: defaultdict[int, dict[str, FieldValue]] = defaultdict(dict)
    for (pk, field), row in _current(put.article for put in puts).items():
        current[pk][field] = row
    publishers: dict[tuple[str, str], Publisher] = {}
    made, events, former = [], [], []
    for found in by_article.values():
        article = found[0].article
        values = current[article.pk]
        for put in found:
            new = _row(put, bulk)
            made += [new] if new else []
            former += [put.former] if put.former else []
            events.append(_event(put, new, bulk))
            _project(values, put, new)
        claim_version(article=article, version=article.version, **projected_columns(values, publishers=publishers))
    _end(former, puts, bulk)
    FieldValue.objects.bulk_create(made)
    Event.objects.bulk_create(events)
    uuids = [found[0].article.uuid for found in by_article.values()]
    Change.objects.bulk_create([Change(kind="article", uuid=uuid, action=ChangeAction.UPDATED) for uuid in uuids])
    enqueue_index(uuids)
    return len(puts)


def _end(former: Sequence[FieldValue], puts: Sequence[_Put], bulk: BulkCorrection) -> None:
    """Let former values be history; those that nothing follows say what ended them."""
    FieldValue.objects.filter(pk__in=[row.pk for row in former]).update(current=False)
    without = [put.former.pk for put in puts if put.former and put.value is None]
    FieldValue.objects.filter(pk__in=without).update(ended_by=bulk)


def _project(values: dict[str, FieldValue], put: _Put, row: FieldValue | None) -> None:
    if row is not None:
        values[row.field] = row
    elif put.former is not None:
        values.pop(put.former.field, None)


def _row(put: _Put, bulk: BulkCorrection) -> FieldValue | None:
    """Give the unsaved value that takes the former one's place: a new one, or a copy of one that stood before."""
    if put.value is None:
        return None
    if isinstance(put.value, FoundValue):
        row = new_value(article=put.article, found=put.value, agent=bulk.agent, supersedes=put.former, with_text=False)
    else:
        kept = ("field", "value", "edtf", "earliest", "latest", "status", "certainty", "locator", "note")
        place = ("evidence_text_id", "evidence_start", "evidence_end")
        copied = {name: getattr(put.value, name) for name in (*kept, *place)}
        row = FieldValue(article=put.article, agent=bulk.agent, supersedes=put.former, **copied)
    row.bulk = bulk
    return row


def _event(put: _Put, row: FieldValue | None, bulk: BulkCorrection) -> Event:
    field = (row or put.former).field  # type: ignore[union-attr]  # a put has a value, or ends one
    return Event(
        type=EventType.METADATA_MODIFICATION,
        agent=bulk.agent,
        article=put.article,
        detail=f"{field}: {shown_value(put.former)} → {shown_value(row)}. {bulk.note}".strip(),
        object_ids=[f"field:{field}", f"bulk:{bulk.uuid}"],
    )


def _finish(bulk: BulkCorrection, *, written: int, skipped: int) -> None:
    bulk.changed, bulk.skipped = written, skipped
    bulk.save(update_fields=["changed", "skipped"])
