"""Adjudication: a curator decides between annotators' versions."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from uuid6 import uuid7

from accounts.models import Agent
from annotations.drafts import AnnotationDraft
from annotations.errors import ConflictError, InvalidAnnotationError, NotAllowedError
from annotations.models import Adjudication, Annotation, AnnotationSet
from annotations.services.annotate import create_annotation
from annotations.services.sets import claim_set
from annotations.vocabulary import Decision, SetRole
from archive.services.events import record_change
from archive.vocabulary import ChangeAction


@transaction.atomic
def adjudicate(
    *,
    curated_set: AnnotationSet,
    decision: str,
    sources: Sequence[Annotation],
    draft: AnnotationDraft | None,
    note: str,
    agent: Agent,
    uuid: UUID | None = None,
    decision_uuid: UUID | None = None,
) -> Adjudication:
    """Decide about annotators' versions: write the curated annotation, or reject them, and keep the decision.

    ``uuid`` is the curated annotation's, ``decision_uuid`` the decision's own; both are chosen where they are None.
    The curated annotation is derived from the first source; a decision with its ``uuid`` that is here already is the
    same write, repeated. Raises NotAllowedError where the set is not the curator's to write, InvalidAnnotationError
    where decision, sources and draft do not go together, ConflictError where the uuid was decided about otherwise, and
    what ``create_annotation`` raises.
    """
    _check(curated_set, decision, sources, draft)
    if held := Adjudication.objects.filter(curated__uuid=uuid).first() if uuid else None:
        return _same(held, curated_set, decision, sources)
    claim_set(annotation_set=curated_set, agent=agent, now=timezone.now())
    curated = None
    if draft is not None:
        if sources and draft.derived_from is None:
            draft = replace(draft, derived_from=sources[0].uuid)
        curated = create_annotation(annotation_set=curated_set, draft=draft, agent=agent, uuid=uuid)
    adjudication = Adjudication.objects.create(
        uuid=decision_uuid or uuid7(),
        annotation_set=curated_set,
        curated=curated,
        decision=decision,
        by=agent,
        note=note,
    )
    adjudication.sources.set(sources)
    record_change(kind="annotationset", uuid=curated_set.uuid, action=ChangeAction.UPDATED)
    return adjudication


def _same(held: Adjudication, curated_set: AnnotationSet, decision: str, sources: Sequence[Annotation]) -> Adjudication:
    """Give the decision that is here, if it is what is wanted."""
    same_sources = {source.pk for source in sources} == set(held.sources.values_list("pk", flat=True))
    if held.annotation_set_id == curated_set.pk and held.decision == decision and same_sources:
        return held
    raise ConflictError("this annotation was decided about otherwise")


def _check(
    curated_set: AnnotationSet, decision: str, sources: Sequence[Annotation], draft: AnnotationDraft | None
) -> None:
    if curated_set.role != SetRole.CURATOR:
        raise NotAllowedError("decisions are written into a curator's set")
    if decision not in Decision.values:
        raise InvalidAnnotationError(f"{decision!r} is not a decision", pointer="/decision")
    if (decision == Decision.REJECTED) != (draft is None):
        raise InvalidAnnotationError(
            "a rejection has no curated annotation, every other decision has one", pointer="/curated"
        )
    if not sources and decision != Decision.ADDED:
        raise InvalidAnnotationError("say which annotations were decided about", pointer="/sources")
    place = (curated_set.text_version_id, curated_set.project_id)
    if any((source.annotation_set.text_version_id, source.annotation_set.project_id) != place for source in sources):
        raise InvalidAnnotationError("the annotations stand on another text or in another project", pointer="/sources")
