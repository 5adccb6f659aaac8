"""One small dossier with something of everything: what the golden files hold and the planted faults are planted in."""

import hashlib
from datetime import UTC, date, datetime
from uuid import UUID

from annotations.snapshots import (
    AdjudicationSnapshot,
    AnnotationSetSnapshot,
    AnnotationSnapshot,
    ClaimReadingSnapshot,
    ClaimRelationSnapshot,
    ClaimSnapshot,
    EntityIdentifierSnapshot,
    EntityNameSnapshot,
    EntitySnapshot,
    LayerSnapshot,
    MentionSnapshot,
    NoteSnapshot,
    ProjectSnapshot,
    SpanSnapshot,
    StanceSnapshot,
    StatementSnapshot,
    StatementSourceSnapshot,
    TagSnapshot,
    UtteranceLinkSnapshot,
)
from archive.snapshots import (
    AccessionSnapshot,
    AgentSnapshot,
    ArticleSnapshot,
    BlockSnapshot,
    CaptureSnapshot,
    CollectionSnapshot,
    EventSnapshot,
    EvidenceSnapshot,
    FieldValueSnapshot,
    PublisherSnapshot,
    RightsSnapshot,
    TextVersionSnapshot,
)
from exports.dossier import Dossier

BASE_URL = "https://archive.example.org"
HEADLINE = "Shield talks end\n"
FIRST = "Moscow said on Thursday that the shield was a threat.\n"
SECOND = "Nato's spokesman denied it.\n"
PAGE = "More news\u0003"
TEXT = HEADLINE + FIRST + SECOND + PAGE
NOON = datetime(2007, 4, 19, 12, 0, tzinfo=UTC)


def key(number: int) -> UUID:
    """A uuid that reads as a number."""
    return UUID(int=number)


ANNOTATOR, SOFTWARE = (
    AgentSnapshot(uuid=key(1), kind="person", label="Annotator 1"),
    AgentSnapshot(uuid=key(2), kind="software", label="Dateline", version="0.1.0"),
)
MOSCOW, NATO, SPOKESMAN, SHIELD, TALKS = (key(number) for number in range(31, 36))


