"""What curators decided about a set: shown back to who annotated it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch

from accounts.access import Viewer
from annotations.models import Adjudication, Annotation, AnnotationSet, Span
from annotations.vocabulary import Decision, SetRole, SetState, SpanRole


class Outcome(StrEnum):
    """What became of what an annotator marked, or did not mark."""

    KEPT = "kept"
    CHANGED = "changed"
    OTHER = "other"
    REJECTED = "rejected"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision, seen from one set: the set's own annotation (None: it has none there), and the curated one."""

    outcome: Outcome
    own: Annotation | None
    curated: Annotation | None
    decision: Adjudication


def decisions_about(*, annotation_set: AnnotationSet, viewer: Viewer) -> list[Decided]:
    """Give what was decided in the curated set of this set's text, in the order of the text; eight queries at most.

    Nothing before the curated set is handed in and may be read: an open decision is nobody's but the curator's.
    """
    curated = AnnotationSet.objects.visible_to(viewer).filter(
        project=annotation_set.project_id,
        text_version=annotation_set.text_version_id,
        role=SetRole.CURATOR,
        state=SetState.CURATED,
    )
    spans = Prefetch("spans", Span.objects.filter(role__in=(SpanRole.BODY, SpanRole.CONTENT)).order_by("order"))
    whole = Annotation.objects.select_related("layer", "mention__tag", "mention__entity", "statement")
    found = (
        Adjudication.objects.standing()
        .filter(annotation_set__in=curated.order_by())
        .select_related("by")
        .prefetch_related(Prefetch("sources", whole.prefetch_related(spans).order_by("pk")))
        .prefetch_related(Prefetch("curated", whole.filter(deleted_at=None).prefetch_related(spans)))
        .order_by("pk")
    )
    decided = [one for decision in found for one in _seen_from(annotation_set, decision)]
    return sorted(decided, key=lambda one: _start(one.own, one.curated))


def _seen_from(annotation_set: AnnotationSet, decision: Adjudication) -> Iterable[Decided]:
    sources = list(decision.sources.all())
    own = [one for one in sources if one.annotation_set_id == annotation_set.pk]
    for annotation in own:
        yield Decided(
            outcome=_outcome(annotation, decision), own=annotation, curated=decision.curated, decision=decision
        )
    if not own and sources and decision.curated is not None:
        yield Decided(outcome=Outcome.MISSED, own=None, curated=decision.curated, decision=decision)


def _outcome(own: Annotation, decision: Adjudication) -> Outcome:
    if decision.curated is None:
        return Outcome.REJECTED
    if decision.decision == Decision.CHANGED:
        return Outcome.CHANGED
    return Outcome.KEPT if _says_the_same(own, decision.curated) else Outcome.OTHER


def _says_the_same(own: Annotation, curated: Annotation) -> bool:
    """Say whether an annotation was taken as it is: itself, or another's with the same words, tag and entity."""
    return curated.derived_from_id == own.pk or _content(own) == _content(curated)


def _content(annotation: Annotation) -> tuple[object, ...]:
    words = tuple((span.start, span.end) for span in annotation.spans.all())
    mention = getattr(annotation, "mention", None)
    return words, mention and mention.tag_id, mention and mention.entity_id


def _start(*annotations: Annotation | None) -> int:
    return min((span.start for one in annotations if one for span in one.spans.all()), default=0)
