"""The rows of one annotation's content."""

from collections.abc import Iterable
from uuid import UUID

from annotations.drafts import AnnotationDraft, MentionDraft, StatementDraft
from annotations.errors import InvalidAnnotationError
from annotations.models import Annotation, Entity, Mention, Span, Statement, StatementSource, Tag
from annotations.vocabulary import Motivation, SetRole
from archive.text import context


def write_content(annotation: Annotation, draft: AnnotationDraft, *, text: str, tag: Tag | None = None) -> None:
    """Write a checked draft as an annotation's content, in place of what it had; call it inside a transaction.

    ``tag`` is the mention's, where it is at hand.
    Raises InvalidAnnotationError where the draft names a tag, an entity or a parent that is not there.
    """
    entities = _entities(draft)
    annotation.motivation = draft.motivation or _default_motivation(draft)
    annotation.derived_from = _derived_from(draft.derived_from, annotation)
    is_new = annotation.pk is None
    annotation.save()
    if not is_new:
        annotation.spans.all().delete()
    spans = _write_spans(annotation, draft, text)
    if draft.mention is not None:
        entity = entities[draft.mention.entity] if draft.mention.entity else None
        _write_mention(annotation, draft.mention, entity, tag or _tag(annotation, draft.mention), is_new=is_new)
    if draft.statement is not None:
        _write_statement(annotation, draft.statement, entities, spans, is_new=is_new)


def _default_motivation(draft: AnnotationDraft) -> Motivation:
    return Motivation.IDENTIFYING if draft.mention is not None else Motivation.DESCRIBING


def _derived_from(uuid: UUID | None, annotation: Annotation) -> Annotation | None:
    """Give what an annotation stems from; a suggestion is one on its own text, in its own project."""
    if uuid is None:
        return None
    found = Annotation.objects.select_related("annotation_set").filter(uuid=uuid).first()
    if found is None:
        raise InvalidAnnotationError(f"there is no annotation {uuid}", pointer="/derived_from")
    own, other = annotation.annotation_set, found.annotation_set
    elsewhere = (own.project_id, own.text_version_id) != (other.project_id, other.text_version_id)
    if other.role == SetRole.MACHINE and own.role != SetRole.MACHINE and elsewhere:
        raise InvalidAnnotationError("what was suggested stands on another text", pointer="/derived_from")
    return found


def _entities(draft: AnnotationDraft) -> dict[UUID, Entity]:
    """Give every entity that a draft names, in one query."""
    wanted: set[UUID] = set()
    if draft.mention and draft.mention.entity:
        wanted.add(draft.mention.entity)
    for source in draft.statement.sources if draft.statement else ():
        wanted.update(uuid for uuid in (source.entity, source.speaks_for) if uuid)
    found = {entity.uuid: entity for entity in Entity.objects.filter(uuid__in=wanted)} if wanted else {}
    missing = sorted(str(uuid) for uuid in wanted - found.keys())
    if missing:
        raise InvalidAnnotationError(f"there is no entity {', '.join(missing)}", pointer="/entity")
    return found


def _write_spans(annotation: Annotation, draft: AnnotationDraft, text: str) -> dict[tuple[str, int], Span]:
    rows = []
    for span in draft.spans:
        prefix, suffix = context(text, span.start, span.end)
        rows.append(
            Span(
                annotation=annotation,
                role=span.role,
                order=span.order,
                start=span.start,
                end=span.end,
                exact=span.exact,
                prefix=prefix,
                suffix=suffix,
            )
        )
    return {(row.role, row.order): row for row in Span.objects.bulk_create(rows)}


def _tag(annotation: Annotation, draft: MentionDraft) -> Tag:
    try:
        return Tag.objects.get(layer_id=annotation.layer_id, code=draft.tag)
    except Tag.DoesNotExist:
        raise InvalidAnnotationError(f"the layer has no tag {draft.tag!r}", pointer="/mention/tag") from None


def _write_mention(
    annotation: Annotation, draft: MentionDraft, entity: Entity | None, tag: Tag, *, is_new: bool
) -> None:
    mention = Mention(annotation=annotation, tag=tag, entity=entity, certainty=draft.certainty)
    mention.save(force_insert=is_new, force_update=not is_new)


def _write_statement(
    annotation: Annotation,
    draft: StatementDraft,
    entities: dict[UUID, Entity],
    spans: dict[tuple[str, int], Span],
    *,
    is_new: bool,
) -> None:
    statement = Statement(
        annotation=annotation,
        attribution=draft.attribution,
        factuality=draft.factuality,
        said=draft.said,
        occasion=draft.occasion,
        parent=_parent(annotation, draft.parent),
    )
    statement.save(force_insert=is_new, force_update=not is_new)
    if not is_new:
        statement.sources.all().delete()
    StatementSource.objects.bulk_create(
        StatementSource(
            statement=statement,
            order=order,
            role=source.role,
            kind=source.kind,
            entity=entities[source.entity] if source.entity else None,
            description=source.description,
            speaks_for=entities[source.speaks_for] if source.speaks_for else None,
            span=spans[source.span] if source.span else None,
        )
        for order, source in enumerate(draft.sources)
    )


def _parent(annotation: Annotation, uuid: UUID | None) -> Statement | None:
    """Give the statement that this one stands inside; of the same set, and not inside this one itself."""
    if uuid is None:
        return None
    parent = (
        Statement.objects.filter(
            annotation__uuid=uuid,
            annotation__annotation_set_id=annotation.annotation_set_id,
            annotation__deleted_at=None,
        )
        .select_related("annotation")
        .first()
    )
    if parent is None:
        raise InvalidAnnotationError(f"there is no statement {uuid} in this set", pointer="/statement/parent")
    if annotation.pk in _ancestors(parent):
        raise InvalidAnnotationError("a statement can't stand inside itself", pointer="/statement/parent")
    return parent


def _ancestors(statement: Statement) -> Iterable[int]:
    """Give the keys of a statement and all that it stands inside."""
    seen: list[int] = []
    step: Statement | None = statement
    while step is not None and step.pk not in seen:
        seen.append(step.pk)
        step = step.parent
    return seen
