"""Where an article comes from: collection, publisher, agency, rights, and its captures with their accessions.

A capture may hold many articles; where in it this one stands is said by a ``dl:ArticleCapture`` around it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotations.webannotation.members import Members
from archive.snapshots import (
    AccessionSnapshot,
    CaptureSnapshot,
    CollectionSnapshot,
    PublisherSnapshot,
    RightsSnapshot,
)
from exports.formats.jsonld.addresses import Addresses
from exports.formats.jsonld.kinds import Code, Instant, Number, Pairs, Text
from exports.formats.jsonld.record import Part, Record

RIGHTS = Record(
    make=RightsSnapshot,
    type=("dl:RightsStatement",),
    rows=(
        ("uri", "dl:uri", Text()),
        ("holder", "dl:holder", Text()),
        ("note", "dl:note", Text()),
        ("quotation_limit", "dl:quotationLimit", Number(optional=True)),
    ),
)

COLLECTION = Record(
    make=CollectionSnapshot,
    type=("schema:Collection",),
    identity=lambda one, to: to.named("collections", one.slug),
    rows=(
        ("slug", "schema:identifier", Text()),
        ("title", "schema:name", Text()),
        ("level", "dl:level", Code("CollectionLevel")),
        ("scope", "schema:description", Text()),
        ("custodial_history", "dl:custodialHistory", Text()),
    ),
)

PUBLISHER = Record(
    make=PublisherSnapshot,
    kinds="PublisherKind",
    identity=lambda one, to: to.named("publishers", one.slug),
    rows=(
        ("slug", "schema:identifier", Text()),
        ("name", "schema:name", Text()),
        ("homepage", "schema:url", Text()),
        ("authority_uri", "dl:authority", Text()),
    ),
)

ACCESSION = Record(
    make=AccessionSnapshot,
    type=("dl:Accession", "prov:Activity"),
    identity=lambda one, to: to.named("accessions", one.number),
    rows=(
        ("number", "schema:identifier", Text()),
        ("acquired_from", "dl:acquiredFrom", Text()),
        ("received_at", "prov:endedAtTime", Instant()),
        ("reader", "dl:reader", Text()),
        ("agreement", "dl:agreement", Text()),
    ),
)

CAPTURE = Record(
    make=CaptureSnapshot,
    type=("schema:MediaObject", "prov:Entity"),
    address="capture",
    rows=(
        ("file_name", "schema:name", Text()),
        ("sha256", "schema:sha256", Text()),
        ("size", "dl:byteCount", Number()),
        ("media_type", "schema:encodingFormat", Text()),
        ("charset", "dl:charset", Text()),
        ("charset_evidence", "dl:charsetEvidence", Text()),
        ("newline", "dl:newline", Text()),
        ("source_uri", "dl:sourceUri", Text()),
        ("captured_at", "prov:generatedAtTime", Instant(optional=True)),
        ("headers", "dl:headers", Pairs()),
        ("accession", "dl:accession", Part(ACCESSION, optional=False)),
    ),
)


@dataclass(frozen=True, slots=True)
class Captures:
    """An article's captures, each with its locator."""

    def put(self, value: Iterable[CaptureSnapshot], to: Addresses) -> object:
        return [self._write(one, to) for one in value] or None

    def _write(self, one: CaptureSnapshot, to: Addresses) -> dict[str, object]:
        locator = {"dl:locator": one.locator} if one.locator else {}
        return {
            "id": self._address(one, to),
            "type": "dl:ArticleCapture",
            **locator,
            "dl:capture": CAPTURE.write(one, to),
        }

    @staticmethod
    def _address(one: CaptureSnapshot, to: Addresses) -> str:
        return f"{to.article(to.article_uuid)}#capture-{one.uuid}"

    def take(self, members: Members, name: str, to: Addresses) -> tuple[CaptureSnapshot, ...]:
        return tuple(self._read(Members(value, pointer), to) for value, pointer in members.each(name))

    def _read(self, members: Members, to: Addresses) -> CaptureSnapshot:
        members.constant("type", ["dl:ArticleCapture"], required=True)
        one = CAPTURE.read(members.value("dl:capture"), members.at("dl:capture"), to)
        members.constant("id", [self._address(one, to)], required=True)
        locator = members.text("dl:locator", "")
        members.close()
        return replace(one, locator=locator)
