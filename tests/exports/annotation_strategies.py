"""Hypothesis strategies for projects, sets and annotations: spans that overlap, nest, repeat and cross blocks."""

from uuid import UUID

from hypothesis import strategies as st

from annotations import vocabulary
from annotations.snapshots import (
    AdjudicationSnapshot,
    AnnotationSetSnapshot,
    AnnotationSnapshot,
    LayerSnapshot,
    MentionSnapshot,
    NoteSnapshot,
    ProjectSnapshot,
    SpanSnapshot,
    StatementSnapshot,
    StatementSourceSnapshot,
    TagSnapshot,
)
from archive.vocabulary import Certainty
from tests.exports.archive_strategies import CODES, FREE, NAME, VERSIONS, World, choice, choice_or_none


def projects(world: World) -> tuple[ProjectSnapshot, ...]:
    draw = world.draw
    return tuple(
        ProjectSnapshot(
            uuid=uuid,
            slug=draw(FREE),
            name=draw(FREE),
            guidelines=draw(FREE),
            guidelines_version=draw(FREE),
            published=draw(st.booleans()),
            layers=tuple(layer(world, code) for code in draw(st.lists(CODES, max_size=2, unique=True))),
        )
        for uuid in world.uuids(2)
    )


def layer(world: World, code: str) -> LayerSnapshot:
    draw = world.draw
    tags = tuple(
        TagSnapshot(code=code, name=draw(FREE), colour=draw(st.sampled_from(["", "#aa3300"])), uri=draw(FREE))
        for code in draw(st.lists(CODES, max_size=2, unique=True))
    )
    return LayerSnapshot(code=code, kind=draw(choice(vocabulary.LayerKind)), name=draw(FREE), tags=tags)


def annotation_set(
    world: World, uuid: UUID, project: ProjectSnapshot, notes: tuple[UUID, ...], entities: tuple[UUID, ...]
) -> AnnotationSetSnapshot:
    """A set; ``notes`` are the uuids that its annotations get, in order."""
    draw = world.draw
    here = draw(st.integers(0, 3)) > 0
    number = world.text.number if here else world.text.number + 1
    return AnnotationSetSnapshot(
        uuid=uuid,
        project=project.uuid,
        text_version=number,
        annotator=world.agent(),
        role=draw(choice(vocabulary.SetRole)),
        state=draw(choice(vocabulary.SetState)),
        created=world.now(),
        modified=world.now(),
        carried_from=world.maybe((uuid,), elsewhere=True),
        annotations=tuple(annotation(world, note, project, entities, here=here) for note in notes),
        notes=tuple(
            NoteSnapshot(uuid=note, author=world.agent(), body=draw(FREE), at=world.now()) for note in world.uuids(2)
        ),
        adjudications=tuple(adjudication(world, decision, notes) for decision in world.uuids(2)),
    )


def adjudication(world: World, uuid: UUID, notes: tuple[UUID, ...]) -> AdjudicationSnapshot:
    draw = world.draw
    sources = [*notes, world.uuid()]
    return AdjudicationSnapshot(
        uuid=uuid,
        decision=draw(choice(vocabulary.Decision)),
        by=world.agent(),
        at=world.now(),
        sources=tuple(draw(st.lists(st.sampled_from(sources), max_size=2))),
        curated=world.maybe(notes, elsewhere=True),
        note=draw(FREE),
    )


def annotation(
    world: World, uuid: UUID, project: ProjectSnapshot, entities: tuple[UUID, ...], *, here: bool
) -> AnnotationSnapshot:
    draw = world.draw
    one = draw(st.sampled_from(project.layers))
    created, marked = world.now(), spans(world, here=here)
    kind = draw(st.sampled_from(["mention", "mention", "statement", "both", "neither"]))
    mention = MentionSnapshot(
        tag=draw(st.sampled_from(one.tags)).code if one.tags else "",
        entity=world.maybe(entities),
        certainty=draw(choice_or_none(Certainty)),
    )
    return AnnotationSnapshot(
        uuid=uuid,
        layer=one.code,
        version=draw(VERSIONS),
        motivation=draw(choice(vocabulary.Motivation)),
        creator=world.agent(),
        created=created,
        modified=max(created, draw(st.sampled_from([created, world.now()]))),
        spans=marked,
        derived_from=world.maybe((uuid,), elsewhere=True),
        mention=mention if kind in {"mention", "both"} and one.tags else None,
        statement=statement(world, uuid, entities, marked) if kind in {"statement", "both"} else None,
    )


def spans(world: World, *, here: bool) -> tuple[SpanSnapshot, ...]:
    """Spans of this text, or of another version where only their length is known."""
    draw = world.draw
    found = []
    for order in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        exact = draw(NAME)
        start, end = world.span() if here else (3, 3 + len(exact))
        found.append(
            SpanSnapshot(
                role=draw(choice(vocabulary.SpanRole)),
                order=order,
                start=start,
                end=end,
                exact=world.text.text[start:end] if here else exact,
                prefix=draw(FREE),
                suffix=draw(FREE),
            )
        )
    return tuple(sorted(found, key=lambda span: (span.role, span.order)))


def statement(
    world: World, uuid: UUID, entities: tuple[UUID, ...], marked: tuple[SpanSnapshot, ...]
) -> StatementSnapshot:
    draw = world.draw
    named = [("", None), *((span.role, span.order) for span in marked)]
    sources = tuple(
        StatementSourceSnapshot(
            order=order,
            role=draw(choice(vocabulary.SourceRole)),
            kind=draw(choice(vocabulary.SourceKind)),
            entity=world.maybe(entities),
            description=draw(FREE),
            speaks_for=world.maybe(entities),
            span_role=role,
            span_order=number,
        )
        for order, (role, number) in enumerate(draw(st.lists(st.sampled_from(named), max_size=2)))
    )
    return StatementSnapshot(
        attribution=draw(choice(vocabulary.Attribution)),
        factuality=draw(choice_or_none(vocabulary.Factuality)),
        said=draw(FREE),
        occasion=draw(FREE),
        parent=world.maybe((uuid,), elsewhere=True),
        sources=sources,
    )
