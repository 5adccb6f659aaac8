"""Dossiers of articles, as a viewer may see them."""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from django.db.models import QuerySet

from accounts.access import Viewer
from accounts.models import Agent
from annotations.selectors.snapshot import Bundle, bundles
from archive.models import Article
from archive.selectors.snapshot import BATCH, agent_snapshot, article_snapshots
from archive.snapshots import AgentSnapshot, ArticleSnapshot
from exports.dossier import Dossier


def dossiers(*, articles: QuerySet[Article], viewer: Viewer) -> Iterator[Dossier]:
    """Give a dossier for each article of a queryset that the viewer may read, in its order.

    Memory stays flat: articles are read in batches, each with a constant number of queries.
    """
    keys = dict(articles.values_list("uuid", "pk"))
    snapshots = article_snapshots(articles=articles, viewer=viewer)
    while batch := list(islice(snapshots, BATCH)):
        found = bundles(article_ids=[keys[snapshot.uuid] for snapshot in batch], viewer=viewer)
        agents = _agents({uuid for snapshot in batch for uuid in _named(snapshot)})
        for snapshot in batch:
            yield _dossier(snapshot, found[keys[snapshot.uuid]], agents)


def _named(snapshot: ArticleSnapshot) -> set[UUID]:
    return {value.agent for value in snapshot.values} | {event.agent for event in snapshot.events}


def _agents(uuids: set[UUID]) -> dict[UUID, AgentSnapshot]:
    return {agent.uuid: agent_snapshot(agent) for agent in Agent.objects.filter(uuid__in=uuids)}


def _dossier(snapshot: ArticleSnapshot, bundle: Bundle, agents: dict[UUID, AgentSnapshot]) -> Dossier:
    named = {agent.uuid: agent for agent in bundle.agents} | {uuid: agents[uuid] for uuid in _named(snapshot)}
    return Dossier(
        article=snapshot,
        agents=tuple(named[uuid] for uuid in sorted(named)),
        projects=bundle.projects,
        sets=bundle.sets,
        entities=bundle.entities,
        claims=bundle.claims,
        stances=bundle.stances,
        readings=bundle.readings,
        relations=bundle.relations,
        utterance_links=bundle.utterance_links,
    )
