"""Whether a dossier's records find one another: agents, claims, identifiers and their order."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, pairwise
from typing import Protocol
from uuid import UUID

from annotations.snapshots import AnnotationSetSnapshot
from exports.dossier import Dossier
from exports.errors import ExportError

#: Who did what when: the record, its agent and up to two times.
Act = tuple[str, UUID | None, datetime | None, datetime | None]


class Identified(Protocol):
    """A record with an identifier."""

    @property
    def uuid(self) -> UUID: ...


def check_agents_and_times(dossier: Dossier) -> None:
    """Refuse an agent that is named but missing, and a time without a zone."""
    agents = {agent.uuid for agent in dossier.agents}
    for record, agent, *times in _acts(dossier):
        if agent is not None and agent not in agents:
            raise ExportError(f"agent {agent} is missing", record=record)
        if any(time.tzinfo is None for time in times if time):
            raise ExportError("a time without a zone", record=record)


def _acts(dossier: Dossier) -> Iterator[Act]:
    article = dossier.article
    yield f"article {article.uuid}", None, article.created, article.embargo_until
    yield f"text version {article.text.number}", None, article.text.created, None
    for capture in article.captures:
        yield f"capture {capture.uuid}", None, capture.captured_at, capture.accession.received_at
    for value in article.values:
        yield f"value {value.uuid}", value.agent, value.at, None
    for event in article.events:
        yield f"event {event.uuid}", event.agent, event.at, None
    for annotation_set in dossier.sets:
        yield from _acts_in_set(annotation_set)
    for stance in dossier.stances:
        yield f"stance on claim {stance.claim}", stance.by, stance.at, None
    for reading in dossier.readings:
        yield f"reading for claim {reading.claim}", reading.by, reading.at, None
    for relation in dossier.relations:
        yield f"relation of claim {relation.a}", relation.by, relation.at, None
    for link in dossier.utterance_links:
        yield f"link of statement {link.a}", link.by, link.at, None


def _acts_in_set(annotation_set: AnnotationSetSnapshot) -> Iterator[Act]:
    yield f"set {annotation_set.uuid}", annotation_set.annotator, annotation_set.created, annotation_set.modified
    for note in annotation_set.notes:
        yield f"note {note.uuid}", note.author, note.at, None
    for decision in annotation_set.adjudications:
        yield f"adjudication {decision.uuid}", decision.by, decision.at, None
    for annotation in annotation_set.annotations:
        yield f"annotation {annotation.uuid}", annotation.creator, annotation.created, annotation.modified


def check_claims(dossier: Dossier) -> None:
    """Refuse a stance or a reading whose claim is missing."""
    claims = {claim.uuid for claim in dossier.claims}
    named = [("stance on", stance.claim) for stance in dossier.stances]
    named += [("reading for", reading.claim) for reading in dossier.readings]
    for kind, claim in named:
        if claim not in claims:
            raise ExportError(f"claim {claim} is missing", record=f"{kind} claim {claim}")


def check_order(kind: str, records: Iterable[Identified]) -> None:
    """Refuse records that aren't ordered by uuid, each once."""
    for before, after in pairwise(record.uuid for record in records):
        if not before < after:
            raise ExportError("records must be ordered by uuid, each once", record=f"{kind} {after}")


def check_unique(dossier: Dossier) -> None:
    """Refuse an identifier that two records of a kind have."""
    sets = dossier.sets
    kinds: dict[str, Iterable[Identified]] = {
        "agent": dossier.agents,
        "capture": dossier.article.captures,
        "value": dossier.article.values,
        "event": dossier.article.events,
        "project": dossier.projects,
        "set": sets,
        "note": chain.from_iterable(one.notes for one in sets),
        "adjudication": chain.from_iterable(one.adjudications for one in sets),
        "annotation": chain.from_iterable(one.annotations for one in sets),
        "claim": dossier.claims,
    }
    for kind, records in kinds.items():
        for uuid, after in pairwise(sorted(record.uuid for record in records)):
            if uuid == after:
                raise ExportError("stands twice", record=f"{kind} {uuid}")
