"""Annotations over REST: read, put, changed on the right version only, deleted, posted."""

from uuid import UUID

import pytest
from django.test import Client

from accounts.vocabulary import Role
from annotations.models import Annotation
from tests.annotations.api_writing import ADDRESS, BASE, CHOSEN, ROOT, writing
from tests.api import problem, role_token_client, token_client
from tests.factories import AnnotationSetFactory, MentionFactory
from tests.rows import revisions, row_counts

pytestmark = pytest.mark.django_db
ANNO = "http://www.w3.org/ns/anno.jsonld"
OTHER = UUID("01900000-0000-7000-8000-0000000000ff")


@pytest.fixture
def writer():
    return writing()


def test_put_creates_at_the_uuid_that_the_client_chose(writer):
    answer = writer.put(writer.mention())
    body = answer.json()
    assert (answer.status_code, answer["Location"]) == (201, f"http://testserver{ADDRESS}")
    assert (body["id"], body["creator"]["id"], body["dl:version"]) == (
        f"{BASE}/annotations/{CHOSEN}",
        f"{BASE}/agents/{writer.user.agent.uuid}",
        1,
    )
    assert [span.exact for span in Annotation.objects.get(uuid=CHOSEN).spans.all()] == ["minister"]
    read = writer.client.get(ADDRESS)
    assert (read.json(), read["ETag"]) == (body, answer["ETag"])


def test_put_sent_again_gets_the_same_answer_and_writes_nothing(writer):
    first = writer.put(writer.mention())
    before = row_counts()
    second = writer.put(writer.mention())
    assert (second.status_code, second["ETag"], second.content) == (201, first["ETag"], first.content)
    assert row_counts() == before


def test_put_with_if_match_changes_the_version_it_names(writer):
    first = writer.put(writer.mention())
    second = writer.put(writer.mention("Engineers"), **{"If-Match": first["ETag"]})
    assert (second.status_code, second.json()["dl:version"]) == (200, 2)
    assert second["ETag"] != first["ETag"]
    assert [version for version, *_rest in revisions(CHOSEN)] == [1, 2]


def test_put_of_what_was_read_is_taken_as_it_is(writer):
    writer.put(writer.mention())
    read = writer.client.get(ADDRESS)
    again = writer.put(read.json(), **{"If-Match": read["ETag"]})
    assert again.status_code == 200
    assert again.json()["target"] == read.json()["target"]


def test_put_with_if_match_sent_again_is_the_same_write(writer):
    first = writer.put(writer.mention())
    change = writer.mention("Engineers")
    second = writer.put(change, **{"If-Match": first["ETag"]})
    before = row_counts()
    third = writer.put(change, **{"If-Match": first["ETag"]})
    assert (third.status_code, third["ETag"], third.content) == (200, second["ETag"], second.content)
    assert row_counts() == before


def test_put_on_a_stale_version_is_refused_with_the_current_one(writer):
    first = writer.put(writer.mention())
    current = writer.put(writer.mention("Engineers"), **{"If-Match": first["ETag"]})
    before = row_counts()
    refused = writer.put(writer.mention("Brussels"), **{"If-Match": first["ETag"]})
    assert (refused.status_code, refused["ETag"]) == (412, current["ETag"])
    assert problem(refused)["current"] == current.json()
    assert row_counts() == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 428, id="nothing said"),
        pytest.param({"If-None-Match": "*"}, 412, id="to be created only"),
        pytest.param({"If-Match": '"1-0"'}, 200, id="another viewer's tag of the version"),
        pytest.param({"If-Match": "*"}, 200, id="any version"),
        pytest.param({"If-Match": 'W/"1-0"'}, 412, id="a weak tag"),
        pytest.param({"If-Match": "1"}, 412, id="no tag at all"),
        pytest.param({"If-Match": ""}, 412, id="an empty header"),
    ],
)
def test_put_changes_only_what_its_conditions_let_it(writer, headers, status):
    writer.put(writer.mention())
    answer = writer.put(writer.mention("Engineers"), **headers)
    assert answer.status_code == status
    exact = "Engineers" if status == 200 else "minister"
    assert Annotation.objects.get(uuid=CHOSEN).spans.get().exact == exact


def test_put_with_if_match_creates_nothing(writer):
    assert writer.put(writer.mention(), **{"If-Match": "*"}).status_code == 412
    assert not Annotation.objects.exists()


def test_delete_asks_for_the_version_and_leaves_it_gone(writer):
    tag = writer.put(writer.mention())["ETag"]
    statuses = [writer.client.delete(ADDRESS).status_code]
    statuses.append(writer.client.delete(ADDRESS, headers={"If-Match": '"9-0"'}).status_code)
    statuses.append(writer.client.delete(ADDRESS, headers={"If-Match": tag}).status_code)
    statuses.append(writer.client.get(ADDRESS).status_code)
    statuses.append(writer.client.delete(ADDRESS, headers={"If-Match": tag}).status_code)
    statuses.append(writer.put(writer.mention()).status_code)
    assert statuses == [428, 412, 204, 410, 410, 409]
    assert Annotation.objects.get(uuid=CHOSEN).deleted_at is not None


