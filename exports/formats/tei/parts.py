"""Finding the parts of an element that the profile has found valid."""

from typing import cast

from lxml import etree

Element = etree._Element


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
