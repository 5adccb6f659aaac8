"""What a curator decides about one text: the annotators' versions as cases, and what has been decided about them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from accounts.access import Viewer
from annotations.adjudicating import Case, Version, cases
from annotations.drafts import AnnotationDraft, draft_of
from annotations.models import Adjudication, Annotation, AnnotationSet, Entity
from annotations.selectors.annotation import PlacedAnnotation, placed_annotations
from annotations.selectors.merges import merge_chains, root_of
from annotations.vocabulary import READABLE_STATES, WRITABLE_STATES, SetRole


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedCase:
    """A case, what was decided about it, and the curated annotations that this led to, as they are now.

    ``stale``: a version came, or was changed, after the decision.
    """

    case: Case
    decisions: Sequence[Adjudication]
    curated: Sequence[AnnotationDraft]
    stale: bool

    @property
    def is_decided(self) -> bool:
        return bool(self.decisions) and not self.stale

    def keeps(self, version: Version) -> bool:
        """Say whether a version stands in the curated set."""
        return any(one.derived_from == version.annotation for one in self.curated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The sets that were handed in on a curated set's text, in the order of handing out; their cases by the text.

    ``unfinished`` counts sets that are still worked on; ``added`` the curated annotations that stem from no version.
    ``entities`` are by the uuid that a draft of the cases names: merges are followed already.
    """

    sets: Sequence[AnnotationSet]
    cases: Sequence[DecidedCase]
    entities: Mapping[UUID, Entity]
    unfinished: int
    added: int

    @property
    def left(self) -> int:
        return sum(not one.is_decided for one in self.cases)

    def find(self, key: UUID) -> DecidedCase | None:
        """Give the case that holds an annotation."""
        held = (one for one in self.cases if any(key == version.annotation for version in one.case.versions.values()))
        return next(held, None)


def comparable_sets(*, curated_set: AnnotationSet, viewer: Viewer) -> QuerySet[AnnotationSet]:
    """Give the annotators' sets on the same text and project that were handed in and that the viewer may read."""
    return _beside(curated_set, viewer).filter(state__in=READABLE_STATES)


def comparable_annotations(*, curated_set: AnnotationSet, viewer: Viewer) -> QuerySet[Annotation]:
    """Give the annotations that may be decided about in a curated set."""
    found = comparable_sets(curated_set=curated_set, viewer=viewer).order_by()
    named = ("annotation_set", "layer", "creator")
    return Annotation.objects.filter(annotation_set__in=found, deleted_at=None).select_related(*named)


def compare(*, curated_set: AnnotationSet, viewer: Viewer) -> Comparison:
    """Give what is to be decided and what was; eight queries at most, and one a step of merging."""
    sets = list(comparable_sets(curated_set=curated_set, viewer=viewer))
    annotations = Annotation.objects.filter(annotation_set__in=[*(one.pk for one in sets), curated_set.pk])
    placed = placed_annotations(annotations=annotations.filter(deleted_at=None), viewer=viewer)
    by_set: defaultdict[UUID, list[PlacedAnnotation]] = defaultdict(list)
    for one in placed:
        by_set[one.annotation_set].append(one)
    entities, roots = _entities(placed)
    found = cases([[_version(placed, roots) for placed in by_set[one.uuid]] for one in sets])
    curated = {one.key: _version(one, roots).draft for one in by_set[curated_set.uuid]}
    decisions = _decisions(curated_set)
    decided = [_decided(case, decisions, curated) for case in found]
    return Comparison(
        sets=sets,
        cases=decided,
        entities=entities,
        unfinished=_beside(curated_set, viewer).filter(state__in=WRITABLE_STATES).count(),
        added=sum(draft.derived_from is None for draft in curated.values()),
    )


def _beside(curated_set: AnnotationSet, viewer: Viewer) -> QuerySet[AnnotationSet]:
    place = {"project": curated_set.project_id, "text_version": curated_set.text_version_id}
    found = AnnotationSet.objects.visible_to(viewer).filter(**place, role=SetRole.ANNOTATOR)
    return found.select_related("annotator").order_by("created", "pk")


def _version(placed: PlacedAnnotation, roots: Mapping[UUID, UUID]) -> Version:
    draft = draft_of(placed.snapshot)
    mention, statement = draft.mention, draft.statement
    if mention and mention.entity:
        mention = replace(mention, entity=roots.get(mention.entity, mention.entity))
    if statement:
        sources = tuple(
            replace(source, entity=_root(source.entity, roots), speaks_for=_root(source.speaks_for, roots))
            for source in statement.sources
        )
        statement = replace(statement, sources=sources)
    return Version(
        annotation=placed.snapshot.uuid,
        draft=replace(draft, mention=mention, statement=statement),
        modified=placed.snapshot.modified,
    )


def _root(uuid: UUID | None, roots: Mapping[UUID, UUID]) -> UUID | None:
    return roots.get(uuid, uuid) if uuid else None


def _entities(placed: Iterable[PlacedAnnotation]) -> tuple[dict[UUID, Entity], dict[UUID, UUID]]:
    """Give the entities that stand for those that annotations name, by uuid, and by which uuid each stands."""
    rows = list(Entity.objects.filter(uuid__in={uuid for one in placed for uuid in _named(one)}).order_by())
    merged = {row.pk for row in rows if row.merged_into_id is not None}
    chains = merge_chains(Entity, merged) if merged else {}
    standing = {row.uuid: root_of(chains, row.pk) if row.pk in merged else row for row in rows}
    return {row.uuid: row for row in standing.values()}, {uuid: row.uuid for uuid, row in standing.items()}


def _named(placed: PlacedAnnotation) -> Iterator[UUID]:
    mention, statement = placed.snapshot.mention, placed.snapshot.statement
    if mention and mention.entity:
        yield mention.entity
    for source in statement.sources if statement else ():
        yield from (uuid for uuid in (source.entity, source.speaks_for) if uuid)


def _decisions(curated_set: AnnotationSet) -> dict[UUID, list[Adjudication]]:
    """Give the standing decisions of a set by the uuid of each annotation that was decided about."""
    sources = Prefetch("sources", Annotation.objects.only("pk", "uuid").order_by("pk"))
    found = Adjudication.objects.standing().filter(annotation_set=curated_set).prefetch_related(sources)
    by_source: defaultdict[UUID, list[Adjudication]] = defaultdict(list)
    for decision in found.select_related("by").order_by("pk"):
        for source in decision.sources.all():
            by_source[source.uuid].append(decision)
    return by_source


def _decided(
    case: Case, decisions: Mapping[UUID, Sequence[Adjudication]], curated: Mapping[int, AnnotationDraft]
) -> DecidedCase:
    versions = case.versions.values()
    held = {one.pk: one for version in versions for one in decisions.get(version.annotation, ())}
    found = [held[pk] for pk in sorted(held)]
    stale = any(
        version.annotation not in decisions or any(version.modified > one.at for one in decisions[version.annotation])
        for version in versions
    )
    kept = [curated[one.curated_id] for one in found if one.curated_id is not None and one.curated_id in curated]
    return DecidedCase(case=case, decisions=found, curated=kept, stale=bool(found) and stale)
