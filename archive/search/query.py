"""The query language: from what was typed to a tree. Lucene's syntax, read by luqum; docs/search.md describes it.

No Django here. Words side by side are all wanted, as with ``AND``; ``OR`` binds closer than that, ``AND`` closer still.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from luqum import tree as lucene
from luqum.exceptions import ParseError
from luqum.thread import parse as parse_lucene

from archive.errors import QueryError
from archive.search.days import between, period
from archive.search.fields import ANNOTATION_KINDS, FieldKind, FieldSpec, Subject
from archive.search.leaves import text_leaf
from archive.search.passage_calls import read_call
from archive.search.syntax import CALLS, MAX_DEPTH, Prepared, prepare
from archive.search.tree import And, Dates, Everything, Name, Node, Not, Or, Place, Value, Within

#: The most conditions of a query.
MAX_LEAVES = 100

_POSITION = re.compile(r"position (\d+)")
_ESCAPED = re.compile(r"\\(.)")


def parse(text: str, *, fields: Mapping[str, FieldSpec], default: str) -> Node:
    """Give a query's tree; bare words are of the field ``default``, and an empty query is everything.

    Raises QueryError, with the place in code points of ``text``, for whatever can't be answered; nothing else is
    raised for any text.
    """
    prepared = prepare(text, fields=[*fields, *ANNOTATION_KINDS, *CALLS])
    if not prepared.text.strip():
        return Everything()
    try:
        found = parse_lucene(prepared.text)
    except ParseError as error:
        raise _unparsed(error, prepared, text) from error
    return _Reading(prepared, fields).node(found, default, 0)


def _unparsed(error: ParseError, prepared: Prepared, text: str) -> QueryError:
    """Give the parser's complaint in words for people."""
    match = _POSITION.search(str(error))
    if not match:
        return QueryError(
            "Something is missing at the end: a word after an operator or a colon.", start=len(text), end=len(text)
        )
    start = prepared.origin(int(match[1]))
    word = re.match(r"\w+|.|", text[start:], re.DOTALL)
    shown = word[0] if word else ""
    return QueryError(f"“{shown}” can't stand here.", start=start, end=start + len(shown))


class _Reading:
    """Turns the parser's tree into ours; ``field`` is the one that words without a field of their own are of."""

    def __init__(self, prepared: Prepared, fields: Mapping[str, FieldSpec]) -> None:
        self._prepared = prepared
        self._fields = fields
        self._leaves = 0
        self._within = ""

    def node(self, item: Any, field: str, depth: int) -> Node:
        if depth > 2 * MAX_DEPTH:
            raise self._fault(item, f"Conditions may go {MAX_DEPTH} deep, not deeper.")
        match item:
            case lucene.AndOperation() | lucene.UnknownOperation():
                return self._several(And, item, field, depth)
            case lucene.OrOperation():
                return self._several(Or, item, field, depth)
            case lucene.Not() | lucene.Prohibit():
                return Not(self.node(item.a, field, depth + 1))
            case lucene.Plus():
                return self.node(item.a, field, depth + 1)
            case lucene.Group() | lucene.FieldGroup():
                return self.node(item.expr, field, depth + 1)
            case lucene.SearchField():
                return self._of_field(item, depth)
        return self._leaf(item, field)

    def _several(self, kind: Callable[[tuple[Node, ...]], Node], item: Any, field: str, depth: int) -> Node:
        return kind(tuple(self.node(child, field, depth + 1) for child in item.children))

    def _of_field(self, item: Any, depth: int) -> Node:
        if item.name not in ANNOTATION_KINDS:
            return self.node(item.expr, item.name, depth + 1)
        if self._within:
            raise self._fault(item, f"“{item.name}:(…)” can't stand inside “{self._within}:(…)”.")
        self._within = item.name
        try:
            return Within(item.name, self.node(item.expr, "words", depth + 1))
        finally:
            self._within = ""

    def _leaf(self, item: Any, field: str) -> Node:
        self._leaves += 1
        if self._leaves > MAX_LEAVES:
            raise self._fault(item, f"A query has at most {MAX_LEAVES} conditions.")
        call = self._prepared.call(item.value) if isinstance(item, lucene.Word) else None
        if call:
            if self._within:
                raise QueryError(
                    f"“{call.name}(…)” is about an article's text, not about one {self._within}.",
                    start=call.start,
                    end=call.end,
                )
            return read_call(call)
        spec = self._fields.get(field)
        if spec is None:
            raise self._fault(item, f"“{field}” is a function: write {field}(a, b, …).")
        if self._within and spec.subject is Subject.ARTICLE:
            raise self._fault(item, f"“{field}:” is about articles, and can't stand inside “{self._within}:(…)”.")
        return self._of_kind(item, spec)

    def _of_kind(self, item: Any, spec: FieldSpec) -> Node:
        if spec.kind is FieldKind.DATE:
            return self._dates(item)
        if isinstance(item, lucene.Range | lucene.From | lucene.To):
            raise self._fault(item, "A range stands behind “date:” only.")
        if spec.kind is FieldKind.TEXT:
            return text_leaf(item, spec.name, self._fault)
        if not isinstance(item, lucene.Word | lucene.Phrase):
            raise self._fault(item, f"“{spec.name}:” takes a name as it is, without ~.")
        value = _plain(item)
        if not value.strip():
            raise self._fault(item, "There is nothing between the quotation marks.")
        place = self._place(item)
        return Value(spec.name, value.casefold()) if spec.kind is FieldKind.CODE else Name(spec.name, value, place)

    def _dates(self, item: Any) -> Dates:
        try:
            match item:
                case lucene.Word() | lucene.Phrase():
                    return Dates(*period(_plain(item)))
                case lucene.Range():
                    return between(
                        _end(item.low), _end(item.high), low_included=item.include_low, high_included=item.include_high
                    )
                case lucene.From():
                    return between(_end(item.a), None, low_included=item.include, high_included=True)
                case lucene.To():
                    return between(None, _end(item.a), low_included=True, high_included=item.include)
        except ValueError as error:
            raise self._fault(item, str(error)) from error
        raise self._fault(item, "“date:” takes a day, a month, a year or [from TO to].")

    def _place(self, item: Any) -> Place:
        start = self._prepared.origin(item.pos or 0)
        end = self._prepared.origin((item.pos or 0) + max(item.size or 1, 1) - 1) + 1
        return Place(start, max(start, min(end, self._prepared.origins[-1])))

    def _fault(self, item: Any, message: str) -> QueryError:
        place = self._place(item)
        return QueryError(message, start=place.start, end=place.end)


def _end(item: Any) -> str | None:
    """Give an end of a range as typed, or None for the open one."""
    text = _plain(item) if isinstance(item, lucene.Word | lucene.Phrase) else str(item).strip()
    return None if text == "*" else text


def _plain(item: Any) -> str:
    """Give the characters that a word or a phrase stands for."""
    value = str(item.value)
    return _ESCAPED.sub(r"\1", value[1:-1] if isinstance(item, lucene.Phrase) else value)
