"""Entities: made, changed, merged and parted again; nothing that names them is repointed."""

from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from annotations.errors import ConflictError, InvalidAnnotationError, StaleVersionError
from annotations.models import Entity, Mention, Revision
from annotations.services.entities import create_entity, merge_entities, undo_merge, update_entity
from annotations.services.merging import root_of
from annotations.snapshots import EntityIdentifierSnapshot, EntityNameSnapshot
from tests.factories import (
    AgentFactory,
    AnnotationSetFactory,
    ArticleFactory,
    EntityFactory,
    MentionFactory,
    StatementFactory,
    StatementSourceFactory,
)
from tests.rows import changes, index_tasks, revisions, row_counts

pytestmark = pytest.mark.django_db

CHOSEN = UUID("01900000-0000-4000-8000-000000000001")
CONTENT: dict[str, Any] = {
    "kind": "person",
    "label": "Konstantin Totsky",
    "description": "diplomat",
    "names": (
        EntityNameSnapshot(name="Konstantin Totksy", kind="as-printed", language="en"),
        EntityNameSnapshot(
            name="\u041a\u043e\u043d\u0441\u0442\u0430\u043d\u0442\u0438\u043d \u0422\u043e\u0446\u043a\u0438\u0439",
            kind="preferred",
            language="ru",
        ),
    ),
    "identifiers": (EntityIdentifierSnapshot(scheme="wikidata", value="Q4460907"),),
}


@pytest.fixture
def agent():
    return AgentFactory()


def _fresh(entity: Entity) -> Entity:
    return Entity.objects.get(pk=entity.pk)


def test_create_entity_writes_it_whole(agent):
    made = create_entity(**CONTENT, agent=agent, uuid=CHOSEN)
    found = Entity.objects.get(uuid=CHOSEN)
    assert (made, found.kind, found.label, found.description, found.version, found.merged_into) == (
        found,
        "person",
        "Konstantin Totsky",
        "diplomat",
        1,
        None,
    )
    assert set(found.names.values_list("name", "kind", "language")) == {
        (name.name, name.kind, name.language) for name in CONTENT["names"]
    }
    assert list(found.identifiers.values_list("scheme", "value")) == [("wikidata", "Q4460907")]
    assert revisions(CHOSEN) == [(1, "created", agent.pk, "")]
    assert changes() == [("entity", CHOSEN, "created")]


def test_create_entity_keeps_its_content_in_the_revision(agent):
    create_entity(kind="gpe", label="Russia", agent=agent, identifiers=CONTENT["identifiers"])
    assert Revision.objects.get().snapshot == {
        "kind": "gpe",
        "label": "Russia",
        "description": "",
        "merged_into": None,
        "names": [],
        "identifiers": [{"scheme": "wikidata", "value": "Q4460907"}],
    }


def test_create_entity_takes_a_repeated_name_once(agent):
    name = EntityNameSnapshot(name="Nato", kind="variant")
    made = create_entity(kind="organization", label="NATO", names=(name, name), agent=agent)
    assert made.names.count() == 1


def test_create_entity_repeated_with_its_uuid_is_one_write(agent):
    first = create_entity(**CONTENT, agent=agent, uuid=CHOSEN)
    before = row_counts()
    assert (create_entity(**CONTENT, agent=agent, uuid=CHOSEN), row_counts()) == (first, before)


@pytest.mark.parametrize(
    "change",
    [{"label": "Somebody"}, {"kind": "place"}, {"description": ""}, {"names": ()}, {"identifiers": ()}],
    ids=lambda change: f"another {next(iter(change))}",
)
def test_create_entity_refuses_a_uuid_that_stands_for_another(agent, change):
    create_entity(**CONTENT, agent=agent, uuid=CHOSEN)
    before = row_counts()
    with pytest.raises(ConflictError, match=f"^the uuid {CHOSEN} stands for another entity$"):
        create_entity(**{**CONTENT, **change}, agent=agent, uuid=CHOSEN)
    assert row_counts() == before


