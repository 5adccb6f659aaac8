"""Entities as lines of a list, by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import Viewer
from annotations.models import Entity
from annotations.selectors.entity_counts import EntityCounts, entity_counts
from annotations.selectors.merges import merge_families
from annotations.selectors.readable import kind_counts
from annotations.vocabulary import EntityKind
from readingroom.pages.addresses import entity_address
from readingroom.pages.choices import Choice
from readingroom.pages.people import entity_colour


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    """An entity in a list."""

    entity: Entity
    href: str
    counts: EntityCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The entities of one kind on a page of the list."""

    code: str
    name: str
    colour: str
    lines: tuple[EntityLine, ...]


def kind_name(code: str) -> str:
    """Give what several entities of a kind are called."""
    names = {
        EntityKind.PERSON: _("People"),
        EntityKind.ORGANIZATION: _("Organisations"),
        EntityKind.GPE: _("Countries and cities"),
        EntityKind.PLACE: _("Other places"),
        EntityKind.OBJECT: _("Objects"),
        EntityKind.EVENT: _("Events"),
    }
    return names[EntityKind(code)]


def kind_choices(*, chosen: str, viewer: Viewer) -> tuple[Choice, ...]:
    """Give the kinds that the list can be narrowed to, all of them first; one query."""
    counts = kind_counts(viewer=viewer)
    here = reverse("readingroom:entities")
    every = Choice(name=_("All"), href=here, count=sum(counts.values()), chosen=not chosen)
    return (
        every,
        *(
            Choice(
                name=kind_name(code),
                href=f"{here}?kind={code}",
                count=count,
                chosen=code == chosen,
                colour=entity_colour(EntityKind(code)),
            )
            for code, count in counts.items()
        ),
    )


def entity_kinds(*, entities: Sequence[Entity], viewer: Viewer) -> tuple[Kind, ...]:
    """Give readable entities, which come ordered by kind; two queries, and one more a step of merging."""
    counts = entity_counts(families=merge_families(Entity, [row.pk for row in entities]), viewer=viewer)
    return tuple(
        Kind(
            code=code,
            name=kind_name(code),
            colour=entity_colour(EntityKind(code)),
            lines=tuple(EntityLine(entity=row, href=entity_address(row.uuid), counts=counts[row.pk]) for row in group),
        )
        for code, group in groupby(entities, key=lambda row: row.kind)
    )
