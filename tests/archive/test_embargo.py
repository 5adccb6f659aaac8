"""The end of an embargo is told once: as an event, in the change feed, and to the index."""

from datetime import UTC, datetime, timedelta, timezone
from threading import Event as Flag
from threading import Timer

import pytest

from accounts.models import Agent
from archive.models import Article, Event
from archive.services import embargo, worker
from archive.services.embargo import end_embargoes, end_name
from archive.services.indexing import drain
from archive.services.rights import reinstate, set_access, withdraw
from archive.services.worker import work
from archive.vocabulary import Access, ArticleState
from tests.factories import AgentFactory, ArticleFactory, EventFactory
from tests.factories.archive import NOON
from tests.rows import changes, events, index_tasks, row_counts

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)


def under_embargo(until: datetime = NOON, **options) -> Article:
    return ArticleFactory(embargo_until=until, text=None, **options)


def names() -> list[str]:
    return [name for event in events() for name in event["object_ids"]]


def set_anew(article: Article, until: datetime | None) -> None:
    article.refresh_from_db()
    set_access(
        article=article,
        access=Access.OPEN,
        embargo_until=until,
        rights=None,
        agent=AgentFactory(),
        version=article.version,
    )


def test_an_end_is_an_event_a_change_and_an_index_task():
    article = under_embargo()
    before = row_counts()
    assert end_embargoes(LATER) == 1
    assert events() == [
        {
            "type": "policy assignment",
            "agent": Agent.objects.get(kind="software", label="dateline").pk,
            "article": article.pk,
            "outcome": "success",
            "detail": "the embargo until 2007-04-19T12:00:00+00:00 has ended; access open",
            "object_ids": ["embargo:2007-04-19T12:00:00Z"],
        }
    ]
    assert changes() == [("article", article.uuid, "access")]
    assert index_tasks() == [article.uuid]
    grown = {"archive.Event", "archive.Change", "archive.IndexTask", "accounts.Agent"}
    assert {name for name, count in row_counts().items() if count != before[name]} == grown


def test_an_end_leaves_the_article_as_it_is():
    article = under_embargo()
    before = Article.objects.values().get(pk=article.pk)
    end_embargoes(LATER)
    assert Article.objects.values().get(pk=article.pk) == before


def test_an_end_is_told_once():
    under_embargo()
    assert [end_embargoes(LATER), end_embargoes(LATER), end_embargoes(LATER + timedelta(days=1))] == [1, 0, 0]
    assert (len(events()), len(changes()), len(index_tasks())) == (1, 1, 1)


@pytest.mark.parametrize(
    ("now", "count"),
    [(NOON - timedelta(microseconds=1), 0), (NOON, 1), (NOON + timedelta(microseconds=1), 1)],
    ids=["before", "at the moment", "after"],
)
def test_an_end_is_told_when_it_has_come(now, count):
    under_embargo()
    assert end_embargoes(now) == count


def test_articles_without_an_embargo_have_no_end():
    ArticleFactory(text=None)
    assert end_embargoes(LATER) == 0
    assert row_counts()["accounts.Agent"] == 0


def test_a_withdrawn_article_is_told_of_when_it_is_reinstated():
    article = under_embargo()
    withdraw(article=article, reason="an error", agent=AgentFactory(), version=article.version)
    assert end_embargoes(LATER) == 0
    reinstate(article=article, reason="no error", agent=AgentFactory(), version=article.version)
    assert article.state == ArticleState.ACTIVE
    assert end_embargoes(LATER) == 1


@pytest.mark.parametrize(
    "until",
    [LATER, NOON - timedelta(days=1), NOON + timedelta(seconds=1)],
    ids=["later", "earlier", "a second later"],
)
def test_an_embargo_set_anew_is_told_anew(until):
    article = under_embargo()
    assert end_embargoes(NOON) == 1
    set_anew(article, until)
    assert [end_embargoes(LATER), end_embargoes(LATER)] == [1, 0]
    assert names() == [end_name(NOON), end_name(until)]


def test_an_embargo_that_is_lifted_has_no_end():
    article = under_embargo()
    set_anew(article, None)
    assert end_embargoes(LATER) == 0


def test_events_that_name_other_things_do_not_tell_of_an_end():
    article = under_embargo()
    EventFactory(article=article, type="policy assignment", object_ids=["field:headline", end_name(NOON)])
    EventFactory(article=article, type="policy assignment", object_ids=[])
    EventFactory(article=article, type="ingestion", object_ids=[end_name(NOON)])
    EventFactory(article=None, type="policy assignment", object_ids=[end_name(NOON)])
    assert end_embargoes(LATER) == 1


@pytest.mark.parametrize(
    "moment",
    [
        NOON,
        NOON.replace(microsecond=1),
        NOON.replace(second=59, microsecond=999_999),
        datetime(2026, 11, 26, 1, 30, tzinfo=timezone(timedelta(hours=-5))),
        datetime(999, 1, 1, tzinfo=UTC),
    ],
    ids=["whole seconds", "a microsecond", "nearly the next minute", "of another zone", "long ago"],
)
def test_the_database_gives_an_end_the_same_name(moment):
    article = under_embargo(moment)
    assert end_embargoes(datetime(2030, 1, 1, tzinfo=UTC)) == 1
    assert end_embargoes(datetime(2030, 1, 1, tzinfo=UTC)) == 0
    named = Article.objects.annotate(name=embargo._EndName("embargo_until")).get(pk=article.pk)
    assert named.name == end_name(moment) == names()[0]


def test_an_end_is_named_in_universal_time():
    moment = datetime(2026, 11, 26, 1, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert end_name(moment) == "embargo:2026-11-26T06:30:00Z"


def test_many_ends_are_told_in_batches(monkeypatch):
    monkeypatch.setattr(embargo, "BATCH", 2)
    articles = [under_embargo(NOON + timedelta(minutes=-number)) for number in range(5)]
    under_embargo(LATER + timedelta(days=1))
    assert end_embargoes(LATER) == 5
    assert [event["article"] for event in events()] == [article.pk for article in articles]


def test_a_batch_that_fails_writes_nothing_and_is_told_later(monkeypatch):
    monkeypatch.setattr(embargo, "BATCH", 2)
    for _number in range(3):
        under_embargo()

    def refuse(_articles):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(embargo, "enqueue_index", refuse)
        with pytest.raises(RuntimeError):
            end_embargoes(LATER)
    assert (events(), changes(), index_tasks()) == ([], [], [])
    assert end_embargoes(LATER) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_looking_takes_one_query_where_nothing_has_ended(count, django_assert_num_queries):
    for _number in range(count):
        under_embargo()
    end_embargoes(LATER)
    with django_assert_num_queries(1):
        assert end_embargoes(LATER) == 0


def test_the_worker_tells_of_ends_once_a_minute():
    drain()
    under_embargo()
    stop, said = Flag(), list[str]()
    Timer(0.7, stop.set).start()
    work(stop=stop, say=said.append)
    assert said[0] == "1 embargoes have ended"
    assert Event.objects.count() == 1


def test_the_worker_looks_again_after_a_minute(monkeypatch):
    under_embargo()
    said: list[str] = []
    monkeypatch.setattr(worker.time, "monotonic", lambda: 100.0)
    assert worker._end_embargoes(40.1, said.append) == 40.1
    assert said == []
    assert worker._end_embargoes(40.0, said.append) == 100.0
    assert said == ["1 embargoes have ended"]


def test_the_worker_begins_nothing_when_it_is_told_to_stop():
    under_embargo()
    stop = Flag()
    stop.set()
    work(stop=stop, say=lambda _line: None)
    assert events() == []
