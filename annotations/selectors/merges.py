"""Merged records: which one stands for them. Entities and claims merge in the same way and share this."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from annotations.models import Claim, Entity

_Merged = TypeVar("_Merged", Entity, Claim)


def merge_chains(model: type[_Merged], ids: Collection[int]) -> dict[int, _Merged]:
    """Give the records with these keys and every record they are merged into, by key; one query a step of merging."""
    found: dict[int, _Merged] = {}
    wanted = set(ids)
    while wanted:
        rows = model._default_manager.filter(pk__in=wanted)
        found.update({row.pk: row for row in rows})
        wanted = {row.merged_into_id for row in rows if row.merged_into_id is not None} - found.keys()
    return found


def lineage(chains: Mapping[int, _Merged], ids: Collection[int]) -> set[int]:
    """Give these keys and those of every record they are merged into; ``chains`` must hold them all."""
    waiting, seen = list(ids), set[int]()
    while waiting:
        pk = waiting.pop()
        into = chains[pk].merged_into_id
        if pk not in seen and into is not None:
            waiting.append(into)
        seen.add(pk)
    return seen


def root_of(chains: Mapping[int, _Merged], pk: int) -> _Merged:
    """Give the record that stands for the one with this key, which ``chains`` must hold.

    A ring, which services refuse to make, is broken at the member with the smallest key, so that all agree.
    """
    seen: dict[int, _Merged] = {}
    row = chains[pk]
    while row.pk not in seen:
        seen[row.pk] = row
        if row.merged_into_id is None or row.merged_into_id not in chains:
            return row
        row = chains[row.merged_into_id]
    ring = [row]
    while (row := chains[row.merged_into_id or row.pk]) is not ring[0]:
        ring.append(row)
    return min(ring, key=lambda member: member.pk)


def roots(model: type[_Merged], ids: Collection[int]) -> dict[int, int]:
    """Give, by key, the key of the record that stands for each; one query a step of merging."""
    chains = merge_chains(model, ids)
    return {pk: root_of(chains, pk).pk for pk in ids}


def families(model: type[_Merged], ids: Collection[int]) -> set[int]:
    """Give the keys of these records and of all that are merged into them, directly or by steps; one query a step."""
    family, step = set(ids), set(ids)
    while step:
        step = set(model._default_manager.filter(merged_into__in=step).values_list("pk", flat=True)) - family
        family |= step
    return family
