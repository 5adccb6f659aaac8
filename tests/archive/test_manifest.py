"""Manifests: what they may say, and errors that name the place."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import vocabulary
from archive.errors import ManifestError
from archive.readers import load_manifest, manifest
from archive.snapshots import CollectionSnapshot
from archive.text import MAX_TEXT_BYTES


def _error(path: Path, text: str | bytes) -> str:
    """Give the error that a manifest makes, without its path."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ManifestError) as caught:
        load_manifest(path)
    return str(caught.value).removeprefix(str(path)).removeprefix(": ").removeprefix(", ")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "manifest.json"


@pytest.mark.parametrize(
    ("codes", "choices"),
    [
        pytest.param(manifest.FIELDS, vocabulary.Field.values, id="fields"),
        pytest.param(manifest.DATE_FIELDS, vocabulary.DATE_FIELDS, id="date fields"),
        pytest.param(manifest.STATUSES, vocabulary.ValueStatus.values, id="statuses"),
        pytest.param(manifest.CERTAINTIES, vocabulary.Certainty.values, id="certainties"),
        pytest.param(manifest.ROLES, vocabulary.BlockRole.values, id="roles"),
        pytest.param(manifest.ACCESS, vocabulary.Access.values, id="access"),
        pytest.param(manifest.LEVELS, vocabulary.CollectionLevel.values, id="levels"),
    ],
)
def test_codes_are_those_of_the_vocabulary(codes, choices):
    assert codes == set(choices)


def test_manifest_gives_what_holds_for_the_accession(path):
    members: dict[str, Any] = {
        "acquired_from": "a donor",
        "agreement": "a letter",
        "ignore": ["notes.txt"],
        "collection": {"slug": "talks-2007", "title": "Talks", "scope": "All of them.", "custodial_history": "Kept."},
        "articles": [{"file": "./a.txt", "captured": "2012-03-04T06:06:07+01:00"}],
    }
    path.write_text(json.dumps(members), encoding="utf-8-sig")
    found = load_manifest(path)
    assert (found.path, found.acquired_from, found.agreement, found.ignore) == (
        path,
        "a donor",
        "a letter",
        frozenset({"notes.txt"}),
    )
    assert found.collection == CollectionSnapshot(
        slug="talks-2007", title="Talks", level="collection", scope="All of them.", custodial_history="Kept."
    )
    assert list(found.entries) == ["a.txt"]
    assert found.entries["a.txt"].captured_at == datetime(2012, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_manifest_without_more_than_articles_is_enough(path):
    path.write_text('{"articles": []}')
    found = load_manifest(path)
    assert (dict(found.entries), found.collection, found.acquired_from) == ({}, None, "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "line 1: not JSON: Expecting value, at column 1", id="nothing"),
        pytest.param('{"articles"\n []}', "line 2: not JSON: Expecting ':' delimiter, at column 2", id="no colon"),
        pytest.param(b'{"articles": "\xff"}', "not UTF-8: byte 14 does not fit", id="another encoding"),
        pytest.param("[" * 100_000, "nested too deep to be read", id="endless nesting"),
        pytest.param("[]", "line 1: must be an object, not a list", id="a list"),
        pytest.param("{}", "line 1: the member “articles” is needed", id="no articles"),
        pytest.param(
            '{"articles": {}}', "line 1: /articles: must be a list, not an object", id="articles as an object"
        ),
        pytest.param('{"articles": null}', "line 1: /articles: must be a list, not null", id="articles as null"),
        pytest.param(
            '{"articles": [],\n "ignore": ["a",\n  "b"],\n "articles": []}',
            "line 4: /articles stands twice",
            id="a name twice",
        ),
        pytest.param(
            '{"articles": [\n  {"file": "a",\n   "file": "b"}]}',
            "line 3: /articles/0/file stands twice",
            id="a name twice, deeper",
        ),
        pytest.param('{"articles": [],\n "x": NaN}', "line 2: NaN is no JSON number", id="NaN"),
        pytest.param('{"articles": [],\n\n "x": -Infinity}', "line 3: -Infinity is no JSON number", id="an infinity"),
        pytest.param(
            '{"articles": [],\n "owner": 1}',
            "line 2: /owner: is not known here; known are acquired_from, agreement, articles, collection, ignore",
            id="an unknown member",
        ),
        pytest.param('{"articles": [],\n "ignore": [1]}', "line 2: /ignore: must be a list of file names", id="ignore"),
        pytest.param(
            '{"articles": [],\n "agreement": true}',
            "line 2: /agreement: must be a string, not true or false",
            id="a boolean for a string",
        ),
        pytest.param(
            '{"articles": [],\n "agreement": "\\ud800"}',
            "line 2: /agreement: holds a NUL or a lone surrogate, which can't be stored",
            id="half a character",
        ),
    ],
)
def test_manifest_that_can_not_be_read_says_where(path, text, message):
    assert _error(path, text).startswith(message)


