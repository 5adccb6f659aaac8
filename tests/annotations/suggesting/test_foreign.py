"""Web Annotation files of other programs: read, placed, or left out with a reason. No database."""

import json

import pytest

from annotations.anchoring import Anchor
from annotations.suggesting.foreign import Foreign, Unread, place, read_foreign
from archive.errors import InvalidValueError, ReadingError

TEXT = "Oslo is here. \U0001f600 Berg is there. Oslo again."


def _annotation(exact: str = "Berg", **fields) -> dict[str, object]:
    selector = {"type": "TextQuoteSelector", "exact": exact, **fields.pop("selector", {})}
    body = {"type": "TextualBody", "value": "person", "purpose": "tagging"}
    return {"type": "Annotation", "body": [body], "target": {"source": "x:1", "selector": selector}, **fields}


def _read(document: object) -> list[Foreign | Unread]:
    return read_foreign(json.dumps(document).encode())


@pytest.mark.parametrize(
    "document",
    [
        _annotation(),
        [_annotation()],
        {"type": "AnnotationPage", "items": [_annotation()]},
        {"type": "AnnotationCollection", "first": {"items": [_annotation()]}},
        [{"bodies": [{"value": "person"}], "target": {"selector": [{"quote": "Berg", "start": 16, "end": 20}]}}],
        [{"body": "person", "target": [{"selector": {"exact": "Berg"}}]}],
    ],
)
def test_every_shape_of_file_is_read(document):
    [found] = _read(document)
    assert isinstance(found, Foreign)
    assert ([anchor.exact for anchor in found.anchors], found.tags) == (["Berg"], ("person",))


@pytest.mark.parametrize(
    ("annotation", "reason"),
    [
        ("x", "it is no JSON object"),
        ({"target": "https://example.org/"}, "no quotation says"),
        ({**_annotation(), "body": [{"purpose": "commenting", "value": "well"}]}, "no body of it is a tag"),
    ],
)
def test_what_cant_be_read_says_why(annotation, reason):
    [found] = _read([annotation])
    assert isinstance(found, Unread)
    assert found.reason.startswith(reason)


@pytest.mark.parametrize("data", [b"{", b"\xff", b'{"a": NaN}'])
def test_what_is_no_json_is_refused(data):
    with pytest.raises(ReadingError):
        read_foreign(data)
    with pytest.raises(InvalidValueError):
        read_foreign(b"{}")


@pytest.mark.parametrize(
    ("anchors", "places"),
    [
        ([Anchor(0, 4, "Berg")], [(16, 20)]),
        ([Anchor(31, 35, "Oslo")], [(31, 35)]),
        ([Anchor(0, 0, "Oslo", "there. ", " again")], [(31, 35)]),
        ([Anchor(5, 9, "Oslo")], None),
        ([Anchor(0, 3, "Rome")], None),
        ([Anchor(31, 35, "Oslo"), Anchor(0, 4, "Oslo")], [(0, 4), (31, 35)]),
        ([Anchor(16, 20, "Berg"), Anchor(16, 20, "Berg")], None),
    ],
)
def test_quotations_are_placed_where_they_are_sure(anchors, places):
    found = place(TEXT, Foreign(name="x", anchors=tuple(anchors), tags=("person",)))
    assert found == (None if places is None else tuple(places))
