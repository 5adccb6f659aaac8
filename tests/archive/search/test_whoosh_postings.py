"""Postings that are read by the block are those that Whoosh gives one by one."""

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from archive.search._whoosh.postings import NOTHING, SHIFT, read_postings, terms_from
from archive.search._whoosh.schema import ANNOTATIONS, ARTICLES
from archive.search._whoosh.writing import create, writers
from archive.search.names import all_fields
from tests.archive.search.engine_documents import DOCUMENTS, article


@pytest.fixture
def folder(tmp_path):
    """Give a folder with an index of more documents than one block of postings holds."""
    fields = list(all_fields().values())
    create(tmp_path, fields)
    many = [article(100 + number, "bridge " * (number % 3 + 1), f"number {number}") for number in range(300)]
    with writers(tmp_path, fields) as opened:
        for document in [*DOCUMENTS, *many]:
            opened.add(document)
    return tmp_path


@pytest.mark.parametrize("name", [ARTICLES, ANNOTATIONS])
def test_postings_are_those_that_whoosh_gives(folder, name):
    reader = FileIndex(FileStorage(str(folder), supports_mmap=False), indexname=name).reader()
    compared = 0
    for field in all_fields():
        for term in terms_from(reader, field, b""):
            found = read_postings(reader, field, term)
            one_by_one = _one_by_one(reader, field, term)
            assert list(zip(found.documents.tolist(), found.counts.tolist(), strict=True)) == [
                (document, len(positions)) for document, positions in one_by_one
            ]
            assert found.places().tolist() == [
                (document << SHIFT) + position for document, positions in one_by_one for position in positions
            ]
            compared += 1
    assert compared == sum(1 for field, _term in reader.all_terms() if field in all_fields())
    reader.close()


def _one_by_one(reader, field, term):
    """Give (document, positions) as Whoosh's own iteration does."""
    matcher = reader.postings(field, term)
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.value_as("positions")))
        matcher.next()
    return found


@pytest.mark.parametrize(("field", "term"), [("text", b"nobody\tnobody"), ("nothing", b"bridg\tbridge")])
def test_postings_of_what_is_not_there_are_none(folder, field, term):
    reader = FileIndex(FileStorage(str(folder), supports_mmap=False), indexname=ARTICLES).reader()
    assert read_postings(reader, field, term) is NOTHING
    reader.close()
