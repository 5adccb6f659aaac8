"""Any Web Annotation file as suggestions: what it marks by quotation or position, and its tags.

Read are single annotations, lists, pages and collections of the W3C's Web Annotation Data Model (2017), and the lists
that annotation tools write in its likeness. Nothing is fetched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from annotations.anchoring import Anchor, anchor_all
from archive import json_data
from archive.errors import InvalidValueError
from archive.evidence import find_quotes

_TAGGING = ("tagging", "classifying", "identifying", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """An annotation of another program: where it stands, by quotation, and the words it is tagged with."""

    name: str
    anchors: tuple[Anchor, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An annotation that can't be read, and why; ``name`` is its id, or its place in the file."""

    name: str
    reason: str


def read_foreign(data: bytes) -> list[Foreign | Unread]:
    """Give the annotations of a file in its order.

    Raises ReadingError for what is no JSON, InvalidValueError where there are none.
    """
    document = json_data.load(data)
    found = list(_annotations(document))
    if not found:
        raise InvalidValueError("there are no annotations: no list, no items, no target")
    return [_read(one, f"annotation {number}") for number, one in enumerate(found, start=1)]


def place(text: str, found: Foreign) -> tuple[tuple[int, int], ...] | None:
    """Give where an annotation stands in a text; None where its words are not there, or at more than one place.

    They stand where words and context are the same; where words are the same and the offsets agree; or where the words
    are to be found only once.
    """
    places = []
    for anchor, anchored in zip(found.anchors, anchor_all(None, text, found.anchors), strict=True):
        start, end = anchor.start or 0, anchor.end or 0
        spots = find_quotes(text, anchor.exact)
        if anchored.status in {"exact", "moved"} and anchored.start is not None and anchored.end is not None:
            places.append((anchored.start, anchored.end))
        elif anchor.exact and text[start:end] == anchor.exact:
            places.append((start, end))
        elif len(spots) == 1:
            places.append(spots[0])
        else:
            return None
    places.sort()
    return None if any(end > start for (_, end), (start, _) in pairwise(places)) else tuple(places)


def _annotations(document: Any) -> Iterator[Any]:
    """Give the annotations of a list, a page, a collection with its first page, or one annotation."""
    if isinstance(document, list):
        yield from document
    elif isinstance(document, dict):
        items = document.get("items")
        first = document.get("first")
        if isinstance(items, list):
            yield from items
        elif isinstance(first, dict):
            yield from _annotations(first)
        elif "target" in document:
            yield document


def _read(data: Any, place: str) -> Foreign | Unread:
    if not isinstance(data, Mapping):
        return Unread(name=place, reason="it is no JSON object")
    name = data["id"] if isinstance(data.get("id"), str) and data["id"] else place
    targets = _many(data.get("target"))
    selectors = [selector for target in targets for selector in _selectors(target)]
    anchors = [anchor for anchor in map(_anchor, _grouped(targets, selectors)) if anchor is not None]
    if not anchors:
        return Unread(name=name, reason="no quotation says which words it marks (TextQuoteSelector)")
    tags = tuple(dict.fromkeys(_tags(data)))
    if not tags:
        return Unread(name=name, reason="no body of it is a tag")
    return Foreign(name=name, anchors=tuple(anchors), tags=tags)


def _grouped(targets: Sequence[Any], selectors: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Give the selectors of each target; tools that put several quotations in one target mean one span each."""
    quotes = [one for one in selectors if _quote(one)]
    if len(quotes) == len(targets):
        return [list(_selectors(target)) for target in targets]
    return [[quote] for quote in quotes]


def _selectors(target: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(target, Mapping):
        yield from (one for one in _many(target.get("selector")) if isinstance(one, Mapping))


def _anchor(selectors: Sequence[Mapping[str, Any]]) -> Anchor | None:
    quote = next((one for one in selectors if _quote(one)), None)
    if quote is None:
        return None
    exact = _quote(quote)
    places = [one for one in selectors if isinstance(one.get("start"), int) and isinstance(one.get("end"), int)]
    start = max(0, places[0]["start"]) if places else 0
    return Anchor(start, start + len(exact), exact, _words(quote, "prefix"), _words(quote, "suffix"))


def _quote(selector: Mapping[str, Any]) -> str:
    """Give the quoted words; some tools call them ``quote``."""
    return _words(selector, "exact") or _words(selector, "quote")


def _tags(data: Mapping[str, Any]) -> Iterator[str]:
    """Give the words of bodies that tag: plain text, or text with a purpose that is no comment."""
    for body in _many(data.get("body")) or _many(data.get("bodies")):
        if isinstance(body, str):
            yield body
        elif isinstance(body, Mapping) and body.get("purpose", "") in _TAGGING:
            for name in ("value", "label", "source"):
                if isinstance(body.get(name), str) and body[name]:
                    yield body[name]
                    break


def _words(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
