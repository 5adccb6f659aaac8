"""Fixity: are the bytes still the bytes that came in."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Agent
from archive.models import Blob
from archive.services.events import record_event
from archive.storage import blob_chunks
from archive.vocabulary import EventType, Outcome

#: Blobs after which it is written that they were checked: at most so many are read again after a check was killed.
BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FixityMismatch:
    """A blob whose bytes are not what its digest says."""

    sha256: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FixityReport:
    """How many blobs are whole, which are absent (restored without bytes), and which are damaged.

    ``left`` were not looked at, since they were found whole lately.
    """

    checked: int
    absent: int
    left: int
    mismatches: tuple[FixityMismatch, ...]


def check_fixity(
    *, agent: Agent, older_than: timedelta | None = None, progress: Callable[[int, int], None] | None = None
) -> FixityReport:
    """Re-read blobs and compare their size and SHA-256; one event is written for the whole check.

    With ``older_than`` only those that were not found whole since; without, every one. The ones never checked come
    first, then those whose check is the longest ago. ``Blob.checked_at`` is written as the check goes, so that one
    that was killed goes on where it was when it is asked for with ``older_than``. A damaged blob loses its
    ``checked_at``: every check looks at it, until it is whole.

    ``progress`` is called with (done, total) after each blob. Blobs whose bytes are not expected (restored from a
    format that carries none) are counted as absent, and are not failures.
    """
    keys, left = _due(older_than)
    checked = absent = 0
    mismatches: list[FixityMismatch] = []
    for done, (blob, fault) in enumerate(_looked_at(keys), start=1):
        if not blob.bytes_expected:
            absent += 1
        elif fault:
            mismatches.append(FixityMismatch(sha256=blob.sha256, reason=fault))
        else:
            checked += 1
        if progress:
            progress(done, len(keys))
    report = FixityReport(checked=checked, absent=absent, left=left, mismatches=tuple(mismatches))
    _record(report, agent)
    return report


def _due(older_than: timedelta | None) -> tuple[list[int], int]:
    """Give the keys of the blobs to look at, in order, and how many are left out."""
    found, left = Blob.objects.all(), 0
    if older_than is not None:
        since = timezone.now() - older_than
        left = found.filter(bytes_expected=True, checked_at__gte=since).count()
        found = found.filter(Q(bytes_expected=False) | Q(checked_at=None) | Q(checked_at__lt=since))
    ordered = found.order_by(F("checked_at").asc(nulls_first=True), "pk")
    return list(ordered.values_list("pk", flat=True)), left


def _looked_at(keys: Sequence[int]) -> Iterator[tuple[Blob, str]]:
    """Give each blob with the reason why it is damaged, or nothing; what was found whole is written in batches."""
    for first in range(0, len(keys), BATCH):
        batch = keys[first : first + BATCH]
        blobs, whole, began = Blob.objects.in_bulk(batch), list[int](), timezone.now()
        try:
            for blob in (blobs[key] for key in batch if key in blobs):
                fault = _fault(blob) if blob.bytes_expected else ""
                if fault and not _is_still_expected(blob):
                    continue
                if fault:
                    Blob.objects.filter(pk=blob.pk).update(checked_at=None)
                elif blob.bytes_expected:
                    whole.append(blob.pk)
                yield blob, fault
        finally:
            Blob.objects.filter(pk__in=whole).update(checked_at=began)


def _is_still_expected(blob: Blob) -> bool:
    """Say whether a blob's bytes should be there still: they may have been destroyed by order since it was read."""
    return Blob.objects.filter(pk=blob.pk, bytes_expected=True).exists()


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
    left = f", {report.left} left that were checked lately" if report.left else ""
    counts = f"{report.checked} intact, {report.absent} absent, {len(report.mismatches)} damaged{left}."
    record_event(
        type=EventType.FIXITY_CHECK,
        agent=agent,
        detail=f"{counts} {damaged}".strip(),
        object_ids=[f"blob:{fault.sha256}" for fault in report.mismatches],
        outcome=Outcome.FAIL if report.mismatches else Outcome.SUCCESS,
    )
