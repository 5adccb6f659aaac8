"""Files that a person sends through a form: kept until they are read, then read as one accession.

Nothing of a file is ever written under its own name. A short accession is read at once, a long one by the worker;
one that was stopped, or whose process died, goes on where it was.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from django.conf import settings

from accounts.models import Agent
from archive.errors import ArchiveError
from archive.models import Accession
from archive.readers import AUTO
from archive.readers.sources import Source
from archive.records import ArticleRecord, BadRecord
from archive.services.accession import AccessionTerms, ingest, open_accession
from archive.services.accession_report import IngestReport
from archive.vocabulary import Access, AccessionState

#: What is read at once, while the person waits: files, and bytes of all of them.
FEW_FILES, FEW_BYTES = 25, 10 * 1024 * 1024

_UNFINISHED = (AccessionState.WAITING, AccessionState.RUNNING, AccessionState.STOPPING)


class Upload(Protocol):
    """A file as a form gives it: its name, its size in bytes, and its bytes in pieces."""

    @property
    def name(self) -> str | None: ...

    @property
    def size(self) -> int | None: ...

    def chunks(self) -> Iterator[bytes]: ...


class StoppedError(ArchiveError):
    """A person stopped the accession."""


def take_in_uploads(*, files: Sequence[Upload], terms: AccessionTerms, agent: Agent) -> Accession:
    """Keep the files, and read them at once if they are few; else the accession waits for the worker."""
    accession = _kept(files, terms, agent)
    if len(files) <= FEW_FILES and sum(file.size or 0 for file in files) <= FEW_BYTES:
        run_accession(accession)
    accession.refresh_from_db()
    return accession


class InterruptedReading(ArchiveError):  # noqa: N818 - not an error: the process is asked to end
    """The process that reads is told to end; the accession waits for the next one."""


def run_accession(accession: Accession, *, between: Callable[[], None] | None = None) -> IngestReport | None:
    """Read an accession's kept files to the end, or until it is stopped; None where another process has begun it.

    ``between`` is called after each batch, and may raise InterruptedReading.
    """
    claimed = Accession.objects.filter(pk=accession.pk, state=AccessionState.WAITING)
    if not claimed.update(state=AccessionState.RUNNING):
        return None
    accession.refresh_from_db()
    terms = AccessionTerms(reader=accession.reader, collection=accession.collection, access=Access.STAFF)
    try:
        report = ingest(
            records=_records(accession),
            terms=terms,
            agent=accession.agent,
            progress=lambda _done: _after_batch(accession, between),
            resumed=accession,
        )
    except InterruptedReading:
        Accession.objects.filter(pk=accession.pk).update(state=AccessionState.WAITING)
        raise
    except BaseException:
        # What was taken in is whole; the rest waits for somebody to resume it.
        Accession.objects.filter(pk=accession.pk).update(state=AccessionState.STOPPED)
        raise
    _finish(accession)
    return report


def run_waiting(*, between: Callable[[], None] | None = None) -> int:
    """Read the accessions that wait, the oldest first, as the worker does; give how many were begun."""
    count = 0
    for accession in Accession.objects.filter(state=AccessionState.WAITING).order_by("pk"):
        try:
            count += run_accession(accession, between=between) is not None
        except StoppedError:
            count += 1
        except InterruptedReading:
            return count + 1
    return count


def resume_interrupted() -> int:
    """Let accessions wait again whose process died; for the worker, when it starts and nobody else reads."""
    died = Accession.objects.filter(state__in=(AccessionState.RUNNING, AccessionState.STOPPING))
    return died.update(state=AccessionState.WAITING)


def stop(accession: Accession) -> bool:
    """Ask an accession to stop after the articles at hand; say whether there was anything to stop."""
    waiting = Accession.objects.filter(pk=accession.pk, state=AccessionState.WAITING)
    running = Accession.objects.filter(pk=accession.pk, state=AccessionState.RUNNING)
    return bool(waiting.update(state=AccessionState.STOPPED) or running.update(state=AccessionState.STOPPING))


def resume(accession: Accession) -> bool:
    """Let a stopped accession wait for the worker again; say whether it had stopped."""
    stopped = Accession.objects.filter(pk=accession.pk, state=AccessionState.STOPPED)
    return bool(stopped.update(state=AccessionState.WAITING))


def is_unfinished(accession: Accession) -> bool:
    """Say whether the accession is on its way."""
    return accession.state in _UNFINISHED


def _kept(files: Sequence[Upload], terms: AccessionTerms, agent: Agent) -> Accession:
    """Open the accession and write the files into its folder; whole, or not at all."""
    accession = open_accession(terms=terms, agent=agent)
    folder = _folder(accession)
    folder.mkdir(parents=True)
    try:
        for number, upload in enumerate(files):
            with (folder / str(number)).open("wb") as file:
                for chunk in upload.chunks():
                    file.write(chunk)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        accession.delete()
        raise
    names = [upload.name or "?" for upload in files]
    Accession.objects.filter(pk=accession.pk).update(inputs=names, state=AccessionState.WAITING)
    accession.refresh_from_db()
    return accession


def _records(accession: Accession) -> Iterator[ArticleRecord | BadRecord]:
    folder = _folder(accession)
    for number, name in enumerate(accession.inputs):
        yield from AUTO.records(Source(name, path=folder / str(number)))


def _after_batch(accession: Accession, between: Callable[[], None] | None) -> None:
    _stop_if_told(accession)
    if between:
        between()


def _stop_if_told(accession: Accession) -> None:
    if Accession.objects.filter(pk=accession.pk, state=AccessionState.STOPPING).exists():
        raise StoppedError("the accession was stopped")


def _finish(accession: Accession) -> None:
    """Let go of the files that were sent: what came of them is held, what was rejected is named."""
    Accession.objects.filter(pk=accession.pk).update(state=AccessionState.DONE, inputs=[])
    shutil.rmtree(_folder(accession), ignore_errors=True)


def _folder(accession: Accession) -> Path:
    return Path(settings.DATA_DIR) / "uploads" / str(accession.uuid)
