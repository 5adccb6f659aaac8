"""Claims: create, update, merge and undo."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import Agent
from annotations.errors import ConflictError, InvalidAnnotationError
from annotations.models import Claim, ClaimReading, Entity, Stance
from annotations.services.checks import check_length
from annotations.services.merging import claim_record_version, merged_family, point_back, point_to
from annotations.services.revisions import record_revision
from annotations.vocabulary import RevisionAction, RevisionKind
from archive import edtf_dates
from archive.errors import InvalidValueError
from archive.services.events import enqueue_index


@transaction.atomic
def create_claim(
    *,
    text: str,
    agent: Agent,
    topic: str = "",
    place: Entity | None = None,
    time: str = "",
    uuid: UUID | None = None,
) -> Claim:
    """Make a claim; a uuid that is here already with the same content is the same write, repeated.

    Raises InvalidAnnotationError, naming the member, for what can't be, ConflictError where the uuid stands for
    something else.
    """
    _check(text, topic, time)
    claim = Claim(text=text, topic=topic, place=place, time=time)
    if uuid is not None:
        claim.uuid = uuid
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError:
        return _same(Claim.objects.get(uuid=claim.uuid), claim)
    _record(claim, RevisionAction.CREATED, agent)
    return claim


@transaction.atomic
def update_claim(
    *, claim: Claim, text: str, topic: str, place: Entity | None, time: str, agent: Agent, version: int
) -> Claim:
    """Replace a claim's content, if it is still at ``version``.

    Raises StaleVersionError where it is not, InvalidAnnotationError for what can't be.
    """
    _check(text, topic, time)
    claim_record_version(claim, version)
    claim.text, claim.topic, claim.place, claim.time = text, topic, place, time
    claim.save(update_fields=["text", "topic", "place", "time"])
    _record(claim, RevisionAction.UPDATED, agent)
    enqueue_claim(claim)
    return claim


@transaction.atomic
def merge_claims(*, claim: Claim, into: Claim, agent: Agent, version: int) -> Claim:
    """Let ``into`` stand for ``claim``. Raises ConflictError for a circle, StaleVersionError."""
    point_to(claim, into, version)
    _record(claim, RevisionAction.MERGED, agent, comment=f"into {into.uuid}")
    enqueue_claim(claim)
    return claim


@transaction.atomic
def undo_claim_merge(*, claim: Claim, agent: Agent, version: int) -> Claim:
    """Let a merged claim stand for itself again. Raises ConflictError where it is not merged, StaleVersionError."""
    point_back(claim, version)
    _record(claim, RevisionAction.UNMERGED, agent)
    enqueue_claim(claim)
    return claim


def claim_content(claim: Claim) -> dict[str, Any]:
    """Give a claim's content as plain JSON: what a revision keeps."""
    return {
        "text": claim.text,
        "topic": claim.topic,
        "place": str(claim.place.uuid) if claim.place else None,
        "time": claim.time,
        "merged_into": str(claim.merged_into.uuid) if claim.merged_into else None,
    }


def _same(held: Claim, wanted: Claim) -> Claim:
    """Give the claim that is here, if it is what is wanted."""
    if all(getattr(held, name) == getattr(wanted, name) for name in ("text", "topic", "place_id", "time")):
        return held
    raise ConflictError(f"the uuid {held.uuid} stands for another claim")


def _check(text: str, topic: str, time: str) -> None:
    if not text.strip():
        raise InvalidAnnotationError("a claim needs its proposition", pointer="/text")
    check_length(topic, of=Claim, field="topic", pointer="/topic")
    if time:
        try:
            edtf_dates.check(time)
        except InvalidValueError as error:
            raise InvalidAnnotationError(str(error), pointer="/time") from error


def _record(claim: Claim, action: RevisionAction, agent: Agent, comment: str = "") -> None:
    record_revision(
        kind=RevisionKind.CLAIM,
        uuid=claim.uuid,
        version=claim.version,
        action=action,
        snapshot=claim_content(claim),
        editor=agent,
        comment=comment,
    )


def enqueue_claim(claim: Claim) -> None:
    """Ask for the documents of every article that speaks, or is silent, on the claim or on one it stands for."""
    family = merged_family(claim)
    spoken = Stance.objects.filter(claim__in=family).values_list(
        "statement__annotation__annotation_set__text_version__article__uuid", flat=True
    )
    silent = ClaimReading.objects.filter(claim__in=family).values_list("text_version__article__uuid", flat=True)
    enqueue_index(sorted({*spoken, *silent}))
