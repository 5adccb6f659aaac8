"""A real browser on a real server with the demo archive."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from accounts.models import User
from annotations.models import AnnotationSet
from config.demo import make_demo
from tests.e2e.bench import BenchPage, log_in, open_set

#: Quiet and self-contained: no sandbox inside containers, no calls to the outside.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

#: Milliseconds that a page may take to show what is expected: a busy machine is no defect.
PATIENCE = 20_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the browser's tests on one worker each file, and mark them."""
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    expect.set_options(timeout=PATIENCE)
    # Playwright keeps an event loop in this thread; Django's guard against that is not meant for tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def demo(transactional_db: None) -> dict[str, Any]:
    """Give the demo archive's log-ins."""
    return make_demo(say=lambda _line: None)


@pytest.fixture
def bare_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Give a maker of pages without a log-in; at the end none may have complained or asked anything of the outside."""
    complaints: list[str] = []
    contexts = []

    def make(*, width: int = 1280, scheme: str = "light", javascript: bool = True, faults: bool = False) -> Page:
        """Give a page; with ``faults`` a refused or failed request is no reason to complain."""
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",  # a click must not race with a panel that is still scrolling
            locale="en-GB",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: _complain(message, complaints, faults=faults))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: _stay_inside(request.url, live_server.url, complaints))
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def new_page(bare_page: Callable[..., Page], demo: dict[str, Any]) -> Callable[..., Page]:
    """Give a maker of pages of the demo archive, with a user of it logged in."""

    def make(*, user: str = "", **how: Any) -> Page:
        page = bare_page(**how)
        if user:
            page.goto("/admin/login/")
            page.fill("#id_username", user)
            page.fill("#id_password", demo["logins"][user])
            page.press("#id_password", "Enter")
            page.wait_for_url("**/admin/**")
        return page

    return make


@pytest.fixture
def new_bench(bare_page: Callable[..., Page], live_server: Any, transactional_db: None) -> Callable[..., BenchPage]:
    """Give a maker of annotate pages, each of somebody with an open set."""

    def make(annotation_set: AnnotationSet | None = None, *, user: User | None = None, **how: Any) -> BenchPage:
        found = annotation_set or open_set()
        page = bare_page(**how)
        log_in(page, user or found.annotator.user, live_server.url)
        return BenchPage(page, found).open()

    return make


def _complain(message: ConsoleMessage, complaints: list[str], *, faults: bool) -> None:
    expected = faults and "Failed to load resource" in message.text
    if message.type == "error" and not expected:
        complaints.append(message.text)


def _stay_inside(url: str, home: str, complaints: list[str]) -> None:
    if not url.startswith((home, "data:", "blob:")):
        complaints.append(f"asked for {url}")
