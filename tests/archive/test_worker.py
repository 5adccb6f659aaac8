"""The worker: drains until told to stop, finishes what it holds, and takes its time for others to share a commit."""

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Event, Timer

import pytest
from django.utils import timezone

from accounts.access import system_viewer
from archive.models import IndexTask
from archive.search.searching import search
from archive.services.events import enqueue_index
from archive.services.indexing import Drained, drain
from archive.services.worker import work
from tests.factories import ArticleFactory


def stopped(after: float) -> Event:
    stop = Event()
    Timer(after, stop.set).start()
    return stop


@pytest.mark.django_db(transaction=True)
def test_worker_makes_the_index_and_drains_the_outbox():
    article = ArticleFactory(reference_code="A-1", text="The bridge was opened.")
    enqueue_index([article.uuid])
    said: list[str] = []
    assert work(stop=stopped(0.6), say=said.append) == Drained(tasks=1, articles=1)
    assert said == ["1 articles in a new index"]
    result = search(query="bridge", viewer=system_viewer(), facets=())
    assert ([hit.reference_code for hit in result.hits], result.from_database) == (["A-1"], False)


def test_worker_finishes_what_waits_when_it_is_told_to_stop(db: None):
    drain()
    article = ArticleFactory(text="The bridge was opened.")
    enqueue_index([article.uuid])
    assert IndexTask.objects.get().at > timezone.now() - timedelta(seconds=5)
    stop = Event()
    stop.set()
    assert work(stop=stop, say=lambda _line: None) == Drained(tasks=1, articles=1)


def test_worker_command_stops_on_a_signal_and_says_what_it_did(tmp_path: Path):
    env = {**os.environ, "DATELINE_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    env.pop("DATELINE_DATABASE_URL", None)
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], env=env, check=True)
    with subprocess.Popen(
        [*manage, "worker", "--json"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().strip() == "0 articles in a new index"
        process.send_signal(signal.SIGTERM)
        out, _err = process.communicate(timeout=20)
    assert (json.loads(out.splitlines()[-1]), process.returncode) == ({"tasks": 0, "articles": 0, "annotations": 0}, 0)
