"""The words that prefixes and fuzzy words of a query stand for, over all documents. No Django here."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from rapidfuzz.distance import OSA

from archive.search.fields import FieldSpec, Subject
from archive.search.tree import And, Fuzzy, Node, Not, Or, Prefix, Within

#: The words that a short and that a longer prefix, or a fuzzy word, stands for at the most: the commonest.
FEW, MANY = 20, 1000
#: Letters of a prefix that is not short.
LONG_PREFIX = 4

Variants = Mapping[Prefix | Fuzzy, frozenset[str]]


class _Worded(Protocol):
    def blocks(self, field: str) -> Iterable[Iterable[str]]: ...


class _Article(_Worded, Protocol):
    @property
    def annotations(self) -> Iterable[_Worded]: ...


def most_words(node: Prefix | Fuzzy) -> int:
    """Give how many words a condition stands for at the most."""
    return FEW if isinstance(node, Prefix) and len(node.letters) < LONG_PREFIX else MANY


def variants(node: Node, articles: Iterable[_Article], fields: Mapping[str, FieldSpec]) -> Variants:
    """Give the words of each prefix and fuzzy word of a tree: those in most documents, then by alphabet."""
    found: dict[Prefix | Fuzzy, Counter[str]] = {leaf: Counter() for leaf in _leaves(node)}
    if not found:
        return {}
    for article in articles:
        for leaf, counter in found.items():
            is_article = fields[leaf.field].subject is Subject.ARTICLE
            for one in [article] if is_article else article.annotations:
                held = {word for block in one.blocks(leaf.field) for word in block}
                counter.update(word for word in held if _stands_for(leaf, word))
    return {
        leaf: frozenset(sorted(counter, key=lambda word: (-counter[word], word))[: most_words(leaf)])
        for leaf, counter in found.items()
    }


def _stands_for(leaf: Prefix | Fuzzy, word: str) -> bool:
    if isinstance(leaf, Prefix):
        return word.startswith(leaf.letters)
    return OSA.distance(leaf.word, word, score_cutoff=leaf.distance) <= leaf.distance


def _leaves(node: Node) -> Iterator[Prefix | Fuzzy]:
    match node:
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from _leaves(inner)
        case Not(inner) | Within(_, inner):
            yield from _leaves(inner)
        case Prefix() | Fuzzy():
            yield node
