"""Annotations to be written and read as Web Annotations, by hand and generated."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from annotations.snapshots import (
    AnnotationSnapshot,
    MentionSnapshot,
    SpanSnapshot,
    StatementSnapshot,
    StatementSourceSnapshot,
)
from annotations.webannotation import Defaults, from_web_annotation, to_web_annotation
from annotations.webannotation.context import CODES

BASE = "https://archive.example.org"
ARTICLE = UUID("018f0000-0000-7000-8000-00000000000a")
TEXT = UUID("018f0000-0000-7000-8000-00000000000b")
ANNOTATION = UUID("018f0000-0000-7000-8000-000000000001")
AGENT = UUID("018f0000-0000-7000-8000-000000000002")
ENTITY = UUID("018f0000-0000-7000-8000-000000000003")
PARENT = UUID("018f0000-0000-7000-8000-000000000004")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
WORDS = "The Russian ambassador, Konstantin Totsky, said that a common threat called for a common approach. 😀 He left."
SOURCE = f"{BASE}/articles/{ARTICLE}/texts/{TEXT}"
DEFAULTS = Defaults(uuid=ANNOTATION, creator=AGENT, at=NOON, layer="entities")


def write(snapshot: AnnotationSnapshot) -> Any:
    """Give the Web Annotation as it arrives elsewhere: through JSON."""
    data = to_web_annotation(snapshot, base_url=BASE, article_uuid=ARTICLE, text_version_uuid=TEXT)
    return json.loads(json.dumps(data))


def read(data: object, text: str | None = None, defaults: Defaults | None = None) -> AnnotationSnapshot:
    return from_web_annotation(
        data, base_url=BASE, article_uuid=ARTICLE, text_version_uuid=TEXT, text=text, defaults=defaults
    )


def span(words: str, role: str = "body", order: int = 0) -> SpanSnapshot:
    start = WORDS.index(words)
    end = start + len(words)
    prefix, suffix = WORDS[max(0, start - 32) : start], WORDS[end : end + 32]
    return SpanSnapshot(role=role, order=order, start=start, end=end, exact=words, prefix=prefix, suffix=suffix)


MENTION = AnnotationSnapshot(
    uuid=ANNOTATION,
    layer="entities",
    version=3,
    motivation="identifying",
    creator=AGENT,
    created=NOON,
    modified=NOON + timedelta(minutes=5, microseconds=7),
    spans=(span("Konstantin Totsky"),),
    derived_from=PARENT,
    mention=MentionSnapshot(tag="person", entity=ENTITY, certainty="high"),
)
STATEMENT = AnnotationSnapshot(
    uuid=ANNOTATION,
    layer="claims",
    version=1,
    motivation="describing",
    creator=AGENT,
    created=NOON,
    modified=NOON,
    spans=(
        span("a common threat", "content"),
        span("called for a common approach", "content", 1),
        span("said", "cue"),
        span("Konstantin Totsky", "source"),
    ),
    statement=StatementSnapshot(
        attribution="indirect",
        factuality="CT+",
        said="2007-04-19",
        occasion="a press conference",
        parent=PARENT,
        sources=(
            StatementSourceSnapshot(
                order=0,
                role="speaker",
                kind="named",
                entity=ENTITY,
                description="Konstantin Totsky",
                speaks_for=PARENT,
                span_role="source",
                span_order=0,
            ),
            StatementSourceSnapshot(order=1, role="relay", kind="agency"),
        ),
    ),
)


def plain(*selectors: dict[str, object]) -> dict[str, object]:
    """Give the plainest annotation: one target, with one selector or several."""
    selector = selectors[0] if len(selectors) == 1 else list(selectors)
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://tool.example/annotations/17",
        "type": "Annotation",
        "body": {"type": "TextualBody", "purpose": "tagging", "value": "person"},
        "target": {"source": f"{BASE}/articles/{ARTICLE}", "selector": selector},
    }


QUOTE = {"type": "TextQuoteSelector", "exact": "Konstantin Totsky"}
POSITION = {"type": "TextPositionSelector", "start": 24, "end": 41}

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
moments = st.datetimes(
    NOON.replace(tzinfo=None) - timedelta(days=20_000),
    NOON.replace(tzinfo=None) + timedelta(days=20_000),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-9, minutes=-30))]),
)
maybe_uuid = st.none() | st.uuids()


def code(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(CODES[kind]))


@st.composite
def spans(draw: st.DrawFn) -> tuple[SpanSnapshot, ...]:
    keys = draw(st.sets(st.tuples(code("SpanRole"), st.integers(0, 40)), min_size=1, max_size=5))
    found = []
    for role, order in sorted(keys):
        start, exact = draw(st.integers(0, 10**6)), draw(words.filter(bool))
        end, prefix, suffix = start + len(exact), draw(words), draw(words)
        found.append(
            SpanSnapshot(role=role, order=order, start=start, end=end, exact=exact, prefix=prefix, suffix=suffix)
        )
    return tuple(found)


@st.composite
def statements(draw: st.DrawFn, of: tuple[SpanSnapshot, ...]) -> StatementSnapshot:
    sources = []
    for order in sorted(draw(st.sets(st.integers(0, 9), max_size=3))):
        place = draw(st.none() | st.sampled_from(of))
        sources.append(
            StatementSourceSnapshot(
                order=order,
                role=draw(code("SourceRole")),
                kind=draw(code("SourceKind")),
                entity=draw(maybe_uuid),
                description=draw(words),
                speaks_for=draw(maybe_uuid),
                span_role=place.role if place else "",
                span_order=place.order if place else None,
            )
        )
    return StatementSnapshot(
        attribution=draw(code("Attribution")),
        factuality=draw(st.just("") | code("Factuality")),
        said=draw(words),
        occasion=draw(words),
        parent=draw(maybe_uuid),
        sources=tuple(sources),
    )


@st.composite
def annotations(draw: st.DrawFn) -> AnnotationSnapshot:
    of = draw(spans())
    mention = st.builds(
        MentionSnapshot, tag=words, entity=maybe_uuid, certainty=st.just("") | code("Certainty")
    )  # fmt: skip
    return AnnotationSnapshot(
        uuid=draw(st.uuids()),
        layer=draw(words),
        version=draw(st.integers(1, 2**31 - 1)),
        motivation=draw(code("Motivation")),
        creator=draw(st.uuids()),
        created=draw(moments),
        modified=draw(moments),
        spans=of,
        derived_from=draw(maybe_uuid),
        mention=draw(st.none() | mention),
        statement=draw(st.none() | statements(of)),
    )
