"""Annotation sets: open, submit, return, finish; and notes on them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Agent
from annotations.errors import InvalidAnnotationError, NotAllowedError
from annotations.models import Adjudication, AnnotationSet, Note, Project
from annotations.vocabulary import WRITABLE_STATES, SetRole, SetState
from archive.models import TextVersion
from archive.services.events import enqueue_index, record_change
from archive.vocabulary import ChangeAction


@transaction.atomic
def open_set(
    *, project: Project, text_version: TextVersion, agent: Agent, role: str = SetRole.ANNOTATOR
) -> AnnotationSet:
    """Give the agent's set on a text, made where there is none; raises InvalidAnnotationError for an unknown role."""
    if role not in SetRole.values:
        raise InvalidAnnotationError(f"{role!r} is not a role of a set", pointer="/role")
    found, created = AnnotationSet.objects.get_or_create(
        project=project,
        text_version=text_version,
        annotator=agent,
        role=role,
        defaults={"guidelines_version": project.guidelines_version},
    )
    if created:
        record_change(kind="annotationset", uuid=found.uuid, action=ChangeAction.CREATED)
    return found


@transaction.atomic
def submit_set(*, annotation_set: AnnotationSet, agent: Agent) -> AnnotationSet:
    """Hand a set in: it is read from now on and no longer written. A curator's set becomes the curated one.

    Raises NotAllowedError where the set is not the agent's, or not open.
    """
    if annotation_set.annotator_id != agent.pk:
        raise NotAllowedError("only the annotator can submit a set")
    curated = annotation_set.role == SetRole.CURATOR
    _move(
        annotation_set,
        to=SetState.CURATED if curated else SetState.SUBMITTED,
        allowed=WRITABLE_STATES,
        refusal="this set has been submitted already",
    )
    annotation_set.guidelines_version = annotation_set.project.guidelines_version
    annotation_set.save(update_fields=["guidelines_version"])
    return annotation_set


@transaction.atomic
def reopen_set(*, annotation_set: AnnotationSet, agent: Agent) -> AnnotationSet:
    """Take one's own submitted set back, to go on with it.

    Raises NotAllowedError where the set is another's or not submitted, or where a decision rests on it: then a curator
    has to return it.
    """
    if annotation_set.annotator_id != agent.pk:
        raise NotAllowedError("only the annotator can take a set back")
    decided = Adjudication.objects.standing().filter(sources__annotation_set=annotation_set)
    if decided.exists():
        raise NotAllowedError("a curator has begun to decide about this set: ask them to return it")
    _move(
        annotation_set,
        to=SetState.OPEN,
        allowed=frozenset({SetState.SUBMITTED}),
        refusal="only a submitted set can be taken back",
    )
    return annotation_set


@transaction.atomic
def return_set(*, annotation_set: AnnotationSet, agent: Agent, note: str) -> AnnotationSet:
    """Give a submitted set back to its annotator with a reason.

    Raises InvalidAnnotationError where no reason is given, NotAllowedError where the set is not submitted.
    """
    if not note.strip():
        raise InvalidAnnotationError("say why the set is returned", pointer="/note")
    _move(
        annotation_set,
        to=SetState.RETURNED,
        allowed=frozenset({SetState.SUBMITTED, SetState.CURATED}),
        refusal="only a submitted set can be returned",
    )
    Note.objects.create(annotation_set=annotation_set, author=agent, body=note)
    return annotation_set


@transaction.atomic
def add_note(*, annotation_set: AnnotationSet, agent: Agent, body: str) -> Note:
    """Add a remark to a set. Raises InvalidAnnotationError where it is empty."""
    if not body.strip():
        raise InvalidAnnotationError("the note is empty", pointer="/body")
    note = Note.objects.create(annotation_set=annotation_set, author=agent, body=body)
    record_change(kind="annotationset", uuid=annotation_set.uuid, action=ChangeAction.UPDATED)
    return note


def claim_set(*, annotation_set: AnnotationSet, agent: Agent, now: datetime) -> None:
    """Take a set for writing at this moment; call it first in the transaction of the write.

    Raises NotAllowedError unless the set is the agent's and still open.
    """
    claimed = AnnotationSet.objects.filter(pk=annotation_set.pk, annotator=agent, state__in=WRITABLE_STATES).update(
        modified=now
    )
    if claimed:
        return
    if annotation_set.annotator_id != agent.pk:
        raise NotAllowedError("this set belongs to another annotator")
    raise NotAllowedError("this set has been submitted: it can be read, not changed")


def _move(annotation_set: AnnotationSet, *, to: SetState, allowed: frozenset[SetState], refusal: str) -> None:
    """Change a set's state, if it is still one of the allowed."""
    now = timezone.now()
    moved = AnnotationSet.objects.filter(pk=annotation_set.pk, state__in=allowed).update(state=to, modified=now)
    if not moved:
        raise NotAllowedError(refusal)
    annotation_set.state = to
    annotation_set.modified = now
    record_change(kind="annotationset", uuid=annotation_set.uuid, action=ChangeAction.UPDATED)
    enqueue_index([annotation_set.text_version.article.uuid])
