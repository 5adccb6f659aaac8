"""The REST API over HTTP, one client: writing annotations, articles with theirs, lists; beside the shortest answer."""

import time
from collections.abc import Callable, Iterable
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from uuid import uuid4

from benchmarks.archive_maker import annotate_all, fresh_archive, take_in
from benchmarks.load import Desk, open_desk, put
from benchmarks.serving import served
from benchmarks.tables import percentiles, print_table

ARTICLES, WRITES, READS = 60, 400, 200


def main(corpus: Path | None, *, quick: bool) -> None:
    """Print the median and the 95th percentile of each, in milliseconds."""
    fresh_archive(keep_database=True)
    writes, reads = (20, 10) if quick else (WRITES, READS)
    take_in(ARTICLES, corpus=corpus)
    annotate_all()
    from accounts.models import Agent
    from annotations.models import Project
    from archive.models import Article

    desk = open_desk(Project.objects.get(), 0, shared=False)
    agent = Agent.objects.values_list("uuid", flat=True).first()
    articles = [str(uuid) for uuid in Article.objects.order_by("pk").values_list("uuid", flat=True)][1:]
    with served(settings="benchmarks.unthrottled") as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        get = _getter(connection, desk, reads)
        rows = [
            ("GET an agent: the shortest answer", *get([f"agents/{agent}/"])),
            ("PUT an annotation, new", *_writes(connection, desk, writes, change=False)),
            ("PUT an annotation, changed", *_writes(connection, desk, writes, change=True)),
            (
                "GET an article with its 24 annotations",
                *get([f"articles/{uuid}/?include=annotations" for uuid in articles]),
            ),
            ("GET an article as JSON-LD, all in it", *get([f"articles/{uuid}/?format=jsonld" for uuid in articles])),
            ("GET a list of 50 articles", *get(["articles/?limit=50"])),
            ("GET a set's 24 annotations", *get(_sets())),
        ]
    base = rows[0][1]
    print_table(
        "REST over HTTP, one client with a token, one server process",
        ("", "p50 ms", "p95 ms", "p50 against the shortest"),
        [(label, f"{p50:.1f}", f"{p95:.1f}", f"{p50 / base:.1f}") for label, p50, p95 in rows],
    )


def _getter(connection: HTTPConnection, desk: Desk, reads: int) -> Callable[[Iterable[str]], tuple[float, float]]:
    headers = {"Authorization": f"Bearer {desk.token}"}

    def ask(path: str) -> float:
        path, _, form = path.partition("?format=")
        accept = {"Accept": "application/ld+json"} if form else {}
        began = time.perf_counter()
        connection.request("GET", f"/api/v1/{path}", headers=headers | accept)
        answer = connection.getresponse()
        answer.read()
        took = time.perf_counter() - began
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        return took

    def get(paths: Iterable[str]) -> tuple[float, float]:
        in_turn = cycle(paths)
        ask(next(in_turn))
        return percentiles([ask(next(in_turn)) for _number in range(reads)])

    return get


def _writes(connection: HTTPConnection, desk: Desk, writes: int, *, change: bool) -> tuple[float, float]:
    """Time new annotations, or the change that follows each."""
    desk.times.clear()
    samples = []
    for number in range(writes):
        uuid = str(uuid4())
        status, tag = put(connection, desk, uuid, number, None)
        if change:
            status, _tag = put(connection, desk, uuid, number + 1, tag)
        samples.append(desk.times[-1])
        if status != (200 if change else 201):
            raise SystemExit(f"a write answered {status}")
    return percentiles(samples)


def _sets() -> list[str]:
    from annotations.models import AnnotationSet

    sets = AnnotationSet.objects.filter(state="submitted").order_by("pk").values_list("uuid", flat=True)
    return [f"sets/{uuid}/annotations/" for uuid in sets[1:]]  # of the first the annotator must not know before
