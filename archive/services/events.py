"""The three rows that go with every change: an event, a place in the change feed, and a task for the index."""

from collections.abc import Sequence
from uuid import UUID

from accounts.models import Agent
from archive.models import Article, Change, Event, IndexTask
from archive.vocabulary import ChangeAction, EventType, Outcome


def record_event(
    *,
    type: EventType,  # noqa: A002 - PREMIS' word
    agent: Agent,
    article: Article | None = None,
    detail: str = "",
    object_ids: Sequence[str] = (),
    outcome: Outcome = Outcome.SUCCESS,
) -> Event:
    """Write a PREMIS event; call it inside the transaction of the change."""
    return Event.objects.create(
        type=type, agent=agent, article=article, detail=detail, object_ids=list(object_ids), outcome=outcome
    )


def record_change(*, kind: str, uuid: UUID, action: ChangeAction) -> None:
    """Add a line to the change feed; call it inside the transaction of the change."""
    Change.objects.create(kind=kind, uuid=uuid, action=action)


def enqueue_index(articles: Sequence[UUID]) -> None:
    """Ask for the index documents of these articles to be made anew; call it inside the transaction of the change."""
    IndexTask.objects.bulk_create([IndexTask(key=uuid) for uuid in articles])


def enqueue_annotation(*, article: UUID, annotation: int) -> None:
    """Ask for the index document of one annotation to be made anew; call it inside the transaction of the change."""
    IndexTask.objects.create(key=article, annotation=annotation)
