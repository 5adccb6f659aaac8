"""Coming back: dossiers of a file, a folder or a zip are written into the archive."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from accounts.models import Agent
from accounts.services.agents import restored_agent
from annotations.errors import AnnotationsError
from annotations.services.restore import (
    restore_claims,
    restore_entities,
    restore_judgements,
    restore_projects,
    restore_utterance_links,
)
from annotations.services.restore_sets import SetContext, restore_sets
from annotations.snapshots import UtteranceLinkSnapshot
from archive.errors import ArchiveError
from archive.models import Article
from archive.services.restore import restore_article
from exports.dossier import Dossier
from exports.errors import ImportProblem
from exports.formats.protocol import ReadableFormat

#: The largest member of a zip that is unpacked, in bytes: far above any article, far below a bomb.
LARGEST_MEMBER = 256 * 1024 * 1024


@dataclass(slots=True)
class RestoreReport:
    """What came back; ``rejected`` are ``{file, record, line, reason}``."""

    articles: int = 0
    annotations: int = 0
    entities: int = 0
    claims: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[tuple[UtteranceLinkSnapshot, dict[UUID, Agent]]] = field(default_factory=list)

    def reject(self, file: str, record: str, reason: str, line: int | None = None) -> None:
        """Note one input that did not come back."""
        self.rejected.append({"file": file, "record": record, "line": line, "reason": reason})


def restore(
    *,
    path: Path,
    format: ReadableFormat,  # noqa: A002 - the field's word
    agent: Agent,
    progress: Callable[[int], None] | None = None,
) -> RestoreReport:
    """Restore every dossier of a file, of the files in a folder, or of a zip's members.

    Each article is one transaction, whole or absent; what can't be restored is reported, and the rest goes on.
    """
    report = RestoreReport()
    for name, opened in _inputs(path, format.extension, report):
        try:
            with opened as stream:
                for dossier in format.read(stream, file=name):
                    _restore_one(dossier, name, agent, report)
                    if progress:
                        progress(report.articles)
        except ImportProblem as error:
            report.reject(error.file or name, "", error.reason, error.line)
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            report.reject(name, "", f"it can't be read: {error}")
    _link(report)
    return report


def _inputs(path: Path, extension: str, report: RestoreReport) -> Iterator[tuple[str, Any]]:
    """Give the name and a context manager of the stream of each input."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix == ".xml" or file.name.endswith(f".{extension}"):
                yield str(file), _file(file)
    elif path.suffix == ".zip":
        yield from _members(path, report)
    else:
        yield str(path), _file(path)


@contextmanager
def _file(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as stream:
        yield stream


def _members(path: Path, report: RestoreReport) -> Iterator[tuple[str, Any]]:
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        report.reject(str(path), "", f"it is not a zip that can be read: {error}")
        return
    with archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            name = f"{path}:{member.filename}"
            if member.file_size > LARGEST_MEMBER:
                report.reject(name, "", f"it unpacks to {member.file_size} bytes, more than {LARGEST_MEMBER}")
                continue
            yield name, _member(archive, member)


@contextmanager
def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    try:
        stream = archive.open(member)
    except RuntimeError as error:  # under a password, or packed in a way that Python does not know
        raise ImportProblem(f"it can't be unpacked: {error}") from error
    with stream:
        yield stream


def _restore_one(dossier: Dossier, name: str, agent: Agent, report: RestoreReport) -> None:
    code = dossier.article.reference_code
    try:
        with transaction.atomic():
            counts = restore_dossier(dossier=dossier, agent=agent, origin=Path(name).name)
    except (ArchiveError, AnnotationsError) as error:
        report.reject(name, code, str(error))
        return
    except (DataError, IntegrityError, KeyError) as error:
        report.reject(name, code, f"it contradicts itself or what is here: {error}")
        return
    report.articles += 1
    report.annotations += counts.annotations
    report.entities += counts.entities
    report.claims += counts.claims
    report.waiting += counts.waiting


def restore_dossier(*, dossier: Dossier, agent: Agent, origin: str) -> RestoreReport:
    """Write one dossier, and give its counts and the links that wait for another article.

    Call it inside a transaction. Raises ArchiveError or AnnotationsError where it contradicts what is here.
    """
    agents = {
        found.uuid: restored_agent(
            uuid=found.uuid, kind=found.kind, label=found.label, orcid=found.orcid, version=found.version
        )
        for found in dossier.agents
    }
    article: Article = restore_article(snapshot=dossier.article, agents=agents, agent=agent, origin=origin)
    text_version = article.current_text
    if text_version is None:
        raise ArchiveError(f"{article.reference_code}: no text came with it")
    projects = restore_projects(dossier.projects)
    entities, new_entities = restore_entities(dossier.entities, agent=agent)
    claims, new_claims = restore_claims(dossier.claims, entities=entities, agent=agent)
    context = SetContext(projects=projects, entities=entities, agents=agents, text_version=text_version, editor=agent)
    annotations = restore_sets(dossier.sets, context)
    restore_judgements(
        text_version=text_version,
        claims=claims,
        agents=agents,
        stances=dossier.stances,
        readings=dossier.readings,
        relations=dossier.relations,
    )
    waiting = restore_utterance_links(dossier.utterance_links, agents=agents)
    return RestoreReport(
        articles=1,
        annotations=annotations,
        entities=new_entities,
        claims=new_claims,
        waiting=[(link, agents) for link in waiting],
    )


@transaction.atomic
def _link(report: RestoreReport) -> None:
    """Write the links that waited for an article which has come back since; report those that wait in vain."""
    for link, agents in report.waiting:
        if restore_utterance_links([link], agents=agents):
            report.reject("", f"{link.a} = {link.b}", "the other statement of this link did not come back")
    report.waiting.clear()
