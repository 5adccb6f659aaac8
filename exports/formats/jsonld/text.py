"""The text version with its blocks, and the ranges of text that values stand on."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from annotations.webannotation.members import Members
from archive.snapshots import BlockSnapshot, EvidenceSnapshot, TextVersionSnapshot
from exports.errors import ExportError
from exports.formats.jsonld.addresses import Addresses
from exports.formats.jsonld.kinds import Code, Instant, Link, Number, Text, Version
from exports.formats.jsonld.record import Parts, Record

BLOCK = Record(
    make=BlockSnapshot,
    type=("dl:Block",),
    rows=(
        ("start", "start", Number()),
        ("end", "end", Number()),
        ("role", "dl:role", Code("BlockRole")),
        ("xpath", "dl:xpath", Text()),
    ),
)

TEXT = Record(
    make=TextVersionSnapshot,
    type=("schema:MediaObject", "prov:Entity", "dl:TextVersion"),
    identity=lambda one, to: to.text_version(to.article_uuid, one.uuid),
    derived=lambda _one, _to: {"schema:encodingFormat": "text/plain; charset=utf-8"},
    rows=(
        ("number", "dl:number", Number()),
        ("sha256", "schema:sha256", Text()),
        ("extractor", "dl:extractor", Text()),
        ("extractor_version", "dl:extractorVersion", Text()),
        ("created", "created", Instant()),
        ("capture", "prov:wasDerivedFrom", Link("capture")),
        ("text", "schema:text", Text()),
        ("blocks", "dl:blocks", Parts(BLOCK, "block")),
    ),
)


def read_text(value: object, pointer: str, *, base_url: str, article: UUID) -> tuple[TextVersionSnapshot, Addresses]:
    """Give the text version of an object, and the addresses of all that its document may name."""
    members = Members(value, pointer)
    start = f"{base_url}/articles/{article}/texts/"
    name = members.text("id")
    try:
        uuid = UUID(name.removeprefix(start))
    except ValueError:
        raise members.fault("id", f"{name!r} is not the address of a text version of this article.") from None
    to = Addresses(base_url, article=article, text=uuid, number=members.number("dl:number"))
    text = TEXT.take(members, to, to.text_version(article, uuid), uuid=uuid)
    members.close()
    digest = hashlib.sha256(text.text.encode()).hexdigest()
    if digest != text.sha256:  # told before spans that stand on the text are compared with it
        raise members.fault("schema:sha256", f"The text's SHA-256 is {digest}.")
    return text, to


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a value stands on: words of a text, by both selectors of a W3C SpecificResource, or a locator."""

    def put(self, value: EvidenceSnapshot | None, to: Addresses) -> object:
        if value is None:
            return None
        locator = {"dl:locator": value.locator} if value.locator else {}
        if value.start is None:
            version = {} if value.text_version is None else {"dl:textVersion": to.version(value.text_version)}
            exact = {"exact": value.exact} if value.exact else {}
            return {"type": "dl:Evidence", **version, **exact, **locator}
        if value.end is None or value.text_version is None or value.start < 0 or value.end < 0:
            raise ExportError("a span needs its start, its end and its text version")
        position = {"type": "TextPositionSelector", "start": value.start, "end": value.end}
        quote = {"type": "TextQuoteSelector", "exact": value.exact}
        source = {"source": to.version(value.text_version)}
        return {"type": "SpecificResource", **source, "selector": [position, quote], **locator}

    def take(self, members: Members, name: str, to: Addresses) -> EvidenceSnapshot | None:
        if name not in members:
            return None
        evidence = Members(members.value(name), members.at(name))
        evidence.constant("type", ["SpecificResource", "dl:Evidence"], required=True)
        spanned = evidence.text("type") == "SpecificResource"
        found = self._take_span(evidence, to) if spanned else self._take_remark(evidence, to)
        evidence.close()
        return found

    @staticmethod
    def _take_remark(evidence: Members, to: Addresses) -> EvidenceSnapshot:
        version = Version().take(evidence, "dl:textVersion", to) if "dl:textVersion" in evidence else None
        locator = evidence.text("dl:locator", "")
        return EvidenceSnapshot(text_version=version, exact=evidence.text("exact", ""), locator=locator)

    @staticmethod
    def _take_span(evidence: Members, to: Addresses) -> EvidenceSnapshot:
        selectors = evidence.each("selector")
        if len(selectors) != 2:
            raise evidence.fault("selector", "Expected a TextPositionSelector and a TextQuoteSelector.")
        position, quote = (Members(value, pointer) for value, pointer in selectors)
        position.constant("type", ["TextPositionSelector"], required=True)
        quote.constant("type", ["TextQuoteSelector"], required=True)
        found = EvidenceSnapshot(
            text_version=Version().take(evidence, "source", to),
            start=position.number("start"),
            end=position.number("end"),
            exact=quote.text("exact"),
            locator=evidence.text("dl:locator", ""),
        )
        position.close()
        quote.close()
        return found
