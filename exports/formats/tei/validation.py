"""Validation of TEI: our own profile before every delivery; Schematron and all of TEI where it may take its time."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from exports.errors import Fault, ImportProblem
from exports.formats.tei.parts import Element

SCHEMA_DIR = Path(__file__).parents[2] / "schema"
#: How lxml must parse what strangers bring: no entity is expanded, nothing is fetched, no tree grows beyond bounds.
SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


@cache
def profile() -> etree.RelaxNG:
    """Give Dateline's TEI profile, loaded once a process (about 0.03 s)."""
    return etree.RelaxNG(file=str(SCHEMA_DIR / "dateline-tei.rng"))


def refuse_doctype(root: Element) -> None:
    """Raise ``ImportProblem`` where a document has a DOCTYPE: TEI needs none, and entities are how XML is abused."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise ImportProblem("a DOCTYPE is not accepted", line=1)


def find_faults(root: Element, *, file: str = "") -> Iterator[Fault]:
    """Give what our profile finds wrong with a tree."""
    schema = profile()
    if not schema.validate(root):
        for entry in schema.error_log:
            yield Fault(file=file, line=entry.line or None, reason=entry.message)


def first_fault(root: Element) -> str:
    """Give the first thing our profile finds wrong with a tree and where, or an empty string."""
    schema = profile()
    if schema.validate(root):
        return ""
    entry = schema.error_log[0]
    return f"{entry.message} ({entry.path})"


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
        raise ImportProblem(error.msg or "not XML", line=error.lineno) from error
    refuse_doctype(root)
    return root
