"""What is marked is never lost: the server goes away, the network does, the session ends, two tabs disagree."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from annotations.drafts import AnnotationDraft, MentionDraft
from annotations.models import Annotation, AnnotationSet, Revision
from annotations.services.annotate import delete_annotation, update_annotation
from annotations.services.sets import submit_set
from tests.e2e.bench import BenchPage, log_in, open_set

NewBench = Callable[..., BenchPage]


class Server:
    """A server of its own process on the test's database, which can be killed and started again."""

    def __init__(self) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.start()

    def start(self) -> None:
        command = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]
        held = connection.settings_dict
        owner = f"{held['USER']}:{held['PASSWORD']}@{quote(held['HOST'], safe='')}:{held['PORT']}"
        place = f"/{held['NAME']}" if connection.vendor == "sqlite" else f"{owner}/{held['NAME']}"
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DATELINE_DATA_DIR": str(settings.DATA_DIR),
            "DATELINE_DATABASE_URL": f"{connection.vendor}://{place}",
            "DATELINE_SECRET_KEY": settings.SECRET_KEY,
        }
        self.process = subprocess.Popen([sys.executable, *command], env=env, start_new_session=True)
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """Kill the server and its workers, whatever they are doing."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def server(transactional_db: None) -> Iterator[Server]:
    started = Server()
    yield started
    started.kill()


def mark(bench: BenchPage, words: str, tag: str = "1") -> None:
    bench.at(words)
    bench.press(tag)


def unsaved(bench: BenchPage, count: int) -> None:
    expect(bench.page.locator("#state")).to_contain_text(f"{count} unsaved")


def test_a_server_that_is_killed_and_comes_back_loses_nothing(browser: Browser, server: Server):
    found = open_set()
    page = browser.new_context(base_url=server.url, reduced_motion="reduce").new_page()
    log_in(page, found.annotator.user, server.url)
    bench = BenchPage(page, found).open()
    mark(bench, "Oslo", "3")
    bench.saved()
    mark(bench, "safe", "4")
    server.kill()
    mark(bench, "Anna Berg")
    mark(bench, "Mr Holm")
    expect(page.locator("#state")).to_contain_text("no connection")
    expect(page.locator("#state")).to_contain_text("unsaved")
    server.start()
    page.get_by_role("button", name="Try now").click()
    assert bench.words() == ["Anna Berg", "safe", "Oslo", "Mr Holm"]
    assert [one.version for one in bench.annotations()] == [1, 1, 1, 1]
    page.context.close()


def test_what_was_done_offline_is_saved_once_the_network_is_back(new_bench: NewBench):
    bench = new_bench(faults=True)
    mark(bench, "Oslo", "3")
    bench.saved()
    bench.page.context.set_offline(True)
    bench.press("Delete")
    mark(bench, "Anna Berg")
    bench.press("2", "Control+z")
    mark(bench, "Mr Holm")
    unsaved(bench, 3)
    bench.page.context.set_offline(False)
    assert bench.words() == ["Anna Berg", "Mr Holm"]
    assert {one.mention.tag.code for one in bench.annotations()} == {"person"}


def test_what_is_unsaved_survives_a_reload_of_the_page(new_bench: NewBench):
    bench = new_bench(faults=True)
    mark(bench, "Oslo", "3")
    bench.saved()
    bench.page.route("**/api/v1/annotations/**", lambda route: route.abort())
    bench.press("4")
    mark(bench, "Anna Berg")
    unsaved(bench, 2)
    bench.page.on("dialog", lambda dialog: dialog.accept())
    bench.page.wait_for_timeout(300)  # the browser's database writes behind the page's back
    bench.page.unroute("**/api/v1/annotations/**")
    bench.page.reload()
    bench.ready()
    bench.saved()
    assert bench.words() == ["Anna Berg", "Oslo"]
    assert {one.mention.tag.code for one in bench.annotations()} == {"person", "object"}


def test_an_answer_that_is_lost_makes_no_second_annotation(new_bench: NewBench):
    bench = new_bench(faults=True)
    lost = []

    def lose(route: Any) -> None:
        if route.request.method == "PUT" and len(lost) < 2:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    bench.page.route("**/api/v1/annotations/**", lose)
    mark(bench, "Oslo", "3")
    bench.press("1")
    assert bench.words() == ["Oslo"]
    assert lost[0] == 201
    assert [one.mention.tag.code for one in bench.annotations()] == ["person"]
    assert bench.page.locator(".question").count() == 0


def test_another_tabs_changes_arrive_and_a_contradiction_is_asked_about(new_bench: NewBench):
    bench = new_bench(faults=True)
    mark(bench, "Oslo", "3")
    bench.saved()
    other = BenchPage(bench.page.context.new_page(), bench.set).open()
    other.at("Anna Berg")
    other.press("1")
    other.saved()
    expect(bench.page.locator(".tags .person small")).to_have_text("1")
    bench.page.context.set_offline(True)
    bench.press("4")
    unsaved(bench, 1)
    annotation = Annotation.objects.get(mention__tag__code="place")
    elsewhere(bench.set, annotation, tag="person")
    bench.page.context.set_offline(False)
    question = bench.page.locator(".question")
    expect(question).to_contain_text("Changed elsewhere meanwhile")
    expect(question).to_contain_text("object")
    expect(question).to_contain_text("person")
    expect(bench.page.locator("#state")).to_contain_text("1 change needs you")
    question.get_by_role("button", name="Keep yours").click()
    bench.saved()
    annotation.refresh_from_db()
    assert (annotation.mention.tag.code, annotation.version) == ("object", 3)


def elsewhere(annotation_set: AnnotationSet, annotation: Annotation, *, tag: str) -> None:
    """Change an annotation's tag as another browser does."""
    held = AnnotationDraft.from_json(Revision.objects.filter(uuid=annotation.uuid).latest("version").snapshot)
    update_annotation(
        annotation=annotation,
        draft=AnnotationDraft(
            layer=held.layer, spans=held.spans, mention=MentionDraft(tag=tag), motivation=held.motivation
        ),
        agent=annotation_set.annotator,
        version=annotation.version,
    )


