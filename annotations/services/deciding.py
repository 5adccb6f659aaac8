"""Deciding cases: which of the annotators' versions stand in the curated set, all or none; and taking that back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Agent
from annotations.drafts import AnnotationDraft
from annotations.errors import ConflictError, InvalidAnnotationError
from annotations.models import Adjudication, Annotation, AnnotationSet, Revision
from annotations.services.annotate import delete_annotation, update_annotation
from annotations.services.curation import adjudicate
from annotations.services.sets import claim_set
from annotations.vocabulary import Decision, RevisionKind
from archive.services.events import record_change
from archive.vocabulary import ChangeAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is decided about a case: ``versions`` are all that were compared, ``keep`` those that stand, in order.

    ``uuid`` is the decision's, chosen by who sends it, so that it can be sent again; ``to_edit`` says that the one
    version kept is to be changed in the curated set.
    """

    uuid: UUID
    versions: Sequence[UUID]
    keep: Sequence[UUID] = ()
    note: str = ""
    to_edit: bool = False


@transaction.atomic
def decide(
    *, curated_set: AnnotationSet, verdict: Verdict, readable: Iterable[Annotation], agent: Agent
) -> list[Adjudication]:
    """Write what is decided about a case in place of what was decided before; give the decisions, one a version kept.

    ``readable`` are the annotations that may be decided about. The same verdict sent again changes nothing. A kept
    statement stands inside the curated copy of what it stood inside, as soon as that one is decided, too. Raises
    InvalidAnnotationError for versions that are not readable or not to be kept, ConflictError where the uuid stands
    for another decision, NotAllowedError where the set is not the agent's to write.
    """
    held = Adjudication.objects.filter(uuid=verdict.uuid).first()
    if held is not None:
        return _held(held, curated_set, verdict)
    versions = _versions(verdict, readable)
    claim_set(annotation_set=curated_set, agent=agent, now=timezone.now())
    _withdraw(curated_set, versions.values(), agent)
    if not verdict.keep:
        return [_write(curated_set, verdict, list(versions.values()), draft=None, agent=agent)]
    drafts = _drafts(versions[uuid] for uuid in verdict.keep)
    others = [version for uuid, version in versions.items() if uuid not in verdict.keep]
    made = []
    for number, uuid in enumerate(verdict.keep):
        sources = [versions[uuid], *(others if number == 0 else ())]
        made.append(_write(curated_set, verdict, sources, draft=drafts[uuid], agent=agent, number=number))
        _adopt(curated_set, sources, made[-1], agent)
    return made


@transaction.atomic
def decide_all(
    *, curated_set: AnnotationSet, verdicts: Iterable[Verdict], readable: QuerySet[Annotation], agent: Agent
) -> int:
    """Write many verdicts, all or none; give how many. Raises what ``decide`` raises."""
    wanted = list(verdicts)
    uuids = {uuid for verdict in wanted for uuid in verdict.versions}
    held = {one.uuid: one for one in readable.filter(uuid__in=uuids)}
    for verdict in wanted:
        found = [held[uuid] for uuid in verdict.versions if uuid in held]
        decide(curated_set=curated_set, verdict=verdict, readable=found, agent=agent)
    return len(wanted)


@transaction.atomic
def withdraw(*, curated_set: AnnotationSet, versions: Iterable[Annotation], agent: Agent) -> int:
    """Take back what was decided about these annotations; give how many decisions that were.

    The curated annotations are deleted, which can be undone in the set; what was nested in them stands alone again.
    Raises NotAllowedError where the set is not the agent's to write.
    """
    claim_set(annotation_set=curated_set, agent=agent, now=timezone.now())
    number = _withdraw(curated_set, versions, agent)
    if number:
        record_change(kind="annotationset", uuid=curated_set.uuid, action=ChangeAction.UPDATED)
    return number


def _held(held: Adjudication, curated_set: AnnotationSet, verdict: Verdict) -> list[Adjudication]:
    """Give the decisions that are here, if they are what is wanted."""
    uuids = [_uuid(verdict, number) for number in range(max(1, len(verdict.keep)))]
    found = list(Adjudication.objects.standing().filter(uuid__in=uuids, annotation_set=curated_set).order_by("pk"))
    sources = set(Annotation.objects.filter(adjudicated_in__in=found).values_list("uuid", flat=True))
    kept = {one.curated.derived_from.uuid for one in found if one.curated and one.curated.derived_from}
    if len(found) == len(uuids) and sources == set(verdict.versions) and kept == set(verdict.keep):
        return found
    raise ConflictError(f"the uuid {held.uuid} stands for another decision, or one that was taken back")


