"""Claims and the judgements on them as snapshots, from their rows."""

from annotations.models import Claim, ClaimReading, ClaimRelation, Stance, UtteranceLink
from annotations.selectors.names import Names
from annotations.selectors.set_rows import SetRows
from annotations.snapshots import (
    ClaimReadingSnapshot,
    ClaimRelationSnapshot,
    ClaimSnapshot,
    StanceSnapshot,
    UtteranceLinkSnapshot,
)


def claim_snapshot(row: Claim, names: Names) -> ClaimSnapshot:
    """Give a claim."""
    return ClaimSnapshot(
        uuid=row.uuid,
        text=row.text,
        version=row.version,
        topic=row.topic,
        place=names.entity(row.place_id),
        time=row.time,
        merged_into=None if row.merged_into_id is None else names.claim(row.merged_into_id),
    )


def stance_snapshot(row: Stance, rows: SetRows, names: Names) -> StanceSnapshot:
    """Give a stance of one of the statements in ``rows``."""
    return StanceSnapshot(
        claim=names.claim(row.claim_id),
        statement=rows.uuids[row.statement_id],
        polarity=row.polarity,
        by=names.agent(row.by_id),
        at=row.at,
        status=row.status,
        rationale=row.rationale,
    )


def reading_snapshot(row: ClaimReading, names: Names) -> ClaimReadingSnapshot:
    """Give a reading, of which ``read_claims`` knows the number of its text."""
    return ClaimReadingSnapshot(
        claim=names.claim(row.claim_id),
        text_version=row.number,  # type: ignore[attr-defined]  # annotated by read_claims
        by=names.agent(row.by_id),
        at=row.at,
    )


def relation_snapshot(row: ClaimRelation, names: Names) -> ClaimRelationSnapshot:
    """Give a relation of two claims."""
    return ClaimRelationSnapshot(
        a=names.claim(row.a_id),
        b=names.claim(row.b_id),
        kind=row.kind,
        by=names.agent(row.by_id),
        at=row.at,
        status=row.status,
        extent=row.extent,
        rationale=row.rationale,
        evidence=row.evidence,
    )


def link_snapshot(row: UtteranceLink, names: Names) -> UtteranceLinkSnapshot:
    """Give a link of two statements, of which ``read_claims`` knows the public ids."""
    return UtteranceLinkSnapshot(
        a=row.a_uuid,  # type: ignore[attr-defined]  # annotated by read_claims
        b=row.b_uuid,  # type: ignore[attr-defined]  # annotated by read_claims
        status=row.status,
        method=row.method,
        by=names.agent(row.by_id),
        at=row.at,
        score=row.score,
    )
