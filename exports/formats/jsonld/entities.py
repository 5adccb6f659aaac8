"""Entities as SKOS concepts: the label, each name as a SKOS-XL label, identifiers in outside authorities."""

import re

from annotations.snapshots import EntityIdentifierSnapshot, EntityNameSnapshot, EntitySnapshot
from exports.formats.jsonld.addresses import Addresses
from exports.formats.jsonld.kinds import Code, Link, Number, Text
from exports.formats.jsonld.record import Parts, Record

#: Authorities whose identifiers make an address: the form of the identifier, and what stands before it.
_AUTHORITIES = {
    "geonames": (re.compile(r"[1-9][0-9]{0,11}"), "https://sws.geonames.org/{}/"),
    "viaf": (re.compile(r"[1-9][0-9]{0,24}"), "http://viaf.org/viaf/{}"),
    "wikidata": (re.compile(r"Q[1-9][0-9]{0,11}"), "http://www.wikidata.org/entity/{}"),
}
#: BCP 47 by its outer form: what a literal's language may be.
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")

NAME = Record(
    make=EntityNameSnapshot,
    type=("skosxl:Label",),
    rows=(
        ("name", "skosxl:literalForm", Text()),
        ("language", "language", Text()),
        ("kind", "dl:kind", Code("NameKind")),
    ),
)

IDENTIFIER = Record(
    make=EntityIdentifierSnapshot,
    type=("schema:PropertyValue",),
    rows=(
        ("scheme", "schema:propertyID", Text()),
        ("value", "schema:value", Text()),
    ),
)


def _for_others(one: EntitySnapshot, _to: Addresses) -> dict[str, object]:
    """Give names as plain SKOS labels, and identifiers as links, as they follow from the entity's records."""
    names = [_literal(name) for name in one.names if name.name]
    links = [link for identifier in one.identifiers if (link := _link(identifier))]
    members = {"skos:altLabel": names, "schema:sameAs": links}
    return {name: value for name, value in members.items() if value}


def _literal(name: EntityNameSnapshot) -> object:
    known = _LANGUAGE.fullmatch(name.language)
    return {"@language": name.language, "@value": name.name} if known else name.name


def _link(identifier: EntityIdentifierSnapshot) -> str:
    form, address = _AUTHORITIES.get(identifier.scheme, (None, ""))
    return address.format(identifier.value) if form and form.fullmatch(identifier.value) else ""


ENTITY = Record(
    make=EntitySnapshot,
    kinds="EntityKind",
    address="entity",
    derived=_for_others,
    rows=(
        ("label", "skos:prefLabel", Text()),
        ("version", "dl:version", Number()),
        ("description", "schema:description", Text()),
        ("merged_into", "dl:mergedInto", Link("entity", optional=True)),
        ("names", "dl:names", Parts(NAME, "name")),
        ("identifiers", "schema:identifier", Parts(IDENTIFIER, "identifier")),
    ),
)
