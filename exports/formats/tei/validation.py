"""Validation against our own TEI profile: quick enough for every delivery, and the first thing that reading does."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

from exports.errors import Fault, ImportProblem
from exports.formats.tei.diagnosis import narrow
from exports.formats.tei.parts import SCHEMA, Element

#: How lxml must parse what strangers bring: no entity is expanded, nothing is fetched, no tree grows beyond bounds.
SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}


@cache
def profile() -> etree.RelaxNG:
    """Give Dateline's TEI profile, loaded once a process."""
    return etree.RelaxNG(file=str(SCHEMA))


def find_faults(root: Element, *, file: str = "") -> Iterator[Fault]:
    """Give what our profile finds wrong with a tree, the record at fault first where one can be named."""
    schema = profile()
    if schema.validate(root):
        return
    log = list(schema.error_log)
    record = narrow(root, file=file)
    if record:
        yield record
    for entry in log:
        yield Fault(file=file, line=entry.line or None, reason=entry.message)


def validate_profile(document: Element | bytes, *, file: str = "") -> list[Fault]:
    """Give all that our profile finds wrong with a tree or a document; what can't be parsed is one fault."""
    if not isinstance(document, bytes):
        return list(find_faults(document, file=file))
    try:
        root = parse(document)
    except ImportProblem as problem:
        return [Fault(file=file, line=problem.line, reason=problem.reason)]
    return list(find_faults(root, file=file))


def parse(document: bytes) -> Element:
    """Parse a document that may come from strangers; raises ``ImportProblem``."""
    try:
        root = etree.fromstring(document, etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError as error:
        raise malformed(error) from error
    refuse_doctype(root)
    return root


def malformed(error: etree.XMLSyntaxError) -> ImportProblem:
    """Give lxml's complaint as ours, without the place that its message repeats."""
    reason = error.msg or "not XML"
    return ImportProblem(reason.rpartition(", line ")[0] or reason, line=error.lineno or None)


def refuse_doctype(root: Element) -> None:
    """Raise ``ImportProblem`` where a document has a DOCTYPE: TEI needs none, and entities are how XML is abused."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise ImportProblem("a DOCTYPE is not accepted", line=1)
