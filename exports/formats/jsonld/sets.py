"""Annotation sets as W3C AnnotationCollections of one page, whose items are Web Annotations."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from annotations.errors import InvalidAnnotationError
from annotations.snapshots import AdjudicationSnapshot, AnnotationSetSnapshot, AnnotationSnapshot, NoteSnapshot
from annotations.webannotation import from_web_annotation, to_web_annotation
from annotations.webannotation.members import MAX_NUMBER, Members
from archive.snapshots import TextVersionSnapshot
from exports.errors import ExportError
from exports.formats.jsonld.addresses import Addresses
from exports.formats.jsonld.kinds import Code, Instant, Link, Links, Text, Version
from exports.formats.jsonld.record import Parts, Record, compare

NOTE = Record(
    make=NoteSnapshot,
    type=("dl:Note",),
    address="note",
    rows=(
        ("author", "creator", Link("agent")),
        ("at", "created", Instant()),
        ("body", "schema:text", Text()),
    ),
)

ADJUDICATION = Record(
    make=AdjudicationSnapshot,
    type=("dl:Adjudication", "prov:Activity"),
    address="adjudication",
    rows=(
        ("decision", "dl:decision", Code("Decision")),
        ("by", "prov:wasAssociatedWith", Link("agent")),
        ("at", "prov:endedAtTime", Instant()),
        ("sources", "prov:used", Links("annotation")),
        ("curated", "prov:generated", Link("annotation", optional=True)),
        ("note", "dl:note", Text()),
    ),
)

SET = Record(
    make=AnnotationSetSnapshot,
    type=("AnnotationCollection",),
    address="set",
    rows=(
        ("project", "dl:project", Link("project")),
        ("text_version", "dl:textVersion", Version()),
        ("annotator", "creator", Link("agent")),
        ("role", "dl:role", Code("SetRole")),
        ("state", "dl:state", Code("SetState")),
        ("created", "created", Instant()),
        ("modified", "modified", Instant()),
        ("carried_from", "dl:carriedFrom", Link("set", optional=True)),
        ("notes", "dl:notes", Parts(NOTE)),
        ("adjudications", "dl:adjudications", Parts(ADJUDICATION)),
    ),
)


def write_sets(
    sets: Iterable[AnnotationSetSnapshot], names: Mapping[UUID, str], to: Addresses
) -> list[dict[str, object]]:
    """Give the collections; ``names`` are the projects' by uuid. Raises ``ExportError`` with the record at fault."""
    return [_write_set(one, names, to) for one in sets]


def _write_set(one: AnnotationSetSnapshot, names: Mapping[UUID, str], to: Addresses) -> dict[str, object]:
    try:
        data = SET.write(one, to)
    except ExportError as error:
        raise ExportError(error.reason, record=f"set {one.uuid}", place=error.place) from error
    head = _head(one, names, to)
    if not one.annotations:
        return {**data, **head}
    items = [_write_annotation(annotation, one.text_version, to) for annotation in one.annotations]
    return {**data, **head, "first": {**_page(one, head, to), "items": items}}


def _head(one: AnnotationSetSnapshot, names: Mapping[UUID, str], to: Addresses) -> dict[str, object]:
    """Give what a collection says of itself, and its page says of it."""
    return {"id": to.of("set", one.uuid), "label": names.get(one.project) or one.role, "total": len(one.annotations)}


def _page(one: AnnotationSetSnapshot, head: Mapping[str, object], to: Addresses) -> dict[str, object]:
    part = {"id": head["id"], "type": "AnnotationCollection", **head}
    return {"id": f"{to.of('set', one.uuid)}#page-0", "type": "AnnotationPage", "partOf": part, "startIndex": 0}


def _write_annotation(one: AnnotationSnapshot, version: int, to: Addresses) -> dict[str, object]:
    record = f"annotation {one.uuid}"
    if not 1 <= one.version <= MAX_NUMBER:
        raise ExportError(f"JSON-LD can't keep the version {one.version}", record=record)
    try:
        return to_web_annotation(
            one,
            base_url=to.base_url,
            article_uuid=to.article_uuid,
            text_version_uuid=to.version_key(version),
            alone=False,
        )
    except InvalidAnnotationError as error:
        raise ExportError(str(error), record=record, place=error.pointer) from error
    except OverflowError as error:
        raise ExportError("a time that has no UTC time", record=record) from error


def read_sets(
    members: Members, name: str, *, names: Mapping[UUID, str], text: TextVersionSnapshot, to: Addresses
) -> tuple[AnnotationSetSnapshot, ...]:
    """Give the sets of the collections that a member holds; every quote is compared with the text."""
    return tuple(_read_set(Members(value, pointer), names, text, to) for value, pointer in members.each(name))


def _read_set(
    members: Members, names: Mapping[UUID, str], text: TextVersionSnapshot, to: Addresses
) -> AnnotationSetSnapshot:
    one = SET.take(members, to)
    annotations: tuple[AnnotationSnapshot, ...] = ()
    page = None
    if "first" in members:
        page = Members(members.value("first"), members.at("first"))
        words = text.text if one.text_version == text.number else None
        version = to.version_key(one.text_version)
        annotations = tuple(
            _read_annotation(value, pointer, version, words, to) for value, pointer in page.each("items")
        )
    one = replace(one, annotations=annotations)
    head = _head(one, names, to)
    compare(members, head)
    members.close()
    if page:
        compare(page, _page(one, head, to))
        page.close()
    return one


def _read_annotation(
    value: object, pointer: str, version: UUID | int, words: str | None, to: Addresses
) -> AnnotationSnapshot:
    try:
        return from_web_annotation(
            value,
            base_url=to.base_url,
            article_uuid=to.article_uuid,
            text_version_uuid=version,
            text=words,
        )
    except InvalidAnnotationError as error:
        raise InvalidAnnotationError(str(error), pointer=f"{pointer}{error.pointer}") from error
