"""Hypothesis strategies for whole dossiers: odd characters, every optional member, references that hold."""

from uuid import UUID

from hypothesis import strategies as st

from annotations import vocabulary
from annotations.snapshots import (
    AnnotationSetSnapshot,
    ClaimReadingSnapshot,
    ClaimRelationSnapshot,
    ClaimSnapshot,
    EntityIdentifierSnapshot,
    EntityNameSnapshot,
    EntitySnapshot,
    ProjectSnapshot,
    StanceSnapshot,
    UtteranceLinkSnapshot,
)
from exports.dossier import Dossier
from tests.exports.annotation_strategies import annotation_set, projects
from tests.exports.archive_strategies import FREE, VERSIONS, World, agents, article, choice, choice_or_none


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier that holds together: what ``exports.checks.check_dossier`` accepts."""
    world = World(draw, draw(st.integers(0, 2**32)))
    people = agents(world)
    world.agents = tuple(agent.uuid for agent in people)
    held = article(world)
    entities, claims, programme = world.uuids(4), world.uuids(3), projects(world)
    made = sets(world, programme, entities)
    said = tuple(one.uuid for each in made for one in each.annotations)
    return Dossier(
        article=held,
        agents=people,
        projects=programme,
        sets=made,
        entities=tuple(entity(world, uuid, entities) for uuid in entities),
        claims=tuple(claim(world, uuid, claims, entities) for uuid in claims),
        stances=tuple(stance(world, uuid, said) for uuid in claims if draw(st.booleans())),
        readings=tuple(reading(world, uuid) for uuid in claims if draw(st.booleans())),
        relations=tuple(relation(world, uuid, claims) for uuid in claims if draw(st.booleans())),
        utterance_links=tuple(link(world, uuid) for uuid in said if draw(st.booleans())),
    )


def sets(
    world: World, programme: tuple[ProjectSnapshot, ...], entities: tuple[UUID, ...]
) -> tuple[AnnotationSetSnapshot, ...]:
    found = []
    for uuid in world.uuids(3) if programme else ():
        project = world.draw(st.sampled_from(programme))
        notes = world.uuids(4) if project.layers else ()
        found.append(annotation_set(world, uuid, project, notes, entities))
    return tuple(found)


def entity(world: World, uuid: UUID, entities: tuple[UUID, ...]) -> EntitySnapshot:
    draw = world.draw
    names = tuple(
        EntityNameSnapshot(
            name=draw(FREE),
            kind=draw(choice(vocabulary.NameKind)),
            language=draw(st.sampled_from(["", "en", "ru-Latn", "zh-Hans-CN"])),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    identifiers = tuple(
        EntityIdentifierSnapshot(scheme=scheme, value=draw(FREE))
        for scheme in draw(st.lists(st.sampled_from(["wikidata", "geonames", "viaf"]), max_size=2))
    )
    return EntitySnapshot(
        uuid=uuid,
        kind=draw(choice(vocabulary.EntityKind)),
        label=draw(FREE),
        version=draw(VERSIONS),
        description=draw(FREE),
        merged_into=world.maybe(entities, elsewhere=True),
        names=names,
        identifiers=identifiers,
    )


def claim(world: World, uuid: UUID, claims: tuple[UUID, ...], entities: tuple[UUID, ...]) -> ClaimSnapshot:
    draw = world.draw
    return ClaimSnapshot(
        uuid=uuid,
        text=draw(FREE),
        version=draw(VERSIONS),
        topic=draw(FREE),
        place=world.maybe(entities, elsewhere=True),
        time=draw(FREE),
        merged_into=world.maybe(claims, elsewhere=True),
    )


def stance(world: World, uuid: UUID, said: tuple[UUID, ...]) -> StanceSnapshot:
    draw = world.draw
    return StanceSnapshot(
        claim=uuid,
        statement=world.one_of((*said, world.uuid())),
        polarity=draw(choice(vocabulary.Polarity)),
        by=world.agent(),
        at=world.now(),
        status=draw(choice(vocabulary.ReviewStatus)),
        rationale=draw(FREE),
    )


def reading(world: World, uuid: UUID) -> ClaimReadingSnapshot:
    number = world.draw(st.integers(1, 5))
    return ClaimReadingSnapshot(claim=uuid, text_version=number, by=world.agent(), at=world.now())


def relation(world: World, uuid: UUID, claims: tuple[UUID, ...]) -> ClaimRelationSnapshot:
    draw = world.draw
    return ClaimRelationSnapshot(
        a=uuid,
        b=world.one_of((*(one for one in claims if one != uuid), world.uuid())),
        kind=draw(choice(vocabulary.ClaimRelationKind)),
        by=world.agent(),
        at=world.now(),
        status=draw(choice(vocabulary.ReviewStatus)),
        extent=draw(choice_or_none(vocabulary.Extent)),
        rationale=draw(FREE),
        evidence=draw(FREE),
    )


def link(world: World, uuid: UUID) -> UtteranceLinkSnapshot:
    draw = world.draw
    return UtteranceLinkSnapshot(
        a=uuid,
        b=world.uuid(),
        status=draw(choice(vocabulary.ReviewStatus)),
        method=draw(FREE),
        by=world.agent(),
        at=world.now(),
        score=draw(st.one_of(st.none(), st.floats(0, 1), st.sampled_from([1e-7, 0.1]))),
    )
