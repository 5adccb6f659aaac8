"""One article with all that a dossier holds, as one object: a schema.org NewsArticle that is a PROV entity."""

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from annotations.snapshots import ProjectSnapshot
from annotations.webannotation.members import Members
from archive.snapshots import ArticleSnapshot
from exports.dossier import Dossier
from exports.errors import ExportError
from exports.formats.jsonld.addresses import Addresses, read_article
from exports.formats.jsonld.agents import AGENT, PROJECT
from exports.formats.jsonld.claims import CLAIM, LINK, READING, RELATION, STANCE
from exports.formats.jsonld.entities import ENTITY
from exports.formats.jsonld.kinds import Code, Instant, Text
from exports.formats.jsonld.record import Part, Record, compare, write_all
from exports.formats.jsonld.sets import read_sets, write_sets
from exports.formats.jsonld.sources import COLLECTION, PUBLISHER, RIGHTS, Captures
from exports.formats.jsonld.text import TEXT, read_text
from exports.formats.jsonld.values import EVENT, VALUE

ARTICLE = Record(
    make=ArticleSnapshot,
    type=("schema:NewsArticle", "prov:Entity"),
    address="article",
    rows=(
        ("reference_code", "schema:identifier", Text()),
        ("access", "dl:access", Code("Access")),
        ("state", "dl:state", Code("ArticleState")),
        ("created", "created", Instant()),
        ("embargo_until", "dl:embargoUntil", Instant(optional=True)),
        ("rights", "dl:rightsStatement", Part(RIGHTS)),
        ("collection", "schema:isPartOf", Part(COLLECTION)),
        ("publisher", "schema:publisher", Part(PUBLISHER)),
        ("agency", "schema:sourceOrganization", Part(PUBLISHER)),
        ("captures", "dl:captures", Captures()),
    ),
)
#: Members that hold records of one kind each, for the article and for its dossier, before and after the sets.
_OF_ARTICLE = (("values", "dl:values", VALUE), ("events", "dl:events", EVENT))
_OF_DOSSIER: tuple[tuple[str, str, Record], ...] = (  # type: ignore[type-arg]  # records of any kind
    ("agents", "dl:agents", AGENT),
    ("projects", "dl:projects", PROJECT),
    ("entities", "dl:entities", ENTITY),
    ("claims", "dl:claims", CLAIM),
    ("stances", "dl:stances", STANCE),
    ("readings", "dl:readings", READING),
    ("relations", "dl:claimRelations", RELATION),
    ("utterance_links", "dl:utteranceLinks", LINK),
)
SETS = "dl:annotationSets"
TEXT_MEMBER = "schema:encoding"
#: Addresses that may stand as a link to a licence; others are kept as words only.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/([A-Za-z0-9._~:/@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?")


def write_article(dossier: Dossier, *, base_url: str) -> dict[str, object]:
    """Give an article's object, without context; raises ``ExportError`` for what it can't hold."""
    article = dossier.article
    to = Addresses(base_url, article=article.uuid, text=article.text.uuid, number=article.text.number)
    if read_article(to.article(article.uuid)) is None:
        raise ExportError(f"{base_url!r} is no address that identifiers can start with")
    data = ARTICLE.write(article, to) | _for_others(dossier, to)
    data[TEXT_MEMBER] = TEXT.write(article.text, to)
    parts = [(name, write_all(getattr(article, attribute), record, to)) for attribute, name, record in _OF_ARTICLE]
    parts += [(name, write_all(getattr(dossier, attribute), record, to)) for attribute, name, record in _OF_DOSSIER]
    parts.append((SETS, write_sets(dossier.sets, _names(dossier.projects), to)))
    return data | {name: records for name, records in parts if records}


def _names(projects: Iterable[ProjectSnapshot]) -> dict[UUID, str]:
    return {project.uuid: project.name for project in projects}


def read_article_object(value: object, pointer: str) -> Dossier:
    """Give the dossier of an article's object; raises ``InvalidAnnotationError`` for all that isn't so."""
    members = Members(value, pointer)
    place = read_article(members.text("id"))
    if place is None:
        raise members.fault("id", f"{members.text('id')!r} is not the address of an article.")
    base_url, uuid = place
    text, to = read_text(members.value(TEXT_MEMBER), members.at(TEXT_MEMBER), base_url=base_url, article=uuid)
    of_article = {attribute: _records(members, name, record, to) for attribute, name, record in _OF_ARTICLE}
    article = ARTICLE.take(members, to, "", text=text, **of_article)
    of_dossier = {attribute: _records(members, name, record, to) for attribute, name, record in _OF_DOSSIER}
    sets = read_sets(members, SETS, names=_names(of_dossier["projects"]), text=text, to=to)
    dossier = Dossier(article=article, sets=sets, **of_dossier)
    compare(members, _for_others(dossier, to))
    members.close()
    return dossier


def _records(members: Members, name: str, record: Record[Any], to: Addresses) -> tuple[Any, ...]:
    return tuple(record.read(value, pointer, to) for value, pointer in members.each(name))


def _mentioned(dossier: Dossier) -> set[UUID]:
    """Give the entities that anybody found mentioned."""
    annotations = (annotation for found in dossier.sets for annotation in found.annotations)
    return {one.mention.entity for one in annotations if one.mention and one.mention.entity}


def _for_others(dossier: Dossier, to: Addresses) -> dict[str, object]:
    """Give what readers of schema.org look for, as it follows from the article's values and annotations."""
    article = dossier.article
    headline, language = (article.current(name) for name in ("headline", "language"))
    published, modified = (article.current(name) for name in ("published", "modified"))
    members: dict[str, object] = {
        "schema:headline": headline.value if headline else "",
        "schema:inLanguage": language.value if language else "",
        "schema:datePublished": published.edtf if published else "",
        "schema:dateModified": modified.edtf if modified else "",
        "rights": article.rights.uri if article.rights and _ADDRESS.fullmatch(article.rights.uri) else "",
        "schema:mentions": [to.of("entity", entity) for entity in sorted(_mentioned(dossier))],
    }
    return {name: value for name, value in members.items() if value}