@pytest.mark.parametrize(
    ("collection", "message"),
    [
        pytest.param({"title": "T"}, "line 1: /collection: the member “slug” is needed", id="no slug"),
        pytest.param({"slug": "a", "title": " "}, "line 1: /collection: the member “title” is needed", id="no title"),
        pytest.param(
            {"slug": "A b", "title": "T"},
            "line 1: /collection/slug: must be lower-case letters and digits, with hyphens between them",
            id="a slug with spaces",
        ),
        pytest.param(
            {"slug": "a", "title": "T", "level": "box"},
            "line 1: /collection/level: “box” is none of collection, file, fonds, series",
            id="an unknown level",
        ),
    ],
)
def test_collection_is_checked(path, collection, message):
    assert _error(path, json.dumps({"articles": [], "collection": collection})) == message


@pytest.mark.parametrize(
    ("article", "message"),
    [
        pytest.param({}, ": the member “file” is needed", id="no file"),
        pytest.param(
            {"file": "/etc/passwd"}, "/file: “/etc/passwd” is not a path inside the manifest's folder", id="root"
        ),
        pytest.param({"file": "a/../../b"}, "/file: “a/../../b” is not a path inside the manifest's folder", id="up"),
        pytest.param({"file": "."}, "/file: “.” is not a path inside the manifest's folder", id="the folder"),
        pytest.param({"file": "a\x00"}, "/file: holds a NUL or a lone surrogate, which can't be stored", id="NUL"),
        pytest.param({"file": 7}, "/file: must be a string, not a number", id="a number"),
        pytest.param(
            {"file": "a", "access": "secret"}, "/access: “secret” is none of open, registered, staff", id="access"
        ),
        pytest.param(
            {"file": "a", "reference_code": "X" * 61},
            "/reference_code: has 61 characters; there is room for 60",
            id="a long code",
        ),
        pytest.param({"file": "a", "rights": {}}, "/rights: the member “uri” is needed", id="rights without a URI"),
        pytest.param(
            {"file": "a", "rights": {"uri": "all"}},
            "/rights/uri: “all” is not a web address (rightsstatements.org or Creative Commons)",
            id="rights that are no URI",
        ),
        pytest.param(
            {"file": "a", "captured": "2012"}, "/captured: “2012” is no moment in ISO 8601", id="a year for a moment"
        ),
        pytest.param(
            {"file": "a", "captured": "2012-03-04T05:06:07"},
            "/captured: “2012-03-04T05:06:07” has no zone",
            id="no zone",
        ),
        pytest.param(
            {"file": "a", "line_roles": [{"from": 0, "to": 1, "role": "list"}]},
            "/line_roles/0/from: must be the number of a line, counted from 1",
            id="line 0",
        ),
        pytest.param(
            {"file": "a", "line_roles": [{"from": 1, "role": "list"}]},
            "/line_roles/0: must be the number of a line, counted from 1",
            id="no last line",
        ),
        pytest.param(
            {"file": "a", "line_roles": [{"from": True, "to": 1, "role": "list"}]},
            "/line_roles/0/from: must be the number of a line, counted from 1",
            id="true for a number",
        ),
        pytest.param(
            {"file": "a", "line_roles": [{"from": 3, "to": 2, "role": "list"}]},
            "/line_roles/0/to: line 2 comes before line 3",
            id="lines backwards",
        ),
        pytest.param(
            {"file": "a", "line_roles": [{"from": 1, "to": 2}]},
            "/line_roles/0: the member “role” is needed",
            id="no role",
        ),
    ],
)
def test_article_is_checked(path, article, message):
    assert _error(path, json.dumps({"articles": [article]})).startswith(f"line 1: /articles/0{message}")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param({"status": "supplied"}, ": the member “field” is needed", id="no field"),
        pytest.param(
            {"field": "mood", "status": "supplied"}, "/field: “mood” is none of agency, ", id="an unknown field"
        ),
        pytest.param({"field": "genre", "value": "x"}, ": the member “status” is needed", id="no status"),
        pytest.param({"field": "genre", "status": "supplied"}, ": a value is needed", id="no value"),
        pytest.param(
            {"field": "genre", "status": "not-stated", "value": "x"},
            ": what is not stated has no value",
            id="a value that is not stated",
        ),
        pytest.param(
            {"field": "published", "status": "supplied", "value": "2007"}, ": a date is needed in EDTF", id="no EDTF"
        ),
        pytest.param(
            {"field": "genre", "status": "supplied", "value": "x", "edtf": "2007"},
            "/edtf: genre is no date, it takes no EDTF",
            id="EDTF of no date",
        ),
        pytest.param(
            {"field": "published", "status": "supplied", "edtf": "2007-02-30"},
            "/edtf: “2007-02-30” is not in the calendar.",
            id="a day that is not in the calendar",
        ),
        pytest.param(
            {"field": "genre", "status": "supplied", "value": "x", "certainty": "fair"},
            "/certainty: “fair” is none of high, low, medium, unknown",
            id="an unknown certainty",
        ),
    ],
)
def test_value_is_checked(path, value, message):
    text = json.dumps({"articles": [{"file": "a", "values": [value]}]}).replace('"values"', '\n"values"')
    assert _error(path, text).startswith(f"line 2: /articles/0/values/0{message}")


