"""What is on one set's bench, as plain data: annotations, deleted ones too, whom they name, how they were judged."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from accounts.access import Viewer
from annotations.models import Annotation, AnnotationSet, Entity, Stance, SuggestionRejection
from annotations.selectors.annotation import PlacedAnnotation, placed_annotations
from annotations.selectors.claims import visible_stances
from annotations.selectors.merges import merge_chains, root_of
from annotations.vocabulary import WRITABLE_STATES, ReviewStatus, SetRole, SetState


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchContent:
    """A set's annotations in no particular order; entities by the uuid that an annotation names; stances by annotation.

    An entity that was merged is given as the one that stands for it. ``suggested`` is what programs suggest on the
    same text, ``rejected`` what of it is not wanted in this set.
    """

    suggested: Sequence[PlacedAnnotation]
    rejected: Collection[UUID]
    live: Sequence[PlacedAnnotation]
    deleted: Sequence[PlacedAnnotation]
    entities: Mapping[UUID, Entity]
    stances: Mapping[UUID, Sequence[Stance]]


def bench_content(*, annotation_set: AnnotationSet, viewer: Viewer) -> BenchContent:
    """Give what a viewer who may read a set finds in it; seven queries, and one a step of merging."""
    machines = AnnotationSet.objects.filter(
        project=annotation_set.project_id, text_version=annotation_set.text_version_id, role=SetRole.MACHINE
    ).exclude(state=SetState.SUPERSEDED)
    offered = Q(annotation_set__in=machines.exclude(pk=annotation_set.pk).order_by(), deleted_at=None)
    annotations = Annotation.objects.filter(Q(annotation_set=annotation_set) | offered)
    placed = placed_annotations(annotations=annotations, viewer=viewer)
    found = [one for one in placed if one.annotation_set == annotation_set.uuid]
    rejected = SuggestionRejection.objects.filter(annotation_set=annotation_set).order_by()
    return BenchContent(
        suggested=[one for one in placed if one.annotation_set != annotation_set.uuid],
        rejected=set(rejected.values_list("suggestion__uuid", flat=True)),
        live=[one for one in found if one.deleted_at is None],
        deleted=sorted((one for one in found if one.deleted_at), key=lambda one: one.snapshot.modified, reverse=True),
        entities=_entities({uuid for one in placed for uuid in _named(one)}),
        stances=_stances(annotation_set, viewer) if sees_claims(annotation_set, viewer) else {},
    )


def sees_claims(annotation_set: AnnotationSet, viewer: Viewer) -> bool:
    """Say whether a viewer may meet claims beside a set: not while they are to annotate it on their own judgement."""
    return viewer.sees_every_set or annotation_set.state not in WRITABLE_STATES


def _named(found: PlacedAnnotation) -> Iterator[UUID]:
    mention, statement = found.snapshot.mention, found.snapshot.statement
    if mention and mention.entity:
        yield mention.entity
    for source in statement.sources if statement else ():
        yield from (uuid for uuid in (source.entity, source.speaks_for) if uuid)


def _entities(uuids: set[UUID]) -> dict[UUID, Entity]:
    rows = list(Entity.objects.filter(uuid__in=uuids).order_by())
    merged = {row.pk for row in rows if row.merged_into_id is not None}
    chains = merge_chains(Entity, merged) if merged else {}
    return {row.uuid: root_of(chains, row.pk) if row.pk in merged else row for row in rows}


def _stances(annotation_set: AnnotationSet, viewer: Viewer) -> dict[UUID, list[Stance]]:
    stances: defaultdict[UUID, list[Stance]] = defaultdict(list)
    found = visible_stances(viewer).filter(statement__annotation__annotation_set=annotation_set)
    for stance in (
        found.exclude(status=ReviewStatus.REJECTED)
        .select_related("claim", "statement__annotation")
        .only("claim__uuid", "claim__text", "polarity", "status", "statement__annotation__uuid")
        .order_by("pk")
    ):
        stances[stance.statement.annotation.uuid].append(stance)
    return dict(stances)
