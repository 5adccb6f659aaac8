"""Delisting an article under all names that its entity has, and telling followers which entities are gone for them."""

from collections.abc import Collection, Sequence

from django.db import transaction

from accounts.access import public_viewer
from accounts.models import Agent
from annotations.models import Entity, EntityName
from annotations.selectors.merges import merge_families, roots
from annotations.selectors.withheld import hidden_from, named_in
from annotations.vocabulary import NameKind
from archive.analysis import words
from archive.models import Article, Delisting
from archive.services import delisting
from archive.services.events import record_change
from archive.vocabulary import ChangeAction


@transaction.atomic
def delist(*, article: Article, names: Sequence[str], reason: str, agent: Agent) -> Delisting:
    """Withhold names in an article from all but staff, with every other name of an entity there that has one of them.

    Roles such as "the envoy" are left: they name whoever holds them. Raises as ``archive.services.delisting.delist``.
    """
    before = hidden_from(public_viewer())
    row = delisting.delist(article=article, names=[*names, *_other_names(article, names)], reason=reason, agent=agent)
    _tell(before)
    return row


@transaction.atomic
def end_delisting(*, row: Delisting, reason: str, agent: Agent) -> Delisting:
    """Offer an article under these names again; raises as ``archive.services.delisting.end_delisting``."""
    before = hidden_from(public_viewer())
    ended = delisting.end_delisting(delisting=row, reason=reason, agent=agent)
    _tell(before)
    return ended


def _tell(before: Collection[int]) -> None:
    """Put the entities that readers lose, or get back, into the change feed."""
    changed = set(before) ^ hidden_from(public_viewer())
    for uuid in Entity.objects.filter(pk__in=changed).order_by("pk").values_list("uuid", flat=True):
        record_change(kind="entity", uuid=uuid, action=ChangeAction.ACCESS)


def _other_names(article: Article, names: Sequence[str]) -> list[str]:
    """Give the other names of the entities of an article that have one of these names."""
    stands_for = roots(Entity, named_in([article.pk])[article.pk])
    families = merge_families(Entity, set(stands_for.values()))
    rows = [
        *EntityName.objects.filter(entity__in=families).exclude(kind=NameKind.ROLE).values_list("entity", "name"),
        *Entity.objects.filter(pk__in=families).order_by("pk").values_list("pk", "label"),
    ]
    asked = {tuple(words(name)) for name in names}
    meant = {families[pk] for pk, name in rows if tuple(words(name)) in asked}
    return [name for pk, name in rows if families[pk] in meant]
