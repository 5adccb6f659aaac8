"""Carrying a set over to its article's current text: what stands where it stood goes by itself, the rest by a person.

The former set stays as it is on the former text, readable and citable; when everything has been carried, or given up,
the new set takes its state and the former one is superseded.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Agent
from annotations.anchoring import Anchor, Anchored, Status, anchor_all
from annotations.drafts import AnnotationDraft, SpanDraft
from annotations.errors import ConflictError, InvalidSpanError, NotAllowedError
from annotations.models import Annotation, AnnotationSet, Revision, Span, Stance
from annotations.services.annotation_rows import write_content
from annotations.services.checks import check_draft
from annotations.services.revisions import record_revision
from annotations.vocabulary import RevisionAction, RevisionKind, SetState
from archive.models import TextVersion
from archive.services.events import enqueue_index, record_change
from archive.vocabulary import ChangeAction

#: From the surest to the least sure: an annotation is as sure as its least sure span.
_ORDER: tuple[Status, ...] = ("exact", "moved", "ambiguous", "orphan")

#: Where a person says that the spans of an annotation stand in the new text, in the order of its draft's spans.
Places = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Carried:
    """One annotation, what it says, and where each of its spans (in the draft's order) stands in the new text."""

    annotation: Annotation
    draft: AnnotationDraft
    anchored: tuple[Anchored, ...]

    @property
    def status(self) -> Status:
        """That of its least sure span."""
        return max((one.status for one in self.anchored), key=_ORDER.index)


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """The set on the current text, how many annotations were carried now, and those that wait for a person."""

    target: AnnotationSet
    carried: int
    waiting: tuple[Carried, ...]


def plan_carry_over(annotation_set: AnnotationSet) -> list[Carried]:
    """Give where every annotation of a set, but for those carried already, stands in the article's current text.

    Raises NotAllowedError where the set stands on the current text, or there is none.
    """
    target = _target_text(annotation_set)
    done = set(
        Annotation.objects.filter(
            derived_from__annotation_set=annotation_set, annotation_set__text_version=target
        ).values_list("derived_from_id", flat=True)
    )
    rows = list(
        annotation_set.annotations.filter(deleted_at=None)
        .select_related("layer", "creator", "annotation_set__text_version")
        .order_by("pk")
    )
    rows = [row for row in rows if row.pk not in done]
    drafts = _drafts(rows)
    spans = [span for row in rows for span in drafts[row.uuid].spans]
    context = _contexts(rows)
    anchors = [
        Anchor(span.start, span.end, span.exact, *context.get((span.start, span.end), ("", ""))) for span in spans
    ]
    found = iter(anchor_all(annotation_set.text_version.text, target.text, anchors))
    return [Carried(row, drafts[row.uuid], tuple(next(found) for _span in drafts[row.uuid].spans)) for row in rows]


@transaction.atomic
def carry_over(
    *,
    annotation_set: AnnotationSet,
    agent: Agent,
    confirmed: Mapping[UUID, Places] | None = None,
    given_up: Collection[UUID] = (),
) -> CarriedOver:
    """Carry over what is exact and what a person has confirmed; call it again when more has been.

    ``confirmed`` says where an annotation's spans stand, ``given_up`` which are not to be carried. Raises
    InvalidSpanError for places that are not in the text, ConflictError where the annotator has another set there.
    """
    confirmed = confirmed or {}
    plan = plan_carry_over(annotation_set)
    target = _target_set(annotation_set)
    waiting = []
    carried = _carried_before(target)
    before = len(carried)
    for one in _parents_first(plan):
        places = confirmed.get(one.annotation.uuid)
        if places is None and one.status == "exact":
            places = [(span.start, span.end) for span in one.draft.spans]
        parent = one.draft.statement.parent if one.draft.statement else None
        if places is None or (parent and parent not in carried):
            if one.annotation.uuid not in given_up:
                waiting.append(one)
            continue
        carried[one.annotation.uuid] = _carry(one, places, target, agent, carried)
    _finish(annotation_set, target, complete=not waiting)
    return CarriedOver(target, len(carried) - before, tuple(waiting))


def _target_text(annotation_set: AnnotationSet) -> TextVersion:
    target = annotation_set.text_version.article.current_text
    if target is None or target.pk == annotation_set.text_version_id:
        raise NotAllowedError("this set stands on the article's current text: there is nothing to carry over")
    return target


def _target_set(annotation_set: AnnotationSet) -> AnnotationSet:
    """Give the set on the current text, made where there is none."""
    held = AnnotationSet.objects.filter(
        project_id=annotation_set.project_id,
        text_version=_target_text(annotation_set),
        annotator_id=annotation_set.annotator_id,
        role=annotation_set.role,
    ).first()
    if held is not None and held.carried_from_id != annotation_set.pk:
        raise ConflictError("the annotator has begun another set on the current text")
    if held is not None:
        return held
    made = AnnotationSet.objects.create(
        project_id=annotation_set.project_id,
        text_version=_target_text(annotation_set),
        annotator_id=annotation_set.annotator_id,
        role=annotation_set.role,
        carried_from=annotation_set,
    )
    record_change(kind="annotationset", uuid=made.uuid, action=ChangeAction.CREATED)
    return made


def _drafts(rows: Sequence[Annotation]) -> dict[UUID, AnnotationDraft]:
    versions = {row.uuid: row.version for row in rows}
    found = Revision.objects.filter(kind=RevisionKind.ANNOTATION, uuid__in=versions)
    return {one.uuid: AnnotationDraft.from_json(one.snapshot) for one in found if versions[one.uuid] == one.version}


def _contexts(rows: Sequence[Annotation]) -> dict[tuple[int, int], tuple[str, str]]:
    spans = Span.objects.filter(annotation__in=rows).values_list("start", "end", "prefix", "suffix")
    return {(start, end): (prefix, suffix) for start, end, prefix, suffix in spans}


def _carried_before(target: AnnotationSet) -> dict[UUID, UUID]:
    rows = target.annotations.filter(derived_from__annotation_set_id=target.carried_from_id)
    return dict(rows.values_list("derived_from__uuid", "uuid"))


def _parents_first(plan: Sequence[Carried]) -> Iterator[Carried]:
    """Give statements that others stand inside before those."""
    by_uuid = {one.annotation.uuid: one for one in plan}
    given: set[UUID] = set()

    def walk(one: Carried) -> Iterator[Carried]:
        if one.annotation.uuid in given:
            return
        given.add(one.annotation.uuid)
        parent = one.draft.statement.parent if one.draft.statement else None
        if parent in by_uuid:
            yield from walk(by_uuid[parent])
        yield one

    for one in plan:
        yield from walk(one)


def _carry(one: Carried, places: Places, target: AnnotationSet, agent: Agent, carried: Mapping[UUID, UUID]) -> UUID:
    """Write the copy of an annotation, with the stances of its statement, and give its uuid."""
    former, text = one.annotation, target.text_version
    draft = _moved(one.draft, places, text.text, carried)
    draft = replace(draft, derived_from=former.uuid)
    check_draft(draft, kind=former.layer.kind, text=text.text)
    now = timezone.now()
    made = Annotation(
        annotation_set=target, layer=former.layer, creator=former.creator, created=former.created, modified=now
    )
    write_content(made, draft, text=text.text)
    record_revision(
        kind=RevisionKind.ANNOTATION,
        uuid=made.uuid,
        version=made.version,
        action=RevisionAction.CREATED,
        snapshot=draft.to_json(),
        editor=agent,
        comment=f"carried over from text version {former.annotation_set.text_version.number}",
    )
    if draft.statement:
        stances = list(
            Stance.objects.filter(statement=former.pk).values(
                "claim_id", "polarity", "by_id", "at", "status", "rationale"
            )
        )
        Stance.objects.bulk_create(Stance(statement_id=made.pk, **stance) for stance in stances)
    return made.uuid


def _moved(draft: AnnotationDraft, places: Places, text: str, carried: Mapping[UUID, UUID]) -> AnnotationDraft:
    if len(places) != len(draft.spans):
        raise InvalidSpanError(f"{len(draft.spans)} spans stand somewhere, {len(places)} places are given")
    spans = []
    for span, (start, end) in zip(draft.spans, places, strict=True):
        if not 0 <= start < end <= len(text):
            raise InvalidSpanError(f"{start}-{end} is not in the text", role=span.role, order=span.order)
        spans.append(SpanDraft(start=start, end=end, exact=text[start:end], role=span.role, order=span.order))
    statement = draft.statement
    if statement and statement.parent:
        statement = replace(statement, parent=carried[statement.parent])
    return replace(draft, spans=tuple(spans), statement=statement)


def _finish(former: AnnotationSet, target: AnnotationSet, *, complete: bool) -> None:
    """Let the new set take the former one's place where nothing waits any more."""
    if complete and former.state != SetState.SUPERSEDED:
        now = timezone.now()
        AnnotationSet.objects.filter(pk=target.pk).update(state=former.state, modified=now)
        AnnotationSet.objects.filter(pk=former.pk).update(state=SetState.SUPERSEDED, modified=now)
        target.refresh_from_db()
        record_change(kind="annotationset", uuid=former.uuid, action=ChangeAction.UPDATED)
    record_change(kind="annotationset", uuid=target.uuid, action=ChangeAction.UPDATED)
    enqueue_index([target.text_version.article.uuid])
