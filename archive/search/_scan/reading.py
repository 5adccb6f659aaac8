"""What is kept of each document while all are read: its facts, and how often it has what is asked for, but no text."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

from archive.analysis import words
from archive.search._scan.passages import count
from archive.search.conditions import field_of, most_words
from archive.search.documents import AnnotationDocument, ArticleDocument
from archive.search.fields import FieldSpec, Subject
from archive.search.tree import Fuzzy, Prefix, TextNode

Document = TypeVar("Document", ArticleDocument, AnnotationDocument)


@dataclass(slots=True)
class Read(Generic[Document]):
    """A document without its texts.

    ``counts`` say how often it has what each condition asks for, ``lengths`` how many words the fields of these have.
    """

    document: Document
    counts: dict[TextNode, int]
    lengths: dict[str, int]


@dataclass(slots=True)
class Article:
    """An article and its annotations, as they were read."""

    read: Read[ArticleDocument]
    annotations: list[Read[AnnotationDocument]]


class Corpus:
    """All documents, read once for some conditions, in the order in which they came."""

    def __init__(
        self, documents: Iterable[ArticleDocument], nodes: Iterable[TextNode], fields: Mapping[str, FieldSpec]
    ) -> None:
        nodes = set(nodes)
        of_articles = _Reader(node for node in nodes if fields[field_of(node)].subject is Subject.ARTICLE)
        of_annotations = _Reader(node for node in nodes if fields[field_of(node)].subject is Subject.ANNOTATION)
        self.articles = [_article(document, of_articles, of_annotations) for document in documents]
        of_articles.settle(self.article_reads)
        of_annotations.settle(self.annotation_reads)

    @cached_property
    def article_reads(self) -> Sequence[Read[ArticleDocument]]:
        return [article.read for article in self.articles]

    @cached_property
    def annotation_reads(self) -> Sequence[Read[AnnotationDocument]]:
        return [annotation for article in self.articles for annotation in article.annotations]


class _Reader:
    """Reads the documents of one subject for some conditions.

    Which words a prefix or a fuzzy word stands for is known when all are read: until then each document's own are kept.
    """

    def __init__(self, nodes: Iterable[TextNode]) -> None:
        self._nodes = list(nodes)
        self._fields = {field_of(node) for node in self._nodes}
        self._fitting: dict[Prefix | Fuzzy, list[Counter[str]]] = {
            node: [] for node in self._nodes if isinstance(node, Prefix | Fuzzy)
        }

    def read(self, document: Document, texts: Mapping[str, Sequence[str]]) -> Read[Document]:
        """Read the next document; each field is cut into words once."""
        blocks = {field: [words(block) for block in texts.get(field, ())] for field in self._fields}
        counts: dict[TextNode, int] = {}
        for node in self._nodes:
            if isinstance(node, Prefix | Fuzzy):
                fits = _test(node)
                found = Counter(word for block in blocks[node.field] for word in block)
                self._fitting[node].append(Counter({word: often for word, often in found.items() if fits(word)}))
            else:
                counts[node] = count(node, blocks[field_of(node)])
        lengths = {field: sum(map(len, held)) for field, held in blocks.items()}
        return Read(document, counts, lengths)

    def settle(self, reads: Sequence[Read[Document]]) -> None:
        """Count the words that prefixes and fuzzy words stand for, now that the commonest are known."""
        for node, found in self._fitting.items():
            chosen = _commonest(Counter(word for one in found for word in one), most_words(node))
            for read, one in zip(reads, found, strict=True):
                read.counts[node] = sum(often for word, often in one.items() if word in chosen)


def _commonest(sizes: Counter[str], most: int) -> frozenset[str]:
    """Give the words that most documents have; of equally common ones the first in the alphabet."""
    return frozenset(sorted(sizes, key=lambda word: (-sizes[word], word))[:most])


def _test(node: Prefix | Fuzzy) -> Callable[[str], bool]:
    """Give what says of a word whether it is one that a condition stands for."""
    if isinstance(node, Prefix):
        letters = node.letters
        return lambda word: word.startswith(letters)
    wanted, most = node.word, node.distance
    return lambda word: OSA.distance(wanted, word, score_cutoff=most) <= most


def _article(document: ArticleDocument, of_articles: _Reader, of_annotations: _Reader) -> Article:
    texts = {
        "text": document.content,
        "boilerplate": document.boilerplate,
        "headline": (document.headline,),
        "place": (document.place,),
    }
    annotations = [
        of_annotations.read(replace(one, texts={}), {field: (text,) for field, text in one.texts.items()})
        for one in document.annotations
    ]
    bare = replace(document, content=(), boilerplate=(), annotations=())
    return Article(of_articles.read(bare, texts), annotations)
