"""Writing annotations: create, update, delete, restore; each one transaction, compared on the version."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Agent
from annotations.drafts import AnnotationDraft
from annotations.errors import ConflictError, InvalidAnnotationError, NotAllowedError, StaleVersionError
from annotations.models import Annotation, AnnotationSet, Layer, Tag
from annotations.services.annotation_rows import write_content
from annotations.services.checks import check_draft
from annotations.services.revisions import record_revision, revision_at
from annotations.services.sets import claim_set
from annotations.vocabulary import RevisionAction, RevisionKind
from archive.services.events import enqueue_annotation


def create_annotation(
    *, annotation_set: AnnotationSet, draft: AnnotationDraft, agent: Agent, uuid: UUID | None = None
) -> Annotation:
    """Write a new annotation and give it.

    A uuid that the set holds already with the same content is the same write, repeated: the annotation is given as it
    is. Raises InvalidSpanError or InvalidAnnotationError for content that can't stand, NotAllowedError where the set
    is not the agent's to write, ConflictError where the uuid stands for something else.
    """
    layer, tag = _layer(annotation_set, draft)
    text = annotation_set.text_version.text
    check_draft(draft, kind=layer.kind, text=text)
    now = timezone.now()
    annotation = Annotation(annotation_set=annotation_set, layer=layer, creator=agent, created=now, modified=now)
    if uuid is not None:
        annotation.uuid = uuid
    try:
        with transaction.atomic():
            claim_set(annotation_set=annotation_set, agent=agent, now=now)
            write_content(annotation, draft, text=text, tag=tag)
            _record(annotation, draft, RevisionAction.CREATED, agent)
    except (IntegrityError, NotAllowedError):
        # The uuid is taken; or the set was handed in, maybe after this very write.
        if held := _same_write(annotation_set, draft, uuid):
            return held
        raise
    return annotation


def update_annotation(*, annotation: Annotation, draft: AnnotationDraft, agent: Agent, version: int) -> Annotation:
    """Replace an annotation's content, if it is still at ``version``.

    Raises StaleVersionError where it is not, ConflictError where it has been deleted, and what ``create_annotation``
    raises.
    """
    _check_same_layer(annotation, draft)
    text = annotation.annotation_set.text_version.text
    check_draft(draft, kind=annotation.layer.kind, text=text)
    with transaction.atomic():
        _claim(annotation, agent, version)
        write_content(annotation, draft, text=text)
        _record(annotation, draft, RevisionAction.UPDATED, agent)
    return annotation


def delete_annotation(*, annotation: Annotation, agent: Agent, version: int) -> Annotation:
    """Hide an annotation; ``restore_annotation`` brings it back.

    Raises StaleVersionError, NotAllowedError, and ConflictError where it is deleted already or other statements are
    nested in it.
    """
    with transaction.atomic():
        former = revision_at(kind=RevisionKind.ANNOTATION, uuid=annotation.uuid, version=version)
        _claim(annotation, agent, version)
        # After the claim, which holds the set: no statement can be nested in this one meanwhile.
        nested = Annotation.objects.filter(statement__parent_id=annotation.pk, deleted_at=None).count()
        if nested:
            raise ConflictError(f"{nested} statements are nested in this one: move or delete them first")
        annotation.deleted_at = annotation.modified
        annotation.save(update_fields=["deleted_at"])
        draft = AnnotationDraft.from_json(former.snapshot) if former else None
        _record(annotation, draft, RevisionAction.DELETED, agent)
    return annotation


def restore_annotation(*, annotation: Annotation, to_version: int, agent: Agent, version: int) -> Annotation:
    """Make an annotation what it was at ``to_version``, deleted or not, as a new version.

    Raises InvalidAnnotationError where there is no such version, and what ``update_annotation`` raises.
    """
    former = revision_at(kind=RevisionKind.ANNOTATION, uuid=annotation.uuid, version=to_version)
    if former is None or not former.snapshot:
        raise InvalidAnnotationError(f"the annotation has no version {to_version}", pointer="/version")
    draft = AnnotationDraft.from_json(former.snapshot)
    text = annotation.annotation_set.text_version.text
    check_draft(draft, kind=annotation.layer.kind, text=text)
    with transaction.atomic():
        _claim(annotation, agent, version, deleted=annotation.deleted_at is not None)
        annotation.deleted_at = None
        write_content(annotation, draft, text=text)
        _record(annotation, draft, RevisionAction.RESTORED, agent, comment=f"version {to_version}")
    return annotation


def _layer(annotation_set: AnnotationSet, draft: AnnotationDraft) -> tuple[Layer, Tag | None]:
    """Give the layer that a draft is for, and the tag of its mention where that is there; mostly in one query."""
    layers = Layer.objects.filter(project_id=annotation_set.project_id, code=draft.layer)
    try:
        if draft.mention is not None:
            tag = Tag.objects.select_related("layer").get(
                layer__project_id=annotation_set.project_id, layer__code=draft.layer, code=draft.mention.tag
            )
            return tag.layer, tag
    except Tag.DoesNotExist:
        pass  # said when it is written, after all that can be wrong with the draft itself
    try:
        return layers.get(), None
    except Layer.DoesNotExist:
        raise InvalidAnnotationError(f"the project has no layer {draft.layer!r}", pointer="/layer") from None


def _check_same_layer(annotation: Annotation, draft: AnnotationDraft) -> None:
    if draft.layer != annotation.layer.code:
        raise InvalidAnnotationError("an annotation stays in its layer: delete it and make a new one", pointer="/layer")


def _same_write(annotation_set: AnnotationSet, draft: AnnotationDraft, uuid: UUID | None) -> Annotation | None:
    if uuid is None:
        return None
    whole = Annotation.objects.select_related("layer", "creator", "annotation_set__text_version__article")
    held = whole.filter(uuid=uuid).first()
    if held is None:
        return None
    latest = revision_at(kind=RevisionKind.ANNOTATION, uuid=uuid, version=held.version)
    same_place = held.annotation_set_id == annotation_set.pk and held.deleted_at is None
    if same_place and latest is not None and latest.snapshot == draft.to_json():
        return held
    raise ConflictError(f"the uuid {uuid} stands for another annotation")


def _claim(annotation: Annotation, agent: Agent, version: int, *, deleted: bool = False) -> None:
    """Take the set and raise the annotation's version, if it is still ``version``."""
    now = timezone.now()
    claim_set(annotation_set=annotation.annotation_set, agent=agent, now=now)
    claimed = Annotation.objects.filter(pk=annotation.pk, version=version, deleted_at__isnull=not deleted).update(
        version=F("version") + 1, modified=now
    )
    if not claimed:
        current = Annotation.objects.values_list("version", flat=True).get(pk=annotation.pk)
        if current == version:
            raise ConflictError("the annotation has been deleted: restore it first")
        raise StaleVersionError(
            f"the annotation was changed meanwhile: you have version {version}, it is now {current}", current=current
        )
    annotation.version = version + 1
    annotation.modified = now


def _record(
    annotation: Annotation, draft: AnnotationDraft | None, action: RevisionAction, agent: Agent, comment: str = ""
) -> None:
    record_revision(
        kind=RevisionKind.ANNOTATION,
        uuid=annotation.uuid,
        version=annotation.version,
        action=action,
        snapshot=draft.to_json() if draft else {},
        editor=agent,
        comment=comment,
    )
    enqueue_annotation(article=annotation.annotation_set.text_version.article.uuid, annotation=annotation.pk)
