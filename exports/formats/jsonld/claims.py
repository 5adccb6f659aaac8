"""Claims across articles, what statements do to them, and how they bear on each other (CiTO)."""

from annotations.snapshots import (
    ClaimReadingSnapshot,
    ClaimRelationSnapshot,
    ClaimSnapshot,
    StanceSnapshot,
    UtteranceLinkSnapshot,
)
from exports.formats.jsonld.kinds import Code, Instant, Link, Number, Score, Text, Version
from exports.formats.jsonld.record import Record, Row

#: Who judged when.
_JUDGED: tuple[Row, ...] = (("by", "prov:wasAttributedTo", Link("agent")), ("at", "prov:generatedAtTime", Instant()))
_STATUS: Row = ("status", "dl:status", Code("ReviewStatus"))

CLAIM = Record(
    make=ClaimSnapshot,
    type=("dl:Claim", "schema:Claim"),
    address="claim",
    rows=(
        ("text", "schema:text", Text()),
        ("version", "dl:version", Number()),
        ("topic", "dl:topic", Text()),
        ("place", "dl:place", Link("entity", optional=True)),
        ("time", "dl:time", Text()),
        ("merged_into", "dl:mergedInto", Link("claim", optional=True)),
    ),
)

STANCE = Record(
    make=StanceSnapshot,
    type=("dl:Stance",),
    identity=lambda one, to: f"{to.of('claim', one.claim)}#stance-{one.statement}",
    rows=(
        ("claim", "dl:claim", Link("claim")),
        ("statement", "dl:statement", Link("statement")),
        ("polarity", "dl:polarity", Code("Polarity")),
        _STATUS,
        ("rationale", "dl:rationale", Text()),
        *_JUDGED,
    ),
)

READING = Record(
    make=ClaimReadingSnapshot,
    type=("dl:ClaimReading",),
    identity=lambda one, to: f"{to.of('claim', one.claim)}#reading-{to.version_key(one.text_version)}",
    rows=(
        ("claim", "dl:claim", Link("claim")),
        ("text_version", "dl:textVersion", Version()),
        *_JUDGED,
    ),
)

RELATION = Record(
    make=ClaimRelationSnapshot,
    type=("dl:ClaimRelation", "cito:Citation"),
    identity=lambda one, to: f"{to.of('claim', one.a)}#{one.kind}-{one.b}",
    rows=(
        ("a", "cito:hasCitingEntity", Link("claim")),
        ("b", "cito:hasCitedEntity", Link("claim")),
        ("kind", "cito:hasCitationCharacterization", Code("ClaimRelationKind")),
        ("extent", "dl:extent", Code("Extent", optional=True)),
        _STATUS,
        ("rationale", "dl:rationale", Text()),
        ("evidence", "dl:evidence", Text()),
        *_JUDGED,
    ),
)

LINK = Record(
    make=UtteranceLinkSnapshot,
    type=("dl:UtteranceLink",),
    identity=lambda one, to: f"{to.of('annotation', one.a)}#utterance-{one.b}",
    rows=(
        ("a", "dl:statement", Link("statement")),
        ("b", "dl:sameUtterance", Link("statement")),
        ("method", "dl:method", Text()),
        ("score", "dl:score", Score()),
        _STATUS,
        *_JUDGED,
    ),
)
