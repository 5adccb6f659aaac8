"""Writing annotations through the service and through HTTP, and reading an article's page."""

import re
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.archive_maker import annotate_all, fresh_archive, take_in
from benchmarks.serving import Browser, served
from benchmarks.tables import percentiles, print_table

ARTICLES = 40
WRITES = 400
READS = 200
NAME, PASSWORD = "annotator", "a-password-for-measuring"


def main(corpus: Path | None, *, quick: bool) -> None:
    """Print the median and the 95th percentile of each, in milliseconds."""
    fresh_archive()
    writes, reads = (40, 20) if quick else (WRITES, READS)
    take_in(ARTICLES, corpus=corpus)
    annotate_all()
    rows = [
        ("write, bare rows of the same annotation", *_timed(_bare, writes)),
        ("write, service", *_timed(_service, writes)),
    ]
    sets = _sets()
    with served() as port:
        browser = Browser(port)
        rows.append(("article page of 24 annotations, HTTP", *_pages(browser, reads)))
        browser.log_in(NAME, PASSWORD)
        rows.append(("write, HTTP form", *_posts(browser, sets, writes)))
    base = rows[0][1]
    print_table(
        "Annotations on SQLite, every write on disk before it is acknowledged",
        ("", "p50 ms", "p95 ms", "p50 against bare"),
        [(label, f"{p50:.1f}", f"{p95:.1f}", f"{p50 / base:.1f}") for label, p50, p95 in rows],
    )


def _timed(work: Any, writes: int) -> tuple[float, float]:
    samples = []
    step = work()
    for number in range(writes):
        began = time.perf_counter()
        step(number)
        samples.append(time.perf_counter() - began)
    return percentiles(samples)


def _open_set(label: str) -> Any:
    from accounts.models import Agent
    from annotations.models import Project
    from annotations.services.sets import open_set
    from archive.models import Article

    article = Article.objects.select_related("current_text").order_by("pk").first()
    return open_set(
        project=Project.objects.get(),
        text_version=article.current_text,  # type: ignore[union-attr, arg-type]  # taken in before
        agent=Agent.objects.create(label=label),
    )


def _bare() -> Any:
    """Insert the rows of one mention and their history, with nothing checked."""
    from django.db import transaction

    from annotations.models import Annotation, Entity, Layer, Mention, Revision, Span, Tag
    from archive.models import Change, IndexTask

    row = _open_set("bare")
    text, layer = row.text_version.text, Layer.objects.get(code="entities")
    tag, entity = Tag.objects.get(), Entity.objects.first()

    def step(number: int) -> None:
        start = number % (len(text) - 20)
        with transaction.atomic():
            annotation = Annotation.objects.create(annotation_set=row, layer=layer, creator=row.annotator)
            Span.objects.create(annotation=annotation, start=start, end=start + 8, exact=text[start : start + 8])
            Mention.objects.create(annotation=annotation, tag=tag, entity=entity)
            Revision.objects.create(
                kind="annotation", uuid=annotation.uuid, version=1, action="created", snapshot={}, editor=row.annotator
            )
            Change.objects.create(kind="annotation", uuid=annotation.uuid, action="created")
            IndexTask.objects.create(key=annotation.uuid)

    return step


def _service() -> Any:
    from annotations.drafts import AnnotationDraft, MentionDraft, SpanDraft
    from annotations.models import Entity
    from annotations.services.annotate import create_annotation

    row = _open_set("service")
    text, entity = row.text_version.text, Entity.objects.first().uuid  # type: ignore[union-attr]  # made before

    def step(number: int) -> None:
        start = number % (len(text) - 20)
        draft = AnnotationDraft(
            layer="entities",
            spans=(SpanDraft(start=start, end=start + 8, exact=text[start : start + 8]),),
            mention=MentionDraft(tag="person", entity=entity, certainty="high"),
        )
        create_annotation(annotation_set=row, draft=draft, agent=row.annotator)

    return step


def _sets() -> list[int]:
    """Make an annotator who may log in, with an open set on each article, and give the sets' keys."""
    from accounts.models import User
    from accounts.services.agents import agent_of
    from accounts.services.roles import give_role
    from accounts.vocabulary import Role
    from annotations.models import Project
    from annotations.services.sets import open_set
    from archive.models import Article

    user = User.objects.create_user(username=NAME, password=PASSWORD)
    give_role(user=user, role=Role.ANNOTATOR)
    agent, project = agent_of(user), Project.objects.get()
    articles = Article.objects.select_related("current_text").order_by("pk")
    return [
        open_set(project=project, text_version=article.current_text, agent=agent).pk  # type: ignore[arg-type]  # taken in
        for article in articles
    ]


def _pages(browser: Browser, reads: int) -> tuple[float, float]:
    from archive.models import Article

    paths = [f"/articles/{uuid}/" for uuid in Article.objects.values_list("uuid", flat=True)]
    browser.get(paths[0])
    return percentiles([_timed_get(browser, paths[number % len(paths)]) for number in range(reads)])


def _timed_get(browser: Browser, path: str) -> float:
    began = time.perf_counter()
    status, _body = browser.get(path)
    if status != 200:
        raise SystemExit(f"{path} answered {status}")
    return time.perf_counter() - began


def _posts(browser: Browser, sets: list[int], writes: int) -> tuple[float, float]:
    """Send a mention in a block of each set in turn, ten to a set, as somebody at the form does."""
    from annotations.models import Annotation, AnnotationSet

    samples = []
    before = Annotation.objects.count()
    for number in range(writes):
        key = sets[number % len(sets)]
        text = AnnotationSet.objects.select_related("text_version").get(pk=key).text_version
        block = text.blocks.order_by("order")[1 + number // len(sets) % 5]
        words = text.text[block.start : block.end].strip()
        path = f"/admin/annotations/annotationset/{key}/annotate/?block={block.order}&layer=entities"
        fields = [("uuid", str(uuid4())), ("version", ""), ("body-0", words), ("body-0-which", "")]
        fields += [("tag", "person"), ("entity", ""), ("certainty", "high"), ("find", ""), ("action", "save")]
        browser.get(path)  # the page that the form stands on, which also shows what the last save said
        began = time.perf_counter()
        status, body = browser.post(path, fields)
        samples.append(time.perf_counter() - began)
        if status != 302:
            raise SystemExit(f"the form answered {status}: {re.findall('errorlist.*', body)[:3]}")
    if Annotation.objects.count() != before + writes:
        raise SystemExit("not every write arrived")
    return percentiles(samples)
