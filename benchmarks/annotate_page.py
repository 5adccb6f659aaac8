"""The annotate page in a headless Chromium: until it can be used, from a key to the mark and to the server's answer."""

import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.archive_maker import fresh_archive, take_in
from benchmarks.serving import served
from benchmarks.tables import print_table

#: (spans, words of the text), and in how many milliseconds such a page should be usable.
SIZES = ((24, 486, 500), (200, 1545, 600), (1000, 6002, 1000))
LOADS, MARKS = 7, 30
NAME, PASSWORD = "annotator", "a-password-for-measuring"

_USABLE = """() => new Promise((resolve) => {
  const look = () => ("ready" in document.documentElement.dataset
    ? requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))
    : setTimeout(look, 1));
  look();
})"""

#: Presses a key and gives the milliseconds until the frame behind the mark, and until the server has answered.
_MARK = """(key) => new Promise((resolve) => {
  const state = document.getElementById("state");
  const began = performance.now();
  let painted = 0;
  document.getElementById("text").dispatchEvent(
    new KeyboardEvent("keydown", { key, code: `Digit${key}`, bubbles: true, cancelable: true }));
  requestAnimationFrame(() => setTimeout(() => { painted = performance.now() - began; }, 0));
  const look = () => (painted && state.textContent.trim() === "all saved"
    ? resolve([painted, performance.now() - began]) : setTimeout(look, 1));
  setTimeout(look, 0);
})"""

_SCROLL = """() => new Promise((resolve) => {
  const scroller = document.querySelector("[data-scroller]");
  const began = performance.now();
  let frames = 0;
  const step = () => {
    frames += 1;
    scroller.scrollTop += 24;
    const spent = performance.now() - began;
    if (spent < 2000) requestAnimationFrame(step); else resolve(frames / spent * 1000);
  };
  requestAnimationFrame(step);
})"""


def main(corpus: Path | None, *, quick: bool) -> None:
    """Print what each size takes beside what it may take."""
    from playwright.sync_api import sync_playwright

    fresh_archive()
    take_in(1, corpus=corpus)
    sizes = SIZES[:1] if quick else SIZES
    sets = [_set(spans, words) for spans, words, _most in sizes]
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    rows = []
    with served(workers=2, settings="benchmarks.unthrottled") as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--enable-precise-memory-info", "--js-flags=--expose-gc"]
        )
        context = browser.new_context(base_url=f"http://localhost:{port}", viewport={"width": 1280, "height": 900})
        page = context.new_page()
        _log_in(page)
        for (spans, words, most), pk in zip(sizes, sets, strict=True):
            loads, marks = (2, 3) if quick else (LOADS, MARKS)
            rows.append(_row(spans, words, most, _measure(page, pk, loads, marks)))
        browser.close()
    print_table(
        "The annotate page, warm, one browser and two server processes on this machine; medians in milliseconds",
        ("spans / words", "usable", "may be", "key to mark", "may be", "to answer", "may be", "frames/s", "heap MB"),
        rows,
    )


def _row(spans: int, words: int, most: int, found: dict[str, float]) -> list[str]:
    return [
        f"{spans} / {words}",
        f"{found['usable']:.0f}",
        str(most),
        f"{found['painted']:.0f}",
        "40",
        f"{found['answered']:.0f}",
        "120",
        f"{found['frames']:.0f}",
        f"{found['heap'] / 1e6:.1f}",
    ]


def _measure(page: Any, pk: int, loads: int, marks: int) -> dict[str, float]:
    address = f"/admin/annotations/annotationset/{pk}/bench/"
    page.goto(address)
    page.evaluate(_USABLE)
    usable = []
    for _ in range(loads):
        page.goto(address)
        usable.append(page.evaluate(_USABLE))
    frames = page.evaluate(_SCROLL)
    page.locator("#text").press("Control+Home")
    painted, answered = zip(*_marks(page, marks), strict=True)
    page.evaluate("() => globalThis.gc?.()")
    return {
        "usable": statistics.median(usable),
        "painted": statistics.median(painted),
        "answered": statistics.median(answered),
        "frames": frames,
        "heap": page.evaluate("() => performance.memory.usedJSHeapSize"),
    }


def _marks(page: Any, marks: int) -> Iterator[tuple[float, float]]:
    """Mark one word after another."""
    for _ in range(marks):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        time.sleep(0.02)
        painted, answered = page.evaluate(_MARK, "2")
        yield painted, answered


def _log_in(page: Any) -> None:
    page.goto("/admin/login/")
    page.fill("#id_username", NAME)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/admin/")


def _set(spans: int, words: int) -> int:
    """Give the key of an open set with as many mentions, evenly over an article of as many words."""
    from accounts.models import User
    from accounts.services.agents import agent_of
    from accounts.services.roles import give_role
    from accounts.vocabulary import Role
    from annotations.drafts import AnnotationDraft, MentionDraft, SpanDraft
    from annotations.models import Layer, Project, Tag
    from annotations.services.annotate import create_annotation
    from annotations.services.sets import open_set
    from annotations.vocabulary import LayerKind

    user, created = User.objects.get_or_create(username=NAME)
    if created:
        user.set_password(PASSWORD)
        user.save()
        give_role(user=user, role=Role.ANNOTATOR)
    agent = agent_of(user)
    project = Project.objects.first()
    if project is None:
        project = Project.objects.create(slug="measured", name="Measured", published=True)
        layer = Layer.objects.create(project=project, code="entities", kind=LayerKind.ENTITY, name="Entities")
        for code, colour in (("person", "person"), ("organization", "org"), ("place", "place"), ("object", "object")):
            Tag.objects.create(layer=layer, code=code, name=code, colour=colour)
    version = _article(words)
    row = open_set(project=project, text_version=version, agent=agent)
    places = [found.span() for found in re.finditer(r"\w{3,}", version.text)]
    tags = ("person", "organization", "place", "object")
    for number in range(spans):
        start, end = places[number * len(places) // spans]
        if number % 5 == 4:  # one of five goes over a neighbour, so that there are lanes
            end = places[min(len(places) - 1, number * len(places) // spans + 2)][1]
        span = SpanDraft(start=start, end=end, exact=version.text[start:end])
        draft = AnnotationDraft(layer="entities", spans=(span,), mention=MentionDraft(tag=tags[number % 4]))
        create_annotation(annotation_set=row, draft=draft, agent=agent)
    return row.pk


def _article(words: int) -> Any:
    """Give the text of a new article that has as many words, recombined from what was taken in."""
    from accounts.services.agents import software_agent
    from archive.models import Article, TextVersion
    from archive.readers import READERS
    from archive.services.accession import AccessionTerms, ingest

    known = re.findall(r"\S+", " ".join(TextVersion.objects.order_by("pk").values_list("text", flat=True)))
    wanted = [known[index % len(known)] for index in range(words)]
    lines = "\n\n".join(" ".join(wanted[index : index + 60]) for index in range(0, words, 60))
    before = set(Article.objects.values_list("pk", flat=True))
    agent = software_agent(name="benchmark", version="1")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"measured-{words}.txt"
        path.write_text(f"Measured {words}\n\n{lines}\n")
        records = READERS["plain"].read([path], manifest=None)
        ingest(records=records, terms=AccessionTerms(reader="plain", access="open"), agent=agent)
    return Article.objects.exclude(pk__in=before).get().current_text
