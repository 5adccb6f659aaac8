"""Search beside bare Whoosh on the same texts: whole calls, facets, indexing, and how soon a change shows."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.archive_maker import annotate_all, fresh_archive, take_in
from benchmarks.serving import working
from benchmarks.tables import percentiles, print_table, seconds

COUNT, EACH, QUERIES, READERS, CHANGES = 10_000, 11, 40, 8, 8


def main(corpus: Path | None, *, quick: bool) -> None:
    """Print times by kind of query with their ratios, and what indexing takes."""
    count, queries, readers = (60, 4, 2) if quick else (COUNT, QUERIES, READERS)
    folder = fresh_archive()
    take_in(count, corpus=corpus)
    annotate_all(each=EACH)
    _judge()
    from archive.services.indexing import reindex
    from benchmarks.bare_whoosh import BareWhoosh

    ours = seconds(reindex)
    bare = BareWhoosh(folder / "bare")
    theirs = seconds(bare.build)
    kinds = _kinds(random.Random(3), queries)
    _print_queries(count, kinds, bare)
    _print_facets(kinds["term"], bare)
    _print_index(count, ours, theirs, _freshness(readers, 2 if quick else CHANGES))


def _judge() -> None:
    """Give every statement a stance on one of twenty claims."""
    from accounts.models import Agent
    from annotations.models import Claim, Stance, Statement

    agent = Agent.objects.get(label="annotator")
    claims = Claim.objects.bulk_create(Claim(text=f"Proposition {number}") for number in range(20))
    Stance.objects.bulk_create(
        Stance(claim=claims[pk % len(claims)], statement_id=pk, polarity="affirms", by=agent)
        for pk in Statement.objects.values_list("pk", flat=True)
    )


def _kinds(draw: random.Random, queries: int) -> dict[str, list[str]]:
    """Give queries by kind, of words that a twentieth to a half of the articles have."""
    from archive.analysis import words
    from archive.models import TextVersion

    texts = list(TextVersion.objects.order_by("pk").values_list("text", flat=True)[:300])
    found: dict[str, int] = {}
    for text in texts:
        for word in set(words(text)):
            found[word] = found.get(word, 0) + 1
    common = sorted(word for word, many in found.items() if word.isalpha() and len(texts) / 20 < many < len(texts) / 2)
    pairs = [tuple(words(draw.choice(texts))[at : at + 2]) for at in (draw.randrange(20, 120) for _ in range(queries))]

    def made(form: Callable[[str, str, int], str]) -> list[str]:
        return [form(draw.choice(common), draw.choice(common), draw.randrange(40)) for _ in range(queries)]

    return {
        "term": made(lambda one, _other, _number: one),
        "AND": made(lambda one, other, _number: f"{one} AND {other}"),
        "entity + text": made(lambda one, _other, number: f'entity:"Person {number}" AND {one}'),
        "OR": made(lambda one, other, _number: f"{one} OR {other}"),
        "phrase": [f'"{one} {other}"' for one, other in pairs],
        "prefix": made(lambda one, _other, _number: f"{one[:5]}*" if len(one) > 5 else f"{one}*"),
        "statement:(…)": made(lambda one, _other, number: f'statement:(speaker:"Person {number}" AND {one})'),
    }


def _print_queries(count: int, kinds: dict[str, list[str]], bare: Any) -> None:
    rows = []
    _ask(kinds["term"][0])
    bare.whole(kinds["term"][0])
    for kind, queries in kinds.items():
        ours = [seconds(lambda query=query: _ask(query)) for query in queries]  # type: ignore[misc]  # bound at once
        median, late = percentiles(ours)
        row = [kind, f"{median:.1f}", f"{late:.1f}"]
        if bare.can(queries[0]):
            whole = percentiles([seconds(lambda query=query: bare.whole(query)) for query in queries])  # type: ignore[misc]  # bound at once
            only = percentiles([seconds(lambda query=query: bare.search(query)) for query in queries])  # type: ignore[misc]  # bound at once
            row += [f"{whole[0]:.1f}", f"{median / whole[0]:.2f}", f"{only[0]:.1f}", f"{median / only[0]:.2f}"]
        rows.append([*row, *[""] * (7 - len(row))])
    columns = ("", "p50 ms", "p95 ms", "Whoosh, same work", "ratio", "Whoosh, search alone", "ratio")
    print_table(
        f"Whole searches in {count:,} articles, eight facets and snippets, each query asked once", columns, rows
    )


def _ask(query: str) -> Any:
    from accounts.access import public_viewer
    from archive.search.searching import search

    result = search(query=query, viewer=public_viewer())
    if result.from_database:
        raise SystemExit("the index did not answer")
    return result


def _print_facets(queries: Sequence[str], bare: Any) -> None:
    from accounts.access import public_viewer
    from archive.search.backend import Request
    from archive.search.engines import index
    from archive.search.fields import Subject
    from archive.search.names import all_fields
    from archive.search.query import parse
    from archive.search.searching import FACETS, readable_by

    readable = readable_by(public_viewer())
    nodes = [parse(query, fields=all_fields(), default="text") for query in queries]

    def ours(facets: Sequence[str]) -> float:
        requests = [Request(node=node, target=Subject.ARTICLE, readable=readable, facets=facets) for node in nodes]
        return seconds(lambda: [index().answer(request) for request in requests]) / len(nodes)

    ours(FACETS)
    rounds = [(ours(FACETS), ours(())) for _round in range(5)]
    mine = min(counted for counted, _plain in rounds) - min(plain for _counted, plain in rounds)
    theirs = seconds(lambda: [bare.faceted(query) for query in queries]) / len(queries)
    theirs -= seconds(lambda: [bare.search(query) for query in queries]) / len(queries)
    rows = [
        ("Whoosh's own", f"{theirs * 1000:.1f} ms", "1.0"),
        ("ours", f"{mine * 1000:.1f} ms", f"{mine / theirs:.2f}"),
    ]
    print_table("Counting eight facets of a term query", ("", "a query", "ratio"), rows)


def _print_index(count: int, ours: float, theirs: float, delays: list[float]) -> None:
    rows = [
        ("bare Whoosh, the same texts", f"{count / theirs:,.0f} articles/s"),
        ("reindex: database to index, with annotations", f"{count / ours:,.0f} articles/s"),
        ("a change is found after, median", f"{percentiles(delays)[0] / 1000:.1f} s"),
        ("at the latest", f"{max(delays):.1f} s"),
    ]
    print_table("The index, and how soon it shows a change while others search", ("", ""), rows)


def _freshness(readers: int, changes: int) -> list[float]:
    """Change articles one by one while others search, and give the seconds until each change is found."""
    from archive.models import Article
    from archive.services.events import enqueue_index

    command = [sys.executable, "-m", "benchmarks.search"]
    processes = [subprocess.Popen(command, env=os.environ) for _ in range(readers)]
    delays = []
    try:
        with working():
            # The first change waits until all have opened the index, and is not counted.
            for article in Article.objects.order_by("pk")[: changes + 1]:
                word = f"changed{article.pk}"
                article.headline = word
                article.save()
                enqueue_index([article.uuid])
                began = time.monotonic()
                while not _ask(f"headline:{word}").total and time.monotonic() - began < 60:
                    time.sleep(0.05)
                delays.append(time.monotonic() - began)
    finally:
        for process in processes:
            process.terminate()
            process.wait(timeout=20)
    return delays[1:]


def _read() -> None:
    """Search one query after the other until stopped."""
    import django

    django.setup()
    queries = [query for group in _kinds(random.Random(os.getpid()), QUERIES).values() for query in group]
    while True:
        for query in queries:
            _ask(query)
            time.sleep(0.05)


if __name__ == "__main__":
    _read()
