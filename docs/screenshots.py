"""Draw the README's pictures: a demo in a directory of its own, a server on a free port, a browser."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb"]
#: Seconds to wait for the server's first answer.
PATIENCE = 30
WIDE = (1280, 800)
NARROW = (400, 800)
#: The article that the pictures show, and one that waits to be annotated.
MARKED, EMPTY = "MS-2007-001", "MS-2007-002"
#: The statement that is picked, counted from 0 in the order of the text.
STATEMENT = 4


@contextmanager
def served_demo() -> Iterator[tuple[str, dict[str, str]]]:
    """Give the address of a demo and its log-ins; server and data are gone afterwards."""
    with TemporaryDirectory(prefix="dateline-pictures-") as directory, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        env = {**os.environ, "DATELINE_DATA_DIR": directory, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        manage = [sys.executable, "manage.py", "demo"]
        subprocess.run(manage, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own command
        server = [sys.executable, "-W", "ignore", "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
        with subprocess.Popen([*server, "--log-level", "error"], cwd=ROOT, env=env) as process:  # noqa: S603  # our own server
            try:
                address = f"http://127.0.0.1:{port}"
                wait_for(port, process)
                yield address, json.loads((Path(directory) / "demo-logins.json").read_text())
            finally:
                process.terminate()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return as soon as the server answers; raises RuntimeError where it ended or is silent for too long."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            HTTPConnection("127.0.0.1", port).connect()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no answer on port {port}")


def opened(browser: Browser, address: str, size: tuple[int, int], scheme: str) -> Page:
    """Give a page of this size; nothing on it moves."""
    width, height = size
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    return context.new_page()


def logged_in(page: Page, user: str, logins: dict[str, str]) -> Page:
    """Give the page after a user logged in at the workbench."""
    page.goto("/admin/login/")
    page.fill("#id_username", user)
    page.fill("#id_password", logins[user])
    page.press("#id_password", "Enter")
    page.wait_for_url("**/admin/")
    return page


def draw(page: Page, name: str) -> None:
    """Save what the window shows, when everything on it has come to rest."""
    page.evaluate("document.fonts.ready")
    target = IMAGES / f"{name}.png"
    page.screenshot(path=target, animations="disabled")
    sys.stdout.write(f"{target.relative_to(ROOT)}  {target.stat().st_size // 1000} kB\n")


def draw_reading_room(browser: Browser, address: str) -> None:
    """Draw the start page, and an article with a statement picked: wide and light, narrow and dark."""
    page = opened(browser, address, WIDE, "light")
    page.goto("/")
    draw(page, "start")
    for size, scheme, name in ((WIDE, "light", "article"), (NARROW, "dark", "article-narrow-dark")):
        page = opened(browser, address, size, scheme)
        page.goto("/articles/")
        page.locator("article, li").filter(has_text=MARKED).get_by_role("link").first.click()
        page.locator("main a[href^='#s-']").nth(STATEMENT).click()
        draw(page, name)
    draw_findings(opened(browser, address, WIDE, "light"))


def draw_findings(page: Page) -> None:
    """Draw a search, a claim with who affirms it, and one man under three spellings."""
    page.goto("/search/?q=%22missile+shield%22+speaker:Totsky")
    draw(page, "search")
    page.goto("/claims/?topic=Coverage")
    page.get_by_role("link", name="Turkey").first.click()
    draw(page, "claim")
    page.goto("/entities/")
    page.get_by_role("link", name="Konstantin Totsky").first.click()
    draw(page, "entity")


#: What is marked for the picture of the annotate page: words, and the keys pressed on them.
MARKS = (
    ("The United States", ("3", "e", "Enter")),
    ("NATO", ("2", "e", "Enter")),
    ("missile defense into Europe", ("5", "e", "Enter")),
    ("Teri Schultz", ("1",)),
    ("NATO Secretary General Jaap de Hoop Scheffer", ("1", "e", "Enter")),
    ("consultations had reinforced in allies the indivisibility of their security", ("c",)),
)


def draw_authority(browser: Browser, address: str, logins: dict[str, str]) -> None:
    """Draw two entities that may be one, before they are merged."""
    page = logged_in(opened(browser, address, WIDE, "light"), "archivist-1", logins)
    page.goto("/admin/annotations/entity/duplicates/")
    page.get_by_role("link", name="Merge").nth(1).click()
    draw(page, "merge")


def draw_tray(browser: Browser, address: str, logins: dict[str, str]) -> None:
    """Draw the annotate page of a curated set with two passages in the tray, and the question how they relate."""
    page = logged_in(opened(browser, address, WIDE, "light"), "curator-1", logins)
    page.goto(f"/admin/annotations/annotationset/?role__exact=curator&q={MARKED}")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name="Read in the text").click()
    page.locator("html[data-ready]").wait_for(state="attached")
    page.locator("#tab-list").click()
    page.get_by_role("button", name="Statements", exact=True).last.click()
    for words in ("the system would not affect strategic balance", "Ten interceptors"):
        page.locator("#tab-panel .row").filter(has_text=words).first.click()
        page.locator("#text").focus()
        page.keyboard.press("k")
    page.locator("#tab-details").click()
    page.locator("#text").focus()
    page.keyboard.press("j")
    draw(page, "tray")


def draw_queue(browser: Browser, address: str, logins: dict[str, str]) -> None:
    """Draw what waits for an annotator."""
    page = logged_in(opened(browser, address, WIDE, "light"), "annotator-1", logins)
    page.goto("/admin/annotations/project/queue/")
    draw(page, "queue")


def draw_decisions(browser: Browser, address: str, logins: dict[str, str]) -> None:
    """Draw the adjudication page of the first article, with a few cases decided."""
    page = logged_in(opened(browser, address, WIDE, "light"), "archivist-1", logins)
    page.goto("/admin/annotations/annotationset/?q=MS-2007-000")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("button", name="Adjudicate the sets on this text").click()
    page.locator("html[data-ready]").wait_for(state="attached")
    for key in ("1", "1", "2"):
        page.keyboard.press(key)
    page.get_by_text("3 of ").wait_for()
    draw(page, "adjudicate")


def draw_workbench(browser: Browser, address: str, logins: dict[str, str]) -> None:
    """Draw the annotate page with some spans marked, and an article with the evidence of a value lit."""
    page = logged_in(opened(browser, address, WIDE, "light"), "annotator-1", logins)
    page.get_by_role("link", name=EMPTY).click()
    page.get_by_role("button", name="Annotate").click()
    page.locator("html[data-ready]").wait_for(state="attached")
    for words, keys in MARKS:
        page.locator("#find").fill(words)
        page.locator("#find").press("Enter")
        page.locator("#find").press("Escape")
        for key in keys:
            page.keyboard.press(key)
            page.wait_for_timeout(300)
    page.locator("#find").fill("")
    page.locator("#text").focus()
    page.keyboard.press("p")
    page.keyboard.press("n")
    draw(page, "annotate")
    page = logged_in(opened(browser, address, WIDE, "light"), "archivist-1", logins)
    page.goto("/admin/archive/article/")
    page.get_by_role("link", name=MARKED).click()
    page.get_by_role("link", name="Show in the text – last updated").click()
    draw(page, "workbench-article")


def main() -> None:
    """Draw all pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with served_demo() as (address, logins), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        draw_reading_room(browser, address)
        draw_workbench(browser, address, logins)
        draw_decisions(browser, address, logins)
        draw_queue(browser, address, logins)
        draw_authority(browser, address, logins)
        draw_tray(browser, address, logins)
        browser.close()


if __name__ == "__main__":
    main()
