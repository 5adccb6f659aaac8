"""Elements with identifiers, where the profile is, and how to find the parts of what it has found valid."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import cast

from lxml import etree

from exports.formats.tei.names import ID

Element = etree._Element

SCHEMA_DIR = Path(__file__).parents[2] / "schema"
#: Our profile of TEI.
SCHEMA = SCHEMA_DIR / "dateline-tei.rng"


def identified(parent: Element, tag: str, key: str, attributes: Mapping[str, str] = MappingProxyType({})) -> Element:
    """Add an element with an ``xml:id``.

    It is set last: identifiers that elements are made with libxml2 keeps for look-ups until their thread ends, and an
    export of many articles would not be flat in memory.
    """
    element = etree.SubElement(parent, tag, {ID: "", **attributes})
    element.set(ID, key)
    return element


def only(parent: Element, path: str) -> Element:
    """Give the first element at ``path``, one that the profile demands; raises LookupError where it is missing."""
    found = parent.find(path)
    if found is None:
        raise LookupError(f"{parent.tag} has no {path}")
    return found


def by_type(parent: Element) -> dict[str, Element]:
    """Give an element's children by ``@type``; of several of one type, the last."""
    return {child.get("type", ""): child for child in parent}


def line_of(element: Element) -> int | None:
    """Give the line an element starts on, 1-based; None where it was not parsed from a file."""
    return cast("int | None", element.sourceline)
