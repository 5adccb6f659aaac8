"""What search finds is what a scan of the tables finds, for hundreds of queries made at random."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as configured

from accounts.access import Viewer, public_viewer
from accounts.vocabulary import Role
from archive.search.fields import Subject
from archive.search.searching import matching_articles, search
from archive.services.indexing import reindex
from config.demo import SEEDS, make_demo
from tests.archive.search.brute_force import Asked, Tables, cut, may_read, readable_marks
from tests.archive.search.corpus import make_corpus
from tests.archive.search.questions import Questions
from tests.roles import role_viewer

#: Hits of the pages that are compared.
PAGE = 10

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("brute force")]


@pytest.fixture
def own_index(tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.INDEX_DIR = tmp_path / "index"
    yield
    assert tmp_path / "index" == configured.INDEX_DIR


def test_search_finds_what_a_scan_of_the_seeds_finds(own_index):
    make_demo(say=lambda _line: None)
    assert _differences(number=300, seed=1) == []


def test_search_finds_what_a_scan_of_generated_articles_finds(own_index):
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(SEEDS.glob("*.txt"))]
    words = [word for text in texts for word in text.split() if cut(word)][:1500]
    make_corpus(2000, words=words)
    assert _differences(number=300, seed=2) == []


def _differences(*, number: int, seed: int) -> list[str]:
    """Give the queries that search answers otherwise than the scan does, for the public and for a curator."""
    reindex()
    tables = Tables()
    questions = Questions(tables, seed=seed)
    viewers = {"public": public_viewer(), "curator": role_viewer(Role.CURATOR)}
    wrong = []
    found = 0
    for _number in range(number):
        typed, asked, _of_marks = questions.next()
        for name, viewer in viewers.items():
            articles, marks = _scan(tables, asked, viewer)
            found += bool(articles)
            if matching_articles(query=typed, viewer=viewer) != articles:
                wrong.append(f"articles, {name}: {typed}")
            wrong += [f"{fault}, {name}: {typed}" for fault in _page_faults(typed, viewer, articles, marks)]
    assert found > number // 2  # most queries find something, so that there is something to compare
    return wrong


def _scan(tables: Tables, asked: Asked, viewer: Viewer) -> tuple[list[UUID], set[UUID]]:
    """Give the articles by reference code, and the annotations."""
    articles, marks = [], set()
    for row in tables.rows:
        if may_read(row, viewer):
            readable = readable_marks(row, viewer)
            if asked.article(row, readable):
                articles.append((row.record.reference_code, row.record.uuid))
            marks |= {mark.uuid for mark in readable if asked.mark(row, mark)}
    return [uuid for _code, uuid in sorted(articles)], marks


def _page_faults(typed: str, viewer: Viewer, articles: list[UUID], marks: set[UUID]) -> Iterator[str]:
    """Give where the first page differs: in the total, or in what it holds."""
    for target, expected in ((Subject.ARTICLE, set(articles)), (Subject.ANNOTATION, marks)):
        result = search(query=typed, viewer=viewer, target=target, limit=PAGE, facets=())
        held = {hit.uuid for hit in result.hits}
        whole = min(len(expected), PAGE)
        if result.from_database or result.total != len(expected) or not held <= expected or len(held) != whole:
            yield f"page of {target.value}s: {result.total} instead of {len(expected)}"
