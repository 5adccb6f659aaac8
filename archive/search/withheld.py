"""Queries of viewers from whom names are withheld: no condition finds an article by a name that is withheld in it."""

from collections.abc import Mapping

from rapidfuzz.distance import OSA

from archive.analysis import stem, words
from archive.search.tree import (
    And,
    Articles,
    Fuzzy,
    Name,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    SameParagraph,
    Within,
    Word,
)
from archive.withholding import Withholding


def without_names(node: Node, masks: Mapping[int, Withholding]) -> Node:
    """Give a tree in which each condition that a withheld name may fulfil leaves out the articles of that name.

    ``masks`` are by the article's key. A condition is taken by its words, so that other people of the same family name
    are not found there either: what is asked for is not to be told from what is found.
    """
    match node:
        case And(nodes):
            return And(tuple(without_names(one, masks) for one in nodes))
        case Or(nodes):
            return Or(tuple(without_names(one, masks) for one in nodes))
        case Not(inner):
            return Not(without_names(inner, masks))
        case Within(kind, inner):
            return Within(kind, without_names(inner, masks))
    hidden = frozenset(key for key, mask in masks.items() if _touches(node, mask))
    return And((node, Not(Articles(hidden)))) if hidden else node


def _touches(node: Node, mask: Withholding) -> bool:
    """Say whether a condition looks for any word of the names."""
    match node:
        case Word(_field, word):
            return stem(word) in mask.stems
        case Prefix(_field, letters):
            return any(word.startswith(letters) for word in mask.words)
        case Fuzzy(_field, word, distance):
            return any(OSA.distance(word, known, score_cutoff=distance) <= distance for known in mask.words)
        case Phrase(_field, printed):
            return not mask.words.isdisjoint(printed)
        case Near(first, second, _distance):
            return _touches(first, mask) or _touches(second, mask)
        case SameParagraph(passages):
            return any(_touches(one, mask) for one in passages)
        case Name(_field, text, _place):
            return not mask.words.isdisjoint(words(text))
    return False
