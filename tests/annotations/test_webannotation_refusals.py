"""Web Annotations that can't be taken or written: each fault names its place by a JSON Pointer."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import InvalidAnnotationError
from annotations.snapshots import AnnotationSnapshot
from annotations.webannotation import CONTEXT
from tests.annotations.web_annotations import (
    AGENT,
    ANNOTATION,
    BASE,
    DEFAULTS,
    MENTION,
    POSITION,
    QUOTE,
    SOURCE,
    STATEMENT,
    WORDS,
    plain,
    read,
    write,
)

NESTED: list[object] = []
for _ in range(100_000):
    NESTED = [NESTED]

TARGET, SELECTOR = "/target/0", "/target/0/selector"


def changed(snapshot: AnnotationSnapshot, pointer: str, value: object) -> object:
    """Give a written annotation with one member put in place; a value of Ellipsis removes it."""
    data = write(snapshot)
    *path, last = pointer.removeprefix("/").split("/")
    inner = data
    for step in path:
        inner = inner[int(step) if isinstance(inner, list) else step]
    key = int(last) if isinstance(inner, list) else last
    if value is ...:
        del inner[key]
    else:
        inner[key] = value
    return data


@pytest.mark.parametrize(
    ("snapshot", "put", "value", "fault"),
    [
        pytest.param(MENTION, "/id", ..., "", id="no id"),
        pytest.param(MENTION, "/id", "https://tool.example/17", "/id", id="a foreign id"),
        pytest.param(MENTION, "/id", f"{BASE}/annotations/{str(ANNOTATION).upper()}", "/id", id="an id in capitals"),
        pytest.param(MENTION, "/id", 17, "/id", id="an id that is a number"),
        pytest.param(MENTION, "/type", ..., "", id="no type"),
        pytest.param(MENTION, "/type", "Note", "/type", id="another type"),
        pytest.param(MENTION, "/@context", "https://tool.example/c", "/@context", id="a foreign context"),
        pytest.param(MENTION, "/@context/1", {**CONTEXT, "dl": "x"}, "/@context/1", id="a changed context"),
        pytest.param(MENTION, "/@context", CONTEXT, "/@context", id="no W3C context"),
        pytest.param(MENTION, "/rights", "all", "/rights", id="an unknown member"),
        pytest.param(MENTION, "/creator", AGENT.hex, "/creator", id="a creator without address"),
        pytest.param(MENTION, "/creator/id", BASE, "/creator/id", id="a creator that is no agent"),
        pytest.param(MENTION, "/creator/type", "Robot", "/creator/type", id="a creator of no known type"),
        pytest.param(MENTION, "/creator/email", "a@b.example", "/creator/email", id="a creator with more than a name"),
        pytest.param(MENTION, "/created", "2026-11-20", "/created", id="a time that is a day"),
        pytest.param(MENTION, "/created", "2026-11-20T12:00:00", "/created", id="a time without zone"),
        pytest.param(MENTION, "/created", "2026-02-30T12:00:00Z", "/created", id="a day that is not"),
        pytest.param(MENTION, "/created", "2026-11-20T12:00:00.1234567Z", "/created", id="a time too fine to keep"),
        pytest.param(MENTION, "/created", None, "/created", id="a time that is null"),
        pytest.param(MENTION, "/motivation", "cheering", "/motivation", id="an unknown motivation"),
        pytest.param(MENTION, "/motivation", ["identifying"], "/motivation", id="a list of motivations"),
        pytest.param(MENTION, "/dl:version", 0, "/dl:version", id="version nought"),
        pytest.param(MENTION, "/dl:version", True, "/dl:version", id="a version that is true"),
        pytest.param(MENTION, "/dl:version", 1.0, "/dl:version", id="a version with a point"),
        pytest.param(MENTION, "/dl:version", 2**31, "/dl:version", id="a version no database holds"),
        pytest.param(MENTION, "/dl:layer", "a\0b", "/dl:layer", id="a NUL"),
        pytest.param(MENTION, "/dl:layer", "\ud800", "/dl:layer", id="half a surrogate pair"),
        pytest.param(MENTION, "/prov:wasDerivedFrom", BASE, "/prov:wasDerivedFrom", id="derived from no annotation"),
        pytest.param(MENTION, "/body/0", "a note", "/body/0", id="a body that is a string"),
        pytest.param(MENTION, "/body/0/type", "Video", "/body/0/type", id="a body of another type"),
        pytest.param(MENTION, "/body/0/purpose", "replying", "/body/0/purpose", id="a body for another purpose"),
        pytest.param(MENTION, "/body/0/format", "text/html", "/body/0/format", id="a tag in HTML"),
        pytest.param(MENTION, "/body/0/dl:certainty", "high", "/body/0/dl:certainty", id="a code without its prefix"),
        pytest.param(MENTION, "/body/0/dl:certainty", "dl:huge", "/body/0/dl:certainty", id="an unknown code"),
        pytest.param(MENTION, "/body/0", ..., "/body/0", id="an entity without a tag"),
        pytest.param(MENTION, "/body/1/source", SOURCE, "/body/1/source", id="an entity that is a text"),
        pytest.param(MENTION, "/body/1/selector", {}, "/body/1/selector", id="a part of an entity"),
        pytest.param(STATEMENT, "/body/0/dl:attribution", ..., "/body/0", id="no attribution"),
        pytest.param(STATEMENT, "/body/0/id", BASE, "/body/0/id", id="a statement of another annotation"),
        pytest.param(STATEMENT, "/body/0/dl:parent", BASE, "/body/0/dl:parent", id="a parent that is no statement"),
        pytest.param(
            STATEMENT, "/body/0/dl:sources/1/dl:order", 0, "/body/0/dl:sources/1", id="two sources of one order"
        ),
        pytest.param(
            STATEMENT, "/body/0/dl:sources/1/dl:kind", "dl:x", "/body/0/dl:sources/1/dl:kind", id="an unknown kind"
        ),
        pytest.param(
            STATEMENT,
            "/body/0/dl:sources/0/dl:span",
            f"{BASE}/annotations/{ANNOTATION}#source-7",
            "/body/0/dl:sources/0/dl:span",
            id="a source whose span is not there",
        ),
        pytest.param(
            STATEMENT, "/body/0/dl:sources/0/a~b~1c", 1, "/body/0/dl:sources/0/a~0b~01c", id="a name to be escaped"
        ),
        pytest.param(MENTION, "/target", ..., "", id="no target"),
        pytest.param(MENTION, "/target", [], "/target", id="an empty list of targets"),
        pytest.param(MENTION, "/target", SOURCE, "/target", id="a whole text as target"),
        pytest.param(MENTION, "/target/0/source", BASE, "/target/0/source", id="another source"),
        pytest.param(MENTION, "/target/0/scope", BASE, "/target/0/scope", id="another article"),
        pytest.param(MENTION, "/target/0/dl:role", "dl:tail", "/target/0/dl:role", id="an unknown role"),
        pytest.param(MENTION, "/target/0/dl:order", -1, "/target/0/dl:order", id="a negative order"),
        pytest.param(MENTION, "/target/0/dl:order", 1, "/target/0/id", id="an order that belies the id"),
        pytest.param(STATEMENT, "/target/1/dl:order", 0, "/target/1", id="two spans of one role and order"),
        pytest.param(MENTION, SELECTOR, ..., TARGET, id="no selector"),
        pytest.param(MENTION, SELECTOR, [], SELECTOR, id="an empty list of selectors"),
        pytest.param(MENTION, f"{SELECTOR}/0", ..., SELECTOR, id="a quotation, but no text to find it in"),
        pytest.param(MENTION, f"{SELECTOR}/1", ..., SELECTOR, id="a position, but no text to read it in"),
        pytest.param(MENTION, f"{SELECTOR}/1", POSITION, f"{SELECTOR}/1/type", id="two positions"),
        pytest.param(MENTION, f"{SELECTOR}/0/type", "SvgSelector", f"{SELECTOR}/0/type", id="another selector"),
        pytest.param(MENTION, f"{SELECTOR}/0/refinedBy", QUOTE, f"{SELECTOR}/0/refinedBy", id="a refined selector"),
        pytest.param(MENTION, f"{SELECTOR}/0/start", 41, f"{SELECTOR}/0/end", id="an empty range"),
        pytest.param(MENTION, f"{SELECTOR}/0/start", 99, f"{SELECTOR}/0/end", id="a range backwards"),
        pytest.param(MENTION, f"{SELECTOR}/0/start", -1, f"{SELECTOR}/0/start", id="a negative start"),
        pytest.param(MENTION, f"{SELECTOR}/0/start", "24", f"{SELECTOR}/0/start", id="a start that is a string"),
        pytest.param(MENTION, f"{SELECTOR}/0/end", 42, SELECTOR, id="a quotation of another length"),
        pytest.param(MENTION, f"{SELECTOR}/1/exact", "", f"{SELECTOR}/1/exact", id="no words"),
        pytest.param(MENTION, f"{SELECTOR}/1/prefix", None, f"{SELECTOR}/1/prefix", id="a prefix that is null"),
    ],
)
def test_from_web_annotation_refuses(snapshot: AnnotationSnapshot, put: str, value: object, fault: str) -> None:
    with pytest.raises(InvalidAnnotationError) as caught:
        read(changed(snapshot, put, value))
    assert caught.value.pointer == fault


@pytest.mark.parametrize(
    ("selectors", "message"),
    [
        pytest.param([{**QUOTE, "exact": "common"}], "more than one place", id="words that stand twice"),
        pytest.param([{**QUOTE, "exact": "denied"}], "nowhere", id="words that do not stand there"),
        pytest.param([{**POSITION, "end": 9000}], "The text ends at", id="offsets behind the text"),
        pytest.param(
            [{**POSITION, "start": 25, "end": 42}, QUOTE], "stands 'onstantin Totsky,'", id="offsets off by one"
        ),
    ],
)
def test_from_web_annotation_refuses_what_does_not_fit_the_text(selectors: list[Any], message: str) -> None:
    with pytest.raises(InvalidAnnotationError, match=message) as caught:
        read(plain(*selectors), WORDS, DEFAULTS)
    assert caught.value.pointer == "/target/selector"


def test_from_web_annotation_says_that_offsets_count_code_points() -> None:
    units = WORDS.index("He left") + 1
    selectors = {"type": "TextPositionSelector", "start": units, "end": units + 7}, {**QUOTE, "exact": "He left"}
    with pytest.raises(InvalidAnnotationError, match="offsets count code points"):
        read(plain(*selectors), WORDS, DEFAULTS)


@pytest.mark.parametrize(
    "top", [pytest.param(value, id=type(value).__name__) for value in (None, [], "x", 1, 1.5, True)]
)
def test_from_web_annotation_refuses_what_is_no_object(top: object) -> None:
    with pytest.raises(InvalidAnnotationError, match="Expected an object") as caught:
        read(top)
    assert caught.value.pointer == ""


def pointers(data: object, at: str = "") -> list[str]:
    """Give the JSON Pointer of every value in some data, the context's left out."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = [(f"{at}/{key}", value) for key, value in items if key != "@context"]
    return [pointer for pointer, _ in found] + [inner for pointer, value in found for inner in pointers(value, pointer)]


