"""Embargoes that end: told as events, in the change feed and to the index, once each."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, F, Func, OuterRef, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.sql.compiler import SQLCompiler

from accounts.models import Agent
from accounts.services.agents import software_agent
from archive.models import Article, Event
from archive.services.events import enqueue_index, record_change, record_event
from archive.version import VERSION
from archive.vocabulary import ArticleState, ChangeAction, EventType

#: Articles that are told of in one transaction, at most.
BATCH = 100


class _EndName(Func):
    """What ``end_name`` gives for a moment, made by the database."""

    template = "'embargo:' || replace(substr(%(expressions)s, 1, 19), ' ', 'T') || 'Z'"
    output_field = TextField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        wanted = """to_char(%(expressions)s AT TIME ZONE 'UTC', '"embargo:"YYYY-MM-DD"T"HH24:MI:SS"Z"')"""
        return self.as_sql(compiler, connection, template=wanted, **context)


def end_name(moment: datetime) -> str:
    """Give the name under which an event tells of an embargo's end: ``embargo:2026-11-26T12:00:00Z``, to the second."""
    return f"embargo:{moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


def end_embargoes(now: datetime) -> int:
    """Tell of every embargo that has ended by ``now`` and that no event tells of yet; give how many.

    Each active article is given an event whose first object names the end, a line in the change feed and a task for
    the index. The event's own moment is when it was written. An embargo set anew has another name, and is told anew;
    a withdrawn article's is told when it is reinstated.
    """
    count = last = 0
    while keys := list(_untold(now).filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        count += _tell(keys, now)
        last = keys[-1]
    return count


def _untold(now: datetime) -> QuerySet[Article]:
    told = Event.objects.annotate(first=KeyTextTransform(0, F("object_ids"))).filter(
        article=OuterRef("pk"), type=EventType.POLICY_ASSIGNMENT, first=_EndName(OuterRef("embargo_until"))
    )
    ended = Article.objects.filter(state=ArticleState.ACTIVE, embargo_until__lte=now)
    return ended.filter(~Exists(told)).order_by("pk")


@transaction.atomic
def _tell(keys: list[int], now: datetime) -> int:
    """Write the rows of those that are untold still, once nobody else can write theirs."""
    list(Article.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    articles = list(_untold(now).filter(pk__in=keys))
    agent = software_agent(name="dateline", version=VERSION)
    for article in articles:
        _record(article, agent)
    enqueue_index([article.uuid for article in articles])
    return len(articles)


def _record(article: Article, agent: Agent) -> None:
    if article.embargo_until is None:
        return
    record_event(
        type=EventType.POLICY_ASSIGNMENT,
        agent=agent,
        article=article,
        detail=f"the embargo until {article.embargo_until.isoformat()} has ended; access {article.access}",
        object_ids=[end_name(article.embargo_until)],
    )
    record_change(kind="article", uuid=article.uuid, action=ChangeAction.ACCESS)
