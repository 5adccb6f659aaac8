"""Merging: one record comes to stand for another, nothing is repointed, and one update undoes it."""

from typing import TypeVar

from django.db.models import F

from annotations.errors import ConflictError, StaleVersionError
from annotations.models import Claim, Entity
from annotations.selectors import merges

Record = TypeVar("Record", Entity, Claim)


def root_of(record: Record) -> Record:
    """Give the record that stands for this one now, read from the database; itself where it was not merged."""
    return merges.root_of(merges.merge_chains(type(record), [record.pk]), record.pk)


def merged_family(record: Record) -> set[int]:
    """Give the keys of a record and of all that are merged into it, directly or by steps; one query a step."""
    return merges.families(type(record), [record.pk])


def claim_record_version(record: Record, version: int) -> None:
    """Raise a record's version by one, if it is still ``version``; else raise StaleVersionError."""
    model = type(record)
    if not model.objects.filter(pk=record.pk, version=version).update(version=F("version") + 1):
        current = model.objects.values_list("version", flat=True).get(pk=record.pk)
        raise StaleVersionError(
            f"“{record}” was changed meanwhile: you have version {version}, it is now {current}", current=current
        )
    record.version = version + 1


def point_to(record: Record, into: Record, version: int) -> None:
    """Merge ``record`` into ``into``; raises ConflictError for a cycle, or where it is merged already.

    Call it in a transaction. Both are compared as they are in the database, not as they were when they were read; the
    two rows are locked first, in one order, so that two merges towards each other can't both pass (PostgreSQL).
    """
    model = type(record)
    pair = model.objects.select_for_update().filter(pk__in=[record.pk, into.pk]).order_by("pk")
    held = {row.pk: row for row in pair}
    if held[record.pk].merged_into_id is not None:
        raise ConflictError(f"“{record}” is merged already: undo that first")
    if root_of(into).pk == record.pk:
        raise ConflictError(f"“{into}” already stands under “{record}”: that would be a circle")
    claim_record_version(record, version)
    record.merged_into = into
    record.save(update_fields=["merged_into"])


def point_back(record: Record, version: int) -> None:
    """Undo a merge; raises ConflictError where there is none."""
    if type(record).objects.values_list("merged_into", flat=True).get(pk=record.pk) is None:
        raise ConflictError(f"“{record}” is not merged")
    claim_record_version(record, version)
    record.merged_into = None
    record.save(update_fields=["merged_into"])
