"""Free text in XML: every code point survives, also those that XML 1.0 forbids and white space at the edges.

Free text stands in element content under ``xml:space="preserve"``. A character outside XML 1.0's ``Char`` is written
as ``<g n="U+0003"/>`` (TEI P5, 5.1). Where a text would leave an element without visible characters beside such a
``g``, its white space is written as ``g`` too: pretty-printers indent an element that has only elements in it, and so
nothing they add can be mistaken for text.
"""

import re
from copy import copy
from functools import cache

from lxml import etree

from exports.formats.tei.names import NSMAP, SPACE, G
from exports.formats.tei.parts import Element

#: XML's white space; other space characters are text to every XML tool.
BLANK = " \t\r\n"
_FORBIDDEN = re.compile("([^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])")
_INVISIBLE = re.compile("[^\x21-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


def free(parent: Element, tag: str, text: str, *, kind: str = "") -> Element:
    """Add an element with free text to ``parent`` and give it; ``kind`` is its ``@type``."""
    element: Element = copy(_prototype(tag, kind))
    parent.append(element)
    set_text(element, text)
    return element


@cache
def _prototype(tag: str, kind: str) -> Element:
    """Give an empty element to copy: a copy costs a third of setting its attributes."""
    return etree.Element(tag, {"type": kind, SPACE: "preserve"} if kind else {SPACE: "preserve"}, nsmap=NSMAP)


def set_text(element: Element, text: str) -> None:
    """Make ``text`` the content of an empty element."""
    try:
        element.text = text
    except ValueError:  # lxml refuses what XML 1.0 forbids
        if _INVISIBLE.fullmatch(text):
            _add_glyphs(element, text)
        else:
            append_text(element, text)


def has_text(text: str) -> bool:
    """Whether a text has a character that XML permits, be it white space."""
    return _FORBIDDEN.sub("", text) != ""


def append_text(element: Element, text: str) -> None:
    """Add ``text`` after what an element holds already."""
    for index, piece in enumerate(_FORBIDDEN.split(text)):
        if index % 2:
            _add_glyphs(element, piece)
        elif len(element):
            last = element[-1]
            last.tail = (last.tail or "") + piece
        else:
            element.text = (element.text or "") + piece


def _add_glyphs(element: Element, text: str) -> None:
    for character in text:
        etree.SubElement(element, G, {"n": f"U+{ord(character):04X}"})


def text_of(element: Element) -> str:
    """Give the text that ``set_text`` or ``append_text`` wrote; the tags of inline markup are passed over."""
    if not len(element):
        return element.text or ""
    laid_out = _only_glyphs(element)
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag == G and event == "start":
            pieces.append(chr(int(node.get("n", "").removeprefix("U+"), 16)))
        elif event == "start" and not laid_out:
            pieces.append(node.text or "")
        elif event == "end" and node is not element and not laid_out:
            pieces.append(node.tail or "")
    return "".join(pieces)


def _only_glyphs(element: Element) -> bool:
    """Whether all that an element has beside ``g`` is white space, which then is a pretty-printer's."""
    between = [element.text, *(child.tail for child in element)]
    return all(child.tag == G for child in element) and not "".join(text or "" for text in between).strip(BLANK)
