"""Putting annotation sets back: annotations with their spans, mentions, statements and decisions, in bulk."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Agent
from annotations.drafts import draft_of
from annotations.errors import ConflictError
from annotations.models import (
    Adjudication,
    Annotation,
    AnnotationSet,
    Entity,
    Layer,
    Mention,
    Note,
    Project,
    Revision,
    Span,
    Statement,
    StatementSource,
    Tag,
)
from annotations.snapshots import AnnotationSetSnapshot, AnnotationSnapshot, StatementSnapshot
from annotations.vocabulary import RevisionAction, RevisionKind
from archive.models import Change, TextVersion
from archive.text import context as words_around
from archive.vocabulary import ChangeAction


@dataclass(frozen=True, slots=True, kw_only=True)
class SetContext:
    """What a set's snapshot names, by uuid."""

    projects: Mapping[UUID, Project]
    entities: Mapping[UUID, Entity]
    agents: Mapping[UUID, Agent]
    text_version: TextVersion
    editor: Agent


def restore_sets(snapshots: tuple[AnnotationSetSnapshot, ...], context: SetContext) -> int:
    """Write the sets and give the number of their annotations; call it inside a transaction.

    Raises ConflictError where a uuid is here already, or a set names a text version that did not come with it.
    """
    _check(snapshots, context)
    sets = {snapshot.uuid: _set(snapshot, context) for snapshot in snapshots}
    for snapshot in snapshots:
        if snapshot.carried_from in sets:
            AnnotationSet.objects.filter(uuid=snapshot.uuid).update(carried_from=sets[snapshot.carried_from])
    written: dict[UUID, Annotation] = {}
    for snapshot in snapshots:
        written |= _annotations(snapshot, sets[snapshot.uuid], context)
    _derivations(snapshots, written)
    for snapshot in snapshots:
        _remarks(snapshot, sets[snapshot.uuid], written, context)
    return len(written)


def _check(snapshots: tuple[AnnotationSetSnapshot, ...], context: SetContext) -> None:
    uuids = [annotation.uuid for snapshot in snapshots for annotation in snapshot.annotations]
    taken = Annotation.objects.filter(uuid__in=uuids).values_list("uuid", flat=True).first()
    if taken:
        raise ConflictError(f"the annotation {taken} is here already")
    other = next((found for found in snapshots if found.text_version != context.text_version.number), None)
    if other:
        raise ConflictError(
            f"the set {other.uuid} stands on text version {other.text_version}, which did not come along"
        )


def _set(snapshot: AnnotationSetSnapshot, context: SetContext) -> AnnotationSet:
    return AnnotationSet.objects.create(
        uuid=snapshot.uuid,
        project=context.projects[snapshot.project],
        text_version=context.text_version,
        annotator=context.agents[snapshot.annotator],
        role=snapshot.role,
        state=snapshot.state,
        created=snapshot.created,
        modified=snapshot.modified,
    )


def _annotations(snapshot: AnnotationSetSnapshot, row: AnnotationSet, context: SetContext) -> dict[UUID, Annotation]:
    layers = {layer.code: layer for layer in Layer.objects.filter(project_id=row.project_id)}
    annotations = {
        found.uuid: Annotation(
            uuid=found.uuid,
            annotation_set=row,
            layer=layers[found.layer],
            version=found.version,
            motivation=found.motivation,
            creator=context.agents[found.creator],
            created=found.created,
            modified=found.modified,
        )
        for found in snapshot.annotations
    }
    Annotation.objects.bulk_create(annotations.values())
    spans = _spans(snapshot, annotations, context.text_version.text)
    _mentions(snapshot, annotations, context)
    _statements(snapshot, annotations, spans, context)
    _history(snapshot, context)
    return annotations


def _spans(
    snapshot: AnnotationSetSnapshot, annotations: Mapping[UUID, Annotation], text: str
) -> dict[tuple[UUID, str, int], Span]:
    """Write the spans; the words around each are read from the text, so that nobody can bring false ones."""
    spans = {
        (found.uuid, span.role, span.order): Span(
            annotation=annotations[found.uuid],
            role=span.role,
            order=span.order,
            start=span.start,
            end=span.end,
            exact=span.exact,
            prefix=prefix,
            suffix=suffix,
        )
        for found in snapshot.annotations
        for span in found.spans
        for prefix, suffix in [words_around(text, span.start, span.end)]
    }
    Span.objects.bulk_create(spans.values())
    return spans


