"""A dossier: one article and all that people say about it, as plain data (OAIS: a dissemination package in memory).

No Django here. Formats write dossiers and read them back; equal content makes equal dossiers, because every tuple has
one order.
"""

from dataclasses import dataclass

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
from archive.snapshots import AgentSnapshot, ArticleSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One article with its annotation sets and every entity, claim, project and agent that they name.

    ``agents`` are all agents named anywhere in the dossier. Agents, entities, claims, projects and captures are ordered
    by uuid, sets by (role, annotator, uuid), annotations and notes by uuid.
    """

    article: ArticleSnapshot
    agents: tuple[AgentSnapshot, ...] = ()
    projects: tuple[ProjectSnapshot, ...] = ()
    sets: tuple[AnnotationSetSnapshot, ...] = ()
    entities: tuple[EntitySnapshot, ...] = ()
    claims: tuple[ClaimSnapshot, ...] = ()
    stances: tuple[StanceSnapshot, ...] = ()
    readings: tuple[ClaimReadingSnapshot, ...] = ()
    relations: tuple[ClaimRelationSnapshot, ...] = ()
    utterance_links: tuple[UtteranceLinkSnapshot, ...] = ()
