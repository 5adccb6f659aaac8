"""One name marked in many places at once, over a person's open sets; and taken back as long as nobody touched it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts.models import Agent
from annotations.drafts import AnnotationDraft, MentionDraft, SpanDraft
from annotations.errors import InvalidAnnotationError
from annotations.models import Annotation, AnnotationSet
from annotations.services.annotate import create_annotation, delete_annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a mention is to stand: in which set, at ``[start, end)``, under the uuid that its sender chose."""

    annotation_set: UUID
    uuid: UUID
    start: int
    end: int


@transaction.atomic
def propagate(
    *, sets: Mapping[UUID, AnnotationSet], layer: str, mention: MentionDraft, spots: Sequence[Spot], agent: Agent
) -> int:
    """Write the same mention at many places, all or none; sent again, it writes nothing. Give how many there are.

    ``sets`` are those that may be written, by uuid. Raises InvalidAnnotationError, with its place, for a set that is
    not among them, and what ``create_annotation`` raises.
    """
    for number, spot in enumerate(spots):
        annotation_set = sets.get(spot.annotation_set)
        if annotation_set is None:
            raise InvalidAnnotationError("this is none of your open sets", pointer=f"/places/{number}/set")
        text = annotation_set.text_version.text
        span = SpanDraft(start=spot.start, end=spot.end, exact=text[max(0, spot.start) : spot.end])
        draft = AnnotationDraft(layer=layer, spans=(span,), mention=mention)
        create_annotation(annotation_set=annotation_set, draft=draft, agent=agent, uuid=spot.uuid)
    return len(spots)


@transaction.atomic
def take_back(*, sets: Mapping[UUID, AnnotationSet], spots: Sequence[Spot], agent: Agent) -> int:
    """Delete what ``propagate`` wrote, but for what was changed since; give how many that were."""
    rows = Annotation.objects.filter(
        uuid__in=[spot.uuid for spot in spots],
        annotation_set__in=[one.pk for one in sets.values()],
        deleted_at=None,
        version=1,
    )
    found = list(rows.select_related("layer", "annotation_set__text_version__article"))
    for annotation in found:
        delete_annotation(annotation=annotation, agent=agent, version=1)
    return len(found)
