"""Names of entities, claims and annotators as ids, and ids as labels."""

from collections.abc import Collection, Mapping
from functools import reduce
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from accounts.models import Agent
from annotations.models import Claim, Entity, EntityName
from annotations.selectors.merges import families, merge_chains
from annotations.selectors.withheld import NOT_ASCII
from annotations.vocabulary import NameKind
from archive.analysis import words
from archive.search.matching import contains, contains_stems, is_whole
from archive.search.names import best_matches
from archive.search.results import Label

_Merged = TypeVar("_Merged", Entity, Claim)

#: The fields that name entities.
ENTITY_FIELDS = frozenset({"entity", "speaker", "relay", "speaks_for"})


def ids_of(field: str, text: str) -> frozenset[str]:
    """Give the ids that a name, or a uuid, stands for; merged records stand for the same as those they became."""
    if field in ENTITY_FIELDS:
        return _strings(_whole_families(Entity, _entities(text)))
    if field == "claim":
        return _strings(_whole_families(Claim, _claims(text)))
    return _strings(best_matches(Agent.objects.values_list("pk", "label"), text))


def labels_of(field: str, ids: Collection[str]) -> Mapping[str, Label]:
    """Give what entities, claims, annotators and codes are called; an entity is asked for by name, a claim by uuid."""
    if field in ENTITY_FIELDS:
        return {str(pk): _entity_label(label, uuid) for pk, label, uuid in _rows(Entity, ids, "label")}
    if field == "claim":
        return {str(pk): Label(text, str(uuid)) for pk, text, uuid in _rows(Claim, ids, "text")}
    if field == "annotator":
        return {str(pk): Label(label, f'"{label}"') for pk, label, _uuid in _rows(Agent, ids, "label")}
    return {value: Label(value, value) for value in ids}


def _entity_label(label: str, uuid: UUID) -> Label:
    return Label(label, str(uuid) if '"' in label or "\\" in label or not words(label) else f'"{label}"')


def _rows(model: type[Entity | Claim | Agent], ids: Collection[str], column: str) -> list[tuple[int, str, UUID]]:
    return list(model._default_manager.filter(pk__in=ids).values_list("pk", column, "uuid"))


def _whole_families(model: type[_Merged], found: set[int]) -> set[int]:
    """Give the keys with what each was merged into in the end, and all that was merged into that.

    Documents hold roots, but those of before a merge for the moment until they are made anew.
    """
    return families(model, merge_chains(model, found))


def _entities(text: str) -> set[int]:
    """Give the entities of which this is a name or the label; else those whose name has these words.

    A role such as "Russian envoy to NATO" is matched as a whole only: it is not a name of what it mentions.
    """
    if uuid := _uuid(text):
        return set(Entity.objects.filter(uuid=uuid).values_list("pk", flat=True))
    typed = words(text)
    if not typed:
        return set()
    named = _having("name", typed)
    names = list(EntityName.objects.filter(named).values_list("entity_id", "name", "kind"))
    names += [
        (pk, label, "") for pk, label in Entity.objects.filter(_having("label", typed)).values_list("pk", "label")
    ]
    whole = {pk for pk, name, _kind in names if is_whole(name, text)}
    return whole or {pk for pk, name, kind in names if kind != NameKind.ROLE and contains(name, text)}


def _claims(text: str) -> set[int]:
    if uuid := _uuid(text):
        return set(Claim.objects.filter(uuid=uuid).values_list("pk", flat=True))
    rows = Claim.objects.values_list("pk", "text", "topic")
    return {pk for pk, said, topic in rows if contains_stems(said, text) or contains_stems(topic, text)}


def _having(column: str, typed: list[str]) -> Q:
    """Keep rows that may have the words: compared roughly by the database, and rightly by who asks.

    SQLite folds the case of ASCII letters only, and no database drops accents here: words with other letters, and rows
    with them, are left to who asks.
    """
    plain = [Q(**{f"{column}__icontains": word}) for word in typed if word.isascii()]
    if not plain:
        return Q()
    return reduce(lambda one, other: one & other, plain) | Q(**{f"{column}__regex": NOT_ASCII})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _strings(keys: set[int]) -> frozenset[str]:
    return frozenset(map(str, keys))
