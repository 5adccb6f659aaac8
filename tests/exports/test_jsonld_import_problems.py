"""What JSON-LD can't be read back is refused, with the file, the place and a reason; nothing is fetched."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from exports.errors import ImportProblem
from exports.formats import jsonld
from tests.exports.example import BASE_URL, dossier

Json = dict[str, Any]
TEXT = "schema:encoding"


def document() -> Json:
    found: Json = json.loads(jsonld.write(dossier(), base_url=BASE_URL))
    return found


def problem(data: bytes) -> ImportProblem:
    with pytest.raises(ImportProblem) as caught:
        list(jsonld.read(io.BytesIO(data), file="archive.jsonld"))
    return caught.value


def changed(change: Callable[[Json], object]) -> ImportProblem:
    data = document()
    change(data)
    return problem(json.dumps(data).encode())


WHOLE = jsonld.write(dossier(), base_url=BASE_URL)


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        pytest.param(b"", 1, "not JSON: expected “{”, found the end", id="an empty file"),
        pytest.param(b"{", 1, "not JSON: expected a name in quotation marks, found “”", id="an object that never ends"),
        pytest.param(b"<TEI/>", 1, "not JSON: expected “{”, found “<”", id="another format"),
        pytest.param(b"[1, 2]", 1, "not JSON: expected “{”, found “[”", id="a list"),
        pytest.param(b'{"a": 1}', None, "there is no @context: this is not JSON-LD of an article", id="plain JSON"),
        pytest.param(b'{"a": 1, "a": 2}', 1, "the member 'a' stands twice", id="a member twice"),
        pytest.param(b'{"a": {"b": 1, "b": 2}}', 1, "the member 'b' stands twice", id="a member twice, further in"),
        pytest.param(b'{"a": NaN}', 1, "NaN is no JSON number", id="not a number"),
        pytest.param(b'{\n"a": \xff\n}', 1, "not UTF-8: invalid start byte", id="not UTF-8"),
        pytest.param(b'{"a":' + b"[" * 100_000, 1, "nested too deep to be read", id="a hundred thousand brackets"),
        pytest.param(b'{"a": 1} {}', 1, "something stands behind the end of the document", id="two documents"),
        pytest.param(b'{"a": 1 "b": 2}', 1, 'not JSON: expected “,”, found “"”', id="a comma missing"),
    ],
)
def test_jsonld_refuses_what_is_no_json(data: bytes, line: int | None, reason: str) -> None:
    found = problem(data)
    assert (found.file, found.line, found.reason) == ("archive.jsonld", line, reason)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_jsonld_refuses_a_document_that_was_cut_off(share: float) -> None:
    found = problem(WHOLE[: int(len(WHOLE) * share)])
    assert found.reason.startswith("not JSON")


@pytest.mark.parametrize(
    "context",
    [
        "https://example.org/context.jsonld",
        ["http://www.w3.org/ns/anno.jsonld"],
        {"schema": "https://schema.org/"},
        ["http://www.w3.org/ns/anno.jsonld", {"dl": "https://example.org/other#"}],
        None,
    ],
    ids=["a remote one", "the W3C's alone", "another inline", "ours, changed", "null"],
)
def test_jsonld_refuses_other_contexts(context: Any) -> None:
    found = changed(lambda data: data.update({"@context": context}))
    expected = "this is not the context that Dateline writes, and others are not read or fetched"
    assert found.reason == f"/@context: {expected}"


def first_annotation(data: Json) -> Json:
    annotation: Json = data["dl:annotationSets"][0]["first"]["items"][0]
    return annotation


def end_elsewhere(data: Json) -> None:
    data[TEXT]["dl:blocks"][0]["end"] -= 1


FAULTS: dict[str, tuple[Callable[[Json], object], str]] = {
    "an unknown member": (lambda data: data.update({"schema:wordCount": 3}), "/schema:wordCount"),
    "an unknown type": (lambda data: data.update({"type": "schema:Recipe"}), "/type"),
    "an address elsewhere": (lambda data: data.update({"id": "urn:uuid:1"}), "/id"),
    "an article of another base": (
        lambda data: data.update({"id": data["id"].replace(BASE_URL, "https://other.example.org")}),
        f"/{TEXT}/id",
    ),
    "no text": (lambda data: data.pop(TEXT), "'schema:encoding' is missing"),
    "another text": (lambda data: data[TEXT].update({"schema:text": "Something else."}), "SHA-256"),
    "a wrong digest": (lambda data: data[TEXT].update({"schema:sha256": "0" * 64}), "SHA-256"),
    "blocks with a gap": (end_elsewhere, "blocks must tile the text"),
    "a code of no list": (lambda data: data.update({"dl:access": "dl:everybody"}), "/dl:access"),
    "a headline that no value gives": (lambda data: data.update({"schema:headline": "Made up"}), "/schema:headline"),
    "a time without zone": (lambda data: data.update({"created": "2007-04-19T21:24:00"}), "/created"),
    "a number where words belong": (lambda data: data.update({"schema:identifier": 5}), "/schema:identifier"),
    "a huge number": (
        lambda data: data[TEXT]["dl:blocks"][0].update({"end": 10**400}),
        f"/{TEXT}/dl:blocks/0/end",
    ),
    "a quotation that isn't there": (
        lambda data: first_annotation(data)["target"][0]["selector"][1].update({"exact": "never said"}),
        "/dl:annotationSets/0/first/items/0/target/0",
    ),
    "somebody else's annotation": (
        lambda data: first_annotation(data).update({"id": "https://example.org/anno1"}),
        "/dl:annotationSets/0/first/items/0/id",
    ),
    "an annotation inside itself": (
        lambda data: first_annotation(data).update({"body": dict(first_annotation(data))}),
        "/dl:annotationSets/0/first/items/0/body",
    ),
    "a wrong count": (lambda data: data["dl:annotationSets"][0].update({"total": 0}), "/dl:annotationSets/0/total"),
    "an agent that is not there": (lambda data: data.update({"dl:agents": []}), "agent"),
    "a list in the place of an article": (lambda data: data.update({TEXT: []}), f"/{TEXT}"),
    "a graph beside the article": (lambda data: data.update({"@graph": [{}]}), "/@graph/0"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_jsonld_refuses_what_is_not_as_it_was_written(fault: str) -> None:
    change, place = FAULTS[fault]
    found = changed(change)
    assert place in found.reason
    assert found.file == "archive.jsonld"
    assert found.line is not None
