"""Curators' judgements across articles: stances, readings, relations of claims, links of utterances."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Agent
from annotations.errors import ConflictError, InvalidAnnotationError
from annotations.models import Claim, ClaimReading, ClaimRelation, Stance, Statement, UtteranceLink
from annotations.services.claims import enqueue_claim
from annotations.vocabulary import SYMMETRIC_CLAIM_RELATIONS, ClaimRelationKind, Extent, Polarity, ReviewStatus
from archive.models import TextVersion
from archive.services.events import enqueue_index, record_change
from archive.vocabulary import ChangeAction


@transaction.atomic
def set_stance(
    *,
    claim: Claim,
    statement: Statement,
    polarity: str,
    agent: Agent,
    rationale: str = "",
    status: str = ReviewStatus.CONFIRMED,
) -> Stance:
    """Judge what a statement does to a claim; a later judgement replaces the former.

    A reading that said the statement's text is silent on the claim is taken back, unless the judgement is a rejection.
    Raises InvalidAnnotationError for an unknown polarity or status, ConflictError for a deleted statement.
    """
    if statement.annotation.deleted_at is not None:
        raise ConflictError("the statement was deleted: bring it back before it is judged")
    _check_code(polarity, Polarity.values, "polarity")
    _check_code(status, ReviewStatus.values, "status")
    stance, _created = Stance.objects.update_or_create(
        claim=claim,
        statement=statement,
        defaults={"polarity": polarity, "by": agent, "at": timezone.now(), "status": status, "rationale": rationale},
    )
    text_version = statement.annotation.annotation_set.text_version
    if status != ReviewStatus.REJECTED:
        ClaimReading.objects.filter(claim=claim, text_version=text_version).delete()
    record_change(kind="claim", uuid=claim.uuid, action=ChangeAction.UPDATED)
    enqueue_index([text_version.article.uuid])
    return stance


@transaction.atomic
def record_reading(*, claim: Claim, text_version: TextVersion, agent: Agent) -> ClaimReading:
    """Say that a text was read for a claim and is silent on it.

    Raises ConflictError where a statement of the text has a stance on it.
    """
    spoken = Stance.objects.filter(
        claim=claim,
        statement__annotation__annotation_set__text_version=text_version,
        statement__annotation__deleted_at=None,
    ).exclude(status=ReviewStatus.REJECTED)
    if spoken.exists():
        raise ConflictError("the text is not silent: a statement in it has a stance on this claim")
    reading, _created = ClaimReading.objects.get_or_create(
        claim=claim, text_version=text_version, defaults={"by": agent}
    )
    record_change(kind="claim", uuid=claim.uuid, action=ChangeAction.UPDATED)
    enqueue_index([text_version.article.uuid])
    return reading


@transaction.atomic
def relate_claims(
    *,
    a: Claim,
    b: Claim,
    kind: str,
    agent: Agent,
    extent: str = "",
    rationale: str = "",
    evidence: str = "",
    status: str = ReviewStatus.CONFIRMED,
) -> ClaimRelation:
    """Say how claim ``a`` bears on claim ``b``; a symmetric kind is stored from the smaller uuid to the greater.

    The same, said again by the same agent, writes nothing. Raises InvalidAnnotationError for an unknown code,
    ConflictError for a claim related to itself.
    """
    _check_code(kind, ClaimRelationKind.values, "kind")
    _check_code(status, ReviewStatus.values, "status")
    if extent:
        _check_code(extent, Extent.values, "extent")
    if a.pk == b.pk:
        raise ConflictError("a claim can't be related to itself")
    if kind in SYMMETRIC_CLAIM_RELATIONS and b.uuid < a.uuid:
        a, b = b, a
    said = {"extent": extent, "rationale": rationale, "evidence": evidence, "by": agent, "status": status}
    if held := ClaimRelation.objects.filter(a=a, b=b, kind=kind, **said).first():
        return held
    relation, _created = ClaimRelation.objects.update_or_create(
        a=a, b=b, kind=kind, defaults={**said, "at": timezone.now()}
    )
    for claim in (a, b):
        record_change(kind="claim", uuid=claim.uuid, action=ChangeAction.UPDATED)
        enqueue_claim(claim)
    return relation


@transaction.atomic
def link_utterances(
    *,
    a: Statement,
    b: Statement,
    agent: Agent,
    method: str = "by hand",
    status: str = ReviewStatus.CONFIRMED,
    score: float | None = None,
) -> UtteranceLink:
    """Say that two statements report the same words; said again by the same agent, it writes nothing.

    Raises ConflictError for a statement and itself.
    """
    _check_code(status, ReviewStatus.values, "status")
    if a.pk == b.pk:
        raise ConflictError("a statement can't be linked to itself")
    if b.annotation.uuid < a.annotation.uuid:
        a, b = b, a
    said = {"status": status, "score": score, "method": method, "by": agent}
    if held := UtteranceLink.objects.filter(a=a, b=b, **said).first():
        return held
    link, _created = UtteranceLink.objects.update_or_create(a=a, b=b, defaults={**said, "at": timezone.now()})
    for statement in (a, b):
        record_change(kind="annotation", uuid=statement.annotation.uuid, action=ChangeAction.UPDATED)
        enqueue_index([statement.annotation.annotation_set.text_version.article.uuid])
    return link


def _check_code(value: str, allowed: list[str], member: str) -> None:
    if value not in allowed:
        raise InvalidAnnotationError(f"{value!r} is none of {', '.join(allowed)}", pointer=f"/{member}")
