"""All that people say about some articles, as plain data: with ``ArticleSnapshot``, what a dossier is made of."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from accounts.access import Viewer
from accounts.models import Agent
from annotations.models import AnnotationSet, Entity
from annotations.selectors.claim_snapshot import (
    claim_snapshot,
    link_snapshot,
    reading_snapshot,
    relation_snapshot,
    stance_snapshot,
)
from annotations.selectors.claims import ClaimRows, read_claims
from annotations.selectors.entities import entity_snapshots
from annotations.selectors.merges import lineage, merge_chains
from annotations.selectors.names import Names
from annotations.selectors.set_rows import SetRows, read_sets
from annotations.selectors.set_snapshot import project_snapshot, set_snapshots
from annotations.selectors.sets import current_sets
from annotations.snapshots import (
    AnnotationSetSnapshot,
    ClaimReadingSnapshot,
    ClaimRelationSnapshot,
    ClaimSnapshot,
    EntitySnapshot,
    ProjectSnapshot,
    StanceSnapshot,
    UtteranceLinkSnapshot,
)
from archive.models import Article, Event, FieldValue
from archive.selectors.snapshot import agent_snapshot
from archive.snapshots import AgentSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What a dossier holds besides its article; tuples are ordered as there, adjudications and notes by uuid.

    ``sets`` and ``readings`` are those of the current text. ``agents`` are also those of the article's own values and
    events. Everything a member names is in the bundle, but for what an annotation was derived or a set carried from,
    and for the far end of an utterance link.
    """

    agents: tuple[AgentSnapshot, ...] = ()
    projects: tuple[ProjectSnapshot, ...] = ()
    sets: tuple[AnnotationSetSnapshot, ...] = ()
    entities: tuple[EntitySnapshot, ...] = ()
    claims: tuple[ClaimSnapshot, ...] = ()
    stances: tuple[StanceSnapshot, ...] = ()
    readings: tuple[ClaimReadingSnapshot, ...] = ()
    relations: tuple[ClaimRelationSnapshot, ...] = ()
    utterance_links: tuple[UtteranceLinkSnapshot, ...] = ()


def bundles(
    *, article_ids: Sequence[int], viewer: Viewer, sets: QuerySet[AnnotationSet] | None = None
) -> dict[int, Bundle]:
    """Give, by article key, what a viewer may read about these articles; articles they may not read are absent.

    ``sets`` narrows the sets down; the default is every one that the viewer may read.

    The number of queries does not depend on how many articles, sets or annotations there are, only on how long the
    longest chain of merges is. Meant for batches of about a hundred articles.
    """
    texts = dict(
        Article.objects.visible_to(viewer).filter(pk__in=article_ids).values_list("pk", "current_text_id").order_by()
    )
    visible = current_sets(article_ids=texts, viewer=viewer)
    rows = read_sets(sets=visible if sets is None else visible.filter(pk__in=sets), viewer=viewer)
    text_ids = [pk for pk in texts.values() if pk is not None]
    claims = read_claims(set_ids=rows.set_ids(), text_ids=text_ids, viewer=viewer)
    entities = merge_chains(Entity, rows.entity_ids() | claims.place_ids())
    keepers = _keepers(texts)
    agent_ids = rows.agent_ids() | claims.agent_ids() | {pk for pks in keepers.values() for pk in pks}
    batch = _Batch(
        sets=rows,
        claims=claims,
        keepers=keepers,
        names=Names(agents=Agent.objects.in_bulk(agent_ids), entities=entities, claims=claims.claims),
        entities=entity_snapshots(entities=entities),
        projects=_projects(rows),
    )
    return {article_id: batch.bundle(article_id) for article_id in texts}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """The rows of all articles, before they are told apart."""

    sets: SetRows
    claims: ClaimRows
    keepers: Mapping[int, set[int]]
    names: Names
    entities: Mapping[int, EntitySnapshot]
    projects: Mapping[int, ProjectSnapshot]

    def bundle(self, article_id: int) -> Bundle:
        """Give one article's bundle."""
        names = self.names
        sets = self.sets.of(article_id)
        claims = self.claims.of(article_id=article_id, set_ids=sets.set_ids())
        entity_ids = lineage(names.entities, sets.entity_ids() | claims.place_ids())
        agent_ids = sets.agent_ids() | claims.agent_ids() | self.keepers[article_id]
        project_ids = {row.project_id for row in sets.sets[article_id]}
        return Bundle(
            agents=by_uuid(agent_snapshot(names.agents[pk]) for pk in agent_ids),
            projects=by_uuid(self.projects[pk] for pk in project_ids),
            sets=set_snapshots(article_id=article_id, rows=sets, names=names),
            entities=by_uuid(self.entities[pk] for pk in entity_ids),
            claims=by_uuid(claim_snapshot(row, names) for row in claims.claims.values()),
            stances=tuple(stance_snapshot(row, sets, names) for row in claims.stances),
            readings=tuple(reading_snapshot(row, names) for row in claims.readings),
            relations=tuple(relation_snapshot(row, names) for row in claims.relations),
            utterance_links=tuple(link_snapshot(row, names) for row in claims.links),
        )


class _Named(Protocol):
    @property
    def uuid(self) -> UUID: ...


_Record = TypeVar("_Record", bound=_Named)


def by_uuid(records: Iterable[_Record]) -> tuple[_Record, ...]:
    """Give records in the order that snapshots have them in."""
    return tuple(sorted(records, key=lambda record: record.uuid))


def _keepers(article_ids: Collection[int]) -> defaultdict[int, set[int]]:
    """Give, by article, the agents of its values and events."""
    keepers: defaultdict[int, set[int]] = defaultdict(set)
    for model in (FieldValue, Event):
        pairs = model._default_manager.filter(article__in=article_ids).order_by().values_list("article_id", "agent_id")
        for article_id, agent_id in pairs.distinct():
            keepers[article_id].add(agent_id)
    return keepers


def _projects(sets: SetRows) -> dict[int, ProjectSnapshot]:
    """Give the projects of these sets; their layers and tags were read with the sets."""
    projects = {row.project_id: row.project for rows in sets.sets.values() for row in rows}
    return {pk: project_snapshot(project) for pk, project in projects.items()}
