"""Writing an index: the only place where Whoosh's writers are opened. One process at a time may be here."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex
from whoosh.query import Or, Term

from archive.search._whoosh.files import IndexFiles
from archive.search._whoosh.schema import (
    ANNOTATIONS,
    ARTICLES,
    annotation_row,
    article_row,
    schema_of,
    text_fields,
)
from archive.search.documents import AnnotationDocument, ArticleDocument
from archive.search.fields import FieldSpec, Subject

#: Memory that postings may take before they are written to a temporary file, in MB.
MEMORY = 256

#: Seconds to wait for Whoosh's own lock; ours is held already, so only a process that is just ending can have it.
PATIENCE = 10.0


class Writers:
    """Both indexes of a folder, open for writing: documents are dropped by key and added; then one commit each.

    ``whole`` says whether the index of articles has been touched.
    """

    def __init__(self, fields: Iterable[FieldSpec], articles: Any, annotations: Any) -> None:
        fields = list(fields)
        self._article_fields = text_fields(fields, Subject.ARTICLE)
        self._annotation_fields = text_fields(fields, Subject.ANNOTATION)
        self._articles = articles
        self._annotations = annotations
        self.whole = False

    def drop(self, keys: Iterable[int]) -> None:
        """Mark the documents of articles and of their annotations as deleted."""
        terms = [Term("article", str(key)) for key in keys]
        if terms:
            self.whole = True
            self._articles.delete_by_query(Or(terms))
            self._annotations.delete_by_query(Or(terms))

    def drop_annotations(self, keys: Iterable[int]) -> None:
        """Mark the documents of single annotations as deleted."""
        terms = [Term("annotation", str(key)) for key in keys]
        if terms:
            self._annotations.delete_by_query(Or(terms))

    def add(self, document: ArticleDocument) -> None:
        """Add an article and its annotations."""
        self.whole = True
        self._articles.add_document(**article_row(document, self._article_fields))
        self.add_annotations(document.annotations)

    def add_annotations(self, documents: Iterable[AnnotationDocument]) -> None:
        """Add annotations, of articles that are there."""
        for document in documents:
            self._annotations.add_document(**annotation_row(document, self._annotation_fields))


def create(folder: Path, fields: Iterable[FieldSpec]) -> None:
    """Make two empty indexes in a folder."""
    fields = list(fields)
    storage = IndexFiles(folder)
    for name, subject in ((ARTICLES, Subject.ARTICLE), (ANNOTATIONS, Subject.ANNOTATION)):
        FileIndex.create(storage, schema_of(text_fields(fields, subject), subject), name)


@contextmanager
def writers(folder: Path, fields: Iterable[FieldSpec]) -> Iterator[Writers]:
    """Open both indexes for writing and commit at the end, the annotations first; after an error commit nothing.

    Annotations whose article is not there yet are not found; articles without theirs would be found without them.
    """
    storage = IndexFiles(folder)
    with ExitStack() as stack:
        stack.callback(storage.close_files)
        opened = []
        for name in (ARTICLES, ANNOTATIONS):
            writer = FileIndex(storage, indexname=name).writer(timeout=PATIENCE, limitmb=MEMORY)
            stack.callback(_abandon, writer)
            opened.append(writer)
        articles, annotations = opened
        made = Writers(fields, articles, annotations)
        yield made
        annotations.commit()
        if made.whole:
            articles.commit()


def _abandon(writer: Any) -> None:
    if not writer.is_closed:
        writer.cancel()
