"""The rows that go with every change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from archive.models import Change, Event, IndexTask
from archive.services.events import enqueue_index, record_change, record_event
from archive.vocabulary import ChangeAction, EventType, Outcome
from tests.factories import AgentFactory, ArticleFactory
from tests.rows import changes, index_tasks

pytestmark = pytest.mark.django_db


def test_record_event_keeps_what_was_done_to_what_by_whom():
    agent, article = AgentFactory(), ArticleFactory(text=None)
    before = timezone.now()
    event = record_event(
        type=EventType.FIXITY_CHECK,
        agent=agent,
        article=article,
        detail="all intact",
        object_ids=("blob:aa", "blob:bb"),
        outcome=Outcome.WARNING,
    )
    found = Event.objects.get(pk=event.pk)
    assert (found.type, found.agent, found.article, found.outcome, found.detail, found.object_ids) == (
        "fixity check",
        agent,
        article,
        "warning",
        "all intact",
        ["blob:aa", "blob:bb"],
    )
    assert before <= found.at <= before + timedelta(minutes=1)


def test_record_event_may_concern_the_whole_archive():
    event = record_event(type=EventType.FIXITY_CHECK, agent=AgentFactory())
    assert (event.article, event.outcome, event.detail, event.object_ids) == (None, "success", "", [])


def test_record_change_adds_to_the_feed_in_order():
    uuids = [AgentFactory().uuid for _ in range(3)]
    for uuid in uuids:
        record_change(kind="article", uuid=uuid, action=ChangeAction.UPDATED)
    assert changes() == [("article", uuid, "updated") for uuid in uuids]
    sequence = list(Change.objects.values_list("seq", flat=True))
    assert sequence == sorted(set(sequence))


def test_enqueue_index_keeps_every_request():
    uuid = AgentFactory().uuid
    enqueue_index([uuid])
    enqueue_index([uuid, uuid])
    enqueue_index([])
    assert index_tasks() == [uuid] * 3
    assert len(set(IndexTask.objects.values_list("id", flat=True))) == 3


@pytest.mark.parametrize("type_", list(EventType))
def test_event_types_fit_their_column(type_):
    event = record_event(type=type_, agent=AgentFactory())
    event.full_clean(exclude=["uuid", "object_ids", "article"])
    assert event.get_type_display() == type_.label
