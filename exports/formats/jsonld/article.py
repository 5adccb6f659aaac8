"""One article with all that a dossier holds, as one object: a schema.org NewsArticle that is a PROV entity."""

import re
from collections.abc import Iterator

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
    parts.append((SETS, write_sets(dossier.sets, _names(dossier), to)))
    return data | {name: records for name, records in parts if records}


def _names(dossier: Dossier) -> dict[object, str]:
    return {project.uuid: project.name for project in dossier.projects}


def _for_others(dossier: Dossier, to: Addresses) -> dict[str, object]:
    """Give what readers of schema.org look for, as it follows from the article's values and annotations."""
    article = dossier.article
    values = {name: article.current(name) for name in ("headline", "language", "published", "modified")}
    headline, language, published, modified = ((value, value.value, value.edtf) if value else None for value in values.values())
    mentioned = sorted(set(_mentioned(dossier)))
    members: dict[str, object] = {
        "schema:headline": headline[1] if headline else "",
        "schema:inLanguage": language[1] if language else "",
        "schema:datePublished": published[2] if published else "",
        "schema:dateModified": modified[2] if modified else "",
        "rights": article.rights.uri if article.rights and _ADDRESS.fullmatch(article.rights.uri) else "",
        "schema:mentions": [to.of("entity", entity) for entity in mentioned],
    }
    return {name: value for name, value in members.items() if value}
