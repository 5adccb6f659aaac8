"""Annotation sets that may be read, and the one that an article is read with."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.access import Viewer
from annotations.models import Annotation, AnnotationSet, Mention, Statement
from annotations.vocabulary import READABLE_STATES, SetRole, SetState

#: Curated sets come first, then people's, then programs'.
_RANK = Case(
    When(role=SetRole.CURATOR, state=SetState.CURATED, then=Value(0)),
    When(role=SetRole.ANNOTATOR, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCounts:
    """How many annotations of each kind a set has."""

    mentions: int = 0
    statements: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveCounts:
    """How much there is to read in all that people marked."""

    statements: int
    entities: int


def current_sets(*, article_ids: Collection[int], viewer: Viewer) -> QuerySet[AnnotationSet]:
    """Give every set on the current text of these articles that a viewer may see, in whatever state."""
    return AnnotationSet.objects.visible_to(viewer).filter(
        text_version__article__in=article_ids, text_version=F("text_version__article__current_text")
    )


def readable_sets(*, article_ids: Collection[int], viewer: Viewer) -> QuerySet[AnnotationSet]:
    """Give the submitted and curated sets on the current text of these articles that a viewer may read.

    The curated ones come first, then annotators' by pseudonym, then programs'. Each has its ``article_id``.
    """
    return _in_order(current_sets(article_ids=article_ids, viewer=viewer).filter(state__in=READABLE_STATES))


def sets_to_read(*, viewer: Viewer) -> QuerySet[AnnotationSet]:
    """Give the submitted and curated sets on current texts that a viewer may read, of all articles."""
    return AnnotationSet.objects.visible_to(viewer).filter(
        state__in=READABLE_STATES, text_version=F("text_version__article__current_text")
    )


def counted_sets(*, viewer: Viewer) -> QuerySet[AnnotationSet]:
    """Give the sets that count across sources: a project's curated ones of a current text, else all submitted ones.

    Where several count, the same words may stand in each of them: what overlaps is one thing, and who agreed is known.
    """
    readable = sets_to_read(viewer=viewer)
    curated = Q(role=SetRole.CURATOR, state=SetState.CURATED)
    better = readable.filter(curated, project=OuterRef("project"), text_version=OuterRef("text_version"))
    return readable.filter(curated | ~Exists(better)).order_by()


def sets_of(*, annotations: Collection[UUID], viewer: Viewer) -> dict[UUID, UUID]:
    """Give, by annotation, the public id of its set, for those in sets that a viewer may read; one query."""
    found = Annotation.objects.filter(
        uuid__in=annotations, deleted_at=None, annotation_set__in=sets_to_read(viewer=viewer)
    )
    return dict(found.order_by().values_list("uuid", "annotation_set__uuid"))


def ranked_sets(*, set_ids: Collection[int]) -> dict[int, AnnotationSet]:
    """Give sets by key, the curated ones first, then annotators' by pseudonym, then programs'; one query."""
    return {row.pk: row for row in _in_order(AnnotationSet.objects.filter(pk__in=set_ids))}


def reading_sets(*, viewer: Viewer) -> QuerySet[AnnotationSet]:
    """Give the set each article is read with: the curated one of its current text, else the first submitted one."""
    readable = sets_to_read(viewer=viewer)
    best = _in_order(readable.filter(text_version=OuterRef("text_version"))).values("pk")[:1]
    return _in_order(readable.filter(pk=Subquery(best)))


def reading_set(*, article_id: int, viewer: Viewer) -> AnnotationSet | None:
    """Give the set one article is read with, or None where there is none."""
    return readable_sets(article_ids=[article_id], viewer=viewer).first()


def set_counts(*, article_ids: Collection[int], viewer: Viewer) -> dict[int, SetCounts]:
    """Give, by article, the counts of the set it is read with; one query. Articles without such a set are absent."""
    live = Q(annotations__deleted_at=None)
    found = (
        reading_sets(viewer=viewer)
        .filter(text_version__article__in=article_ids)
        .annotate(
            mentions=Count("annotations__mention", filter=live), statements=Count("annotations__statement", filter=live)
        )
    )
    return {
        row["article_id"]: SetCounts(mentions=row["mentions"], statements=row["statements"])
        for row in found.values("article_id", "mentions", "statements")
    }


def archive_counts(*, viewer: Viewer) -> ArchiveCounts:
    """Give how many statements, and how many entities by name, the sets that articles are read with hold in all."""
    live = {"annotation__deleted_at": None, "annotation__annotation_set__in": reading_sets(viewer=viewer).order_by()}
    named = Mention.objects.filter(entity__isnull=False, **live).annotate(
        root=Coalesce("entity__merged_into", "entity")
    )
    return ArchiveCounts(
        statements=Statement.objects.filter(**live).count(),
        entities=named.order_by().values("root").distinct().count(),
    )


def sets_left_behind() -> QuerySet[AnnotationSet]:
    """Give the sets on texts that are no longer their articles' current ones and have not been superseded."""
    return (
        AnnotationSet.objects.exclude(text_version=F("text_version__article__current_text"))
        .exclude(state=SetState.SUPERSEDED)
        .select_related("text_version__article__current_text", "annotator", "project")
        .order_by("pk")
    )


def _in_order(sets: QuerySet[AnnotationSet]) -> QuerySet[AnnotationSet]:
    return (
        sets.annotate(rank=_RANK, article_id=F("text_version__article"), number=F("text_version__number"))
        .select_related("project", "annotator")
        .order_by("rank", "project__name", "annotator__label", "pk")
    )