def _versions(verdict: Verdict, readable: Iterable[Annotation]) -> dict[UUID, Annotation]:
    found = readable.filter(uuid__in=verdict.versions) if isinstance(readable, QuerySet) else readable
    held = {one.uuid: one for one in found}
    if not verdict.versions or any(uuid not in held for uuid in verdict.versions):
        raise InvalidAnnotationError("these annotations can't be decided about here", pointer="/versions")
    if len(set(verdict.keep)) < len(verdict.keep) or any(uuid not in verdict.versions for uuid in verdict.keep):
        raise InvalidAnnotationError("only the versions of the case can be kept, each once", pointer="/keep")
    if verdict.to_edit and len(verdict.keep) != 1:
        raise InvalidAnnotationError("one version is to be kept to be changed", pointer="/keep")
    return {uuid: held[uuid] for uuid in verdict.versions}


def _write(
    curated_set: AnnotationSet,
    verdict: Verdict,
    sources: Sequence[Annotation],
    *,
    draft: AnnotationDraft | None,
    agent: Agent,
    number: int = 0,
) -> Adjudication:
    decision = Decision.ACCEPTED if draft else Decision.REJECTED
    return adjudicate(
        curated_set=curated_set,
        decision=Decision.CHANGED if verdict.to_edit else decision,
        sources=sources,
        draft=_copied(draft, curated_set, sources[0]) if draft else None,
        note=verdict.note,
        agent=agent,
        decision_uuid=_uuid(verdict, number),
    )


def _uuid(verdict: Verdict, number: int) -> UUID:
    """Give the uuid of the decision on one of the versions kept."""
    return uuid5(verdict.uuid, str(number)) if number else verdict.uuid


def _copied(draft: AnnotationDraft, curated_set: AnnotationSet, source: Annotation) -> AnnotationDraft:
    """Give a version's content as it stands in the curated set: derived from it, nested as the set has it."""
    statement = draft.statement
    if statement and statement.parent:
        outer = _standing_for(curated_set, statement.parent)
        statement = replace(statement, parent=outer.uuid if outer else None)
    return replace(draft, statement=statement, derived_from=source.uuid)


def _standing_for(curated_set: AnnotationSet, version: UUID) -> Annotation | None:
    """Give the curated annotation that a version led to."""
    found = Adjudication.objects.standing().filter(
        annotation_set=curated_set, sources__uuid=version, curated__isnull=False, curated__deleted_at=None
    )
    decision = found.select_related("curated").order_by("pk").first()
    return decision.curated if decision else None


def _adopt(curated_set: AnnotationSet, sources: Sequence[Annotation], made: Adjudication, agent: Agent) -> None:
    """Nest in a curated statement the curated copies of what stood inside its sources."""
    if made.curated is None:
        return
    children = _whole(curated_set).filter(
        derived_from__statement__parent__in=[source.pk for source in sources], statement__parent=None
    )
    _nest(list(children.exclude(pk=made.curated.pk)), made.curated.uuid, agent)


def _withdraw(curated_set: AnnotationSet, versions: Iterable[Annotation], agent: Agent) -> int:
    standing = Adjudication.objects.standing().filter(annotation_set=curated_set, sources__in=list(versions))
    found = list(standing.distinct().order_by("pk"))
    curated = [one.curated_id for one in found if one.curated_id is not None]
    for annotation in _whole(curated_set).filter(pk__in=curated):
        _nest(list(_whole(curated_set).filter(statement__parent=annotation.pk)), None, agent)
        delete_annotation(annotation=annotation, agent=agent, version=annotation.version)
    Adjudication.objects.filter(pk__in=[one.pk for one in found]).update(withdrawn_at=timezone.now())
    return len(found)


def _nest(children: Sequence[Annotation], outer: UUID | None, agent: Agent) -> None:
    drafts = _drafts(children)
    for child in children:
        draft = drafts[child.uuid]
        if draft.statement is not None:
            nested = replace(draft, statement=replace(draft.statement, parent=outer))
            update_annotation(annotation=child, draft=nested, agent=agent, version=child.version)


def _whole(curated_set: AnnotationSet) -> QuerySet[Annotation]:
    live = curated_set.annotations.filter(deleted_at=None)
    return live.select_related("layer", "creator", "annotation_set__text_version__article").order_by("pk")


def _drafts(annotations: Iterable[Annotation]) -> dict[UUID, AnnotationDraft]:
    """Give what annotations say, as their last revisions keep it."""
    versions = {one.uuid: one.version for one in annotations}
    found = Revision.objects.filter(kind=RevisionKind.ANNOTATION, uuid__in=versions)
    return {one.uuid: AnnotationDraft.from_json(one.snapshot) for one in found if versions[one.uuid] == one.version}
