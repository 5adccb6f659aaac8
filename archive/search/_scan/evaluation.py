"""A tree against one article or one annotation for one reader: whether it is fulfilled, and what may be read."""

from archive.search._scan.reading import Article, Read
from archive.search._scan.values import annotation_values, article_value
from archive.search.backend import Readable
from archive.search.conditions import field_of
from archive.search.documents import AnnotationDocument, ArticleDocument
from archive.search.fields import FieldSpec, Subject
from archive.search.tree import (
    And,
    Articles,
    Dates,
    Everything,
    Fuzzy,
    Ids,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    SameParagraph,
    Value,
    Within,
    Word,
)


class Evaluation:
    """Answers for one reader; ``fields`` are the specs by name."""

    def __init__(self, fields: dict[str, FieldSpec], readable: Readable) -> None:
        self._fields = fields
        self._readable = readable

    def article(self, node: Node, article: Article) -> bool:
        """Say whether an article fulfils a node; of annotations, whether one that may be read does."""
        match node:
            case And(nodes):
                return all(self.article(inner, article) for inner in nodes)
            case Or(nodes):
                return any(self.article(inner, article) for inner in nodes)
            case Not(inner):
                return not self.article(inner, article)
            case Everything():
                return True
        if not isinstance(node, Within) and self._subject(node) is Subject.ARTICLE:
            return _article_leaf(node, article.read)
        return any(self.annotation(node, one, article) for one in self.readable_annotations(article))

    def annotation(self, node: Node, annotation: Read[AnnotationDocument], article: Article) -> bool:
        """Say whether an annotation fulfils a node itself, or its article where the node is about articles."""
        match node:
            case And(nodes):
                return all(self.annotation(inner, annotation, article) for inner in nodes)
            case Or(nodes):
                return any(self.annotation(inner, annotation, article) for inner in nodes)
            case Not(inner):
                return not self.annotation(inner, annotation, article)
            case Within(kind, inner):
                return annotation.document.kind == kind and self.annotation(inner, annotation, article)
            case Everything():
                return True
        if self._subject(node) is Subject.ANNOTATION:
            return _annotation_leaf(node, annotation)
        return _article_leaf(node, article.read)

    def may_read(self, article: Article) -> bool:
        """Say whether an article may be read."""
        readable, document = self._readable, article.read.document
        return (
            document.access in readable.levels
            and (readable.embargoed or document.embargo_until is None or document.embargo_until <= readable.now)
            and (readable.withdrawn or document.state == "active")
        )

    def readable_annotations(self, article: Article) -> list[Read[AnnotationDocument]]:
        """Give the annotations of an article that may be read; none where the article itself may not be."""
        if not self.may_read(article):
            return []
        return [one for one in article.annotations if self._may_read_annotation(one.document)]

    def _may_read_annotation(self, document: AnnotationDocument) -> bool:
        readable = self._readable
        own = readable.agent is not None and document.annotator == readable.agent
        return readable.every_set or own or (document.offered and document.task not in readable.tasks)

    def _subject(self, node: Node) -> Subject:
        """Say whether a leaf is about articles or about annotations."""
        match node:
            case Dates() | Articles():
                return Subject.ARTICLE
            case Word() | Prefix() | Fuzzy() | Phrase() | Near() | SameParagraph():
                return self._fields[field_of(node)].subject
            case Value(field, _) | Ids(field, _):
                return self._fields[field].subject
        raise TypeError(f"{type(node).__name__} is no condition that an engine can answer")


def _article_leaf(node: Node, read: Read[ArticleDocument]) -> bool:
    match node:
        case Dates(earliest, latest):
            document = read.document
            begins_in_time = latest is None or document.earliest is None or document.earliest <= latest
            ends_in_time = earliest is None or document.latest is None or document.latest >= earliest
            return document.dated and begins_in_time and ends_in_time
        case Articles(keys):
            return read.document.key in keys
        case Value(field, value):
            return _is_value(field, article_value(read.document, field), value)
        case Ids(field, ids):
            return article_value(read.document, field) in ids
        case Word() | Prefix() | Fuzzy() | Phrase() | Near() | SameParagraph():
            return read.counts[node] > 0
    raise TypeError(f"{type(node).__name__} is no condition on articles")


def _annotation_leaf(node: Node, read: Read[AnnotationDocument]) -> bool:
    match node:
        case Value(field, value):
            return any(_is_value(field, held, value) for held in annotation_values(read.document, field))
        case Ids(field, ids):
            return not ids.isdisjoint(annotation_values(read.document, field))
        case Word() | Prefix() | Fuzzy() | Phrase() | Near() | SameParagraph():
            return read.counts[node] > 0
    raise TypeError(f"{type(node).__name__} is no condition on annotations")


def _is_value(field: str, held: str, wanted: str) -> bool:
    """Say whether two values are equal but for case; a language also has its regional forms. No value equals none."""
    held, wanted = held.casefold(), wanted.casefold()
    return bool(held) and (held == wanted or (field == "language" and held.startswith(f"{wanted}-")))
