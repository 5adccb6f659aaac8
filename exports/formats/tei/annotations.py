"""Annotations as TEI P5's ``annotation`` (16.10), after the W3C's model: targets, bodies, motivation and history.

``@target`` is where the annotated words stand, block by block. Each span is a ``note`` of type ``exact`` with its
words, its role (``@subtype``), its order in the role (``@n``), its place block by block (``@target``) and its absolute
range (``@source``); a ``note`` of type ``prefix`` or ``suffix`` after it has what stands before or behind.
"""

from collections.abc import Sequence
from datetime import datetime

from lxml.etree import SubElement

from annotations.snapshots import AnnotationSetSnapshot, AnnotationSnapshot, MentionSnapshot, SpanSnapshot
from exports.formats.tei.characters import free, text_of
from exports.formats.tei.names import ANNOTATION, CHANGE, ID, NOTE, PTR, REVISION_DESC
from exports.formats.tei.parts import Element, identified
from exports.formats.tei.pointers import Places, Pointers, expect, instant, optional_uuid, range_of, uuid_of
from exports.formats.tei.projects import Codes
from exports.formats.tei.statements import read_statement, write_statement

#: Roles of the words that an annotation is about; the others are parts of a statement.
_MAIN_ROLES = {"body", "content"}


def write_annotation(
    parent: Element, one: AnnotationSnapshot, annotation_set: AnnotationSetSnapshot, to: Pointers
) -> None:
    """Add an annotation to its ``listAnnotation``."""
    version = annotation_set.text_version
    attributes = {
        "n": str(one.version),
        "motivation": one.motivation,
        "target": _target(one.spans, version, to.places),
        "resp": to.here("agent", one.creator),
    }
    if one.derived_from:
        attributes["corresp"] = to.to("annotation", one.derived_from)
    if one.mention:
        attributes["ana"] = "#" + to.tags[annotation_set.project, one.layer, one.mention.tag]
    if one.mention and one.mention.certainty:
        attributes["cert"] = one.mention.certainty
    annotation = identified(parent, ANNOTATION, to.id("annotation", one.uuid), attributes)
    _write_history(annotation, one)
    if one.mention and one.mention.entity:
        SubElement(annotation, PTR, {"type": "entity", "target": to.here("entity", one.mention.entity)})
    for span in one.spans:
        _write_span(annotation, span, version, to.places)
    if one.statement:
        write_statement(annotation, one.statement, to)


def _target(spans: Sequence[SpanSnapshot], version: int, places: Places) -> str:
    main = [span for span in spans if span.role in _MAIN_ROLES] or spans
    return " ".join(places.target(version, span.start, span.end) for span in main)


def _write_history(annotation: Element, one: AnnotationSnapshot) -> None:
    history = SubElement(annotation, REVISION_DESC)
    SubElement(history, CHANGE, {"status": "created", "when": instant(one.created)})
    if one.modified != one.created:
        SubElement(history, CHANGE, {"status": "modified", "when": instant(one.modified)})


def _write_span(annotation: Element, span: SpanSnapshot, version: int, places: Places) -> None:
    note = free(annotation, NOTE, span.exact, kind="exact")
    note.set("subtype", span.role)
    note.set("n", str(span.order))
    note.set("target", places.target(version, span.start, span.end))
    note.set("source", places.range(version, span.start, span.end))
    if span.prefix:
        free(annotation, NOTE, span.prefix, kind="prefix")
    if span.suffix:
        free(annotation, NOTE, span.suffix, kind="suffix")


def read_annotation(
    annotation: Element, *, layer: str, version: int, codes: Codes, places: Places
) -> AnnotationSnapshot:
    """Give the annotation that ``write_annotation`` wrote; ``version`` is the number of the set's text version.

    Raises LookupError for a tag that isn't declared, ``ImportProblem`` where pointers don't say the same.
    """
    times = [datetime.fromisoformat(change.get("when", "")) for change in annotation.iterfind(f"{REVISION_DESC}/*")]
    notes = list(annotation.iterchildren(NOTE))
    spans = tuple(_read_span(group, version, places) for group in _grouped(notes))
    expect(annotation, "target", _target(spans, version, places))
    return AnnotationSnapshot(
        uuid=uuid_of(annotation.get(ID, "")),
        layer=layer,
        version=int(annotation.get("n", "")),
        motivation=annotation.get("motivation", ""),
        creator=uuid_of(annotation.get("resp", "")),
        created=times[0],
        modified=times[-1],
        spans=spans,
        derived_from=optional_uuid(annotation.get("corresp")),
        mention=_read_mention(annotation, codes) if annotation.get("ana") else None,
        statement=read_statement(notes[-1][0]) if notes[-1].get("type") == "statement" else None,
    )


def _read_mention(annotation: Element, codes: Codes) -> MentionSnapshot:
    entity = annotation.find(PTR)
    return MentionSnapshot(
        tag=codes.tags[annotation.get("ana", "")[1:]],
        entity=None if entity is None else uuid_of(entity.get("target", "")),
        certainty=annotation.get("cert", ""),
    )


def _grouped(notes: list[Element]) -> list[dict[str, Element]]:
    """Give each span's notes by type: the words, and what stands before and behind them."""
    groups: list[dict[str, Element]] = []
    for note in notes:
        kind = note.get("type", "")
        if kind == "exact":
            groups.append({kind: note})
        elif kind != "statement":
            groups[-1][kind] = note
    return groups


def _read_span(group: dict[str, Element], version: int, places: Places) -> SpanSnapshot:
    exact = group["exact"]
    start, end = range_of(exact.get("source", ""))
    expect(exact, "source", places.range(version, start, end))
    expect(exact, "target", places.target(version, start, end))
    return SpanSnapshot(
        role=exact.get("subtype", ""),
        order=int(exact.get("n", "")),
        start=start,
        end=end,
        exact=text_of(exact),
        prefix=text_of(group["prefix"]) if "prefix" in group else "",
        suffix=text_of(group["suffix"]) if "suffix" in group else "",
    )
