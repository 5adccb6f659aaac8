"""The worker: the one process that keeps the index current while people work."""

import signal
import time
from collections.abc import Callable
from threading import Event
from types import FrameType

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from archive.models import IndexTask
from archive.search.engines import index
from archive.services.embargo import end_embargoes
from archive.services.indexing import Drained, drain
from archive.services.uploads import InterruptedReading, resume_interrupted, run_waiting

#: Seconds between looks into the outbox, and how long a task may wait for others to share its commit.
POLL, COALESCE = 0.25, 1.0

#: Tasks in one go from which on people are taken to write faster than can be followed one by one; and the seconds that
#: the worker then rests after its work, at most, so that it shares what comes meanwhile and leaves them the machine.
MANY, LONGEST_REST = 20, 5.0

#: Seconds between looks for embargoes that have ended.
EMBARGOES = 60.0

#: Seconds before the database is tried again after it could not be reached.
RETRY = 2.0

Say = Callable[[str], None]


def work(*, stop: Event, say: Say) -> Drained:
    """Drain the outbox until told to stop, then finish what is held, and give the counts of all of it.

    Accessions that wait are read in between, and embargoes that have ended are told of once a minute.

    A task is indexed at most about two seconds after it was written: one to be joined by others, one to be
    committed.
    """
    total, looked = Drained(), -EMBARGOES
    resume_interrupted()
    while True:
        stopping = stop.is_set()
        began = time.monotonic()
        try:
            begun = 0 if stopping else run_waiting(between=lambda: _between(stop))
            if begun:
                say(f"{begun} accessions read")
            looked = looked if stopping else _end_embargoes(looked, say)
            done = drain() if stopping or _due() else None
        except DatabaseError as error:
            say(f"the database can't be asked: {error}")
            close_old_connections()
            stop.wait(RETRY)
            done = None
        if done:
            total = total.with_(done)
            if done.tasks or done.rebuilt:
                where = "in a new index" if done.rebuilt else f"and {done.annotations} annotations indexed"
                say(f"{done.articles} articles {where}")
        if stopping:
            return total
        rest = min(time.monotonic() - began, LONGEST_REST) if done and done.tasks >= MANY else POLL
        stop.wait(max(POLL, rest))


def _between(stop: Event) -> None:
    """Keep the index current while a long accession is read, and let the reading wait when the worker is to stop."""
    if stop.is_set():
        raise InterruptedReading("the worker is stopping")
    if _due():
        drain()


def _end_embargoes(looked: float, say: Say) -> float:
    """Tell of embargoes that have ended, if the last look is long enough ago; give when the last look was."""
    now = time.monotonic()
    if now - looked < EMBARGOES:
        return looked
    if ended := end_embargoes(timezone.now()):
        say(f"{ended} embargoes have ended")
    return now


def stop_on_signals() -> Event:
    """Give an event that SIGTERM and SIGINT set, so that what is under way is finished."""
    stop = Event()

    def told(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told)
    return stop


def _due() -> bool:
    """Say whether the oldest task has waited for others long enough, or the index can't be read."""
    oldest = IndexTask.objects.order_by("pk").values_list("at", flat=True).first()
    if oldest is not None and (timezone.now() - oldest).total_seconds() >= COALESCE:
        return True
    return index().needs_rebuild()