def find(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def span(words: str, role: str = "body", order: int = 0) -> SpanSnapshot:
    start, end = find(words)
    prefix, suffix = TEXT[max(0, start - 8) : start], TEXT[end : end + 8]
    return SpanSnapshot(role=role, order=order, start=start, end=end, exact=words, prefix=prefix, suffix=suffix)


def text_version() -> TextVersionSnapshot:
    blocks, start = [], 0
    roles = {HEADLINE: "headline", FIRST: "paragraph", SECOND: "paragraph", PAGE: "navigation"}
    for piece, role in roles.items():
        xpath = "/html/body/h1" if role == "headline" else ""
        blocks.append(BlockSnapshot(start=start, end=start + len(piece), role=role, xpath=xpath))
        start += len(piece)
    return TextVersionSnapshot(
        uuid=key(11),
        number=2,
        text=TEXT,
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        extractor="html",
        extractor_version="1",
        created=NOON,
        capture=key(12),
        blocks=tuple(blocks),
    )


def capture() -> CaptureSnapshot:
    return CaptureSnapshot(
        uuid=key(12),
        sha256=hashlib.sha256(b"<html>").hexdigest(),
        size=6,
        media_type="text/html",
        charset="utf-8",
        charset_evidence="declared",
        newline="lf",
        file_name="001.html",
        accession=AccessionSnapshot(
            number="2026-1", acquired_from="a donor", received_at=NOON, reader="warc", agreement="letter of 2026"
        ),
        source_uri="https://news.example.org/shield",
        locator="record 3",
        captured_at=NOON,
        headers={"Content-Type": "text/html"},
    )


def values() -> tuple[FieldValueSnapshot, ...]:
    start, end = find("Shield talks end")
    day, last = find("Thursday")
    return (
        FieldValueSnapshot(
            uuid=key(13),
            field="headline",
            value="Shield talks end",
            status="as-printed",
            agent=SOFTWARE.uuid,
            at=NOON,
            evidence=EvidenceSnapshot(text_version=2, start=start, end=end, exact="Shield talks end"),
        ),
        FieldValueSnapshot(
            uuid=key(14),
            field="published",
            value="Thursday",
            status="partly-supplied",
            agent=ANNOTATOR.uuid,
            at=NOON,
            current=False,
            edtf="2007-04-19",
            earliest=date(2007, 4, 19),
            latest=date(2007, 4, 19),
            certainty="medium",
            note="The year is that of the capture.",
            evidence=EvidenceSnapshot(text_version=2, start=day, end=last, exact="Thursday", locator="line 2"),
        ),
        FieldValueSnapshot(
            uuid=key(15),
            field="language",
            value="en-GB",
            status="external",
            agent=SOFTWARE.uuid,
            at=NOON,
            evidence=EvidenceSnapshot(text_version=1, start=0, end=2, exact="en"),
        ),
    )


def article() -> ArticleSnapshot:
    return ArticleSnapshot(
        uuid=key(10),
        reference_code="EX/1",
        access="registered",
        state="active",
        created=NOON,
        text=text_version(),
        captures=(capture(),),
        values=values(),
        events=(
            EventSnapshot(
                uuid=key(16),
                type="message digest calculation",
                at=NOON,
                agent=SOFTWARE.uuid,
                outcome="success",
                detail="SHA-256",
                objects=("capture 1",),
            ),
        ),
        embargo_until=NOON,
        rights=RightsSnapshot(
            uri="https://rightsstatements.org/vocab/InC/1.0/", holder="the publisher", note="none", quotation_limit=300
        ),
        collection=CollectionSnapshot(
            slug="shield", title="Missile shield", level="collection", scope="News of 2007", custodial_history="donated"
        ),
        publisher=PublisherSnapshot(
            slug="outlet", name="An outlet", kind="outlet", homepage="https://news.example.org"
        ),
        agency=PublisherSnapshot(
            slug="agency", name="An agency", kind="agency", authority_uri="https://id.example.org/1"
        ),
    )


def project() -> ProjectSnapshot:
    tags = (
        TagSnapshot(code="gpe", name="place with government", colour="#2255aa", uri="https://tags.example.org/gpe"),
    )
    layers = (
        LayerSnapshot(code="names", kind="entity", name="Names", tags=(*tags, TagSnapshot(code="org", name="body"))),
        LayerSnapshot(code="claims", kind="claim", name="Claims"),
    )
    return ProjectSnapshot(
        uuid=key(20),
        slug="shield",
        name="Missile shield",
        guidelines="Mark every name.\n",
        guidelines_version="1.0",
        published=True,
        layers=layers,
    )


def mention(number: int, words: str, tag: str, entity: UUID, derived_from: UUID | None = None) -> AnnotationSnapshot:
    return AnnotationSnapshot(
        uuid=key(number),
        layer="names",
        version=1,
        motivation="identifying",
        creator=ANNOTATOR.uuid,
        created=NOON,
        modified=NOON,
        spans=(span(words),),
        derived_from=derived_from,
        mention=MentionSnapshot(tag=tag, entity=entity, certainty="high"),
    )


def statement(number: int) -> AnnotationSnapshot:
    """What Moscow said, across two blocks, with its source and cue."""
    source = StatementSourceSnapshot(
        order=0,
        role="speaker",
        kind="collective",
        entity=MOSCOW,
        description="Moscow",
        speaks_for=NATO,
        span_role="source",
        span_order=0,
    )
    return AnnotationSnapshot(
        uuid=key(number),
        layer="claims",
        version=3,
        motivation="describing",
        creator=ANNOTATOR.uuid,
        created=NOON,
        modified=datetime(2007, 4, 20, tzinfo=UTC),
        spans=(
            span("the shield was a threat.\nNato's spokesman denied it.", "content"),
            span("said", "cue"),
            span("Moscow", "source"),
        ),
        statement=StatementSnapshot(
            attribution="indirect",
            factuality="CT+",
            said="2007-04-19",
            occasion="a press conference",
            parent=key(99),
            sources=(source,),
        ),
    )


def sets() -> tuple[AnnotationSetSnapshot, ...]:
    note = NoteSnapshot(uuid=key(60), author=ANNOTATOR.uuid, body="Names are nested.", at=NOON)
    decision = AdjudicationSnapshot(
        uuid=key(61),
        decision="accepted",
        by=ANNOTATOR.uuid,
        at=NOON,
        sources=(key(41),),
        curated=key(51),
        note="as marked",
    )
    common = {"project": key(20), "text_version": 2, "annotator": ANNOTATOR.uuid, "created": NOON, "modified": NOON}
    marked = (
        mention(41, "Moscow", "gpe", MOSCOW),
        mention(42, "Nato's spokesman", "org", SPOKESMAN),
        mention(43, "Nato", "org", NATO),
        statement(44),
    )
    curated = (mention(51, "Moscow", "gpe", MOSCOW, derived_from=key(41)), mention(52, "Nato", "org", NATO))
    return (
        AnnotationSetSnapshot(
            uuid=key(21), role="annotator", state="submitted", annotations=marked, notes=(note,), **common
        ),
        AnnotationSetSnapshot(
            uuid=key(22),
            role="curator",
            state="curated",
            carried_from=key(98),
            annotations=curated,
            adjudications=(decision,),
            **common,
        ),
    )


def entities() -> tuple[EntitySnapshot, ...]:
    moscow = EntitySnapshot(
        uuid=MOSCOW,
        kind="gpe",
        label="Russia",
        version=2,
        description="the state and its government",
        names=(EntityNameSnapshot(name="Россия", kind="preferred", language="ru"),),
        identifiers=(EntityIdentifierSnapshot(scheme="wikidata", value="Q159"),),
    )
    return (
        moscow,
        EntitySnapshot(uuid=NATO, kind="organization", label="NATO", version=1),
        EntitySnapshot(uuid=SPOKESMAN, kind="person", label="spokesman of NATO", version=1, merged_into=key(97)),
        EntitySnapshot(uuid=SHIELD, kind="object", label="the shield", version=1),
        EntitySnapshot(uuid=TALKS, kind="event", label="the talks", version=1),
    )


def dossier() -> Dossier:
    """The dossier; equal at every call."""
    judged = {"by": ANNOTATOR.uuid, "at": NOON}
    threat, none = key(70), key(71)
    return Dossier(
        article=article(),
        agents=(ANNOTATOR, SOFTWARE),
        projects=(project(),),
        sets=sets(),
        entities=entities(),
        claims=(
            ClaimSnapshot(uuid=threat, text="The shield is a threat", version=1, topic="defence", place=MOSCOW),
            ClaimSnapshot(uuid=none, text="The shield is no threat", version=1, time="2007", merged_into=key(96)),
        ),
        stances=(
            StanceSnapshot(
                claim=threat, statement=key(44), polarity="affirms", status="confirmed", rationale="said so", **judged
            ),
        ),
        readings=(ClaimReadingSnapshot(claim=none, text_version=2, **judged),),
        relations=(
            ClaimRelationSnapshot(
                a=threat,
                b=none,
                kind="contradicts",
                status="confirmed",
                extent="strict",
                rationale="yes or no",
                **judged,
            ),
            ClaimRelationSnapshot(a=threat, b=none, kind="updates", status="suggested", evidence="dates", **judged),
        ),
        utterance_links=(
            UtteranceLinkSnapshot(a=key(44), b=key(95), status="suggested", method="words", score=0.75, **judged),
        ),
    )
