"""Entities in the admin: every save is a service, mentions stand in context, merging can be undone."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.vocabulary import Role
from annotations.models import Entity, Revision
from annotations.services.entities import create_entity, merge_entities
from annotations.snapshots import EntityIdentifierSnapshot, EntityNameSnapshot
from archive.admin.read_only import ROWS
from tests.admin_pages import STAFF_ONLY, query_count
from tests.factories import (
    AgentFactory,
    AnnotationSetFactory,
    ArticleFactory,
    EntityFactory,
    MentionFactory,
    StatementSourceFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/annotations/entity/"
NOBODY = (Role.ANNOTATOR, Role.RESEARCHER, None)


def _page(entity: Entity) -> str:
    return reverse("admin:annotations_entity_change", args=[entity.pk])


def _act(entity: Entity, what: str) -> str:
    return reverse(f"admin:annotations_entity_{what}", args=[entity.pk])


def _sent(entity: Entity | None = None, **changes: Any) -> dict[str, Any]:
    """Give what the form sends: an entity with one new name and one new identifier, but for ``changes``."""
    return {
        "kind": "person",
        "label": "Jaap de Hoop Scheffer",
        "description": "Secretary General of NATO",
        "version": entity.version if entity else "",
        "names-TOTAL_FORMS": 1,
        "names-INITIAL_FORMS": 0,
        "names-0-name": "Nato's chief",
        "names-0-language": "en",
        "names-0-kind": "role",
        "identifiers-TOTAL_FORMS": 1,
        "identifiers-INITIAL_FORMS": 0,
        "identifiers-0-scheme": "wikidata",
        "identifiers-0-value": "Q57665",
        **changes,
    }


def _content(entity: Entity) -> tuple[str, list[tuple[str, ...]], list[tuple[str, ...]]]:
    names = list(entity.names.values_list("name", "language", "kind"))
    return entity.label, names, list(entity.identifiers.values_list("scheme", "value"))


def _rows(response: Any, heading: str) -> list[list[str]]:
    [table] = [table for table in response.context["tables"] if table.heading == heading]
    return [[str(cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize("role", [None, *Role])
def test_entities_are_shown_to_staff(role_client, role):
    client = role_client(role)
    assert (client.get(LIST).status_code, client.get(_page(EntityFactory())).status_code) == (STAFF_ONLY[role],) * 2


@pytest.mark.parametrize("role", [Role.ANNOTATOR])
def test_entities_are_written_by_curators_only(role_client, role):
    entity, client = EntityFactory(label="As it was"), role_client(role)
    answers = [
        client.get(f"{LIST}add/").status_code,
        client.post(_page(entity), _sent(entity)).status_code,
        client.post(_act(entity, "merge"), {"into": EntityFactory().pk, "version": 1}).status_code,
        client.post(_act(entity, "undo_merge"), {"version": 1}).status_code,
    ]
    assert (answers, Entity.objects.get(pk=entity.pk).label) == ([403] * 4, "As it was")


def test_entities_are_not_deleted(role_client):
    entity = EntityFactory()
    assert role_client(Role.ARCHIVIST).get(f"{LIST}{entity.pk}/delete/").status_code == 403


def test_entity_is_made_with_its_names_and_identifiers(role_client):
    client = role_client(Role.CURATOR)
    assert client.post(f"{LIST}add/", _sent()).status_code == 302
    entity = Entity.objects.get()
    assert _content(entity) == (
        "Jaap de Hoop Scheffer",
        [("Nato's chief", "en", "role")],
        [("wikidata", "Q57665")],
    )
    [revision] = Revision.objects.all()
    assert (revision.uuid, revision.action, revision.editor) == (entity.uuid, "created", client.user.agent)


@pytest.fixture
def entity() -> Entity:
    """Give an entity with two names and an identifier, made by the service."""
    return create_entity(
        kind="person",
        label="J. de Hoop Scheffer",
        names=[EntityNameSnapshot(name="Mr Scheffer", kind="variant"), EntityNameSnapshot(name="Old", kind="variant")],
        identifiers=[EntityIdentifierSnapshot(scheme="viaf", value="1")],
        agent=AgentFactory(),
    )


def _kept(entity: Entity, **changes: Any) -> dict[str, Any]:
    """Give what the form sends where the second name is marked for deletion and nothing else is touched."""
    first, second = entity.names.order_by("name")
    identifier = entity.identifiers.get()
    return _sent(
        entity,
        **{
            "names-TOTAL_FORMS": 2,
            "names-INITIAL_FORMS": 2,
            "names-0-id": first.pk,
            "names-0-entity": entity.pk,
            "names-0-name": first.name,
            "names-0-language": "",
            "names-0-kind": "variant",
            "names-1-id": second.pk,
            "names-1-entity": entity.pk,
            "names-1-name": second.name,
            "names-1-language": "",
            "names-1-kind": "variant",
            "names-1-DELETE": "on",
            "identifiers-INITIAL_FORMS": 1,
            "identifiers-0-id": identifier.pk,
            "identifiers-0-entity": entity.pk,
            "identifiers-0-scheme": "viaf",
            "identifiers-0-value": "1",
        },
        **changes,
    )


def test_entity_is_changed_as_a_whole(role_client, entity):
    assert role_client(Role.CURATOR).post(_page(entity), _kept(entity)).status_code == 302
    entity.refresh_from_db()
    assert (entity.version, _content(entity)) == (
        2,
        ("Jaap de Hoop Scheffer", [("Mr Scheffer", "", "variant")], [("viaf", "1")]),
    )
    assert list(Revision.objects.order_by("version").values_list("version", "action")) == [
        (1, "created"),
        (2, "updated"),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"label": " "}, "label", id="no label"),
        pytest.param({"kind": "colour"}, "kind", id="an unknown kind"),
    ],
)
def test_entity_that_cannot_be_is_refused_at_its_field(role_client, entity, changes, field):
    response = role_client(Role.CURATOR).post(_page(entity), _kept(entity, **changes))
    assert (response.status_code, list(response.context["adminform"].form.errors)) == (200, [field])
    entity.refresh_from_db()
    assert entity.version == 1


def test_stale_entity_form_says_so_keeps_what_was_typed_and_can_be_sent_again(role_client, entity):
    client = role_client(Role.CURATOR)
    sent = _kept(entity)
    Entity.objects.filter(pk=entity.pk).update(version=3)
    response = client.post(_page(entity), sent)
    form = response.context["adminform"].form
    entity.refresh_from_db()
    assert (response.status_code, entity.label, len(form.non_field_errors())) == (200, "J. de Hoop Scheffer", 2)
    assert (form["label"].value(), form["version"].value()) == ("Jaap de Hoop Scheffer", "3")
    assert client.post(_page(entity), {**sent, "version": form["version"].value()}).status_code == 302
    entity.refresh_from_db()
    assert (entity.version, entity.label) == (4, "Jaap de Hoop Scheffer")


def test_merge_is_found_made_and_undone(role_client):
    client = role_client(Role.CURATOR)
    entity, into = EntityFactory(label="NATO (alliance)"), EntityFactory(label="NATO")
    EntityFactory(label="Someone else")
    assert client.get(_page(entity), {"into": "nato"}).context["targets"] == [into]
    client.post(_act(entity, "merge"), {"into": into.pk, "version": 1})
    entity.refresh_from_db()
    assert entity.merged_into == into
    client.post(_act(entity, "undo_merge"), {"version": 2})
    entity.refresh_from_db()
    assert (entity.merged_into, entity.version) == (None, 3)


@pytest.mark.parametrize(
    ("into", "version"),
    [
        pytest.param("", 1, id="into nothing"),
        pytest.param("999", 1, id="into what is not there"),
        pytest.param("nonsense", 1, id="into what is no key"),
        pytest.param("itself", 1, id="into itself"),
        pytest.param("other", 9, id="at another version"),
        pytest.param("other", "x", id="at no version"),
    ],
)
def test_merge_that_cannot_be_is_refused_with_a_message(role_client, into, version):
    entity, other = EntityFactory(), EntityFactory()
    into = {"itself": entity.pk, "other": other.pk}.get(into, into)
    url = _act(entity, "merge")
    response = role_client(Role.CURATOR).post(url, {"into": into, "version": version}, follow=True)
    entity.refresh_from_db()
    assert (entity.merged_into, [message.level_tag for message in response.context["messages"]]) == (None, ["error"])


def test_merging_is_never_done_by_following_a_link(role_client):
    assert role_client(Role.CURATOR).get(_act(EntityFactory(), "merge")).status_code == 405


def test_mentions_stand_in_context_across_articles_with_those_of_merged_entities(role_client):
    entity, merged = EntityFactory(), EntityFactory()
    merge_entities(entity=merged, into=entity, agent=AgentFactory(), version=1)
    for code, named in (("A", entity), ("B", merged)):
        annotation_set = AnnotationSetFactory(article=ArticleFactory(reference_code=code), submitted=True)
        MentionFactory(annotation_set=annotation_set, entity=named)
    rows = _rows(role_client(Role.ANNOTATOR).get(_page(entity)), "Mentions")
    assert [">A<" in rows[0][0], ">B<" in rows[1][0]] == [True, True]
    assert [row[1].count("<mark>minister</mark>") for row in rows] == [1, 1]


def test_statements_of_an_entity_are_listed(role_client):
    entity = EntityFactory()
    source = StatementSourceFactory(entity=entity)
    source.statement.annotation.annotation_set.__class__.objects.update(state="submitted")
    [row] = _rows(role_client(Role.ANNOTATOR).get(_page(entity)), "Statements")
    assert row[1:3] == ["the bridge was safe", "speaker"]


def test_mentions_in_others_open_sets_are_neither_shown_nor_counted(role_client):
    entity = EntityFactory()
    MentionFactory(entity=entity, annotation_set=AnnotationSetFactory(article=ArticleFactory()))
    for role, count in ((Role.ANNOTATOR, 0), (Role.CURATOR, 1)):
        client = role_client(role)
        [listed] = client.get(LIST).context["cl"].result_list
        assert ((listed.mention_total or 0), len(_rows(client.get(_page(entity)), "Mentions"))) == (count, count)


@pytest.mark.parametrize(("merged", "labels"), [("no", ["Root"]), ("yes", ["Leaf"])])
def test_entity_list_filters_merged_ones(role_client, merged, labels):
    EntityFactory(label="Leaf", merged_into=EntityFactory(label="Root"))
    found = role_client(Role.ANNOTATOR).get(LIST, {"merged": merged}).context["cl"].result_list
    assert [entity.label for entity in found] == labels


def test_entity_list_and_page_take_as_many_queries_for_three_as_for_one(role_client):
    client, entity = role_client(Role.CURATOR), EntityFactory()

    def mention() -> None:
        MentionFactory(entity=entity, annotation_set=AnnotationSetFactory(article=ArticleFactory()))
        StatementSourceFactory(entity=entity, statement__annotation_set=AnnotationSetFactory(article=ArticleFactory()))

    mention()
    one = [query_count(client, url) for url in (LIST, _page(entity))]
    for _ in range(2):
        mention()
        EntityFactory()
    assert [query_count(client, url) for url in (LIST, _page(entity))] == one


def test_mentions_come_page_by_page(role_client):
    entity = create_entity(kind="person", label="Berg", agent=AgentFactory())
    own = AnnotationSetFactory(article=ArticleFactory(), submitted=True)
    for _ in range(ROWS + 1):
        MentionFactory(annotation_set=own, entity=entity)
    client = role_client(Role.CURATOR)
    first, second = (client.get(_page(entity), {"mentions": page}).context["tables"][0] for page in ("1", "2"))
    assert (len(first.rows), len(second.rows)) == (ROWS, 1)
    assert "1 to 200 of 201 mentions" in first.more
    assert "201 to 201 of 201 mentions" in second.more
    assert client.get(_page(entity), {"mentions": "x"}).context["tables"][0].rows[0] == first.rows[0]
