"""What can be wrong with a request before anybody looks at what it means."""

import json

import pytest
from django.test import Client

from tests.annotations.api_writing import ADDRESS, writing
from tests.api import problem
from tests.rows import row_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return writing()


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        pytest.param("{", 400, "", id="JSON that breaks off"),
        pytest.param(b"\xff{}", 400, "", id="no UTF-8"),
        pytest.param("[]", 422, "", id="a list"),
        pytest.param('"word"', 422, "", id="a word"),
        pytest.param('{"type": NaN}', 400, "/type", id="no number"),
        pytest.param('{"a": [1, -Infinity]}', 400, "/a/1", id="an infinity"),
        pytest.param('{"a": 1e999}', 400, "/a", id="a number beyond all"),
        pytest.param('{"a": ' + "9" * 5000 + "}", 400, "", id="a number of 5,000 digits"),
        pytest.param('{"a": {"b/c": 1, "b/c": 2}}', 400, "/a/b~1c", id="a member that stands twice"),
        pytest.param('{"a": "x\\u0000"}', 400, "/a", id="a null character"),
        pytest.param('{"a": ["\\ud800"]}', 400, "/a/0", id="half a surrogate pair"),
        pytest.param('{"a": ' * 51 + "1" + "}" * 51, 400, "", id="51 levels"),
        pytest.param("[" * 100_000, 400, "", id="100,000 brackets"),
    ],
)
def test_body_that_cannot_be_read_is_refused_with_its_place(writer, body, status, pointer):
    before = row_counts()
    answer = writer.put(body)
    assert (answer.status_code, [fault["pointer"] for fault in problem(answer)["errors"]]) == (status, [pointer])
    assert row_counts() == before


def test_body_of_fifty_levels_is_read(writer):
    answer = writer.put('{"a": ' * 50 + "1" + "}" * 50)
    assert answer.status_code == 422


def test_body_of_more_than_a_mebibyte_is_too_large(writer):
    answer = writer.put(json.dumps({"a": "x" * 1024 * 1024}))
    assert (answer.status_code, problem(answer)) == (413, {"detail": "A body has at most 1048576 bytes."})


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "multipart/form-data; boundary=x"])
def test_body_of_another_media_type_is_not_supported(writer, media_type):
    answer = writer.client.put(ADDRESS, b"{}", media_type)
    assert (answer.status_code, problem(answer).keys()) == (415, {"detail"})


@pytest.mark.parametrize("path", ["/api/v1/articles/", "/api/v1/changes/", "/api/v1/search/"])
def test_reading_in_a_media_type_that_is_not_there_is_not_acceptable(path):
    answer = Client(headers={"Accept": "image/png"}).get(path)
    assert (answer.status_code, problem(answer)) == (406, {"detail": "What there is: application/json."})


def test_address_that_is_none_is_not_found():
    answer = Client().get("/api/v1/nothing/")
    assert (answer.status_code, problem(answer)) == (
        404,
        {"detail": "The API has no such address; see /api/v1/docs/."},
    )


def test_parameter_that_is_unknown_is_refused_by_name():
    answer = Client().get("/api/v1/articles/", {"colour": "red"})
    (fault,) = problem(answer)["errors"]
    assert (answer.status_code, fault["parameter"]) == (400, "colour")


@pytest.mark.parametrize("path", ["/api/v1/articles/", "/api/v1/changes/", "/api/v1/search/", "/api/v1/claims/"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_methods_that_are_not_allowed_say_which_are(writer, path, method):
    answer = getattr(writer.client, method)(path)
    assert (answer.status_code, answer["Allow"], problem(answer).keys()) == (405, "GET, HEAD", {"detail"})
