"""Entities that readers are not to know of, because an article is delisted under their name."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import reduce
from operator import and_, or_
from uuid import UUID

from django.db.models import Q

from accounts.access import Viewer
from annotations.models import Claim, Entity, EntityName, Mention, StatementSource
from annotations.selectors.merges import merge_families, roots
from archive.analysis import words
from archive.selectors.delisting import Withheld, withheld_from

#: A character that is not printable ASCII, in the patterns of every database.
NOT_ASCII = "[^ -~]"


def withheld_entities(withheld: Withheld) -> frozenset[int]:
    """Give the keys of entities, merged ones too, that a delisted article names and that have one of its names.

    No query where nothing is withheld; else three, and one more a step of merging.
    """
    if not withheld:
        return frozenset()
    named = named_in(withheld.by_key)
    stands_for = roots(Entity, {pk for pks in named.values() for pk in pks})
    families = merge_families(Entity, set(stands_for.values()))
    names = _names(families)
    hidden = {
        stands_for[pk]
        for article, pks in named.items()
        for pk in pks
        if not names[stands_for[pk]].isdisjoint(withheld.of(article).names)
    }
    return frozenset(member for member, root in families.items() if root in hidden)


def hidden_from(viewer: Viewer) -> frozenset[int]:
    """Give the keys of the entities that a viewer is not to know of."""
    return withheld_entities(withheld_from(viewer))


def withheld_uuids(withheld: Withheld) -> frozenset[UUID]:
    """Give the uuids of ``withheld_entities``."""
    hidden = withheld_entities(withheld)
    return frozenset(Entity.objects.filter(pk__in=hidden).values_list("uuid", flat=True)) if hidden else frozenset()


def claims_with_names(viewer: Viewer) -> Q:
    """Give the condition that leaves out the claims whose words name somebody whose name is withheld."""
    return without(withheld_claims(withheld_from(viewer)))


def withheld_claims(withheld: Withheld) -> frozenset[int]:
    """Give the keys of the claims in whose words a name stands that is withheld in any article; one query, or none."""
    mask = withheld.everywhere()
    if not mask:
        return frozenset()
    # SQLite folds the case of ASCII letters only, and no database drops accents here: such words are left to the mask.
    roughly = reduce(or_, (_having(name) for name in mask.names))
    rows = Claim.objects.filter(roughly).order_by().values_list("pk", "text", "topic")
    return frozenset(pk for pk, text, topic in rows if mask.within(text) or mask.within(topic))


def _having(name: tuple[str, ...]) -> Q:
    plain = [Q(text__icontains=word) | Q(topic__icontains=word) for word in name if word.isascii()]
    return reduce(and_, plain, Q(pk__gte=0)) | Q(text__regex=NOT_ASCII) | Q(topic__regex=NOT_ASCII)


def named_in(articles: Collection[int]) -> dict[int, set[int]]:
    """Give the entities that mentions and statements of these articles name, by article."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    place = "annotation_set__text_version__article"
    mentions = Mention.objects.filter(**{f"annotation__{place}__in": articles}, entity__isnull=False).order_by()
    for article, entity in mentions.values_list(f"annotation__{place}", "entity").distinct():
        found[article].add(entity)
    sources = StatementSource.objects.filter(**{f"statement__annotation__{place}__in": articles}).order_by()
    rows = sources.values_list(f"statement__annotation__{place}", "entity", "speaks_for").distinct()
    for article, *pair in rows:
        found[article].update(pk for pk in pair if pk is not None)
    return found


def _names(families: Mapping[int, int]) -> defaultdict[int, set[tuple[str, ...]]]:
    """Give the names of whole families as words, by root."""
    found: defaultdict[int, set[tuple[str, ...]]] = defaultdict(set)
    rows = [
        *EntityName.objects.filter(entity__in=families).order_by().values_list("entity", "name"),
        *Entity.objects.filter(pk__in=families).order_by().values_list("pk", "label"),
    ]
    for pk, name in rows:
        found[families[pk]].add(tuple(words(name)))
    return found


def without(hidden: Collection[int]) -> Q:
    """Give the condition that leaves these records out."""
    return ~Q(pk__in=hidden) if hidden else Q()
