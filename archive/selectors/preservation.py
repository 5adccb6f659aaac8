"""How well the archive keeps: fixity, growth, what was done, and what is kept from readers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Aggregate, Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate, TruncMonth
from django.utils import timezone

from accounts.access import Viewer
from archive.models import Article, ArticleCapture, Blob, Capture, Event
from archive.vocabulary import ArticleState, EventType

#: How far back growth (months, with the present one) and events (days, with today) are counted.
MONTHS, DAYS = 12, 30

#: Damaged blobs that are named, and articles in each list, at most.
NAMED, LISTED = 200, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Counts of blobs by what is known of their bytes, of bytes held and of articles.

    ``damaged`` are those that the last check named, ``absent`` those whose bytes are not expected; bytes are without
    the latter.
    """

    blobs: int
    held: int
    intact: int
    unchecked: int
    damaged: int
    absent: int
    oldest_check: datetime | None
    articles: int


@dataclass(slots=True, kw_only=True)
class Month:
    """What came in during a month: captures, articles, and bytes that were not held before."""

    first: date
    captures: int = 0
    articles: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDays:
    """Events of each day that has any, the latest first, by type; ``types`` are those that occur."""

    types: Sequence[str]
    days: Sequence[tuple[date, Mapping[str, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """The first few articles of a list, and how many it has."""

    count: int
    articles: Sequence[Article] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preservation:
    """All of it; ``damaged`` have the captures that the viewer may know of in ``shown_captures``."""

    last_check: Event | None
    damaged: Sequence[Blob]
    holdings: Holdings
    months: Sequence[Month]
    events: EventDays
    embargoed: Some
    withdrawn: Some


def get_preservation(viewer: Viewer) -> Preservation:
    """Give the state of the archive at ``viewer.now``, in a constant number of queries.

    Counts of what came in and was done are of the whole archive; articles are those that the viewer may read.
    """
    last = Event.objects.filter(type=EventType.FIXITY_CHECK).select_related("agent").order_by("-at", "-pk").first()
    digests = _digests(last)
    return Preservation(
        last_check=last,
        damaged=_damaged(digests, viewer),
        holdings=_holdings(digests),
        months=_months(viewer.now),
        events=_events(viewer.now),
        embargoed=_embargoed(viewer),
        withdrawn=_withdrawn(viewer),
    )


def _digests(check: Event | None) -> list[str]:
    """Give the digests of the blobs that a check found damaged."""
    named = check.object_ids if check else []
    return [name.removeprefix("blob:") for name in named if name.startswith("blob:")]


def _damaged(digests: Sequence[str], viewer: Viewer) -> Sequence[Blob]:
    places = ArticleCapture.objects.filter(capture=OuterRef("pk"))
    readable = places.filter(article__in=Article.objects.visible_to(viewer))
    captures = Capture.objects.filter(Exists(readable) | ~Exists(places)).select_related("accession")
    shown = Prefetch("captures", queryset=captures.order_by("pk"), to_attr="shown_captures")
    return list(Blob.objects.filter(sha256__in=digests[:NAMED]).prefetch_related(shown).order_by("pk"))


def _holdings(digests: Sequence[str]) -> Holdings:
    expected = Q(bytes_expected=True)
    never = expected & Q(checked_at=None)
    counts = Blob.objects.aggregate(
        blobs=Count("pk"),
        held=Coalesce(Sum("size", filter=expected), 0),
        intact=Count("pk", filter=expected & Q(checked_at__isnull=False)),
        unchecked=Count("pk", filter=never & ~Q(sha256__in=digests[:NAMED])),
        absent=Count("pk", filter=~expected),
        oldest_check=Min("checked_at", filter=expected),
    )
    # Those beyond the first were counted as unchecked: a list of any length would not fit into a query.
    counts["unchecked"] = max(0, counts["unchecked"] - len(digests[NAMED:]))
    return Holdings(**counts, damaged=len(digests), articles=Article.objects.count())


def _months(now: datetime) -> Sequence[Month]:
    """Give the last months, the latest first, those without anything too."""
    firsts = [timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)]
    while len(firsts) < MONTHS:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    months = {first.date(): Month(first=first.date()) for first in firsts}
    earlier = Capture.objects.filter(blob=OuterRef("blob"), pk__lt=OuterRef("pk"))
    captures = Capture.objects.annotate(is_new=~Exists(earlier))
    new = Q(is_new=True, blob__bytes_expected=True)
    held = Coalesce(Sum("blob__size", filter=new), 0)
    for row in _by_month(captures, "accession__received_at", firsts[-1], captures=Count("pk"), held=held):
        if month := months.get(row["month"].date()):
            month.captures, month.held = row["captures"], row["held"]
    for row in _by_month(Article.objects.all(), "created", firsts[-1], articles=Count("pk")):
        if month := months.get(row["month"].date()):
            month.articles = row["articles"]
    return list(months.values())


def _by_month(
    found: QuerySet[Any], moment: str, since: datetime, **counts: Aggregate | Coalesce
) -> Iterable[Mapping[str, Any]]:
    dated = found.filter(**{f"{moment}__gte": since}).annotate(month=TruncMonth(moment))
    rows: Iterable[Mapping[str, Any]] = dated.order_by().values("month").annotate(**counts)
    return rows


def _events(now: datetime) -> EventDays:
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    since = today - timedelta(days=DAYS - 1)
    dated = Event.objects.filter(at__gte=since, at__lte=now).annotate(day=TruncDate("at"))
    days: dict[date, dict[str, int]] = defaultdict(dict)
    for row in dated.order_by("-day").values("day", "type").annotate(number=Count("pk")):
        days[row["day"]][row["type"]] = row["number"]
    present = {name for counts in days.values() for name in counts}
    return EventDays(types=sorted(present, key=_place_of_type), days=list(days.items()))


def _place_of_type(name: str) -> tuple[int, str]:
    """Give the order of event types: the vocabulary's, then any that it does not know."""
    known = EventType.values
    return (known.index(name) if name in known else len(known), name)


def _embargoed(viewer: Viewer) -> Some:
    found = Article.objects.visible_to(viewer).filter(state=ArticleState.ACTIVE, embargo_until__gt=viewer.now)
    return Some(count=found.count(), articles=list(found.order_by("embargo_until", "pk")[:LISTED]))


def _withdrawn(viewer: Viewer) -> Some:
    """Give withdrawn articles, the last one first, each with ``withdrawn_at`` and ``reason``."""
    found = Article.objects.visible_to(viewer).filter(state=ArticleState.WITHDRAWN)
    told = Event.objects.filter(article=OuterRef("pk"), type=EventType.DEACCESSION).order_by("-at", "-pk")
    listed = found.annotate(
        withdrawn_at=Subquery(told.values("at")[:1]), reason=Subquery(told.values("detail")[:1])
    ).order_by(F("withdrawn_at").desc(nulls_last=True), "-pk")
    return Some(count=found.count(), articles=list(listed[:LISTED]))
