"""One small dossier with something of everything: what the golden files hold and the planted faults are planted in."""

from datetime import UTC, datetime
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
from exports.dossier import Dossier
from tests.exports.example_article import ANNOTATOR, NOON, SOFTWARE, TEXT, article, find, key

BASE_URL = "https://archive.example.org"
MOSCOW, NATO, SPOKESMAN, SHIELD, TALKS = (key(number) for number in range(31, 36))


def span(words: str, role: str = "body", order: int = 0) -> SpanSnapshot:
    start, end = find(words)
    prefix, suffix = TEXT[max(0, start - 8) : start], TEXT[end : end + 8]
    return SpanSnapshot(role=role, order=order, start=start, end=end, exact=words, prefix=prefix, suffix=suffix)


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
