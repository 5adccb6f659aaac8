"""Entities in TEI's lists of persons, organisations, places, objects and events (TEI P5, 13.3), each once.

``@n`` is the record's version, ``@sameAs`` the entity that a merged one stands for. The first name, of type
``label``, is the record's label; the others have their kind as type and their language as ``xml:lang``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import SubElement

from annotations.snapshots import EntityIdentifierSnapshot, EntityNameSnapshot, EntitySnapshot
from exports.errors import ExportError
from exports.formats.tei.characters import free, text_of
from exports.formats.tei.names import ID, IDNO, LABEL, LANG, NOTE, tei
from exports.formats.tei.parts import Element, identified
from exports.formats.tei.pointers import Pointers, optional_uuid, uuid_of

OBJECT_IDENTIFIER = tei("objectIdentifier")
#: What xs:language takes: BCP 47 by its outer form.
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_SCHEME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Listing:
    """How kinds of entity are written: their list, the element of one, and that of its names."""

    listing: str
    element: str
    name: str
    kinds: tuple[str, ...]


LISTINGS = (
    Listing(tei("listPerson"), tei("person"), tei("persName"), ("person",)),
    Listing(tei("listOrg"), tei("org"), tei("orgName"), ("organization",)),
    Listing(tei("listPlace"), tei("place"), tei("placeName"), ("gpe", "place")),
    Listing(tei("listObject"), tei("object"), tei("objectName"), ("object",)),
    Listing(tei("listEvent"), tei("event"), LABEL, ("event",)),
)


def write_entities(standoff: Element, entities: Iterable[EntitySnapshot], to: Pointers) -> None:
    """Add the lists that have entities; raises ``ExportError`` for a language or scheme that TEI can't take."""
    by_kind: dict[str, list[EntitySnapshot]] = {}
    for entity in entities:
        by_kind.setdefault(entity.kind, []).append(entity)
    for form in LISTINGS:
        members = [entity for kind in form.kinds for entity in by_kind.pop(kind, [])]
        listing = SubElement(standoff, form.listing) if members else standoff
        for entity in members:
            _write_entity(listing, form, entity, to)
    for kind, rest in by_kind.items():
        raise ExportError(f"TEI has no list for kind {kind!r}", record=f"entity {rest[0].uuid}")


def _write_entity(parent: Element, form: Listing, entity: EntitySnapshot, to: Pointers) -> None:
    attributes = {"n": str(entity.version)}
    if len(form.kinds) > 1:
        attributes["type"] = entity.kind
    if entity.merged_into:
        attributes["sameAs"] = to.to("entity", entity.merged_into)
    element = identified(parent, form.element, to.id("entity", entity.uuid), attributes)
    named = SubElement(element, OBJECT_IDENTIFIER) if entity.kind == "object" else element
    free(named, form.name, entity.label, kind="label")
    for name in entity.names:
        _write_name(named, form, entity, name)
    for identifier in entity.identifiers:
        if not _SCHEME.fullmatch(identifier.scheme):
            raise ExportError(f"{identifier.scheme!r} is no name for a scheme", record=f"entity {entity.uuid}")
        free(named, IDNO, identifier.value, kind=identifier.scheme)
    if entity.description:
        free(element, NOTE, entity.description, kind="description")


def _write_name(parent: Element, form: Listing, entity: EntitySnapshot, name: EntityNameSnapshot) -> None:
    element = free(parent, form.name, name.name, kind=name.kind)
    if name.language and not LANGUAGE.fullmatch(name.language):
        place = f"name {name.name!r}"
        raise ExportError(f"{name.language!r} is no language tag", record=f"entity {entity.uuid}", place=place)
    if name.language:
        element.set(LANG, name.language)


def read_entities(standoff: Element) -> Iterator[EntitySnapshot]:
    """Give the entities that ``write_entities`` wrote, list by list."""
    for form in LISTINGS:
        for element in standoff.iterfind(f"{form.listing}/{form.element}"):
            yield _read_entity(element, form)


def _read_entity(element: Element, form: Listing) -> EntitySnapshot:
    identifier = element.find(OBJECT_IDENTIFIER)
    named = element if identifier is None else identifier
    label, *names = named.iterchildren(form.name)
    description = element.find(NOTE)
    return EntitySnapshot(
        uuid=uuid_of(element.get(ID, "")),
        kind=element.get("type") or form.kinds[0],
        label=text_of(label),
        version=int(element.get("n", "")),
        description="" if description is None else text_of(description),
        merged_into=optional_uuid(element.get("sameAs")),
        names=tuple(
            EntityNameSnapshot(name=text_of(name), kind=name.get("type", ""), language=name.get(LANG, ""))
            for name in names
        ),
        identifiers=tuple(
            EntityIdentifierSnapshot(scheme=idno.get("type", ""), value=text_of(idno))
            for idno in named.iterchildren(IDNO)
        ),
    )
