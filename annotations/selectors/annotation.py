"""Annotations one by one or by the set, as snapshots with their place: what is given singly and written back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.access import Viewer
from annotations.drafts import AnnotationDraft, StatementDraft
from annotations.models import Annotation, AnnotationSet, Revision, Span, StatementSource
from annotations.snapshots import (
    AnnotationSnapshot,
    MentionSnapshot,
    SpanSnapshot,
    StatementSnapshot,
    StatementSourceSnapshot,
)
from annotations.vocabulary import RevisionKind
from archive.models import article_visible_to
from archive.text import context

_COLUMNS = (
    "pk",
    "uuid",
    "version",
    "motivation",
    "created",
    "modified",
    "deleted_at",
    "derived_from_id",
    "layer__code",
    "creator__uuid",
    "creator__label",
    "annotation_set__uuid",
    "annotation_set__text_version__uuid",
    "annotation_set__text_version__article__uuid",
    "mention__tag__code",
    "mention__entity__uuid",
    "mention__certainty",
    "statement__attribution",
    "statement__factuality",
    "statement__said",
    "statement__occasion",
    "statement__parent__annotation__uuid",
)
_SOURCE_COLUMNS = (
    "order",
    "role",
    "kind",
    "entity__uuid",
    "description",
    "speaks_for__uuid",
    "span__role",
    "span__order",
)

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedAnnotation:
    """An annotation, where it stands, its creator's pseudonym, and when it was deleted (None: it was not)."""

    key: int
    snapshot: AnnotationSnapshot
    annotation_set: UUID
    article: UUID
    text_version: UUID
    creator_label: str
    deleted_at: datetime | None = None


def visible_annotations(viewer: Viewer) -> QuerySet[Annotation]:
    """Give the annotations in sets that a viewer may see, those that were deleted among them."""
    return Annotation.objects.filter(annotation_set__in=AnnotationSet.objects.visible_to(viewer).order_by())


def find_row(*, uuid: UUID, viewer: Viewer) -> Annotation | None:
    """Give the row of an annotation, deleted or not, with what writing it needs; None where the viewer may not see it.

    Most that are asked for in this way are the viewer's own: that costs one short query.
    """
    needed = ("layer", "creator", "annotation_set__project", "annotation_set__text_version__article")
    row = Annotation.objects.filter(uuid=uuid).select_related(*needed).order_by()
    readable = article_visible_to(viewer, through="annotation_set__text_version__article__")
    try:
        return row.get(readable, annotation_set__annotator_id=viewer.agent_id)
    except Annotation.DoesNotExist:
        return row.filter(annotation_set__in=AnnotationSet.objects.visible_to(viewer).order_by()).first()


def placed_as_written(annotation: Annotation, draft: AnnotationDraft) -> PlacedAnnotation:
    """Give an annotation that has just been written from a draft, as it is now in the database; no query.

    Its set must come with text version and article.
    """
    text = annotation.annotation_set.text_version
    spans = [
        SpanSnapshot(
            role=span.role,
            order=span.order,
            start=span.start,
            end=span.end,
            exact=span.exact,
            **dict(zip(("prefix", "suffix"), context(text.text, span.start, span.end), strict=True)),
        )
        for span in sorted(draft.spans, key=lambda span: (span.role, span.order))
    ]
    mention = draft.mention
    return PlacedAnnotation(
        key=annotation.pk,
        snapshot=AnnotationSnapshot(
            uuid=annotation.uuid,
            layer=draft.layer,
            version=annotation.version,
            motivation=annotation.motivation,
            creator=annotation.creator.uuid,
            created=annotation.created,
            modified=annotation.modified,
            spans=tuple(spans),
            derived_from=draft.derived_from,
            mention=MentionSnapshot(tag=mention.tag, entity=mention.entity, certainty=mention.certainty)
            if mention
            else None,
            statement=_drafted(draft.statement) if draft.statement else None,
        ),
        annotation_set=annotation.annotation_set.uuid,
        article=text.article.uuid,
        text_version=text.uuid,
        creator_label=annotation.creator.label,
    )


def _drafted(draft: StatementDraft) -> StatementSnapshot:
    return StatementSnapshot(
        attribution=draft.attribution,
        factuality=draft.factuality,
        said=draft.said,
        occasion=draft.occasion,
        parent=draft.parent,
        sources=tuple(
            StatementSourceSnapshot(
                order=order,
                role=source.role,
                kind=source.kind,
                entity=source.entity,
                description=source.description,
                speaks_for=source.speaks_for,
                span_role=source.span[0] if source.span else "",
                span_order=source.span[1] if source.span else None,
            )
            for order, source in enumerate(draft.sources)
        ),
    )


