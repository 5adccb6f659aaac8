"""The authority file's names, as suggestions look for them."""

from collections import Counter
from collections.abc import Iterator

from annotations.models import Entity, EntityName, Mention
from annotations.selectors.merges import roots
from annotations.suggesting import KnownName
from annotations.vocabulary import NameKind, SetRole


def known_names() -> list[KnownName]:
    """Give every name, of the entity that stands for it, with how often that is linked; three queries and merges."""
    entities = {entity.pk: entity for entity in Entity.objects.order_by()}
    merged = {pk for pk, entity in entities.items() if entity.merged_into_id is not None}
    standing = {pk: pk for pk in entities} | (roots(Entity, merged) if merged else {})
    linked = Mention.objects.filter(entity__isnull=False, annotation__deleted_at=None).order_by()
    people = linked.exclude(annotation__annotation_set__role=SetRole.MACHINE)
    links = Counter(standing[pk] for pk in people.values_list("entity", flat=True) if pk is not None)
    return [
        KnownName(name=name, entity=entities[root].uuid, kind=entities[root].kind, weight=links[root], role=role)
        for name, root, role in dict.fromkeys(_names(entities, standing))
    ]


def _names(entities: dict[int, Entity], standing: dict[int, int]) -> Iterator[tuple[str, int, bool]]:
    for pk, entity in entities.items():
        yield entity.label, standing[pk], False
    for pk, name, kind in EntityName.objects.order_by().values_list("entity", "name", "kind"):
        yield name, standing[pk], kind == NameKind.ROLE
