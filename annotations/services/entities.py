"""Entities: create, update, merge and undo."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import Agent
from annotations.errors import ConflictError, InvalidAnnotationError
from annotations.models import Annotation, Entity, EntityDistinction, EntityIdentifier, EntityName
from annotations.services.checks import check_length
from annotations.services.merging import claim_record_version, merged_family, point_back, point_to
from annotations.services.revisions import record_revision
from annotations.snapshots import EntityIdentifierSnapshot, EntityNameSnapshot
from annotations.vocabulary import EntityKind, NameKind, RevisionAction, RevisionKind
from archive.services.events import enqueue_index


@transaction.atomic
def create_entity(
    *,
    kind: str,
    label: str,
    agent: Agent,
    description: str = "",
    names: Sequence[EntityNameSnapshot] = (),
    identifiers: Sequence[EntityIdentifierSnapshot] = (),
    uuid: UUID | None = None,
) -> Entity:
    """Make an entity; a uuid that is here already with the same content is the same write, repeated.

    Raises InvalidAnnotationError, naming the member, for what can't be, ConflictError where the uuid stands for
    something else.
    """
    _check(kind, label, names)
    entity = Entity(kind=kind, label=label, description=description)
    if uuid is not None:
        entity.uuid = uuid
    try:
        with transaction.atomic():
            entity.save(force_insert=True)
    except IntegrityError:
        return _same(Entity.objects.get(uuid=entity.uuid), entity, names, identifiers)
    _write_parts(entity, names, identifiers)
    _record(entity, RevisionAction.CREATED, agent)
    return entity


@transaction.atomic
def update_entity(
    *,
    entity: Entity,
    kind: str,
    label: str,
    description: str,
    names: Sequence[EntityNameSnapshot],
    identifiers: Sequence[EntityIdentifierSnapshot],
    agent: Agent,
    version: int,
    comment: str = "",
) -> Entity:
    """Replace an entity's content, if it is still at ``version``; ``comment`` goes into its history.

    Raises StaleVersionError where it is not, InvalidAnnotationError for what can't be.
    """
    _check(kind, label, names)
    claim_record_version(entity, version)
    entity.kind, entity.label, entity.description = kind, label, description
    entity.save(update_fields=["kind", "label", "description"])
    entity.names.all().delete()
    entity.identifiers.all().delete()
    _write_parts(entity, names, identifiers)
    _record(entity, RevisionAction.UPDATED, agent, comment=comment)
    _enqueue(entity)
    return entity


@transaction.atomic
def merge_entities(*, entity: Entity, into: Entity, agent: Agent, version: int) -> Entity:
    """Let ``into`` stand for ``entity``.

    Raises ConflictError for a circle, another kind, or two that were told apart, StaleVersionError.
    """
    if told_apart(entity, into):
        raise ConflictError(f"“{entity}” and “{into}” were told apart: take that back first")
    if entity.kind != into.kind:
        kinds = f"{entity.get_kind_display()} and {into.get_kind_display()}"
        raise ConflictError(f"“{entity}” and “{into}” are of different kinds ({kinds}): correct one of them first")
    point_to(entity, into, version)
    _record(entity, RevisionAction.MERGED, agent, comment=f"into {into.uuid}")
    _enqueue(entity)
    return entity


@transaction.atomic
def undo_merge(*, entity: Entity, agent: Agent, version: int) -> Entity:
    """Let a merged entity stand for itself again. Raises ConflictError where it is not merged, StaleVersionError."""
    point_back(entity, version)
    _record(entity, RevisionAction.UNMERGED, agent)
    _enqueue(entity)
    return entity


def told_apart(one: Entity, other: Entity) -> bool:
    """Say whether somebody said that two entities are not the same; those merged into either count for it."""
    ours, theirs = merged_family(one), merged_family(other)
    either_way = Q(a__in=ours, b__in=theirs) | Q(a__in=theirs, b__in=ours)
    return EntityDistinction.objects.filter(either_way).exists()


def entity_content(entity: Entity) -> dict[str, Any]:
    """Give an entity's content as plain JSON: what a revision keeps."""
    return {
        "kind": entity.kind,
        "label": entity.label,
        "description": entity.description,
        "merged_into": str(entity.merged_into.uuid) if entity.merged_into else None,
        "names": [{"name": name.name, "kind": name.kind, "language": name.language} for name in entity.names.all()],
        "identifiers": [{"scheme": found.scheme, "value": found.value} for found in entity.identifiers.all()],
    }


def _same(
    held: Entity,
    wanted: Entity,
    names: Sequence[EntityNameSnapshot],
    identifiers: Sequence[EntityIdentifierSnapshot],
) -> Entity:
    """Give the entity that is here, if it is what is wanted."""
    same = (held.kind, held.label, held.description) == (wanted.kind, wanted.label, wanted.description)
    same_names = {(name.name, name.kind, name.language) for name in names} == set(
        held.names.values_list("name", "kind", "language")
    )
    same_identifiers = {(found.scheme, found.value) for found in identifiers} == set(
        held.identifiers.values_list("scheme", "value")
    )
    if same and same_names and same_identifiers:
        return held
    raise ConflictError(f"the uuid {held.uuid} stands for another entity")


def _check(kind: str, label: str, names: Sequence[EntityNameSnapshot]) -> None:
    if kind not in EntityKind.values:
        raise InvalidAnnotationError(f"{kind!r} is not a kind of entity", pointer="/kind")
    if not label.strip():
        raise InvalidAnnotationError("an entity needs a label", pointer="/label")
    check_length(label, of=Entity, field="label", pointer="/label")
    for index, name in enumerate(names):
        if name.kind not in NameKind.values:
            raise InvalidAnnotationError(f"{name.kind!r} is not a kind of name", pointer=f"/names/{index}/kind")
        if not name.name.strip():
            raise InvalidAnnotationError("a name is empty", pointer=f"/names/{index}/name")
        check_length(name.name, of=EntityName, field="name", pointer=f"/names/{index}/name")


def _write_parts(
    entity: Entity, names: Sequence[EntityNameSnapshot], identifiers: Sequence[EntityIdentifierSnapshot]
) -> None:
    EntityName.objects.bulk_create(
        EntityName(entity=entity, name=name.name, kind=name.kind, language=name.language)
        for name in dict.fromkeys(names)
    )
    EntityIdentifier.objects.bulk_create(
        EntityIdentifier(entity=entity, scheme=found.scheme, value=found.value) for found in dict.fromkeys(identifiers)
    )


def _record(entity: Entity, action: RevisionAction, agent: Agent, comment: str = "") -> None:
    record_revision(
        kind=RevisionKind.ENTITY,
        uuid=entity.uuid,
        version=entity.version,
        action=action,
        snapshot=entity_content(entity),
        editor=agent,
        comment=comment,
    )


def _enqueue(entity: Entity) -> None:
    """Ask for the documents of every article that names the entity, or one it stands for, to be made anew."""
    family = merged_family(entity)
    named = (
        Q(mention__entity__in=family)
        | Q(statement__sources__entity__in=family)
        | Q(statement__sources__speaks_for__in=family)
    )
    found = Annotation.objects.filter(named).values_list("annotation_set__text_version__article__uuid", flat=True)
    enqueue_index(sorted(set(found)))
