"""The change feed, as a follower with a viewer's rights reads it: each line once, none missed.

A line is given with its record's names only if the viewer may see the record now. Of one that they may no longer see,
a line that could have been its going says ``withdrawn`` and nothing else; every other line of it is left out. A line
about a set or an article stands for all that is in it: what was hidden with it appears with it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection, models
from django.db.models import Q, QuerySet

from accounts.access import Viewer
from archive.errors import InvalidValueError
from archive.models import Article, Change
from archive.vocabulary import ChangeAction


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One line of the feed, as a viewer may read it."""

    seq: int
    kind: str
    uuid: UUID
    action: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """Lines, the place behind the last one looked at (0: the beginning), and whether there was more."""

    lines: Sequence[ChangeLine]
    after: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeKind:
    """How a kind of record shows in the feed.

    ``visible`` gives those of some records that a viewer may see; ``gone`` those others that they may have seen before.
    ``leaving`` are the actions by which a record can leave somebody's sight.
    """

    visible: Callable[[Collection[UUID], Viewer], set[UUID]]
    gone: Callable[[Collection[UUID], Viewer], set[UUID]]
    leaving: frozenset[str]


def _visible_articles(uuids: Collection[UUID], viewer: Viewer) -> set[UUID]:
    return set(Article.objects.visible_to(viewer).filter(uuid__in=uuids).order_by().values_list("uuid", flat=True))


def _all_others(uuids: Collection[UUID], _viewer: Viewer) -> set[UUID]:
    return set(uuids)


#: The kinds of record that show in the feed; other apps add theirs when they start.
CHANGE_KINDS: dict[str, ChangeKind] = {
    "article": ChangeKind(
        visible=_visible_articles,
        gone=_all_others,
        leaving=frozenset({ChangeAction.ACCESS, ChangeAction.WITHDRAWN}),
    )
}


class _OldestRunning(models.Func):
    """The oldest transaction that still runs (PostgreSQL): all before it are over, and what they wrote is seen."""

    template = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    output_field = models.BigIntegerField()


def read_changes(*, after: int | None, limit: int, viewer: Viewer) -> ChangePage:
    """Give what a viewer may know of the next ``limit`` lines behind the line ``after``; None: from the beginning.

    A page can hold fewer lines than there are, or none, and still be followed by more. Raises InvalidValueError where
    there is no line ``after``. One query for the lines, one for the place, and up to two for each kind of record.
    """
    rows = list(_settled(_behind(after))[: limit + 1])
    page = rows[:limit]
    last = page[-1].seq if page else after or 0
    return ChangePage(lines=_told(page, viewer), after=last, more=len(rows) > limit)


def latest_change() -> int:
    """Give the last line that no line can come before any more: whoever follows from here misses nothing; 0: none."""
    last = _settled(Change.objects.order_by("-transaction", "-seq")).values_list("seq", flat=True).first()
    return last or 0


def _behind(after: int | None) -> QuerySet[Change]:
    found = Change.objects.order_by("transaction", "seq")
    if not after:
        return found
    place = Change.objects.filter(seq=after).values_list("transaction", flat=True).first()
    if place is None:
        raise InvalidValueError("there is no such place in the feed", field="after")
    return found.filter(Q(transaction=place, seq__gt=after) | Q(transaction__gt=place))


def _settled(found: QuerySet[Change]) -> QuerySet[Change]:
    """Keep lines that no line can come before any more.

    On PostgreSQL transactions end in any order; those from the oldest running one on are left for later. On SQLite
    writers follow one another, and what is there is settled.
    """
    return found.filter(transaction__lt=_OldestRunning()) if connection.vendor == "postgresql" else found


def _told(rows: Sequence[Change], viewer: Viewer) -> list[ChangeLine]:
    uuids: defaultdict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        uuids[row.kind].add(row.uuid)
    visible: dict[str, set[UUID]] = {}
    gone: dict[str, set[UUID]] = {}
    for kind, found in uuids.items():
        if known := CHANGE_KINDS.get(kind):
            visible[kind] = known.visible(found, viewer)
            hidden = found - visible[kind]
            gone[kind] = known.gone(hidden, viewer) if hidden else set()
    return [line for row in rows if (line := _line(row, visible, gone))]


def _line(row: Change, visible: Mapping[str, set[UUID]], gone: Mapping[str, set[UUID]]) -> ChangeLine | None:
    line = ChangeLine(seq=row.seq, kind=row.kind, uuid=row.uuid, action=row.action, at=row.at)
    if row.uuid in visible.get(row.kind, ()):
        return line
    if row.uuid in gone.get(row.kind, ()) and row.action in CHANGE_KINDS[row.kind].leaving:
        return replace(line, action=ChangeAction.WITHDRAWN.value)
    return None