BAD_CONTENT = [
    pytest.param({"kind": "bird"}, "/kind", "'bird' is not a kind of entity", id="an unknown kind"),
    pytest.param({"label": " "}, "/label", "an entity needs a label", id="no label"),
    pytest.param(
        {"names": (*CONTENT["names"], EntityNameSnapshot(name="X", kind="nick"))},
        "/names/2/kind",
        "'nick' is not a kind of name",
        id="an unknown kind of name",
    ),
    pytest.param(
        {"names": (EntityNameSnapshot(name="", kind="variant"),)},
        "/names/0/name",
        "a name is empty",
        id="an empty name",
    ),
]


@pytest.mark.parametrize(("change", "pointer", "message"), BAD_CONTENT)
def test_create_entity_refuses(agent, change, pointer, message):
    with pytest.raises(InvalidAnnotationError) as caught:
        create_entity(**{**CONTENT, **change}, agent=agent)
    assert (str(caught.value), caught.value.pointer, Entity.objects.count()) == (message, pointer, 0)


@pytest.mark.parametrize(("change", "pointer", "message"), BAD_CONTENT)
def test_update_entity_refuses_and_leaves_it_as_it_was(agent, change, pointer, message):
    made = create_entity(**CONTENT, agent=agent)
    before = row_counts()
    with pytest.raises(InvalidAnnotationError) as caught:
        update_entity(entity=made, **{**CONTENT, **change}, agent=agent, version=1)
    assert (str(caught.value), caught.value.pointer) == (message, pointer)
    assert (_fresh(made).version, row_counts()) == (1, before)


def test_update_entity_replaces_its_content(agent):
    made = create_entity(**CONTENT, agent=agent)
    mention = MentionFactory(entity=made)
    names = (EntityNameSnapshot(name="Totsky", kind="variant"),)
    update_entity(
        entity=made,
        kind="person",
        label="K. Totsky",
        description="",
        names=names,
        identifiers=(),
        agent=agent,
        version=1,
    )
    found = _fresh(made)
    assert (found.label, found.description, found.version, found.identifiers.count()) == ("K. Totsky", "", 2, 0)
    assert list(found.names.values_list("name", "kind", "language")) == [("Totsky", "variant", "")]
    assert [row[:2] for row in revisions(made.uuid)] == [(1, "created"), (2, "updated")]
    assert index_tasks() == [mention.annotation.annotation_set.text_version.article.uuid]


def test_update_entity_by_a_second_writer_is_refused(agent):
    made = create_entity(**CONTENT, agent=agent)
    seen = _fresh(made)
    update_entity(entity=made, **{**CONTENT, "label": "First"}, agent=agent, version=1)
    before = row_counts()
    with pytest.raises(StaleVersionError) as caught:
        update_entity(entity=seen, **{**CONTENT, "label": "Second"}, agent=agent, version=1)
    assert caught.value.current == 2
    assert str(caught.value) == "“Konstantin Totsky” was changed meanwhile: you have version 1, it is now 2"
    assert (_fresh(made).label, row_counts()) == ("First", before)


def test_merge_entities_repoints_nothing_and_undo_parts_them(agent):
    entity, into = EntityFactory(), EntityFactory()
    mention = MentionFactory(entity=entity)
    article = mention.annotation.annotation_set.text_version.article.uuid

    merge_entities(entity=entity, into=into, agent=agent, version=1)
    assert (_fresh(entity).merged_into, _fresh(entity).version, _fresh(into).version) == (into, 2, 1)
    assert (Mention.objects.get().entity, root_of(_fresh(entity))) == (entity, into)

    undo_merge(entity=_fresh(entity), agent=agent, version=2)
    assert (_fresh(entity).merged_into, _fresh(entity).version, root_of(_fresh(entity))) == (None, 3, entity)
    assert revisions(entity.uuid) == [
        (2, "merged", agent.pk, f"into {into.uuid}"),
        (3, "unmerged", agent.pk, ""),
    ]
    assert changes() == [("entity", entity.uuid, "updated")] * 2
    assert index_tasks() == [article] * 2


