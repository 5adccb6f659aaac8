"""Splitting an entity: annotations that meant somebody else come to name them, in whosever set they stand."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Agent
from annotations.drafts import AnnotationDraft
from annotations.errors import ConflictError, InvalidAnnotationError
from annotations.models import Annotation, Entity, Revision
from annotations.services.annotation_rows import write_content
from annotations.services.merging import merged_family
from annotations.services.revisions import record_revision
from annotations.vocabulary import RevisionAction, RevisionKind
from archive.services.events import enqueue_annotation


@transaction.atomic
def split_entity(*, entity: Entity, annotations: Iterable[Annotation], into: Entity, agent: Agent) -> int:
    """Let these annotations name ``into`` where they name ``entity``, or one merged into it; give how many did.

    Keeping the authority file is curators' work also in sets that were handed in: what is marked stays, only whom it
    names changes, as a new version with the curator as its editor. Raises ConflictError where ``into`` is of another
    kind or stands for ``entity``, InvalidAnnotationError where an annotation does not name it.
    """
    family = merged_family(entity)
    if into.pk in family or into.kind != entity.kind:
        raise ConflictError(f"“{into}” is of another kind than “{entity}”, or one with it")
    uuids = set(Entity.objects.filter(pk__in=family).values_list("uuid", flat=True))
    rows = list(annotations)
    drafts = _drafts(rows)
    for annotation in rows:
        draft = drafts.get(annotation.uuid)
        moved = _moved(draft, uuids, into.uuid) if draft else None
        if moved is None or moved == draft:
            raise InvalidAnnotationError(f"an annotation does not name “{entity}”", pointer="/annotations")
        _write(annotation, moved, agent, f"split from {entity.uuid}")
    return len(rows)


def _drafts(annotations: Collection[Annotation]) -> dict[UUID, AnnotationDraft]:
    versions = {one.uuid: one.version for one in annotations}
    found = Revision.objects.filter(kind=RevisionKind.ANNOTATION, uuid__in=versions)
    return {one.uuid: AnnotationDraft.from_json(one.snapshot) for one in found if versions[one.uuid] == one.version}


def _moved(draft: AnnotationDraft, family: set[UUID], into: UUID) -> AnnotationDraft:
    def other(uuid: UUID | None) -> UUID | None:
        return into if uuid in family else uuid

    mention, statement = draft.mention, draft.statement
    if mention is not None:
        mention = replace(mention, entity=other(mention.entity))
    if statement is not None:
        sources = tuple(
            replace(source, entity=other(source.entity), speaks_for=other(source.speaks_for))
            for source in statement.sources
        )
        statement = replace(statement, sources=sources)
    return replace(draft, mention=mention, statement=statement)


def _write(annotation: Annotation, draft: AnnotationDraft, agent: Agent, comment: str) -> None:
    """Write another version, if the annotation is still as it was read."""
    now = timezone.now()
    claimed = Annotation.objects.filter(pk=annotation.pk, version=annotation.version, deleted_at=None).update(
        version=F("version") + 1, modified=now
    )
    if not claimed:
        raise ConflictError("an annotation was changed meanwhile: look again")
    annotation.version += 1
    annotation.modified = now
    write_content(annotation, draft, text=annotation.annotation_set.text_version.text)
    record_revision(
        kind=RevisionKind.ANNOTATION,
        uuid=annotation.uuid,
        version=annotation.version,
        action=RevisionAction.UPDATED,
        snapshot=draft.to_json(),
        editor=agent,
        comment=comment,
    )
    enqueue_annotation(article=annotation.annotation_set.text_version.article.uuid, annotation=annotation.pk)
