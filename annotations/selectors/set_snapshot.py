"""Annotation sets as snapshots, from their rows."""

from annotations.models import Adjudication, Annotation, AnnotationSet, Project, Statement, StatementSource
from annotations.selectors.names import Names
from annotations.selectors.set_rows import SetRows, SpanRow
from annotations.snapshots import (
    AdjudicationSnapshot,
    AnnotationSetSnapshot,
    AnnotationSnapshot,
    LayerSnapshot,
    MentionSnapshot,
    NoteSnapshot,
    ProjectSnapshot,
    SpanSnapshot,
    StatementSnapshot,
    StatementSourceSnapshot,
    TagSnapshot,
)


def set_snapshots(*, article_id: int, rows: SetRows, names: Names) -> tuple[AnnotationSetSnapshot, ...]:
    """Give an article's sets, ordered by (role, annotator, uuid)."""
    return tuple(_set(row, rows, names) for row in rows.sets.get(article_id, ()))


def _set(row: AnnotationSet, rows: SetRows, names: Names) -> AnnotationSetSnapshot:
    return AnnotationSetSnapshot(
        uuid=row.uuid,
        project=row.project.uuid,
        text_version=row.number,  # type: ignore[attr-defined]  # annotated by read_sets
        annotator=names.agent(row.annotator_id),
        role=row.role,
        state=row.state,
        created=row.created,
        modified=row.modified,
        carried_from=row.carried_from.uuid if row.carried_from else None,
        annotations=tuple(_annotation(annotation, rows, names) for annotation in rows.annotations.get(row.pk, ())),
        notes=tuple(
            NoteSnapshot(uuid=note.uuid, author=names.agent(note.author_id), body=note.body, at=note.at)
            for note in rows.notes.get(row.pk, ())
        ),
        adjudications=tuple(_adjudication(decision, rows, names) for decision in rows.adjudications.get(row.pk, ())),
    )


def _annotation(row: Annotation, rows: SetRows, names: Names) -> AnnotationSnapshot:
    mention = getattr(row, "mention", None)
    statement = getattr(row, "statement", None)
    return AnnotationSnapshot(
        uuid=row.uuid,
        layer=rows.layers[row.layer_id],
        version=row.version,
        motivation=row.motivation,
        creator=names.agent(row.creator_id),
        created=row.created,
        modified=row.modified,
        spans=tuple(_span(span) for span in rows.spans.get(row.pk, ())),
        derived_from=None if row.derived_from_id is None else rows.uuids.get(row.derived_from_id),
        mention=MentionSnapshot(
            tag=rows.tags[mention.tag_id], entity=names.entity(mention.entity_id), certainty=mention.certainty
        )
        if mention
        else None,
        statement=_statement(statement, rows, names) if statement else None,
    )


def _span(row: SpanRow) -> SpanSnapshot:
    return SpanSnapshot(
        role=row.role,
        order=row.order,
        start=row.start,
        end=row.end,
        exact=row.exact,
        prefix=row.prefix,
        suffix=row.suffix,
    )


def _statement(row: Statement, rows: SetRows, names: Names) -> StatementSnapshot:
    return StatementSnapshot(
        attribution=row.attribution,
        factuality=row.factuality,
        said=row.said,
        occasion=row.occasion,
        parent=None if row.parent_id is None else rows.uuids.get(row.parent_id),
        sources=tuple(_source(source, names) for source in rows.sources.get(row.pk, ())),
    )


def _source(row: StatementSource, names: Names) -> StatementSourceSnapshot:
    return StatementSourceSnapshot(
        order=row.order,
        role=row.role,
        kind=row.kind,
        entity=names.entity(row.entity_id),
        description=row.description,
        speaks_for=names.entity(row.speaks_for_id),
        span_role=row.span.role if row.span else "",
        span_order=row.span.order if row.span else None,
    )


def _adjudication(row: Adjudication, rows: SetRows, names: Names) -> AdjudicationSnapshot:
    return AdjudicationSnapshot(
        uuid=row.uuid,
        decision=row.decision,
        by=names.agent(row.by_id),
        at=row.at,
        sources=tuple(rows.uuids[pk] for pk in rows.adjudicated.get(row.pk, ()) if pk in rows.uuids),
        curated=None if row.curated_id is None else rows.uuids.get(row.curated_id),
        note=row.note,
    )


def project_snapshot(project: Project) -> ProjectSnapshot:
    """Give a project with its layers and tags, which must be prefetched."""
    return ProjectSnapshot(
        uuid=project.uuid,
        slug=project.slug,
        name=project.name,
        guidelines=project.guidelines,
        guidelines_version=project.guidelines_version,
        published=project.published,
        layers=tuple(
            LayerSnapshot(
                code=layer.code,
                kind=layer.kind,
                name=layer.name,
                tags=tuple(
                    TagSnapshot(code=tag.code, name=tag.name, colour=tag.colour, uri=tag.uri)
                    for tag in layer.tags.all()
                ),
            )
            for layer in project.layers.all()
        ),
    )