def test_root_of_follows_every_step(agent):
    chain = [EntityFactory() for _ in range(4)]
    for entity, into in pairwise(chain):
        merge_entities(entity=entity, into=into, agent=agent, version=1)
    assert {root_of(_fresh(entity)) for entity in chain} == {chain[-1]}


def test_merge_entities_in_a_circle_is_refused(agent):
    first, second, third = (EntityFactory(label=label) for label in ("A", "B", "C"))
    merge_entities(entity=first, into=second, agent=agent, version=1)
    merge_entities(entity=second, into=third, agent=agent, version=1)
    before = row_counts()
    with pytest.raises(ConflictError, match="^“A” already stands under “C”: that would be a circle$"):
        merge_entities(entity=third, into=first, agent=agent, version=1)
    assert (_fresh(third).merged_into, _fresh(third).version, row_counts()) == (None, 1, before)


def test_merge_entities_in_a_circle_is_refused_by_what_is_in_the_database(agent):
    first, second = EntityFactory(label="A"), EntityFactory(label="B")
    second_as_it_was = _fresh(second)
    merge_entities(entity=second, into=first, agent=agent, version=1)
    with pytest.raises(ConflictError, match="^“B” already stands under “A”: that would be a circle$"):
        merge_entities(entity=first, into=second_as_it_was, agent=agent, version=1)
    assert _fresh(first).merged_into is None


def test_merge_entities_with_itself_is_refused(agent):
    entity = EntityFactory(label="A")
    with pytest.raises(ConflictError, match="^“A” already stands under “A”: that would be a circle$"):
        merge_entities(entity=entity, into=_fresh(entity), agent=agent, version=1)
    assert _fresh(entity).version == 1


def test_merge_entities_that_are_merged_already_is_refused(agent):
    entity = EntityFactory(label="A", merged_into=EntityFactory())
    with pytest.raises(ConflictError, match="^“A” is merged already: undo that first$"):
        merge_entities(entity=entity, into=EntityFactory(), agent=agent, version=1)


@pytest.mark.parametrize("act", ["merge", "undo"])
def test_merge_with_a_version_that_moved_is_refused(agent, act):
    entity, into = EntityFactory(version=3, merged_into=EntityFactory() if act == "undo" else None), EntityFactory()
    before = _fresh(entity).merged_into
    acts = {
        "merge": lambda: merge_entities(entity=entity, into=into, agent=agent, version=2),
        "undo": lambda: undo_merge(entity=entity, agent=agent, version=2),
    }
    with pytest.raises(StaleVersionError) as caught:
        acts[act]()
    assert (caught.value.current, _fresh(entity).merged_into) == (3, before)


def test_undo_merge_of_what_is_not_merged_is_refused(agent):
    entity = EntityFactory(label="A")
    with pytest.raises(ConflictError, match="^“A” is not merged$"):
        undo_merge(entity=entity, agent=agent, version=1)


def test_merge_entities_asks_for_every_article_whose_documents_change(agent):
    entity, into = EntityFactory(), EntityFactory()
    part = EntityFactory(merged_into=EntityFactory(merged_into=entity))
    sets = [AnnotationSetFactory(article=ArticleFactory()) for _ in range(4)]
    MentionFactory(entity=entity, annotation_set=sets[0])
    MentionFactory(entity=part, annotation_set=sets[1])
    StatementSourceFactory(entity=part, statement=StatementFactory(annotation_set=sets[2]))
    StatementSourceFactory(speaks_for=entity, statement=StatementFactory(annotation_set=sets[3]))
    MentionFactory(entity=into)
    merge_entities(entity=entity, into=into, agent=agent, version=1)
    assert index_tasks() == sorted(found.text_version.article.uuid for found in sets)
