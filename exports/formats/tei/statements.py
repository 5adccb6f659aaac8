"""Statements, that somebody said something, as a feature structure in their annotation's last note (TEI P5, 18)."""

from lxml.etree import SubElement

from annotations.snapshots import StatementSnapshot, StatementSourceSnapshot
from exports.formats.tei.features import Features, Structure
from exports.formats.tei.names import NOTE
from exports.formats.tei.parts import Element
from exports.formats.tei.pointers import Pointers


def write_statement(annotation: Element, statement: StatementSnapshot, to: Pointers) -> None:
    """Add what the statement says of its words to its annotation."""
    structure = Structure(SubElement(annotation, NOTE, {"type": "statement"}), "statement")
    structure.code("attribution", statement.attribution)
    structure.code("factuality", statement.factuality)
    structure.text("said", statement.said)
    structure.text("occasion", statement.occasion)
    structure.pointer("parent", to.to("annotation", statement.parent) if statement.parent else "")
    if statement.sources:
        sources = structure.collection("sources")
        for source in statement.sources:
            _write_source(sources, source, to)


def _write_source(parent: Element, source: StatementSourceSnapshot, to: Pointers) -> None:
    structure = Structure(parent, "source")
    structure.number("order", source.order)
    structure.code("role", source.role)
    structure.code("kind", source.kind)
    structure.pointer("entity", to.here("entity", source.entity) if source.entity else "")
    structure.text("description", source.description)
    structure.pointer("speaksFor", to.here("entity", source.speaks_for) if source.speaks_for else "")
    structure.code("spanRole", source.span_role)
    structure.number("spanOrder", source.span_order)


def read_statement(element: Element) -> StatementSnapshot:
    """Give the statement that ``write_statement`` wrote."""
    features = Features(element)
    return StatementSnapshot(
        attribution=features.code("attribution"),
        factuality=features.code("factuality"),
        said=features.text("said"),
        occasion=features.text("occasion"),
        parent=features.pointer("parent"),
        sources=tuple(_read_source(Features(source)) for source in features.collection("sources")),
    )


def _read_source(features: Features) -> StatementSourceSnapshot:
    return StatementSourceSnapshot(
        order=features.number("order") or 0,
        role=features.code("role"),
        kind=features.code("kind"),
        entity=features.pointer("entity"),
        description=features.text("description"),
        speaks_for=features.pointer("speaksFor"),
        span_role=features.code("spanRole"),
        span_order=features.number("spanOrder"),
    )
