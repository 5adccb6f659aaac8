"""An engine without an index: it answers by reading every document, for when the index can't be read.

Its answers are those of every other engine, only slower: a document is cut into words once a request, and while the
rest is read only its facts are kept and how often it has what is asked for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from archive.search._scan.evaluation import Evaluation
from archive.search._scan.ranking import Ranking
from archive.search._scan.reading import Corpus, Read
from archive.search._scan.values import Found, facet
from archive.search.backend import Answer, Request
from archive.search.conditions import field_of, scored_nodes, text_nodes
from archive.search.documents import AnnotationDocument, ArticleDocument
from archive.search.fields import FieldSpec, Subject
from archive.search.tree import TextNode


class _Result(NamedTuple):
    """A document found: its key, its score, and what decides between equal scores."""

    key: int
    score: float
    order: tuple[str, int, int]


class ScanEngine:
    """Reads what ``documents`` gives, anew for each request; fulfils ``backend.Engine``. ``fields`` are by name."""

    def __init__(self, documents: Callable[[], Iterable[ArticleDocument]], fields: Mapping[str, FieldSpec]) -> None:
        self._documents = documents
        self._fields = dict(fields)

    def answer(self, request: Request) -> Answer:
        """Answer; takes time with the number of all documents."""
        corpus = Corpus(self._documents(), text_nodes(request.node), self._fields)
        evaluation = Evaluation(self._fields, request.readable)
        if request.target is Subject.ARTICLE:
            found = _articles(request, corpus, evaluation)
            results = self._article_results(request, corpus, found)
        else:
            found = _annotated(request, corpus, evaluation)
            results = self._annotation_results(request, corpus, found)
        results.sort(key=lambda result: (-result.score, result.order))
        shown = results if request.limit is None else results[request.offset : request.offset + request.limit]
        return Answer(
            total=len(results),
            keys=tuple(result.key for result in shown),
            scores=tuple(result.score for result in shown),
            facets={field: facet(field, found, request.facet_size) for field in request.facets},
        )

    def _article_results(self, request: Request, corpus: Corpus, found: Sequence[Found]) -> list[_Result]:
        ranking = Ranking(self._scored(request), corpus.article_reads)
        return [
            _Result(
                article.read.document.key, ranking.score(article.read), (article.read.document.reference_code, 0, 0)
            )
            for article, _annotations in found
        ]

    def _annotation_results(self, request: Request, corpus: Corpus, found: Sequence[Found]) -> list[_Result]:
        ranking = Ranking(self._scored(request), corpus.annotation_reads)
        return [
            _Result(
                one.document.key,
                ranking.score(one),
                (article.read.document.reference_code, one.document.start, one.document.key),
            )
            for article, annotations in found
            for one in annotations
        ]

    def _scored(self, request: Request) -> list[TextNode]:
        """Give the conditions on what is searched for that add to a score; none where everything is asked for."""
        if request.limit is None:
            return []
        nodes = scored_nodes(request.node)
        return [node for node in nodes if self._fields[field_of(node)].subject is request.target]


def _articles(request: Request, corpus: Corpus, evaluation: Evaluation) -> list[Found]:
    """Give the articles that fulfil a request, each with all its annotations that may be read."""
    return [
        (article, evaluation.readable_annotations(article))
        for article in corpus.articles
        if evaluation.may_read(article) and evaluation.article(request.node, article)
    ]


def _annotated(request: Request, corpus: Corpus, evaluation: Evaluation) -> list[Found]:
    """Give the articles that have annotations that fulfil a request, each with these."""
    found: list[Found] = []
    for article in corpus.articles:
        annotations: list[Read[AnnotationDocument]] = [
            one for one in evaluation.readable_annotations(article) if evaluation.annotation(request.node, one, article)
        ]
        if annotations:
            found.append((article, annotations))
    return found
