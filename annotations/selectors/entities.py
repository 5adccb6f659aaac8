"""Entities: which one stands for a merged one, and entities as snapshots."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from annotations.models import Entity, EntityIdentifier, EntityName
from annotations.selectors.merges import merge_chains, root_of
from annotations.snapshots import EntityIdentifierSnapshot, EntityNameSnapshot, EntitySnapshot


def entity_roots(*, entity_ids: Collection[int]) -> dict[int, Entity]:
    """Give, by key, the entity that stands for each of these: itself, or what it was merged into in the end."""
    chains = merge_chains(Entity, entity_ids)
    return {pk: root_of(chains, pk) for pk in entity_ids}


def entity_snapshots(*, entities: Mapping[int, Entity]) -> dict[int, EntitySnapshot]:
    """Give entities with their names and identifiers, by key; ``entities`` holds what each is merged into."""
    names: defaultdict[int, list[EntityNameSnapshot]] = defaultdict(list)
    for name in EntityName.objects.filter(entity__in=entities).order_by("kind", "name", "language"):
        names[name.entity_id].append(EntityNameSnapshot(name=name.name, kind=name.kind, language=name.language))
    identifiers: defaultdict[int, list[EntityIdentifierSnapshot]] = defaultdict(list)
    for row in EntityIdentifier.objects.filter(entity__in=entities).order_by("scheme", "value"):
        identifiers[row.entity_id].append(EntityIdentifierSnapshot(scheme=row.scheme, value=row.value))
    return {
        pk: EntitySnapshot(
            uuid=entity.uuid,
            kind=entity.kind,
            label=entity.label,
            version=entity.version,
            description=entity.description,
            merged_into=None if entity.merged_into_id is None else entities[entity.merged_into_id].uuid,
            names=tuple(names[pk]),
            identifiers=tuple(identifiers[pk]),
        )
        for pk, entity in entities.items()
    }
