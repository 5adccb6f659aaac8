"""Putting annotations, entities and claims back from their snapshots: the same uuids, versions and times."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from accounts.models import Agent
from annotations.errors import ConflictError
from annotations.models import (
    Claim,
    ClaimReading,
    ClaimRelation,
    Entity,
    EntityIdentifier,
    EntityName,
    GuidelinesVersion,
    Layer,
    Project,
    Stance,
    Statement,
    Tag,
    UtteranceLink,
)
from annotations.services.claims import claim_content
from annotations.services.entities import entity_content
from annotations.services.revisions import record_revision
from annotations.snapshots import (
    ClaimReadingSnapshot,
    ClaimRelationSnapshot,
    ClaimSnapshot,
    EntitySnapshot,
    ProjectSnapshot,
    StanceSnapshot,
    UtteranceLinkSnapshot,
)
from annotations.vocabulary import RevisionAction, RevisionKind
from archive.models import TextVersion

Agents = Mapping[UUID, Agent]


def restore_projects(snapshots: Iterable[ProjectSnapshot]) -> dict[UUID, Project]:
    """Give the projects by uuid, made with layers and tags where they are not here.

    Raises ConflictError where the slug belongs to another project here.
    """
    restored: dict[UUID, Project] = {}
    for snapshot in snapshots:
        project = Project.objects.filter(uuid=snapshot.uuid).first()
        if project is None:
            project = _project(snapshot)
        restored[project.uuid] = project
    return restored


def _project(snapshot: ProjectSnapshot) -> Project:
    if Project.objects.filter(slug=snapshot.slug).exists():
        raise ConflictError(f"the project name {snapshot.slug} belongs to another project here")
    project = Project.objects.create(
        uuid=snapshot.uuid,
        slug=snapshot.slug,
        name=snapshot.name,
        guidelines=snapshot.guidelines,
        guidelines_version=snapshot.guidelines_version,
        published=snapshot.published,
    )
    GuidelinesVersion.objects.create(project=project, version=project.guidelines_version, text=project.guidelines)
    for layer in snapshot.layers:
        row = Layer.objects.create(project=project, code=layer.code, kind=layer.kind, name=layer.name)
        Tag.objects.bulk_create(
            Tag(layer=row, code=tag.code, name=tag.name, colour=tag.colour, uri=tag.uri) for tag in layer.tags
        )
    return project


def restore_entities(snapshots: Iterable[EntitySnapshot], *, agent: Agent) -> tuple[dict[UUID, Entity], int]:
    """Give the entities by uuid and how many of them are new; those that are here already stay as they are."""
    wanted = list(snapshots)
    held = {entity.uuid: entity for entity in Entity.objects.filter(uuid__in=[found.uuid for found in wanted])}
    fresh = [snapshot for snapshot in wanted if snapshot.uuid not in held]
    rows = {snapshot.uuid: _entity(snapshot) for snapshot in fresh}
    held |= rows
    for snapshot in fresh:
        row = rows[snapshot.uuid]
        if snapshot.merged_into is not None:
            row.merged_into = held[snapshot.merged_into]
            row.save(update_fields=["merged_into"])
        record_revision(
            kind=RevisionKind.ENTITY,
            uuid=row.uuid,
            version=row.version,
            action=RevisionAction.IMPORTED,
            snapshot=entity_content(row),
            editor=agent,
        )
    return held, len(fresh)


def _entity(snapshot: EntitySnapshot) -> Entity:
    row = Entity.objects.create(
        uuid=snapshot.uuid,
        kind=snapshot.kind,
        label=snapshot.label,
        description=snapshot.description,
        version=snapshot.version,
    )
    EntityName.objects.bulk_create(
        EntityName(entity=row, name=name.name, kind=name.kind, language=name.language) for name in snapshot.names
    )
    EntityIdentifier.objects.bulk_create(
        EntityIdentifier(entity=row, scheme=found.scheme, value=found.value) for found in snapshot.identifiers
    )
    return row


def restore_claims(
    snapshots: Iterable[ClaimSnapshot], *, entities: Mapping[UUID, Entity], agent: Agent
) -> tuple[dict[UUID, Claim], int]:
    """Give the claims by uuid and how many of them are new; those that are here already stay as they are."""
    wanted = list(snapshots)
    held = {claim.uuid: claim for claim in Claim.objects.filter(uuid__in=[found.uuid for found in wanted])}
    fresh = [snapshot for snapshot in wanted if snapshot.uuid not in held]
    rows = {
        snapshot.uuid: Claim.objects.create(
            uuid=snapshot.uuid,
            text=snapshot.text,
            topic=snapshot.topic,
            place=entities[snapshot.place] if snapshot.place else None,
            time=snapshot.time,
            version=snapshot.version,
        )
        for snapshot in fresh
    }
    held |= rows
    for snapshot in fresh:
        row = rows[snapshot.uuid]
        if snapshot.merged_into is not None:
            row.merged_into = held[snapshot.merged_into]
            row.save(update_fields=["merged_into"])
        record_revision(
            kind=RevisionKind.CLAIM,
            uuid=row.uuid,
            version=row.version,
            action=RevisionAction.IMPORTED,
            snapshot=claim_content(row),
            editor=agent,
        )
    return held, len(fresh)


def restore_judgements(
    *,
    text_version: TextVersion,
    claims: Mapping[UUID, Claim],
    agents: Agents,
    stances: Iterable[StanceSnapshot],
    readings: Iterable[ClaimReadingSnapshot],
    relations: Iterable[ClaimRelationSnapshot],
) -> None:
    """Write stances, readings and relations; a relation that came with another article already is kept as it is."""
    named = list(stances)
    statements = _statements(snapshot.statement for snapshot in named)
    Stance.objects.bulk_create(
        Stance(
            claim=claims[snapshot.claim],
            statement=statements[snapshot.statement],
            polarity=snapshot.polarity,
            by=agents[snapshot.by],
            at=snapshot.at,
            status=snapshot.status,
            rationale=snapshot.rationale,
        )
        for snapshot in named
    )
    ClaimReading.objects.bulk_create(
        ClaimReading(claim=claims[found.claim], text_version=text_version, by=agents[found.by], at=found.at)
        for found in readings
    )
    for relation in relations:
        _restore_relation(relation, claims, agents)


def _restore_relation(relation: ClaimRelationSnapshot, claims: Mapping[UUID, Claim], agents: Agents) -> None:
    ClaimRelation.objects.get_or_create(
        a=claims[relation.a],
        b=claims[relation.b],
        kind=relation.kind,
        defaults={
            "extent": relation.extent,
            "rationale": relation.rationale,
            "evidence": relation.evidence,
            "by": agents[relation.by],
            "at": relation.at,
            "status": relation.status,
        },
    )


def restore_utterance_links(
    snapshots: Iterable[UtteranceLinkSnapshot], *, agents: Agents
) -> list[UtteranceLinkSnapshot]:
    """Write the links whose two statements are here, and give those that must wait for another article."""
    wanted = list(snapshots)
    statements = _statements(uuid for link in wanted for uuid in (link.a, link.b))
    waiting = []
    for link in wanted:
        if link.a not in statements or link.b not in statements:
            waiting.append(link)
            continue
        UtteranceLink.objects.get_or_create(
            a=statements[link.a],
            b=statements[link.b],
            defaults={
                "status": link.status,
                "score": link.score,
                "method": link.method,
                "by": agents[link.by],
                "at": link.at,
            },
        )
    return waiting


def _statements(uuids: Iterable[UUID]) -> dict[UUID, Statement]:
    found = Statement.objects.filter(annotation__uuid__in=set(uuids)).select_related("annotation")
    return {statement.annotation.uuid: statement for statement in found}
