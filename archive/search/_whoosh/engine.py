"""The engine: answers from the newest generation, one in memory for all threads; writes for the one that may."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt

from archive.errors import IndexUnreadableError
from archive.search._whoosh import facets
from archive.search._whoosh.directory import Directory
from archive.search._whoosh.evaluation import Evaluation
from archive.search._whoosh.generation import Generation
from archive.search._whoosh.opening import Segments, open_generation, stamp
from archive.search._whoosh.ranking import page, scores
from archive.search._whoosh.schema import form_of
from archive.search._whoosh.torn import readable
from archive.search._whoosh.writing import create, writers
from archive.search.backend import Answer, Request
from archive.search.documents import AnnotationDocument, ArticleDocument
from archive.search.fields import FieldSpec, Subject


class WhooshEngine:
    """An index below ``path`` with these fields; fulfils ``backend.WritableEngine``."""

    def __init__(self, path: Path, fields: Iterable[FieldSpec]) -> None:
        self._fields = {spec.name: spec for spec in fields}
        self._form = form_of(self._fields.values())
        self._directory = Directory(path)
        self._lock = Lock()
        self._held: tuple[tuple[str, int, int], Generation, Segments] | None = None

    def answer(self, request: Request) -> Answer:
        """Answer; raises IndexUnreadableError, and leaves word that the index must be made anew, where it can't."""
        try:
            return _answer(request, self._generation())
        except IndexUnreadableError:
            self._directory.want_rebuild()
            raise

    def replace(
        self,
        documents: Iterable[ArticleDocument],
        *,
        removed: Iterable[int] = (),
        annotations: Iterable[AnnotationDocument] = (),
        removed_annotations: Iterable[int] = (),
    ) -> int:
        """Put documents in the place of former ones; ``backend.WritableEngine`` says how. Gives how many.

        All of them are held in memory meanwhile. Raises IndexUnreadableError, with the index as it was, where what is
        there can't be merged with them.
        """
        # Read first: what goes wrong below is the index's own.
        held, alone = list(documents), list(annotations)
        folder = self._directory.current(form=self._form)
        with readable(), writers(folder, self._fields.values()) as opened:
            opened.drop([*removed, *(document.key for document in held)])
            opened.drop_annotations([*removed_annotations, *(document.key for document in alone)])
            for document in held:
                opened.add(document)
            opened.add_annotations(alone)
        return len(held)

    def rebuild(self, documents: Iterable[ArticleDocument]) -> int:
        """Make the index anew from these documents, each key once, and put it in the place of the present one."""
        folder = self._directory.new(form=self._form)
        create(folder, self._fields.values())
        count = 0
        with writers(folder, self._fields.values()) as opened:
            for document in documents:
                opened.add(document)
                count += 1
        self._directory.install(folder)
        return count

    def lock(self, *, wait: bool) -> AbstractContextManager[bool]:
        """Give the right to write, of which there is one for all processes; see ``Directory.lock``."""
        return self._directory.lock(wait=wait)

    def request_rebuild(self) -> None:
        """Leave word that the index is to be made anew."""
        self._directory.want_rebuild()

    def needs_rebuild(self) -> bool:
        """Say whether the index is missing, of another form, or was found to be torn."""
        if self._directory.rebuild_wanted():
            return True
        try:
            self._generation()
        except IndexUnreadableError:
            return True
        return False

    def _generation(self) -> Generation:
        """Give the newest generation; a changed index is opened once, by the first thread that asks."""
        with self._lock:
            folder = self._directory.current(form=self._form)
            now = stamp(folder)
            if self._held is None or self._held[0] != now:
                former = self._held[2] if self._held and self._held[0][0] == now[0] else {}
                self._held = (now, *open_generation(folder, self._fields, former))
            return self._held[1]


def _answer(request: Request, generation: Generation) -> Answer:
    evaluation = Evaluation(generation, request.readable)
    if request.target is Subject.ARTICLE:
        mask = evaluation.articles(request.node) & evaluation.readable_articles
        articles, annotations = mask, evaluation.readable_annotations
        order: tuple[npt.NDArray[np.int64], ...] = (generation.order,)
    else:
        mask = evaluation.annotations(request.node) & evaluation.readable_annotations
        articles = np.zeros(generation.articles.size, np.bool_)
        articles[generation.article_of[mask]] = True
        annotations = mask
        facts = generation.annotation_facts
        order = (generation.order[generation.article_of], facts["start"], facts["key"]) if len(mask) else ()
    found = np.flatnonzero(mask)
    keys, scored = _page(request, generation, evaluation, found, order)
    counted = {
        field: facets.count(
            field, articles=articles, annotations=annotations, generation=generation, size=request.facet_size
        )
        for field in request.facets
    }
    return Answer(total=len(found), keys=keys, scores=scored, facets=counted)


def _page(
    request: Request,
    generation: Generation,
    evaluation: Evaluation,
    found: npt.NDArray[np.int64],
    order: tuple[npt.NDArray[np.int64], ...],
) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Give the keys and scores of the page asked for."""
    if not len(found):
        return (), ()
    scored = None
    window = (0, len(found))
    if request.limit is not None:
        scored = scores(request.node, request.target, generation, evaluation)
        window = (request.offset, request.offset + request.limit)
    shown = page(found, scored, order, window)
    keys = generation.columns(request.target)["key"][shown]
    values = np.zeros(len(shown)) if scored is None else scored[shown]
    return tuple(keys.tolist()), tuple(values.tolist())