def test_post_creates_in_the_set_and_keeps_an_id_of_ours(writer):
    first = writer.post(writer.mention(id=f"{BASE}/annotations/{CHOSEN}"))
    second = writer.post(writer.mention("Engineers"))
    assert (first.status_code, first["Location"]) == (201, f"http://testserver{ADDRESS}")
    assert (second.status_code, second["Location"] != first["Location"]) == (201, True)
    listed = writer.client.get(f"{ROOT}sets/{writer.set.uuid}/annotations/").json()
    assert [item["id"] for item in listed["items"]] == [first.json()["id"], second.json()["id"]]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("application/ld+json", f'application/ld+json; profile="{ANNO}"'),
        ("application/json", "application/json"),
        ("*/*", f'application/ld+json; profile="{ANNO}"'),
    ],
)
def test_annotation_comes_as_the_json_that_is_asked_for(writer, accept, given):
    writer.put(writer.mention())
    answer = writer.client.get(ADDRESS, headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, given)


def test_annotation_that_did_not_change_is_not_sent_again(writer):
    tag = writer.put(writer.mention())["ETag"]
    answer = writer.client.get(ADDRESS, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        pytest.param({"body": 1}, "/body", id="a body that is a number"),
        pytest.param({"target": "x"}, "/target", id="a target that is a word"),
        pytest.param({"colour": "red"}, "/colour", id="an unknown member"),
        pytest.param({"motivation": "singing"}, "/motivation", id="an unknown motivation"),
        pytest.param({"@context": "https://evil.example/context"}, "/@context", id="a remote context"),
        pytest.param({"dl:layer": "no-such-layer"}, "/dl:layer", id="an unknown layer"),
        pytest.param({"id": f"{BASE}/annotations/{OTHER}"}, "/id", id="an id that is not its own"),
        pytest.param({"creator": f"{BASE}/agents/{OTHER}"}, "/creator", id="somebody else's name"),
    ],
)
def test_put_points_at_the_member_at_fault(writer, change, pointer):
    before = row_counts()
    answer = writer.put(writer.mention(**change))
    faults = problem(answer)["errors"]
    assert (answer.status_code, [fault["pointer"] for fault in faults]) == (422, [pointer])
    assert row_counts() == before


def test_put_points_into_the_target_and_the_tag(writer):
    wrong = writer.mention()
    wrong["target"]["selector"][1]["exact"] = "ministry"
    (fault,) = problem(writer.put(wrong))["errors"]
    assert fault["pointer"].startswith("/target")
    (fault,) = problem(writer.put(writer.mention(tag="no-such-tag")))["errors"]
    assert fault["pointer"] == "/body/0/value"


def test_put_goes_into_the_only_open_set_or_the_one_that_is_named(writer):
    second = AnnotationSetFactory(annotator=writer.user.agent, text_version=writer.set.text_version)
    unclear = writer.put(writer.mention())
    assert (unclear.status_code, problem(unclear)["errors"][0]["parameter"]) == (400, "set")
    named = writer.put(writer.mention(), f"{ADDRESS}?set={second.uuid}")
    elsewhere = writer.put(writer.mention(), f"{ADDRESS}?set={writer.set.uuid}", **{"If-Match": "*"})
    assert (named.status_code, elsewhere.status_code) == (201, 409)
    assert Annotation.objects.get().annotation_set == second


@pytest.mark.parametrize(
    ("scopes", "role", "status"),
    [
        pytest.param(("read",), Role.ANNOTATOR, 403, id="a token that may only read"),
        pytest.param(("annotate",), Role.ANNOTATOR, 201, id="a token that may write"),
        pytest.param(("read", "annotate"), Role.RESEARCHER, 403, id="a researcher"),
    ],
)
def test_put_asks_for_the_scope_and_the_role(scopes, role, status):
    found = writing(role)
    answer = token_client(found.user, scopes=scopes).put(ADDRESS, found.mention(), "application/json")
    assert answer.status_code == status


def test_put_without_a_token_is_asked_who_it_is(writer):
    answer = Client().put(ADDRESS, writer.mention(), "application/json")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="dateline"')


def test_put_with_a_session_needs_the_form_token(writer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer.user, backend="django.contrib.auth.backends.ModelBackend")
    refused = client.put(ADDRESS, writer.mention(), "application/json")
    assert refused.status_code == 403
    assert "CSRF" in problem(refused)["detail"]


def test_put_and_delete_leave_others_annotations_alone(writer):
    other = MentionFactory(annotation_set=AnnotationSetFactory(submitted=True)).annotation
    path = f"{ROOT}annotations/{other.uuid}/"
    client = role_token_client(Role.ANNOTATOR)
    body = client.get(path).json()
    before = row_counts()
    assert client.put(path, body, "application/json", headers={"If-Match": "*"}).status_code in {403, 422}
    assert client.delete(path, headers={"If-Match": "*"}).status_code == 403
    assert writer.put(writer.mention(), f"{ADDRESS}?set={other.annotation_set.uuid}").status_code == 400
    assert row_counts() == before


@pytest.mark.parametrize("method", ["post", "patch", "options"])
def test_annotation_names_the_methods_it_knows(writer, method):
    answer = getattr(writer.client, method)(ADDRESS)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, PUT, DELETE")
    assert problem(answer)["detail"]
