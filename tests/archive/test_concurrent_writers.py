"""Writers at the same moment, each with a connection of its own: exactly one wins, and nothing comes in twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from archive.errors import StaleVersionError
from archive.models import Article, Blob, FieldValue
from archive.records import FoundValue
from archive.services.corrections import set_value
from archive.services.rights import withdraw
from tests.archive.records import record, story, take_in
from tests.factories import AgentFactory, ArticleFactory
from tests.rows import changes, events

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 4


def _at_once(act: Callable[[int], object]) -> list[object]:
    """Give what each of several threads got from ``act(number)``, or the error that stopped it."""
    barrier = Barrier(WRITERS)

    def run(number: int) -> object:
        try:
            barrier.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        futures = [pool.submit(run, number) for number in range(WRITERS)]
    return [future.exception() or future.result() for future in futures]


def test_set_value_by_several_writers_lets_one_win():
    article, agent = ArticleFactory(), AgentFactory()

    def correct(number: int) -> object:
        value = FoundValue(field="headline", value=f"Headline {number}", status="supplied")
        return set_value(article=Article.objects.get(pk=article.pk), value=value, agent=agent, version=1)

    found = _at_once(correct)

    winners = [row for row in found if isinstance(row, FieldValue)]
    losers = [error.current for error in found if isinstance(error, StaleVersionError)]
    assert (len(winners), losers) == (1, [2] * (WRITERS - 1))
    held = Article.objects.get(pk=article.pk)
    assert (held.headline, held.version, FieldValue.objects.get()) == (winners[0].value, 2, winners[0])
    assert (len(events()), changes()) == (1, [("article", article.uuid, "updated")])


def test_withdraw_and_set_value_at_once_lets_one_win():
    article, agent = ArticleFactory(), AgentFactory()
    value = FoundValue(field="headline", value="Corrected", status="supplied")
    acts = [
        lambda: withdraw(article=Article.objects.get(pk=article.pk), reason="Why", agent=agent, version=1),
        lambda: set_value(article=Article.objects.get(pk=article.pk), value=value, agent=agent, version=1),
    ]
    found = _at_once(lambda number: acts[number % 2]())
    assert [type(error) for error in found].count(StaleVersionError) == WRITERS - 1
    assert (Article.objects.get(pk=article.pk).version, len(events())) == (2, 1)


def test_ingest_of_the_same_bytes_by_several_runs_at_once_is_one_article():
    found = _at_once(lambda number: take_in(record(story(1), f"{number}.txt")))
    assert [report.rejected for report in found] == [[]] * WRITERS
    assert sorted((report.ingested, report.unchanged) for report in found) == [*[(0, 1)] * (WRITERS - 1), (1, 0)]
    assert (Article.objects.count(), Blob.objects.count()) == (1, 1)
    assert len({report.accession for report in found}) == WRITERS


def test_ingest_of_other_bytes_by_several_runs_at_once_takes_all_in():
    found = _at_once(lambda number: take_in(*(record(story(10 * number + n), f"{n}.txt") for n in range(5))))
    assert [(report.read, report.ingested) for report in found] == [(5, 5)] * WRITERS
    assert Article.objects.count() == 5 * WRITERS
