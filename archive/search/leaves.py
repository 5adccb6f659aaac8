"""Conditions on words of a text field: words, phrases, beginnings of words, words with edits. No Django here."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from luqum import tree as lucene

from archive.analysis import words
from archive.errors import QueryError
from archive.search.tree import Everything, Fuzzy, Node, Phrase, Prefix, Word

Fault = Callable[[Any, str], QueryError]

#: The most words that may stand between those of a phrase; the most edits of a word, and the shortest such word.
MAX_SLOP, MAX_EDITS, SHORTEST_FUZZY = 100, 2, 4

#: What the parser gives for a ``~`` without a number behind a word.
_NOT_GIVEN = Decimal("0.5")

_WILDCARD = re.compile(r"(?<!\\)(?:\*|\?(?=\w))")
_ESCAPED = re.compile(r"\\(.)")


def text_leaf(item: Any, field: str, fault: Fault) -> Node:
    """Give the condition that a leaf of the parser's tree is; raises what ``fault`` makes."""
    match item:
        case lucene.Word():
            return _word(item, field, fault)
        case lucene.Phrase():
            return Phrase(field, _words(str(item.value)[1:-1], item, fault))
        case lucene.Proximity():
            slop = _number(item.degree, MAX_SLOP, item, fault)
            return Phrase(field, _words(str(item.term.value)[1:-1], item, fault), slop)
        case lucene.Fuzzy():
            return _fuzzy(item, field, fault)
    raise fault(item, f"This can't stand behind “{field}:”.")


def passage(text: str, fault: Callable[[str], QueryError]) -> Word | Phrase:
    """Give the passage that an argument names: a word in any form, or printed words in quotation marks."""
    stripped = text.strip()
    quoted = len(stripped) > 1 and stripped[0] == stripped[-1] == '"'
    found = tuple(words(stripped))
    if not found:
        raise fault("There is no word here.")
    return Phrase("text", found) if quoted or len(found) > 1 else Word("text", found[0])


def _word(item: Any, field: str, fault: Fault) -> Node:
    value = str(item.value)
    if value == "*":
        return Everything()
    if _WILDCARD.search(value):
        letters = words(value[:-1])
        if _WILDCARD.search(value[:-1]) or not value.endswith("*") or len(letters) != 1:
            raise fault(item, "“*” may stand at the end of one word only, as in missil*.")
        return Prefix(field, letters[0])
    found = _words(value, item, fault)
    return Word(field, found[0]) if len(found) == 1 else Phrase(field, found)


def _fuzzy(item: Any, field: str, fault: Fault) -> Node:
    found = _words(str(item.term.value), item, fault)
    if len(found) != 1 or len(found[0]) < SHORTEST_FUZZY:
        raise fault(item, f"“~” takes one word of at least {SHORTEST_FUZZY} letters.")
    edits = MAX_EDITS if item.degree == _NOT_GIVEN else _number(item.degree, MAX_EDITS, item, fault)
    return Fuzzy(field, found[0], edits) if edits else Word(field, found[0])


def _number(value: Any, most: int, item: Any, fault: Fault) -> int:
    """Give a whole number of at most ``most``; ``syntax`` lets only whole ones pass."""
    if value > most:
        raise fault(item, f"“~” takes a whole number from 0 to {most}.")
    return int(value)


def _words(text: str, item: Any, fault: Fault) -> tuple[str, ...]:
    found = tuple(words(_ESCAPED.sub(r"\1", text)))
    if not found:
        raise fault(item, "There is no word here.")
    return found