def test_the_other_version_can_be_taken_too_also_when_it_is_gone(new_bench: NewBench):
    bench = new_bench(faults=True)
    mark(bench, "Oslo", "3")
    annotation = bench.annotations()[0]
    bench.page.context.set_offline(True)
    bench.press("4")
    unsaved(bench, 1)
    delete_annotation(annotation=annotation, agent=bench.set.annotator, version=1)
    bench.page.context.set_offline(False)
    question = bench.page.locator(".question")
    expect(question).to_contain_text("deleted")
    question.get_by_role("button", name="Take the other").click()
    bench.saved()
    assert bench.annotations() == []
    expect(bench.page.locator(".tags .object small")).to_be_empty()


def test_mine_brings_back_what_was_deleted_elsewhere(new_bench: NewBench):
    bench = new_bench(faults=True)
    mark(bench, "Oslo", "3")
    annotation = bench.annotations()[0]
    bench.page.context.set_offline(True)
    bench.press("4")
    unsaved(bench, 1)
    delete_annotation(annotation=annotation, agent=bench.set.annotator, version=1)
    bench.page.context.set_offline(False)
    bench.page.get_by_role("button", name="Keep yours").click()
    assert bench.words() == ["Oslo"]
    assert [one.mention.tag.code for one in bench.annotations()] == ["object"]


def test_a_session_that_ended_is_said_and_gone_on_with_after_a_log_in(new_bench: NewBench, live_server: LiveServer):
    bench = new_bench(faults=True)
    Session.objects.all().delete()
    mark(bench, "Oslo", "3")
    expect(bench.page.locator("#state")).to_contain_text("your session has ended: 1 unsaved")
    expect(bench.page.get_by_role("link", name="Log in again in a new tab")).to_be_visible()
    log_in(bench.page, bench.set.annotator.user, live_server.url)
    bench.page.get_by_role("button", name="Try now").click()
    assert bench.words() == ["Oslo"]


def test_a_set_that_was_handed_in_elsewhere_refuses_in_words(new_bench: NewBench):
    bench = new_bench(faults=True)
    submit_set(annotation_set=AnnotationSet.objects.get(pk=bench.set.pk), agent=bench.set.annotator)
    mark(bench, "Oslo", "3")
    question = bench.page.locator(".question")
    expect(question).to_contain_text("Not saved")
    expect(question).to_contain_text("Oslo")
    question.get_by_role("button", name="Give it up").click()
    bench.saved()
    assert bench.words() == []


def test_a_deletion_of_an_earlier_visit_is_restored_from_the_list(new_bench: NewBench):
    bench = new_bench()
    mark(bench, "Oslo", "3")
    bench.press("Delete")
    bench.saved()
    bench.open()
    bench.press("i")
    bench.page.get_by_role("button", name="Deleted").click()
    bench.page.get_by_role("button", name="Restore").click()
    assert bench.words() == ["Oslo"]
    assert [one.version for one in bench.annotations()] == [3]


def test_history_shows_every_version_and_leads_back(new_bench: NewBench):
    bench = new_bench()
    mark(bench, "Oslo", "3")
    bench.press("1")
    bench.saved()
    bench.page.get_by_role("button", name="History").click()
    rows = bench.page.locator("#dialog .rows > li")
    expect(rows).to_have_count(2)
    rows.nth(1).get_by_role("button", name="Back to this").click()
    assert [one.mention.tag.code for one in bench.annotations()] == ["place"]
    assert [one.version for one in bench.annotations()] == [3]
