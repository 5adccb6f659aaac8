"""The article of the example dossier: its captures, text, values and events."""

import hashlib
from datetime import UTC, date, datetime
from uuid import UUID

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


def find(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


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
