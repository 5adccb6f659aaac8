"""The text conditions of a tree: which there are, which of them are scored, and the field that each is about."""

from collections.abc import Iterator

from archive.search.tree import (
    And,
    Fuzzy,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    SameParagraph,
    TextNode,
    Within,
    Word,
)

#: The words that a short and that a longer prefix, or a fuzzy word, stands for at the most: the commonest.
FEW, MANY = 20, 1000
#: Letters of a prefix that is not short.
LONG_PREFIX = 4


def text_nodes(node: Node) -> Iterator[TextNode]:
    """Give every text condition of a tree."""
    match node:
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from text_nodes(inner)
        case Not(inner) | Within(_, inner):
            yield from text_nodes(inner)
        case Word() | Prefix() | Fuzzy() | Phrase() | Near() | SameParagraph():
            yield node


def scored_nodes(node: Node) -> Iterator[TextNode]:
    """Give the text conditions that add to a score: those that are neither negated nor within one annotation."""
    match node:
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from scored_nodes(inner)
        case Word() | Prefix() | Fuzzy() | Phrase() | Near() | SameParagraph():
            yield node


def field_of(node: TextNode) -> str:
    """Give the field of a text condition; all passages of one condition are of one field."""
    match node:
        case Near(first, _, _):
            return first.field
        case SameParagraph(passages):
            return passages[0].field
    return node.field


def most_words(node: Prefix | Fuzzy) -> int:
    """Give how many words a prefix or a fuzzy word stands for at the most: the commonest ones."""
    return FEW if isinstance(node, Prefix) and len(node.letters) < LONG_PREFIX else MANY
