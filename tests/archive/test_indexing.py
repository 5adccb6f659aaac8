"""Keeping the index current: the outbox is drained once, by one process at a time; a torn index is made anew."""

from pathlib import Path

import pytest

from accounts.access import system_viewer
from archive.models import IndexTask
from archive.search.engines import index
from archive.search.searching import search
from archive.services.events import enqueue_index
from archive.services.indexing import Drained, drain, reindex
from tests.factories import ArticleFactory


def found(query: str) -> tuple[list[str], bool]:
    result = search(query=query, viewer=system_viewer(), facets=())
    return [hit.reference_code for hit in result.hits], result.from_database


def article(code: str, text: str):
    made = ArticleFactory(reference_code=code, text=text)
    enqueue_index([made.uuid])
    return made


@pytest.fixture
def indexed(db: None) -> None:
    article("A-1", "The bridge was opened on Monday.")
    article("A-2", "The shield was debated at length.")
    drain()


def test_drain_makes_the_index_where_there_is_none(db: None):
    article("A-1", "The bridge was opened.")
    assert found("bridge") == (["A-1"], True)
    assert drain() == Drained(tasks=1, articles=1, rebuilt=True)
    assert found("bridge") == (["A-1"], False)
    assert IndexTask.objects.count() == 0


def test_drain_indexes_what_the_outbox_names_once(indexed: None):
    third = article("A-3", "Another bridge fell.")
    enqueue_index([third.uuid, third.uuid])
    assert drain() == Drained(tasks=3, articles=1)
    assert drain() == Drained()
    assert sorted(found("bridge")[0]) == ["A-1", "A-3"]


def test_drain_replaces_an_article_that_changed(indexed: None):
    first = article("A-3", "A tunnel was dug.")
    drain()
    first.headline = "Tunnels everywhere"
    first.save()
    enqueue_index([first.uuid])
    drain()
    assert found("headline:everywhere") == (["A-3"], False)
    assert found("tunnel") == (["A-3"], False)


def test_drain_leaves_the_index_to_the_process_that_writes_it(indexed: None):
    article("A-3", "Another bridge fell.")
    with index().lock(wait=False) as held:
        assert held
        assert drain() is None
    assert drain() == Drained(tasks=1, articles=1)


def test_reindex_makes_the_index_anew_and_empties_the_outbox(indexed: None):
    article("A-3", "Another bridge fell.")
    assert reindex() == Drained(tasks=1, articles=3, rebuilt=True)
    assert sorted(found("bridge")[0]) == ["A-1", "A-3"]


def damage(how: str, file: Path) -> None:
    data = file.read_bytes()
    if how == "deleted":
        file.unlink()
    elif how == "cut in half":
        file.write_bytes(data[: len(data) // 2])
    elif how == "emptied":
        file.write_bytes(b"")
    else:
        file.write_bytes(bytes(len(data)))


@pytest.mark.parametrize("how", ["deleted", "cut in half", "emptied", "overwritten with zeros"])
def test_search_answers_from_the_database_while_the_index_is_torn(how: str, indexed: None, index_folder: Path):
    before = found("bridge"), found("shield")
    files = sorted(path for path in index_folder.glob("index-*/*") if path.name != "form" and "LOCK" not in path.name)
    assert files
    for file in files:
        reindex()
        again = next(path for path in index_folder.glob(f"index-*/*{file.suffix}"))
        damage(how, again)
        assert [found("bridge")[0], found("shield")[0]] == [codes for codes, _ in before]
        drain()
        assert (found("bridge"), found("shield")) == before


def test_drain_makes_the_index_anew_where_a_commit_finds_it_torn(indexed: None, index_folder: Path):
    found("bridge")  # what is held in memory is whole
    for file in index_folder.glob("index-*/*.seg"):
        damage("overwritten with zeros", file)
    article("A-3", "Another bridge fell.")
    assert drain() == Drained(tasks=1, articles=3, rebuilt=True)
    assert sorted(found("bridge")[0]) == ["A-1", "A-3"]


def test_search_answers_from_the_database_where_the_index_is_gone(indexed: None, index_folder: Path):
    for path in index_folder.glob("index-*/*"):
        path.unlink()
    assert found("bridge") == (["A-1"], True)
    drain()
    assert found("bridge") == (["A-1"], False)
