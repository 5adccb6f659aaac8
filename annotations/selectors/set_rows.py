"""The rows of annotation sets and of all that is in them, read with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db.models import F, Model, QuerySet

from accounts.access import Viewer
from annotations.models import Adjudication, Annotation, AnnotationSet, Note, Span, StatementSource

_Row = TypeVar("_Row", bound="Model | SpanRow")


class SpanRow(NamedTuple):
    """The columns of a span: most of what a set holds is spans, and a tuple is made faster than a model."""

    annotation_id: int
    role: str
    order: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRows:
    """Sets by article, annotations (none deleted, by uuid), notes and adjudications by set, the rest by annotation."""

    sets: Mapping[int, list[AnnotationSet]]
    annotations: Mapping[int, list[Annotation]]
    spans: Mapping[int, list[SpanRow]]
    sources: Mapping[int, list[StatementSource]]
    notes: Mapping[int, list[Note]]
    adjudications: Mapping[int, list[Adjudication]]
    #: The annotations that each adjudication was made on, by its key.
    adjudicated: Mapping[int, list[int]]
    #: The codes of layers and of tags, by their keys.
    layers: Mapping[int, str]
    tags: Mapping[int, str]
    #: Public ids of these annotations, and of the visible ones elsewhere that they were derived from.
    uuids: Mapping[int, UUID]

    def of(self, article_id: int) -> "SetRows":
        """Give the rows of one article."""
        sets = self.sets.get(article_id, [])
        annotations = {row.pk: self.annotations.get(row.pk, []) for row in sets}
        keys = [row.pk for rows in annotations.values() for row in rows]
        return SetRows(
            sets={article_id: sets},
            annotations=annotations,
            spans={pk: self.spans.get(pk, []) for pk in keys},
            sources={pk: self.sources.get(pk, []) for pk in keys},
            notes={row.pk: self.notes.get(row.pk, []) for row in sets},
            adjudications={row.pk: self.adjudications.get(row.pk, []) for row in sets},
            adjudicated=self.adjudicated,
            layers=self.layers,
            tags=self.tags,
            uuids=self.uuids,
        )

    def set_ids(self) -> list[int]:
        """Give the keys of all sets."""
        return [row.pk for rows in self.sets.values() for row in rows]

    def entity_ids(self) -> set[int]:
        """Give the keys of all entities that mentions and sources name."""
        mentioned = (getattr(row, "mention", None) for rows in self.annotations.values() for row in rows)
        named = {mention.entity_id for mention in mentioned if mention}
        for rows in self.sources.values():
            named.update(pk for source in rows for pk in (source.entity_id, source.speaks_for_id))
        return {pk for pk in named if pk is not None}

    def agent_ids(self) -> set[int]:
        """Give the keys of everybody who made a set, an annotation, a note or a decision."""
        return set(self._agent_ids())

    def _agent_ids(self) -> Iterator[int]:
        yield from (row.annotator_id for rows in self.sets.values() for row in rows)
        yield from (row.creator_id for rows in self.annotations.values() for row in rows)
        yield from (row.author_id for rows in self.notes.values() for row in rows)
        yield from (row.by_id for rows in self.adjudications.values() for row in rows)


def read_sets(*, sets: QuerySet[AnnotationSet], viewer: Viewer) -> SetRows:
    """Give the rows of these sets; ten queries, however many sets and annotations.

    Notes are between annotators and curators: they come only with a viewer's own sets, or to who sees every set.
    """
    found = list(_sets(sets))
    ids = [row.pk for row in found]
    projects = {row.project_id: row.project for row in found}
    layers = [layer for project in projects.values() for layer in project.layers.all()]
    annotations = list(_annotations(ids))
    origins = _origins({row.derived_from_id for row in annotations if row.derived_from_id is not None}, viewer)
    decisions = Adjudication.objects.standing().filter(annotation_set__in=ids).order_by("uuid")
    return SetRows(
        sets=_grouped(found, "article_id"),
        annotations=_grouped(annotations, "annotation_set_id"),
        spans=_grouped(_spans(ids), "annotation_id"),
        sources=_grouped(_sources(ids), "statement_id"),
        notes=_grouped(_notes([row.pk for row in found if _may_read_notes(row, viewer)]), "annotation_set_id"),
        adjudications=_grouped(decisions, "annotation_set_id"),
        adjudicated=_adjudicated(ids),
        layers={layer.pk: layer.code for layer in layers},
        tags={tag.pk: tag.code for layer in layers for tag in layer.tags.all()},
        uuids=origins | {row.pk: row.uuid for row in annotations},
    )


def content_of(*, annotation_set: AnnotationSet, layers: Mapping[int, str], tags: Mapping[int, str]) -> SetRows:
    """Give the annotations of one set alone, under the key of its text; three queries.

    ``layers`` and ``tags`` are codes by key. What was said and decided about the set is left out, and so is what its
    annotations were derived from.
    """
    ids = [annotation_set.pk]
    annotations = list(_annotations(ids))
    return SetRows(
        sets={annotation_set.text_version_id: [annotation_set]},
        annotations={annotation_set.pk: annotations},
        spans=_grouped(_spans(ids), "annotation_id"),
        sources=_grouped(_sources(ids), "statement_id"),
        notes={},
        adjudications={},
        adjudicated={},
        layers=layers,
        tags=tags,
        uuids={row.pk: row.uuid for row in annotations},
    )


def _sets(sets: QuerySet[AnnotationSet]) -> QuerySet[AnnotationSet]:
    return (
        sets.annotate(article_id=F("text_version__article"), number=F("text_version__number"))
        .select_related("project", "carried_from")
        .prefetch_related("project__layers__tags")
        .order_by("role", "annotator__uuid", "uuid")
    )


def _annotations(set_ids: Iterable[int]) -> QuerySet[Annotation]:
    live = Annotation.objects.filter(annotation_set__in=set_ids, deleted_at=None)
    return live.select_related("mention", "statement").order_by("uuid")


def _spans(set_ids: Iterable[int]) -> Iterator[SpanRow]:
    live = Span.objects.filter(annotation__annotation_set__in=set_ids, annotation__deleted_at=None)
    return map(SpanRow._make, live.order_by("role", "order").values_list(*SpanRow._fields))


def _sources(set_ids: Iterable[int]) -> QuerySet[StatementSource]:
    live = StatementSource.objects.filter(
        statement__annotation__annotation_set__in=set_ids, statement__annotation__deleted_at=None
    )
    return live.select_related("span").order_by("order")


def _notes(set_ids: Iterable[int]) -> QuerySet[Note]:
    return Note.objects.filter(annotation_set__in=set_ids).order_by("uuid")


def _may_read_notes(row: AnnotationSet, viewer: Viewer) -> bool:
    return viewer.sees_every_set or row.annotator_id == viewer.agent_id


def _adjudicated(set_ids: Iterable[int]) -> dict[int, list[int]]:
    ties = Adjudication.sources.through.objects.filter(adjudication__annotation_set__in=set_ids)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for adjudication, annotation in ties.order_by("annotation__uuid").values_list("adjudication_id", "annotation_id"):
        groups[adjudication].append(annotation)
    return groups


def _origins(ids: Iterable[int], viewer: Viewer) -> dict[int, UUID]:
    """Give the public ids of annotations that others were derived from, where they may be known."""
    visible = AnnotationSet.objects.visible_to(viewer)
    live = Annotation.objects.filter(pk__in=ids, deleted_at=None, annotation_set__in=visible)
    return dict(live.values_list("pk", "uuid"))


def _grouped(rows: Iterable[_Row], key: str) -> defaultdict[int, list[_Row]]:
    groups: defaultdict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups
