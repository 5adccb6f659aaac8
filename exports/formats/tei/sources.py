"""Where an article comes from, in ``sourceDesc`` (TEI P5, 2.2.7): collection, publisher, agency and captures.

Each is a ``bibl`` with typed members; the text version is another, made from a capture (``@corresp``).
"""

from dataclasses import dataclass
from datetime import datetime

from lxml.etree import SubElement

from archive.snapshots import (
    AccessionSnapshot,
    ArticleSnapshot,
    CaptureSnapshot,
    CollectionSnapshot,
    PublisherSnapshot,
)
from exports.formats.tei.characters import free, text_of
from exports.formats.tei.names import BIBL, DATE, ID, IDNO, ITEM, LABEL, LIST, LIST_BIBL, MEASURE, NOTE, TITLE, tei
from exports.formats.tei.parts import Element, by_type, identified, only
from exports.formats.tei.pointers import Pointers, instant, optional_instant, uuid_of

PUBLISHER = tei("publisher")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What ``sourceDesc`` says of an article beside its text and its values."""

    collection: CollectionSnapshot | None
    publisher: PublisherSnapshot | None
    agency: PublisherSnapshot | None
    captures: tuple[CaptureSnapshot, ...]


def write_origin(parent: Element, article: ArticleSnapshot, to: Pointers) -> None:
    """Add collection, publisher, agency and captures to ``sourceDesc``."""
    if article.collection:
        _write_collection(parent, article.collection)
    for kind, publisher in (("publisher", article.publisher), ("agency", article.agency)):
        if publisher:
            _write_publisher(parent, kind, publisher)
    captures = SubElement(parent, LIST_BIBL, {"type": "captures"})
    for capture in article.captures:
        _write_capture(captures, capture, to)


def _write_members(parent: Element, tag: str, members: dict[str, str]) -> None:
    for kind, text in members.items():
        if text:
            free(parent, tag, text, kind=kind)


def _write_collection(parent: Element, collection: CollectionSnapshot) -> None:
    bibl = SubElement(parent, BIBL, {"type": "collection", "subtype": collection.level})
    free(bibl, TITLE, collection.title)
    _write_members(bibl, IDNO, {"slug": collection.slug})
    _write_members(bibl, NOTE, {"scope": collection.scope, "custodial-history": collection.custodial_history})


def _write_publisher(parent: Element, kind: str, publisher: PublisherSnapshot) -> None:
    bibl = SubElement(parent, BIBL, {"type": kind, "subtype": publisher.kind})
    free(bibl, PUBLISHER, publisher.name)
    members = {"slug": publisher.slug, "homepage": publisher.homepage, "authority": publisher.authority_uri}
    _write_members(bibl, IDNO, members)


def _write_capture(parent: Element, capture: CaptureSnapshot, to: Pointers) -> None:
    bibl = identified(parent, BIBL, to.id("capture", capture.uuid), {"type": "capture"})
    names = {"sha256": capture.sha256, "file-name": capture.file_name, "URI": capture.source_uri}
    _write_members(bibl, IDNO, names)
    SubElement(bibl, MEASURE, {"unit": "byte", "quantity": str(capture.size)})
    notes = {
        "media-type": capture.media_type,
        "charset": capture.charset,
        "charset-evidence": capture.charset_evidence,
        "newline": capture.newline,
        "locator": capture.locator,
    }
    _write_members(bibl, NOTE, notes)
    if capture.headers:
        _write_headers(bibl, capture)
    if capture.captured_at:
        SubElement(bibl, DATE, {"type": "captured", "when": instant(capture.captured_at)})
    _write_accession(bibl, capture.accession)


def _write_headers(parent: Element, capture: CaptureSnapshot) -> None:
    headers = SubElement(SubElement(parent, NOTE, {"type": "headers"}), LIST, {"type": "gloss"})
    for name, value in sorted(capture.headers.items()):
        free(headers, LABEL, name)
        free(headers, ITEM, value)


def _write_accession(parent: Element, accession: AccessionSnapshot) -> None:
    bibl = SubElement(parent, BIBL, {"type": "accession"})
    _write_members(bibl, IDNO, {"accession": accession.number})
    SubElement(bibl, DATE, {"type": "received", "when": instant(accession.received_at)})
    notes = {
        "acquired-from": accession.acquired_from,
        "reader": accession.reader,
        "agreement": accession.agreement,
    }
    _write_members(bibl, NOTE, notes)


def read_origin(parent: Element) -> Origin:
    """Give what ``write_origin`` wrote."""
    parts = by_type(parent)
    collection, publisher, agency = (parts.get(kind) for kind in ("collection", "publisher", "agency"))
    return Origin(
        collection=None if collection is None else _read_collection(collection),
        publisher=None if publisher is None else _read_publisher(publisher),
        agency=None if agency is None else _read_publisher(agency),
        captures=tuple(_read_capture(bibl) for bibl in parts["captures"].iterchildren(BIBL)),
    )


def _members(parent: Element) -> dict[str, str]:
    """Give the texts of typed members; where one is missing, it was empty."""
    return {part.get("type", ""): text_of(part) for part in parent.iterchildren(IDNO, NOTE)}


def _read_collection(bibl: Element) -> CollectionSnapshot:
    members = _members(bibl)
    return CollectionSnapshot(
        slug=members.get("slug", ""),
        title=text_of(bibl[0]),
        level=bibl.get("subtype", ""),
        scope=members.get("scope", ""),
        custodial_history=members.get("custodial-history", ""),
    )


def _read_publisher(bibl: Element) -> PublisherSnapshot:
    members = _members(bibl)
    return PublisherSnapshot(
        slug=members.get("slug", ""),
        name=text_of(bibl[0]),
        kind=bibl.get("subtype", ""),
        homepage=members.get("homepage", ""),
        authority_uri=members.get("authority", ""),
    )


def _read_capture(bibl: Element) -> CaptureSnapshot:
    members = _members(bibl)
    captured = bibl.find(DATE)
    return CaptureSnapshot(
        uuid=uuid_of(bibl.get(ID, "")),
        sha256=members.get("sha256", ""),
        size=int(only(bibl, MEASURE).get("quantity", "")),
        media_type=members.get("media-type", ""),
        charset=members.get("charset", ""),
        charset_evidence=members.get("charset-evidence", ""),
        newline=members.get("newline", ""),
        file_name=members.get("file-name", ""),
        accession=_read_accession(bibl[-1]),
        source_uri=members.get("URI", ""),
        locator=members.get("locator", ""),
        captured_at=None if captured is None else optional_instant(captured.get("when")),
        headers=_read_headers(bibl),
    )


def _read_headers(bibl: Element) -> dict[str, str]:
    texts = [text_of(part) for part in bibl.iterfind(f"{NOTE}/{LIST}/*")]
    return dict(zip(texts[::2], texts[1::2], strict=True))


def _read_accession(bibl: Element) -> AccessionSnapshot:
    members = _members(bibl)
    return AccessionSnapshot(
        number=members.get("accession", ""),
        acquired_from=members.get("acquired-from", ""),
        received_at=datetime.fromisoformat(only(bibl, DATE).get("when", "")),
        reader=members.get("reader", ""),
        agreement=members.get("agreement", ""),
    )