def get_annotation(*, uuid: UUID, viewer: Viewer) -> PlacedAnnotation:
    """Give one annotation, deleted or not; raises Annotation.DoesNotExist for one that the viewer may not see."""
    found = placed_annotations(annotations=visible_annotations(viewer).filter(uuid=uuid), viewer=viewer)
    if not found:
        raise Annotation.DoesNotExist(f"no annotation {uuid} that this viewer may see")
    return found[0]


def placed_annotations(*, annotations: QuerySet[Annotation], viewer: Viewer) -> list[PlacedAnnotation]:
    """Give the annotations of a queryset in its order; three queries, one more where some were derived from others."""
    rows: list[_Row] = list(annotations.values(*_COLUMNS))
    keys = [row["pk"] for row in rows]
    spans, sources = _spans(keys), _sources([row["pk"] for row in rows if row["statement__attribution"]])
    origins = _origins({row["derived_from_id"] for row in rows} - {None}, viewer)
    return [
        PlacedAnnotation(
            key=row["pk"],
            snapshot=_snapshot(row, spans[row["pk"]], sources[row["pk"]], origins),
            annotation_set=row["annotation_set__uuid"],
            article=row["annotation_set__text_version__article__uuid"],
            text_version=row["annotation_set__text_version__uuid"],
            creator_label=row["creator__label"],
            deleted_at=row["deleted_at"],
        )
        for row in rows
    ]


def _snapshot(
    row: _Row,
    spans: Sequence[SpanSnapshot],
    sources: Sequence[StatementSourceSnapshot],
    origins: Mapping[int, UUID],
) -> AnnotationSnapshot:
    return AnnotationSnapshot(
        uuid=row["uuid"],
        layer=row["layer__code"],
        version=row["version"],
        motivation=row["motivation"],
        creator=row["creator__uuid"],
        created=row["created"],
        modified=row["modified"],
        spans=tuple(spans),
        derived_from=origins.get(row["derived_from_id"]),
        mention=_mention(row) if row["mention__tag__code"] else None,
        statement=_statement(row, sources) if row["statement__attribution"] else None,
    )


def _mention(row: _Row) -> MentionSnapshot:
    return MentionSnapshot(
        tag=row["mention__tag__code"], entity=row["mention__entity__uuid"], certainty=row["mention__certainty"]
    )


def _statement(row: _Row, sources: Sequence[StatementSourceSnapshot]) -> StatementSnapshot:
    return StatementSnapshot(
        attribution=row["statement__attribution"],
        factuality=row["statement__factuality"],
        said=row["statement__said"],
        occasion=row["statement__occasion"],
        parent=row["statement__parent__annotation__uuid"],
        sources=tuple(sources),
    )


def _spans(keys: Collection[int]) -> defaultdict[int, list[SpanSnapshot]]:
    columns = ("annotation_id", "role", "order", "start", "end", "exact", "prefix", "suffix")
    groups: defaultdict[int, list[SpanSnapshot]] = defaultdict(list)
    rows = Span.objects.filter(annotation__in=keys).order_by("role", "order").values_list(*columns)
    for key, role, order, start, end, exact, prefix, suffix in rows:
        groups[key].append(
            SpanSnapshot(role=role, order=order, start=start, end=end, exact=exact, prefix=prefix, suffix=suffix)
        )
    return groups


def _sources(keys: Collection[int]) -> defaultdict[int, list[StatementSourceSnapshot]]:
    groups: defaultdict[int, list[StatementSourceSnapshot]] = defaultdict(list)
    if not keys:
        return groups
    rows = StatementSource.objects.filter(statement__in=keys).order_by("order")
    for row in rows.values("statement_id", *_SOURCE_COLUMNS):
        groups[row["statement_id"]].append(
            StatementSourceSnapshot(
                order=row["order"],
                role=row["role"],
                kind=row["kind"],
                entity=row["entity__uuid"],
                description=row["description"],
                speaks_for=row["speaks_for__uuid"],
                span_role=row["span__role"] or "",
                span_order=row["span__order"],
            )
        )
    return groups


def _origins(keys: Iterable[int], viewer: Viewer) -> dict[int, UUID]:
    """Give the public ids of annotations that others were derived from, where they may be known."""
    wanted = list(keys)
    if not wanted:
        return {}
    return dict(visible_annotations(viewer).filter(pk__in=wanted, deleted_at=None).values_list("pk", "uuid"))


def is_last_write(*, uuid: UUID, version: int, draft: AnnotationDraft) -> bool:
    """Say whether a draft is what was written as this version of an annotation: the same write, sent again."""
    found = Revision.objects.filter(kind=RevisionKind.ANNOTATION, uuid=uuid, version=version).first()
    return found is not None and found.snapshot == draft.to_json()
