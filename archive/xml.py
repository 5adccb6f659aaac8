"""Parsing XML that strangers made: no entities, no network, bounded depth. No Django here."""

from typing import Any

from lxml import etree

from archive.errors import ReadingError

#: For every parser: entities stay unresolved, nothing is fetched, and libxml2's limits hold.
SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def parse_bytes(data: bytes) -> etree._Element:
    """Give the root element of a document.

    Raises ReadingError, with the line, where it is not well-formed or declares entities of its own.
    """
    try:
        root = etree.fromstring(data, etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError as error:
        said = " ".join(str(error.msg).split())[:200]
        raise ReadingError(f"not well-formed XML: {said}", line=error.lineno or None) from error
    refuse_entities(root)
    return root


def refuse_entities(root: etree._Element) -> None:
    """Raise ReadingError where a document's DTD declares entities: it is read by nobody who doesn't have to."""
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _one in dtd.iterentities()):  # type: ignore[attr-defined]  # not in the stubs
        raise ReadingError("it declares entities of its own, which are not read")


def local(element: etree._Element) -> str:
    """Give an element's name without its namespace; nothing for a comment or a processing instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
