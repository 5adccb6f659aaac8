"""Fixity: are the bytes still the bytes that came in."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Agent
from archive.models import Blob
from archive.services.events import record_event
from archive.storage import blob_chunks
from archive.vocabulary import EventType, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class FixityMismatch:
    """A blob whose bytes are not what its digest says."""

    sha256: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FixityReport:
    """How many blobs were read, which are absent (restored without bytes), and which are damaged."""

    checked: int
    absent: int
    mismatches: tuple[FixityMismatch, ...]


def check_fixity(*, agent: Agent, progress: Callable[[int, int], None] | None = None) -> FixityReport:
    """Re-read every blob and compare its size and SHA-256; one event is written for the whole check.

    ``progress`` is called with (done, total) after each blob. Blobs that were restored from a format that carries no
    bytes are counted as absent, and are not failures.
    """
    total = Blob.objects.count()
    checked = absent = 0
    mismatches: list[FixityMismatch] = []
    for done, blob in enumerate(Blob.objects.order_by("id").iterator(), start=1):
        if not blob.bytes_expected:
            absent += 1
        elif reason := _fault(blob):
            mismatches.append(FixityMismatch(sha256=blob.sha256, reason=reason))
        else:
            checked += 1
        if progress:
            progress(done, total)
    report = FixityReport(checked=checked, absent=absent, mismatches=tuple(mismatches))
    _record(report, agent)
    return report


def _fault(blob: Blob) -> str:
    """Give the reason why a blob is not what it should be, or nothing."""
    digest = hashlib.sha256()
    size = 0
    try:
        for chunk in blob_chunks(blob.sha256):
            digest.update(chunk)
            size += len(chunk)
    except FileNotFoundError:
        return "the file is missing"
    except OSError as error:
        return f"the file can't be read: {error.strerror}"
    if size != blob.size:
        return f"it has {size} bytes, {blob.size} came in"
    if digest.hexdigest() != blob.sha256:
        return f"its SHA-256 is now {digest.hexdigest()}"
    return ""


@transaction.atomic
def _record(report: FixityReport, agent: Agent) -> None:
    damaged = "; ".join(f"{fault.sha256}: {fault.reason}" for fault in report.mismatches)
    record_event(
        type=EventType.FIXITY_CHECK,
        agent=agent,
        detail=f"{report.checked} intact, {report.absent} absent, {len(report.mismatches)} damaged. {damaged}".strip(),
        object_ids=[f"blob:{fault.sha256}" for fault in report.mismatches],
        outcome=Outcome.FAIL if report.mismatches else Outcome.SUCCESS,
    )
