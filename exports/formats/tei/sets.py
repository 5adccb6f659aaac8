"""Annotation sets: a feature structure a set, and one ``listAnnotation`` for each of its layers (TEI P5, 16.10)."""

from collections.abc import Iterator
from operator import attrgetter

from lxml.etree import SubElement

from annotations.snapshots import (
    AdjudicationSnapshot,
    AnnotationSetSnapshot,
    AnnotationSnapshot,
    NoteSnapshot,
    ProjectSnapshot,
)
from exports.dossier import Dossier
from exports.formats.tei.annotations import read_annotation, write_annotation
from exports.formats.tei.characters import free
from exports.formats.tei.features import Features, Structure
from exports.formats.tei.names import ANNOTATION, FS, LIST_ANNOTATION, STANDOFF, tei
from exports.formats.tei.parts import Element, by_type
from exports.formats.tei.pointers import Places, Pointers, uuid_of
from exports.formats.tei.projects import Codes

HEAD = tei("head")


def write_sets(root: Element, dossier: Dossier, to: Pointers) -> None:
    """Add the sets' records, then their annotations by layer in the project's order."""
    if not dossier.sets:
        return
    standoff = SubElement(root, STANDOFF, {"type": "annotations"})
    for one in dossier.sets:
        _write_record(standoff, one, to)
    projects = {project.uuid: project for project in dossier.projects}
    for one in dossier.sets:
        _write_layers(standoff, one, projects[one.project], to)


def _write_record(parent: Element, one: AnnotationSetSnapshot, to: Pointers) -> None:
    structure = Structure(parent, "set", key=to.id("set", one.uuid))
    structure.pointer("project", to.here("project", one.project))
    structure.number("textVersion", one.text_version)
    structure.pointer("annotator", to.here("agent", one.annotator))
    structure.code("role", one.role)
    structure.code("state", one.state)
    structure.moment("created", one.created)
    structure.moment("modified", one.modified)
    structure.pointer("carriedFrom", to.to("set", one.carried_from) if one.carried_from else "")
    if one.notes:
        notes = structure.collection("notes")
        for note in one.notes:
            _write_note(notes, note, to)
    if one.adjudications:
        decisions = structure.collection("adjudications")
        for decision in one.adjudications:
            _write_adjudication(decisions, decision, to)


def _write_note(parent: Element, note: NoteSnapshot, to: Pointers) -> None:
    structure = Structure(parent, "note", key=to.id("note", note.uuid))
    structure.pointer("author", to.here("agent", note.author))
    structure.moment("at", note.at)
    structure.text("body", note.body)


def _write_adjudication(parent: Element, decision: AdjudicationSnapshot, to: Pointers) -> None:
    """Write a decision; ``@corresp`` points to the annotations it was made from."""
    structure = Structure(parent, "adjudication", key=to.id("adjudication", decision.uuid))
    if decision.sources:
        structure.element.set("corresp", " ".join(to.to("annotation", source) for source in decision.sources))
    structure.code("decision", decision.decision)
    structure.pointer("by", to.here("agent", decision.by))
    structure.moment("at", decision.at)
    structure.pointer("curated", to.to("annotation", decision.curated) if decision.curated else "")
    structure.text("note", decision.note)


def _write_layers(parent: Element, one: AnnotationSetSnapshot, project: ProjectSnapshot, to: Pointers) -> None:
    by_layer: dict[str, list[AnnotationSnapshot]] = {}
    for annotation in one.annotations:
        by_layer.setdefault(annotation.layer, []).append(annotation)
    for layer in project.layers:
        annotations = by_layer.pop(layer.code, [])
        if not annotations:
            continue
        attributes = {
            "type": "layer",
            "subtype": one.role,
            "corresp": to.here("set", one.uuid),
            "ana": "#" + to.layers[project.uuid, layer.code],
            "resp": to.here("agent", one.annotator),
        }
        listing = SubElement(parent, LIST_ANNOTATION, attributes)
        free(listing, HEAD, layer.name)
        for annotation in annotations:
            write_annotation(listing, annotation, one, to)


def read_sets(root: Element, codes: Codes, places: Places) -> Iterator[AnnotationSetSnapshot]:
    """Give the sets that ``write_sets`` wrote, in their order.

    Raises LookupError for what isn't declared, ``ImportProblem`` where pointers don't say the same.
    """
    standoff = by_type(root).get("annotations")
    if standoff is None:
        return
    listings: dict[str, list[Element]] = {}
    records = [Features(record) for record in standoff.iterchildren(FS)]
    for record in records:
        listings["#" + record.key] = []
    for listing in standoff.iterchildren(LIST_ANNOTATION):
        listings[listing.get("corresp", "")].append(listing)
    for record in records:
        version = record.number("textVersion") or 0
        annotations = [
            read_annotation(
                one, layer=codes.layers[listing.get("ana", "")[1:]], version=version, codes=codes, places=places
            )
            for listing in listings["#" + record.key]
            for one in listing.iterchildren(ANNOTATION)
        ]
        yield _read_record(record, annotations)


def _read_record(features: Features, annotations: list[AnnotationSnapshot]) -> AnnotationSetSnapshot:
    return AnnotationSetSnapshot(
        uuid=uuid_of(features.key),
        project=features.required("project"),
        text_version=features.number("textVersion") or 0,
        annotator=features.required("annotator"),
        role=features.code("role"),
        state=features.code("state"),
        created=features.moment("created"),
        modified=features.moment("modified"),
        carried_from=features.pointer("carriedFrom"),
        annotations=tuple(sorted(annotations, key=attrgetter("uuid"))),
        notes=tuple(_read_note(Features(note)) for note in features.collection("notes")),
        adjudications=tuple(_read_adjudication(one) for one in features.collection("adjudications")),
    )


def _read_note(features: Features) -> NoteSnapshot:
    return NoteSnapshot(
        uuid=uuid_of(features.key),
        author=features.required("author"),
        body=features.text("body"),
        at=features.moment("at"),
    )


def _read_adjudication(element: Element) -> AdjudicationSnapshot:
    features = Features(element)
    return AdjudicationSnapshot(
        uuid=uuid_of(features.key),
        decision=features.code("decision"),
        by=features.required("by"),
        at=features.moment("at"),
        sources=tuple(uuid_of(pointer) for pointer in element.get("corresp", "").split()),
        curated=features.pointer("curated"),
        note=features.text("note"),
    )
