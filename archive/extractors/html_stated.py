"""What a page states about itself in its markup: JSON-LD, meta elements, microdata, links and times.

Each statement keeps the XPath of the element that makes it, with a JSON Pointer behind ``#`` inside JSON-LD. JSON-LD is
read by extruct, which takes what pages really contain; meta elements and microdata are read here, since a pointer to
the element is what counts and extruct gives none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from archive.extractors.html_names import ARTICLES, META, SCHEMA

if TYPE_CHECKING:
    from extruct.jsonld import JsonLdExtractor

_CDATA = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>)\s*(?:\*/)?")
#: Values of one member that are looked at, and elements inside one another.
_MOST = 50
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Stated:
    """A field, what is stated, where (an XPath, with a JSON Pointer after ``#``), and by what name."""

    field: str
    value: str
    locator: str
    name: str


def statements_of(tree: etree._Element) -> list[Stated]:
    """Give all that a page states, JSON-LD first, then meta elements, microdata, and elements that mark one thing."""
    return [*_json_ld(tree), *_meta(tree), *_microdata(tree), *_marked(tree)]


def _path(element: etree._Element) -> str:
    return str(element.getroottree().getpath(element))


@cache
def _json_ld_extractor() -> "JsonLdExtractor":
    from extruct.jsonld import JsonLdExtractor

    return JsonLdExtractor()


def _json_ld(tree: etree._Element) -> Iterator[Stated]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        script.set("type", "application/ld+json")
        script.text = _CDATA.sub(" ", script.text or "")
        try:
            items = _json_ld_extractor().extract_items(script)
        except (ValueError, RecursionError):
            continue
        is_list = (script.text or "").lstrip().startswith("[")
        for index, item in enumerate(items):
            yield from _of_item(item, _path(script) + "#" + (f"/{index}" if is_list else ""), 0)


def _of_item(item: Any, place: str, depth: int) -> Iterator[Stated]:
    if not isinstance(item, dict) or depth > _DEEPEST:
        return
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if any(isinstance(kind, str) and kind.rsplit("/", 1)[-1] in ARTICLES for kind in kinds):
        for member, field in SCHEMA.items():
            words = _words(item.get(member))
            if words:
                yield Stated(field, words, f"{place}/{member}", f"JSON-LD {member}")
    for member in ("@graph", "mainEntity", "mainEntityOfPage"):
        inner = item.get(member)
        if isinstance(inner, list):
            for index, one in enumerate(inner[:_MOST]):
                yield from _of_item(one, f"{place}/{member}/{index}", depth + 1)
        else:
            yield from _of_item(inner, f"{place}/{member}", depth + 1)


def _words(value: Any) -> str:
    """Give a member as words: a string, a thing's name, or several of them with commas."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return _words(value.get("name"))
    if isinstance(value, list):
        return ", ".join(
            dict.fromkeys(filter(None, (_words(one) for one in value[:_MOST] if not isinstance(one, list))))
        )
    return ""


def _meta(tree: etree._Element) -> Iterator[Stated]:
    found: dict[str, list[etree._Element]] = {}
    for element in tree.iter("meta"):
        names = " ".join(filter(None, (element.get("property"), element.get("name"), element.get("itemprop"))))
        for name in names.lower().replace(":", ".").split():
            found.setdefault(name, []).append(element)
    for field, names_of_field in META.items():
        for name in names_of_field:
            stating = [one for one in found.get(name, ())[:_MOST] if (one.get("content") or "").strip()]
            if stating:
                values = dict.fromkeys(" ".join((one.get("content") or "").split()) for one in stating)
                joined = ", ".join(values) if field == "byline" else next(iter(values))
                yield Stated(field, joined, _path(stating[0]), f"meta {name}")


def _microdata(tree: etree._Element) -> Iterator[Stated]:
    """Give properties of items whose type is an article's (HTML Living Standard, section 5)."""
    for element in tree.iter():
        names = element.get("itemprop") if isinstance(element.tag, str) else None
        if not names:
            continue
        for name in set(names.split()) & SCHEMA.keys():
            holder = next((one for one in element.iterancestors() if one.get("itemscope") is not None), None)
            kind = (holder.get("itemtype") or "").rsplit("/", 1)[-1] if holder is not None else ""
            if kind in ARTICLES and (words := _property(element)):
                yield Stated(SCHEMA[name], words, _path(element), f"microdata {name}")


def _property(element: etree._Element) -> str:
    """Give the value of a property; of one that is an item itself, its name."""
    if element.get("itemscope") is not None:
        inner = next((one for one in element.iter() if one is not element and one.get("itemprop") == "name"), None)
        if inner is not None:
            return _property(inner)
    for attribute in ("content", "datetime"):
        if value := element.get(attribute):
            return " ".join(value.split())
    return " ".join("".join(map(str, element.itertext())).split())


def _marked(tree: etree._Element) -> Iterator[Stated]:
    """Give the page's title, links to an author, and times that are marked as of publication."""
    for title in tree.iter("title"):
        parent = title.getparent()
        if parent is not None and parent.tag == "head":
            yield Stated("headline", " ".join((title.text or "").split()), _path(title), "title")
    for link in tree.iter("a"):
        if "author" in (link.get("rel") or "").split():
            yield Stated("byline", " ".join("".join(map(str, link.itertext())).split()), _path(link), "a rel=author")
    for time in tree.iter("time"):
        if (value := time.get("datetime")) and (time.get("pubdate") is not None):
            yield Stated("published", value, _path(time), "time pubdate")
