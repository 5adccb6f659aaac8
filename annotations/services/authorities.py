"""Keeping the authority file: merging under the better name, telling apart, going back to a former version."""

from django.db import transaction

from accounts.models import Agent
from annotations.errors import ConflictError, InvalidAnnotationError
from annotations.models import Entity, EntityDistinction, Revision
from annotations.services.entities import merge_entities, undo_merge, update_entity
from annotations.services.merging import merged_family, root_of
from annotations.snapshots import EntityIdentifierSnapshot, EntityNameSnapshot
from annotations.vocabulary import NameKind, RevisionKind
from archive.services.events import record_change
from archive.vocabulary import ChangeAction


@transaction.atomic
def merge_under(*, entity: Entity, into: Entity, label: str, agent: Agent, versions: tuple[int, int]) -> Entity:
    """Let ``into`` stand for ``entity``, under the name ``label``; its former label becomes a variant.

    ``versions`` are those at which ``entity`` and ``into`` were seen. Raises what ``merge_entities`` and
    ``update_entity`` raise; nothing is written then.
    """
    merge_entities(entity=entity, into=into, agent=agent, version=versions[0])
    label = " ".join(label.split())
    if label and label != into.label:
        names = _names(into)
        former = EntityNameSnapshot(name=into.label, kind=NameKind.VARIANT)
        if all(name.name != into.label for name in names):
            names.append(former)
        update_entity(
            entity=into,
            kind=into.kind,
            label=label,
            description=into.description,
            names=names,
            identifiers=_identifiers(into),
            agent=agent,
            version=versions[1],
            comment=_comment(entity),
        )
    return entity


@transaction.atomic
def undo_merge_under(*, entity: Entity, agent: Agent, version: int) -> Entity:
    """Let a merged entity stand for itself again; a name that the other got from the merge goes, if it is as it was.

    Raises ConflictError where it is not merged, StaleVersionError.
    """
    into = entity.merged_into
    undo_merge(entity=entity, agent=agent, version=version)
    if into is not None:
        found = Revision.objects.filter(kind=RevisionKind.ENTITY, uuid=into.uuid, comment=_comment(entity))
        latest = found.order_by("-version").first()
        if latest is not None and latest.version == into.version:
            go_back(entity=into, to_version=into.version - 1, agent=agent, version=into.version)
    return entity


@transaction.atomic
def go_back(*, entity: Entity, to_version: int, agent: Agent, version: int) -> Entity:
    """Give an entity the content that it had at a version, as a new one; merges stay as they are.

    Raises InvalidAnnotationError where there is no such version, and what ``update_entity`` raises.
    """
    former = Revision.objects.filter(kind=RevisionKind.ENTITY, uuid=entity.uuid, version=to_version).first()
    if former is None:
        raise InvalidAnnotationError(f"the entity has no version {to_version}", pointer="/version")
    content = former.snapshot
    return update_entity(
        entity=entity,
        kind=content["kind"],
        label=content["label"],
        description=content["description"],
        names=[EntityNameSnapshot(**name) for name in content["names"]],
        identifiers=[EntityIdentifierSnapshot(**found) for found in content["identifiers"]],
        agent=agent,
        version=version,
        comment=f"version {to_version}",
    )


@transaction.atomic
def tell_apart(*, one: Entity, other: Entity, agent: Agent, note: str = "") -> EntityDistinction:
    """Say that two entities are not the same; saying it again changes nothing.

    Raises ConflictError where one stands for the other.
    """
    if root_of(one).pk == root_of(other).pk:
        raise ConflictError(f"“{one}” and “{other}” are merged: undo that first")
    a, b = sorted((one, other), key=lambda entity: entity.pk)
    found, created = EntityDistinction.objects.get_or_create(a=a, b=b, defaults={"by": agent, "note": note})
    if created:
        _changed(a, b)
    return found


@transaction.atomic
def tell_together(*, one: Entity, other: Entity) -> int:
    """Take back that two entities are not the same, or two that stand for them; give how often that was said."""
    ours, theirs = merged_family(one), merged_family(other)
    number = 0
    for first, second in ((ours, theirs), (theirs, ours)):
        number += EntityDistinction.objects.filter(a__in=first, b__in=second).delete()[0]
    if number:
        _changed(one, other)
    return number


def _changed(*entities: Entity) -> None:
    for entity in entities:
        record_change(kind="entity", uuid=entity.uuid, action=ChangeAction.UPDATED)


def _comment(entity: Entity) -> str:
    return f"named so when {entity.uuid} was merged into it"


def _names(entity: Entity) -> list[EntityNameSnapshot]:
    rows = entity.names.values_list("name", "kind", "language")
    return [EntityNameSnapshot(name=name, kind=kind, language=language) for name, kind, language in rows]


def _identifiers(entity: Entity) -> list[EntityIdentifierSnapshot]:
    rows = entity.identifiers.values_list("scheme", "value")
    return [EntityIdentifierSnapshot(scheme=scheme, value=value) for scheme, value in rows]
