"""An annotation's versions over the API, and the way back to one of them."""

from typing import Any
from uuid import UUID

import pytest

from accounts.vocabulary import Role
from annotations.models import Annotation, Revision
from annotations.services.entities import merge_entities
from annotations.services.sets import submit_set
from tests.annotations.api_writing import ADDRESS, CHOSEN, ROOT, Writing, writing
from tests.api import token_client
from tests.factories import AgentFactory, EntityFactory
from tests.roles import role_user
from tests.rows import row_counts

pytestmark = pytest.mark.django_db

VERSIONS, RESTORATION = f"{ADDRESS}versions/", f"{ADDRESS}restoration/"


@pytest.fixture
def writer() -> Writing:
    """Give an annotator whose mention has two versions: of the minister, then of the bridge."""
    found = writing()
    assert found.put(found.mention()).status_code == 201
    assert found.put(found.mention("bridge", "object"), **_match(found)).status_code == 200
    return found


def _match(writer: Writing) -> dict[str, str]:
    return {"If-Match": writer.client.get(ADDRESS)["ETag"]}


def _restore(writer: Writing, version: Any, **headers: str) -> Any:
    return writer.client.post(RESTORATION, {"version": version}, "application/json", headers=headers)


def _words() -> list[str]:
    return list(Annotation.objects.get(uuid=CHOSEN).spans.values_list("exact", flat=True))


def test_versions_are_given_in_order_with_what_was_said_by_whom(writer):
    items = writer.client.get(VERSIONS).json()["items"]
    assert [(one["version"], one["action"], one["by_label"]) for one in items] == [
        (1, "created", writer.user.agent.label),
        (2, "updated", writer.user.agent.label),
    ]
    quotes = [one["annotation"]["target"][0]["selector"][1]["exact"] for one in items]
    assert quotes == ["minister", "bridge"]
    assert "@context" not in items[0]["annotation"]


def test_a_deleted_annotation_keeps_its_versions(writer):
    writer.client.delete(ADDRESS, headers=_match(writer))
    assert [one["action"] for one in writer.client.get(VERSIONS).json()["items"]] == ["created", "updated", "deleted"]


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ANNOTATOR, 404), (Role.RESEARCHER, 404), (Role.CURATOR, 200), (Role.ARCHIVIST, 200)]
)
def test_versions_are_the_annotators_and_the_curators(writer, role, status):
    assert token_client(role_user(role)).get(VERSIONS).status_code == status
    submit_set(annotation_set=writer.set, agent=writer.user.agent)
    assert token_client(role_user(role)).get(VERSIONS).status_code == status


def test_a_version_comes_back_as_a_new_one(writer):
    answer = _restore(writer, 1, **_match(writer))
    assert (answer.status_code, _words()) == (200, ["minister"])
    assert answer["ETag"] == writer.client.get(ADDRESS)["ETag"]
    rows = Revision.objects.filter(uuid=CHOSEN).order_by("version").values_list("version", "action", "comment")
    assert list(rows) == [(1, "created", ""), (2, "updated", ""), (3, "restored", "version 1")]


def test_a_deleted_annotation_comes_back(writer):
    writer.client.delete(ADDRESS, headers=_match(writer))
    assert _restore(writer, 2, **{"If-Match": "*"}).status_code == 200
    assert (_words(), writer.client.get(ADDRESS).status_code) == (["bridge"], 200)


def test_without_if_match_or_with_another_version_nothing_is_restored(writer):
    old = _match(writer)
    assert writer.put(writer.mention("safe", "object"), **old).status_code == 200
    before = row_counts()
    assert _restore(writer, 1).status_code == 428
    stale = _restore(writer, 1, **old)
    assert (stale.status_code, stale.json()["current"]["target"][0]["selector"][1]["exact"]) == (412, "safe")
    assert stale["ETag"] == _match(writer)["If-Match"]
    assert row_counts() == before


@pytest.mark.parametrize("version", [0, -1, 7, 2**31, "1", True, None, 1.5, [1]])
def test_a_version_that_is_none_is_refused(writer, version):
    before = row_counts()
    answer = _restore(writer, version, **{"If-Match": "*"})
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert answer.json()["errors"][0]["pointer"] == "/version"
    assert row_counts() == before


def test_nobody_restores_in_anothers_set_or_one_that_was_handed_in(writer):
    before = row_counts()["annotations.Revision"]
    for role in (Role.ANNOTATOR, Role.CURATOR):
        client = token_client(role_user(role))
        answer = client.post(RESTORATION, {"version": 1}, "application/json", headers={"If-Match": "*"})
        assert answer.status_code in {403, 404}
    submit_set(annotation_set=writer.set, agent=writer.user.agent)
    assert _restore(writer, 1, **{"If-Match": "*"}).status_code == 403
    assert row_counts()["annotations.Revision"] == before


def test_what_was_linked_to_a_merged_entity_comes_back_as_it_was(writer):
    entity, into = EntityFactory(kind="person"), EntityFactory(kind="person")
    body = writer.mention()
    body["body"].append(
        {
            "type": "SpecificResource",
            "purpose": "identifying",
            "source": f"https://archive.example.org/entities/{entity.uuid}",
        }
    )
    assert writer.put(body, **_match(writer)).status_code == 200
    writer.put(writer.mention("safe", "object"), **_match(writer))
    merge_entities(entity=entity, into=into, agent=AgentFactory(), version=1)
    assert _restore(writer, 3, **_match(writer)).status_code == 200
    assert Annotation.objects.get(uuid=CHOSEN).mention.entity == entity


def test_there_is_nothing_to_restore_of_what_is_not_there(writer):
    nowhere = f"{ROOT}annotations/{UUID(int=5)}/"
    assert writer.client.get(f"{nowhere}versions/").status_code == 404
    answer = writer.client.post(f"{nowhere}restoration/", {"version": 1}, "application/json", headers={"If-Match": "*"})
    assert answer.status_code == 404


def test_a_version_whose_tag_is_gone_does_not_come_back(writer):
    assert writer.put(writer.mention(), **_match(writer)).status_code == 200
    writer.set.project.layers.get(code="entities").tags.get(code="object").delete()
    before = row_counts()
    answer = _restore(writer, 2, **_match(writer))
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert (row_counts(), _words()) == (before, ["minister"])
