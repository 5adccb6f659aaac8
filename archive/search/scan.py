"""An engine without an index: it reads every document for every query. Slow, always there, and just as right.

No Django here. It answers while an index is missing or torn, and it says in plain code what every engine must answer.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from archive.search.backend import Answer, Readable, Request
from archive.search.documents import ArticleDocument
from archive.search.fields import FieldSpec, Subject
from archive.search.scanned import Scanned, ScannedAnnotation, occurrences, scan, subject_of
from archive.search.scoring import PLACES, bm25, inverse_document_frequency
from archive.search.tree import (
    And,
    Dates,
    Everything,
    Ids,
    Near,
    Node,
    Not,
    Or,
    SameParagraph,
    TextNode,
    Value,
    Within,
)
from archive.search.variants import Variants, variants

Fields = Mapping[str, FieldSpec]

#: What is searched: an article, or an annotation of one.
Found = Scanned | ScannedAnnotation

#: The counted fields that an article has one value of.
_CATEGORIES = frozenset({"publisher", "agency", "place", "language", "collection", "month"})


class ScanEngine:
    """Answers from documents that are read anew for each query; fulfils ``backend.Engine``."""

    def __init__(self, documents: Callable[[], Iterable[ArticleDocument]], fields: Fields) -> None:
        self._documents = documents
        self._fields = fields

    def answer(self, request: Request) -> Answer:
        """Answer; the time it takes grows with the archive."""
        return _Scan(request, [scan(document) for document in self._documents()], self._fields).answer()


class _Scan:
    """One request against all documents."""

    def __init__(self, request: Request, articles: Sequence[Scanned], fields: Fields) -> None:
        self._request = request
        self._articles = articles
        self._fields = fields
        self._variants: Variants = variants(request.node, articles, fields)

    def answer(self) -> Answer:
        found = [one for one in self._candidates() if self._holds(self._request.node, one)]
        scores = self._scores(found) if self._request.limit is not None else [0.0] * len(found)
        ranked = sorted(zip(found, scores, strict=True), key=lambda pair: (-pair[1], *pair[0].order))
        stop = None if self._request.limit is None else self._request.offset + self._request.limit
        page = ranked[self._request.offset : stop]
        return Answer(
            total=len(found),
            keys=tuple(one.key for one, _score in page),
            scores=tuple(score for _one, score in page),
            facets={name: self._facet(name, found) for name in self._request.facets},
        )

    def _candidates(self) -> Iterator[Found]:
        for article in self._articles:
            if not _readable(article, self._request.readable):
                continue
            if self._request.target is Subject.ARTICLE:
                yield article
            else:
                yield from self._annotations(article)

    def _annotations(self, article: Scanned) -> Iterator[ScannedAnnotation]:
        """Give the annotations of an article that may be read."""
        readable = self._request.readable
        for annotation in article.annotations:
            document = annotation.document
            offered = document.offered and document.task not in readable.tasks
            if readable.every_set or offered or document.annotator == readable.agent:
                yield annotation

    def _holds(self, node: Node, one: Found) -> bool:
        """Say whether an article, or an annotation, fulfils a node."""
        match node:
            case And(nodes):
                return all(self._holds(inner, one) for inner in nodes)
            case Or(nodes):
                return any(self._holds(inner, one) for inner in nodes)
            case Not(inner):
                return not self._holds(inner, one)
            case Everything():
                return True
            case Within(kind, inner):
                return any(self._holds(inner, held) for held in self._around(one) if held.document.kind == kind)
        if subject_of(node, self._fields) is Subject.ARTICLE:
            return self._leaf(node, one.article)
        return any(self._leaf(node, held) for held in self._around(one))

    def _around(self, one: Found) -> Iterable[ScannedAnnotation]:
        """Give the annotations that a condition may hold for: the one, or all readable ones of an article."""
        return [one] if isinstance(one, ScannedAnnotation) else self._annotations(one)

    def _leaf(self, node: Node, one: Found) -> bool:
        match node:
            case Dates(earliest, latest):
                document = one.article.document
                begins = earliest is None or document.latest is None or document.latest >= earliest
                ends = latest is None or document.earliest is None or document.earliest <= latest
                return document.dated and begins and ends
            case Value(field, value):
                regional = f"{value.casefold()}-" if field == "language" else None
                held = [found.casefold() for found in one.values(field)]
                return any(found == value.casefold() or (regional and found.startswith(regional)) for found in held)
            case Ids(field, ids):
                return any(found in ids for found in one.values(field))
            case _ if isinstance(node, TextNode):
                return occurrences(node, one, self._variants) > 0
        raise TypeError(f"{type(node).__name__} is no condition that an engine can answer")

    def _scores(self, found: Sequence[Found]) -> list[float]:
        """Give the score of each document found; weights are over all documents, readable or not."""
        everything: list[Found] = list(self._articles)
        if self._request.target is Subject.ANNOTATION:
            everything = [annotation for article in self._articles for annotation in article.annotations]
        totals = [0.0] * len(found)
        for leaf in _scored(self._request.node):
            if subject_of(leaf, self._fields) is not self._request.target:
                continue
            field = field_of(leaf)
            average = sum(one.length(field) for one in everything) / len(everything) if everything else 0.0
            having = sum(occurrences(leaf, one, self._variants) > 0 for one in everything)
            weight = inverse_document_frequency(documents=len(everything), having=having)
            for index, one in enumerate(found):
                count = occurrences(leaf, one, self._variants)
                totals[index] += bm25(count=count, length=one.length(field), average=average, weight=weight)
        return [round(total, PLACES) for total in totals]

    def _facet(self, name: str, found: Sequence[Found]) -> tuple[tuple[str, int], ...]:
        """Count each article once for a value that it, or one of its annotations concerned, has."""
        held: dict[int, set[str]] = {}
        for one in found:
            values = held.setdefault(one.article.key, set())
            if name in _CATEGORIES:
                values.update(one.article.values(name))
            elif isinstance(one, ScannedAnnotation):
                values.update(one.values(name))
            else:
                values.update(value for annotation in self._annotations(one) for value in annotation.values(name))
        counts = Counter(value for values in held.values() for value in values if value)
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[: self._request.facet_size])


def field_of(node: TextNode) -> str:
    """Give the field that a text condition is about."""
    match node:
        case Near(first, _second, _distance):
            return first.field
        case SameParagraph(passages):
            return passages[0].field
    return node.field


def _scored(node: Node) -> Iterator[TextNode]:
    """Give the text conditions that add to a score: those that are neither negated nor within one annotation."""
    match node:
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from _scored(inner)
        case _ if isinstance(node, TextNode):
            yield node


def _readable(article: Scanned, readable: Readable) -> bool:
    document = article.document
    embargoed = document.embargo_until is not None and document.embargo_until > readable.now
    return (
        document.access in readable.levels
        and (readable.embargoed or not embargoed)
        and (readable.withdrawn or document.state == "active")
    )
