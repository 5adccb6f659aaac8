"""Documents as the scan engine compares them, and how often conditions on words hold. No Django here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.search.analysis import stem, words
from archive.search.documents import AnnotationDocument, ArticleDocument
from archive.search.fields import FieldSpec, Subject
from archive.search.tree import (
    Dates,
    Fuzzy,
    Ids,
    Near,
    Node,
    Passage,
    Phrase,
    Prefix,
    SameParagraph,
    TextNode,
    Value,
    Word,
)
from archive.search.variants import Variants

Blocks = Sequence[Sequence[str]]


class _Texts:
    """The words of a document's fields, cut once."""

    def __init__(self, texts: Mapping[str, Sequence[str]]) -> None:
        self._texts = texts
        self._blocks: dict[str, Blocks] = {}

    def blocks(self, field: str) -> Blocks:
        """Give the words of each block of a field."""
        if field not in self._blocks:
            self._blocks[field] = [words(text) for text in self._texts.get(field, ())]
        return self._blocks[field]

    def length(self, field: str) -> int:
        """Give the number of words of a field."""
        return sum(len(block) for block in self.blocks(field))


class ScannedAnnotation(_Texts):
    """An annotation's document."""

    def __init__(self, document: AnnotationDocument, article: "Scanned") -> None:
        super().__init__({name: (text,) for name, text in document.texts.items()})
        self.document = document
        self.article = article
        self.key = document.key

    @property
    def order(self) -> tuple[str, int, int]:
        """What equal scores are ordered by."""
        return self.article.document.reference_code, self.document.start, self.key

    def values(self, field: str) -> Sequence[str]:
        """Give the codes or ids of a field."""
        code = self.document.codes.get(field)
        return (code,) if code else self.document.ids.get(field, ())


class Scanned(_Texts):
    """An article's document with its annotations."""

    def __init__(self, document: ArticleDocument) -> None:
        super().__init__(
            {
                "text": document.content,
                "boilerplate": document.boilerplate,
                "headline": (document.headline,),
                "place": (document.place,),
            }
        )
        self.document = document
        self.key = document.key
        self.annotations = [ScannedAnnotation(annotation, self) for annotation in document.annotations]

    @property
    def article(self) -> "Scanned":
        """The article itself."""
        return self

    @property
    def order(self) -> tuple[str]:
        """What equal scores are ordered by."""
        return (self.document.reference_code,)

    @cached_property
    def _values(self) -> dict[str, str]:
        document = self.document
        return {
            "publisher": document.publisher,
            "agency": document.agency,
            "place": document.place,
            "language": document.language,
            "collection": document.collection,
            "code": document.reference_code,
            "month": document.earliest.strftime("%Y-%m") if document.dated and document.earliest else "",
        }

    def values(self, field: str) -> Sequence[str]:
        """Give the value of a field, or none."""
        value = self._values[field]
        return (value,) if value else ()


@dataclass(frozen=True, slots=True)
class Span:
    """The positions of a passage's first and last word within one block."""

    first: int
    last: int


def scan(document: ArticleDocument) -> Scanned:
    """Give a document as it is compared."""
    return Scanned(document)


def subject_of(node: Node, fields: Mapping[str, FieldSpec]) -> Subject:
    """Say whether a leaf is about articles or about annotations."""
    match node:
        case Dates():
            return Subject.ARTICLE
        case Near(first, _second, _distance):
            return fields[first.field].subject
        case SameParagraph(passages):
            return fields[passages[0].field].subject
        case Word() | Prefix() | Fuzzy() | Phrase() | Value() | Ids():
            return fields[node.field].subject
    raise TypeError(f"{type(node).__name__} is no leaf")


def occurrences(node: TextNode, one: _Texts, variants: Variants) -> int:
    """Give how often a document has what a text condition asks for; passages together count once."""
    match node:
        case Word(field, word):
            return sum(stem(found) == stem(word) for block in one.blocks(field) for found in block)
        case Prefix() | Fuzzy():
            return sum(found in variants[node] for block in one.blocks(node.field) for found in block)
        case Phrase(field):
            return sum(len(list(_spans(node, block))) for block in one.blocks(field))
        case Near(first):
            return int(any(_near(node, block) for block in one.blocks(first.field)))
        case SameParagraph(passages):
            return int(
                any(all(any(_spans(each, block)) for each in passages) for block in one.blocks(passages[0].field))
            )


def _near(node: Near, block: Sequence[str]) -> bool:
    """Say whether the passages stand near one another: neighbours are at distance 1, overlapping ones don't count."""
    seconds = list(_spans(node.second, block))
    return any(
        1 <= after.first - before.last <= node.distance
        for one in _spans(node.first, block)
        for other in seconds
        for before, after in ((one, other), (other, one))
    )


def _spans(passage: Passage, block: Sequence[str]) -> Iterator[Span]:
    """Give every occurrence of a passage in a block; of a loose phrase, from each first word the earliest next ones."""
    if isinstance(passage, Word):
        wanted = stem(passage.word)
        yield from (Span(at, at) for at, word in enumerate(block) if stem(word) == wanted)
        return
    for start, word in enumerate(block):
        if word == passage.words[0]:
            last = _end(passage, block, start)
            if last is not None and last - start < len(passage.words) + passage.slop:
                yield Span(start, last)


def _end(phrase: Phrase, block: Sequence[str], start: int) -> int | None:
    at = start
    for word in phrase.words[1:]:
        at = next((index for index in range(at + 1, len(block)) if block[index] == word), -1)
        if at < 0:
            return None
    return at