@pytest.mark.parametrize(
    ("articles", "message"),
    [
        pytest.param([{"file": "a"}, {"file": "./a"}], "/articles/1/file: “a” is in the list twice", id="a file"),
        pytest.param(
            [{"file": "a", "reference_code": "X"}, {"file": "b", "reference_code": "X"}],
            "/articles/1/reference_code: “X” belongs to another article",
            id="a reference code",
        ),
        pytest.param(
            [{"file": "a", "values": [{"field": "genre", "value": "x", "status": "supplied"}] * 2}],
            "/articles/0/values: a field has one value; here one has several",
            id="a field",
        ),
    ],
)
def test_what_stands_twice_is_refused(path, articles, message):
    assert _error(path, json.dumps({"articles": articles})) == f"line 1: {message}"


def test_missing_manifest_is_refused(path):
    with pytest.raises(ManifestError, match=f"{path}: can't be read: No such file or directory"):
        load_manifest(path)


def test_too_large_manifest_is_refused(path):
    with path.open("wb") as file:
        file.truncate(MAX_TEXT_BYTES + 1)
    with pytest.raises(ManifestError, match="more than 20000000 bytes"):
        load_manifest(path)


names = st.sampled_from(["a/b", "~", "", "é", "file"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from(["articles", "collection", "ignore", "x/~"]), values), st.integers(0, 3))
def test_every_json_document_is_read_or_refused(tmp_path_factory, document, indent):
    path = tmp_path_factory.mktemp("manifest") / "manifest.json"
    path.write_text(json.dumps(document, indent=indent))
    try:
        entries = dict(load_manifest(path).entries)
    except ManifestError as error:
        entries = {} if str(error).startswith(str(path)) else {"the error": error}
    assert entries == {}