@pytest.mark.parametrize(
    "put", sorted({*pointers(write(STATEMENT)), "/@context", "/@context/1/dl", "/@context/1/dl:role"})
)
def test_from_web_annotation_refuses_huge_nesting_in(put: str) -> None:
    with pytest.raises(InvalidAnnotationError):
        read(changed(STATEMENT, put, NESTED))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("id", "type", "x")), inner, max_size=3)
    ),
    max_leaves=5,
)


def read_or_refuse(data: object) -> AnnotationSnapshot | InvalidAnnotationError:
    try:
        return read(data, WORDS)
    except InvalidAnnotationError as error:
        return error


@settings(max_examples=500, deadline=None)
@given(st.sampled_from([MENTION, STATEMENT]), st.data())
def test_from_web_annotation_reads_or_refuses_whatever_is_put_in(
    snapshot: AnnotationSnapshot, data: st.DataObject
) -> None:
    put, value = data.draw(st.sampled_from(pointers(write(snapshot)))), data.draw(values | st.just(...))
    altered = changed(snapshot, put, value)
    places = {"", "/body", *pointers(altered)}
    found = read_or_refuse(altered)
    if isinstance(found, InvalidAnnotationError):
        assert places & {found.pointer} == {found.pointer}
    else:
        assert read(write(found), WORDS) == found


@pytest.mark.parametrize(
    ("snapshot", "fault"),
    [
        pytest.param(replace(MENTION, spans=()), "/target", id="no span"),
        pytest.param(replace(MENTION, motivation="cheering"), "/motivation", id="an unknown motivation"),
        pytest.param(replace(MENTION, created=datetime(2026, 1, 1)), "/created", id="a time without zone"),  # noqa: DTZ001 - it is the fault
        pytest.param(replace(MENTION, spans=(replace(MENTION.spans[0], role="x"),)), "/target/0/dl:role", id="a role"),
        pytest.param(replace(STATEMENT, spans=STATEMENT.spans[:1]), "/body/0/dl:sources/0/dl:span", id="a lost span"),
    ],
)
def test_to_web_annotation_refuses_what_could_not_be_read_back(snapshot: AnnotationSnapshot, fault: str) -> None:
    with pytest.raises(InvalidAnnotationError) as caught:
        write(snapshot)
    assert caught.value.pointer == fault
