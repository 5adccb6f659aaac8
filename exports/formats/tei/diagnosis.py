"""Which record a document is invalid for: libxml2 names the list that a faulty record stands in, readers want it."""

import re
from functools import cache
from typing import Any

from lxml import etree

from exports.errors import Fault
from exports.formats.tei.names import ID
from exports.formats.tei.parts import SCHEMA, Element, line_of

#: The profile's pattern for records that have an identifier, by its kind.
_BY_KIND = {
    "adjudication": "adjudication",
    "agent": "agent",
    "annotation": "annotation",
    "capture": "capture",
    "claim": "claim",
    "event": "event",
    "note": "set-note",
    "project": "project",
    "set": "set",
    "text": "text-record",
    "value": "value",
}
#: The pattern for others, by element and, where it has one, ``@type``.
_BY_NAME = {
    "bibl.accession": "accession",
    "bibl.agency": "agency",
    "bibl.collection": "collection",
    "bibl.publisher": "publisher",
    "category": "tag",
    "event": "event-entity",
    "fs.reading": "reading",
    "fs.source": "source",
    "fs.stance": "stance",
    "fs.statement": "statement",
    "licence": "licence",
    "object": "object",
    "org": "org",
    "person": "person",
    "place.gpe": "place",
    "place.place": "place",
    "publicationStmt": "publicationStmt",
    "text": "article",
}
#: How many of libxml2's messages about one record are told: the first are nearest to the fault.
_MESSAGES = 3
_KIND = re.compile(r"(?:t[0-9]+\.)?([a-z]+)\.")


def narrow(root: Element, *, file: str) -> Fault | None:
    """Give the fault of the first and innermost record that is invalid by itself, or None where each is valid."""
    for _, element in etree.iterwalk(root, events=("end",)):
        pattern = _pattern(element)
        schema = _schema(pattern) if pattern else None
        if schema and not schema.validate(element):
            entries = list(schema.error_log)[:_MESSAGES]
            record = element.get(ID) or etree.QName(element).localname
            reason = f"{record}: " + "; ".join(dict.fromkeys(entry.message for entry in entries))
            return Fault(file=file, line=entries[0].line or line_of(element), reason=reason)
    return None


def _pattern(element: Element) -> str:
    kind = _KIND.match(element.get(ID, ""))
    if kind and kind[1] in _BY_KIND:
        return _BY_KIND[kind[1]]
    name, form = etree.QName(element).localname, element.get("type")
    return _BY_NAME.get(f"{name}.{form}" if form else name, "")


@cache
def _schema(pattern: str) -> etree.RelaxNG:
    """Give the profile with another start: one pattern of it."""
    grammar: Any = etree.parse(SCHEMA)
    start = grammar.find("{*}start")
    etree.SubElement(start, start[0][0].tag, {"name": pattern})
    start.remove(start[0])
    return etree.RelaxNG(grammar)