def _mentions(snapshot: AnnotationSetSnapshot, annotations: Mapping[UUID, Annotation], context: SetContext) -> None:
    project = context.projects[snapshot.project]
    tags = {
        (tag.layer.code, tag.code): tag for tag in Tag.objects.filter(layer__project=project).select_related("layer")
    }
    Mention.objects.bulk_create(
        Mention(
            annotation=annotations[found.uuid],
            tag=tags[found.layer, found.mention.tag],
            entity=context.entities[found.mention.entity] if found.mention.entity else None,
            certainty=found.mention.certainty,
        )
        for found in snapshot.annotations
        if found.mention is not None
    )


def _statements(
    snapshot: AnnotationSetSnapshot,
    annotations: Mapping[UUID, Annotation],
    spans: Mapping[tuple[UUID, str, int], Span],
    context: SetContext,
) -> None:
    said = [(found, found.statement) for found in snapshot.annotations if found.statement is not None]
    rows = {
        found.uuid: Statement(
            annotation=annotations[found.uuid],
            attribution=statement.attribution,
            factuality=statement.factuality,
            said=statement.said,
            occasion=statement.occasion,
        )
        for found, statement in said
    }
    Statement.objects.bulk_create(rows.values())
    nested = [(rows[found.uuid], statement.parent) for found, statement in said if statement.parent is not None]
    for row, parent in nested:
        row.parent = rows[parent]
    Statement.objects.bulk_update([row for row, _parent in nested], ["parent"])
    StatementSource.objects.bulk_create(
        source for found, statement in said for source in _sources(found, statement, rows, spans, context)
    )


def _sources(
    found: AnnotationSnapshot,
    statement: StatementSnapshot,
    rows: Mapping[UUID, Statement],
    spans: Mapping[tuple[UUID, str, int], Span],
    context: SetContext,
) -> list[StatementSource]:
    return [
        StatementSource(
            statement=rows[found.uuid],
            order=source.order,
            role=source.role,
            kind=source.kind,
            entity=context.entities[source.entity] if source.entity else None,
            description=source.description,
            speaks_for=context.entities[source.speaks_for] if source.speaks_for else None,
            span=None if source.span_order is None else spans[found.uuid, source.span_role, source.span_order],
        )
        for source in statement.sources
    ]


def _derivations(snapshots: tuple[AnnotationSetSnapshot, ...], written: Mapping[UUID, Annotation]) -> None:
    derived = []
    for snapshot in snapshots:
        for found in snapshot.annotations:
            if found.derived_from is not None and found.derived_from in written:
                written[found.uuid].derived_from = written[found.derived_from]
                derived.append(written[found.uuid])
    Annotation.objects.bulk_update(derived, ["derived_from"])


def _remarks(
    snapshot: AnnotationSetSnapshot, row: AnnotationSet, written: Mapping[UUID, Annotation], context: SetContext
) -> None:
    Note.objects.bulk_create(
        Note(uuid=note.uuid, annotation_set=row, author=context.agents[note.author], body=note.body, at=note.at)
        for note in snapshot.notes
    )
    for found in snapshot.adjudications:
        decision = Adjudication.objects.create(
            uuid=found.uuid,
            annotation_set=row,
            curated=written[found.curated] if found.curated else None,
            decision=found.decision,
            by=context.agents[found.by],
            at=found.at,
            note=found.note,
        )
        decision.sources.set([written[uuid] for uuid in found.sources])


def _history(snapshot: AnnotationSetSnapshot, context: SetContext) -> None:
    """Begin each annotation's history here at the version it came with."""
    Revision.objects.bulk_create(
        Revision(
            kind=RevisionKind.ANNOTATION,
            uuid=found.uuid,
            version=found.version,
            action=RevisionAction.IMPORTED,
            snapshot=draft_of(found).to_json(),
            editor=context.editor,
        )
        for found in snapshot.annotations
    )
    made = [("annotationset", snapshot.uuid), *(("annotation", found.uuid) for found in snapshot.annotations)]
    Change.objects.bulk_create(Change(kind=kind, uuid=uuid, action=ChangeAction.CREATED) for kind, uuid in made)
