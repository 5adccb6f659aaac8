"""Exports to a file or a zip: whole or absent, checked, and kept as a run."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accounts.access import Viewer
from accounts.models import Agent
from archive.models import Article
from exports.dossier import Dossier
from exports.errors import ExportError, Fault
from exports.formats.protocol import Format
from exports.models import ExportRun
from exports.selectors.dossiers import dossiers
from exports.sinks import FileSink, ZipSink
from exports.vocabulary import RunState


@dataclass(slots=True)
class ExportReport:
    """What left the house: counts, where to, its digest, and which checks it passed."""

    articles: int = 0
    annotations: int = 0
    path: str = ""
    sha256: str = ""
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where an export goes: a path, and a validator that must find nothing before the file gets its name.

    ``.zip`` makes one member an article; any other name makes one document.
    """

    path: Path
    validate: Callable[[Path], list[Fault]] | None = None
    checks: tuple[str, ...] = ()


def export_articles(
    *,
    articles: QuerySet[Article],
    viewer: Viewer,
    agent: Agent,
    format: Format,  # noqa: A002 - the field's word
    target: Target,
    query: dict[str, Any],
    progress: Callable[[int], None] | None = None,
) -> ExportReport:
    """Write the articles that the viewer may read to ``target``.

    Raises ExportError where a dossier can't be written, a check fails, or the target can't take it; nothing is
    delivered then, and the run says why.
    """
    run = ExportRun.objects.create(format=format.name, query=query, agent=agent)
    report = ExportReport(path=str(target.path), checks=target.checks)
    source = _counted(dossiers(articles=articles, viewer=viewer), report, progress)
    try:
        report.sha256 = _write(source, format, target)
    except OSError as error:
        reason = ExportError(f"{error.filename or target.path} can't be written: {error.strerror or error}")
        _finish(run, RunState.FAILED, report, [str(reason)])
        raise reason from error
    except BaseException as error:
        _finish(run, RunState.FAILED, report, [str(error) or type(error).__name__])
        raise
    _finish(run, RunState.FINISHED, report, [])
    return report


def _counted(
    source: Iterable[Dossier], report: ExportReport, progress: Callable[[int], None] | None
) -> Iterator[Dossier]:
    for dossier in source:
        report.articles += 1
        report.annotations += sum(len(found.annotations) for found in dossier.sets)
        yield dossier
        if progress:
            progress(report.articles)


def _write(source: Iterator[Dossier], format: Format, target: Target) -> str:  # noqa: A002 - as above
    """Write, validate what was written while it has no name yet, and give its digest."""
    if target.path.suffix == ".zip":
        with ZipSink(target.path) as zipped:
            for dossier in source:
                document = format.write(dossier, base_url=settings.BASE_URL)
                _validate(document, target, dossier.article.reference_code)
                with zipped.member(
                    dossier.article.reference_code, dossier.article.uuid, extension=format.extension
                ) as member:
                    member.write(document)
        return zipped.sha256
    with FileSink(target.path) as file:
        _write_document(source, format, file)
        if target.validate:
            _raise_for(target.validate(file.written()), str(target.path))
    return file.sha256


def _write_document(source: Iterator[Dossier], format: Format, file: FileSink) -> None:  # noqa: A002 - as above
    """Write one article as a document of its own, several as one of many."""
    start = list(islice(source, 2))
    if len(start) == 1:
        file.write(format.write(start[0], base_url=settings.BASE_URL))
    else:
        format.write_many(chain(start, source), file, base_url=settings.BASE_URL)


def _validate(document: bytes, target: Target, name: str) -> None:
    if target.validate is None:
        return
    with NamedTemporaryFile(suffix=".xml") as file:
        file.write(document)
        file.flush()
        _raise_for(target.validate(Path(file.name)), name)


def _raise_for(faults: list[Fault], name: str) -> None:
    if faults:
        first = faults[0]
        raise ExportError(f"{name}, line {first.line}: {first.reason} ({len(faults)} faults in all)")


def _finish(run: ExportRun, state: RunState, report: ExportReport, faults: list[str]) -> None:
    run.state = state
    run.finished = timezone.now()
    run.sha256 = report.sha256
    run.counts = asdict(report)
    run.report = faults
    run.save()
