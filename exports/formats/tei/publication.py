"""Who may read an article and under which rights: ``publicationStmt`` and its ``availability`` (TEI P5, 2.2.4)."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lxml.etree import SubElement

from archive.snapshots import ArticleSnapshot, RightsSnapshot
from exports.formats.tei.characters import free, text_of
from exports.formats.tei.names import AB, DATE, IDNO, LICENCE, MEASURE, NAME, NOTE, tei
from exports.formats.tei.parts import Element, by_type, only
from exports.formats.tei.pointers import Pointers, instant, optional_instant, uuid_of

AVAILABILITY = tei("availability")
#: What stands in ``licence/@target``, for tools that look there; the statement's own URI is in its ``idno``.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/([A-Za-z0-9._~:/@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What ``publicationStmt`` says of an article."""

    uuid: UUID
    reference_code: str
    created: datetime
    access: str
    state: str
    embargo_until: datetime | None
    rights: RightsSnapshot | None


def write_publication(parent: Element, article: ArticleSnapshot, to: Pointers) -> None:
    """Add ``publicationStmt``; it calls an article free only where it is open and was given no embargo."""
    statement = SubElement(parent, tei("publicationStmt"))
    SubElement(statement, tei("distributor")).text = to.base_url
    SubElement(statement, IDNO, {"type": "URI"}).text = f"{to.base_url}/articles/{article.uuid}/"
    SubElement(statement, IDNO, {"type": "uuid"}).text = str(article.uuid)
    free(statement, IDNO, article.reference_code, kind="reference-code")
    SubElement(statement, DATE, {"type": "created", "when": instant(article.created)})
    free_to_all = article.access == "open" and article.embargo_until is None
    availability = SubElement(statement, AVAILABILITY, {"status": "free" if free_to_all else "restricted"})
    SubElement(availability, AB, {"type": "access"}).text = article.access
    SubElement(availability, AB, {"type": "state"}).text = article.state
    if article.embargo_until:
        embargo = SubElement(availability, AB, {"type": "embargo"})
        SubElement(embargo, DATE, {"when": instant(article.embargo_until)})
    if article.rights:
        _write_rights(availability, article.rights)


def _write_rights(parent: Element, rights: RightsSnapshot) -> None:
    licence = SubElement(parent, LICENCE)
    if _ADDRESS.fullmatch(rights.uri):
        licence.set("target", rights.uri)
    free(licence, IDNO, rights.uri, kind="URI")
    if rights.holder:
        free(licence, NAME, rights.holder, kind="holder")
    if rights.note:
        free(licence, NOTE, rights.note, kind="rights")
    if rights.quotation_limit is not None:
        SubElement(licence, MEASURE, {"type": "quotation-limit", "quantity": str(rights.quotation_limit)})


def read_publication(statement: Element) -> Publication:
    """Give what ``write_publication`` wrote."""
    names = {idno.get("type"): text_of(idno) for idno in statement.iterchildren(IDNO)}
    availability = statement[-1]
    parts = {part.get("type"): part for part in availability.iterchildren(AB)}
    licence = availability.find(LICENCE)
    embargo = parts.get("embargo")
    return Publication(
        uuid=uuid_of(names["uuid"]),
        reference_code=names["reference-code"],
        created=datetime.fromisoformat(only(statement, DATE).get("when", "")),
        access=parts["access"].text or "",
        state=parts["state"].text or "",
        embargo_until=None if embargo is None else optional_instant(embargo[0].get("when")),
        rights=None if licence is None else _read_rights(licence),
    )


def _read_rights(licence: Element) -> RightsSnapshot:
    parts = by_type(licence)
    texts = {kind: text_of(part) for kind, part in parts.items()}
    limit = parts.get("quotation-limit")
    return RightsSnapshot(
        uri=texts["URI"],
        holder=texts.get("holder", ""),
        note=texts.get("rights", ""),
        quotation_limit=None if limit is None else int(limit.get("quantity", "")),
    )
