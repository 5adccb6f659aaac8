"""Entities to choose from while annotating: what was looked for first, then what the set names already."""

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django_stubs_ext import StrPromise

from annotations.models import AnnotationSet, Entity
from annotations.selectors.merges import merge_chains, root_of

#: How many entities are read for a search, and how many of them are offered.
READ, OFFERED = 200, 25

#: Options as a select takes them: (heading, [(uuid, label)]).
Groups = list[tuple[str, list[tuple[str, str]]]]

#: Gives the options; asked for when a select is drawn, and not when a form is only checked and saved.
Offer = Callable[[], Groups]


class EntityField(forms.ChoiceField):
    """A select of entities by uuid; any uuid is well formed here, and the service says whether it is an entity's."""

    def __init__(self, *, offer: Offer, label: str | StrPromise) -> None:
        super().__init__(label=label, required=False, choices=lambda: [("", gettext("not linked")), *offer()])

    def valid_value(self, value: str) -> bool:
        try:
            UUID(value)
        except ValueError:
            return False
        return True


def entity_groups(*, words: str, annotation_set: AnnotationSet, keep: Collection[UUID] = ()) -> Groups:
    """Give the entities that ``words`` may mean, likeliest first, and those the set names; ``keep`` are always there.

    Merged entities are offered as the one that stands for them. At most four queries and one a step of merging.
    """
    found = _search(words)
    named = _named_in(annotation_set)
    kept = list(Entity.objects.filter(uuid__in=keep)) if keep else []
    seen: set[UUID] = set()
    groups = (
        (gettext("Chosen"), kept),
        (gettext("Found for “%s”") % " ".join(words.split())[:60], found),
        (gettext("In this set"), named),
    )
    return [(heading, options) for heading, entities in groups if (options := _options(entities, seen))]


def _options(entities: Sequence[Entity], seen: set[UUID]) -> list[tuple[str, str]]:
    options = []
    for entity in entities:
        if entity.uuid not in seen:
            seen.add(entity.uuid)
            options.append((str(entity.uuid), f"{entity.label} ({entity.get_kind_display()})"))
    return options


def _search(words: str) -> list[Entity]:
    """Give the roots of the entities whose label or a name has the words; exact ones first, short before long."""
    wanted = " ".join(words.split())
    if not wanted:
        return []
    rows = list(
        Entity.objects.filter(Q(label__icontains=wanted) | Q(names__name__icontains=wanted))
        .distinct()
        .prefetch_related("names")[:READ]
    )
    rows = rows or _search_words(wanted)
    rows.sort(key=lambda entity: _rank(entity, wanted.casefold()))
    chains = merge_chains(Entity, [entity.pk for entity in rows]) if rows else {}
    return list(dict.fromkeys(root_of(chains, entity.pk) for entity in rows))[:OFFERED]


def _search_words(wanted: str) -> list[Entity]:
    """Give entities that share a longer word: “Mr de Hoop Scheffer” finds “Jaap de Hoop Scheffer”."""
    condition = Q()
    for word in wanted.split():
        if len(word) > 3:
            condition |= Q(label__icontains=word) | Q(names__name__icontains=word)
    if not condition:
        return []
    return list(Entity.objects.filter(condition).distinct().prefetch_related("names")[:READ])


def _rank(entity: Entity, wanted: str) -> tuple[int, int, str]:
    names = [entity.label.casefold(), *(name.name.casefold() for name in entity.names.all())]
    shared = max(len(set(wanted.split()) & set(name.split())) for name in names)
    if wanted in names:
        return 0, 0, entity.label
    if any(name.startswith(wanted) for name in names):
        return 1, len(entity.label), entity.label
    return 2, -shared, entity.label


def _named_in(annotation_set: AnnotationSet) -> list[Entity]:
    mentioned = Q(mentions__annotation__annotation_set=annotation_set, mentions__annotation__deleted_at=None)
    speaking = Q(
        statements__statement__annotation__annotation_set=annotation_set,
        statements__statement__annotation__deleted_at=None,
    )
    return list(Entity.objects.filter(mentioned | speaking).distinct().order_by("label", "pk"))
