"""Merged records in a bundle: the one that stands for another."""

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from annotations.snapshots import ClaimSnapshot, EntitySnapshot

_Merged = TypeVar("_Merged", EntitySnapshot, ClaimSnapshot)


def stands_for(records: Mapping[UUID, _Merged], uuid: UUID) -> _Merged:
    """Give the record that stands for one in the end; a ring, which services refuse to make, ends where it closes."""
    found, seen = records[uuid], {uuid}
    while found.merged_into is not None and found.merged_into not in seen:
        found = records[found.merged_into]
        seen.add(found.uuid)
    return found
