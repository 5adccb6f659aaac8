"""Locators: where in a capture an article stands, and the same bytes again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ReadingError
from archive.locators import byte_range, cut, path_of, written
from archive.xml import local, parse_bytes

MESSAGE = b"".join(
    [
        b'<m xmlns="urn:x"><head/>',
        b'<set><item id="1"><p>One</p></item> tail <item id="2"/></set>',
        b'<set><item id="3"/></set></m>',
    ]
)


@given(st.binary(min_size=1), st.data())
def test_cut_gives_a_byte_range_again(data, choice):
    start = choice.draw(st.integers(0, len(data) - 1))
    end = choice.draw(st.integers(start + 1, len(data)))
    assert cut(data, byte_range(start, end)) == data[start:end]


@pytest.mark.parametrize("locator", ["bytes=0-3", "bytes=3-3", "bytes=2-1"])
def test_cut_refuses_bytes_that_are_not_there(locator):
    with pytest.raises(ReadingError, match="the capture has 3"):
        cut(b"abc", locator)


def test_path_of_names_every_element_so_that_cut_finds_it_again():
    root = parse_bytes(MESSAGE)
    items = [element for element in root.iter() if local(element) == "item"]
    assert [path_of(item) for item in items] == ["/m/set[1]/item[1]", "/m/set[1]/item[2]", "/m/set[2]/item"]
    assert [cut(MESSAGE, path_of(item)) for item in items] == [written(item) for item in items]
    assert written(items[0]) == b'<item xmlns="urn:x" id="1"><p>One</p></item>'


@pytest.mark.parametrize("locator", ["/x", "/m/set[3]", "/m/set[1]/item[3]", "/m/none", "/m/set[0]"])
def test_cut_refuses_elements_that_are_not_there(locator):
    with pytest.raises(ReadingError, match="there is no element at"):
        cut(MESSAGE, locator)


DOCUMENT = {"items": [{"a/b": {"c~d": "é"}}, 2], "": {"": 1}}


@pytest.mark.parametrize(
    ("locator", "value"),
    [("#", DOCUMENT), ("#/items/1", 2), ("#/items/0/a~1b/c~0d", "é"), ("#/", {"": 1}), ("#//", 1)],
)
def test_cut_follows_a_json_pointer(locator, value):
    assert json.loads(cut(json.dumps(DOCUMENT).encode(), locator)) == value


@pytest.mark.parametrize("locator", ["#/items/2", "#/items/-1", "#/items/x", "#/none", "#/items/1/a"])
def test_cut_refuses_members_that_are_not_there(locator):
    with pytest.raises(ReadingError, match="there is nothing at"):
        cut(json.dumps(DOCUMENT).encode(), locator)


@pytest.mark.parametrize("locator", ["", "<urn:uuid:0190>"])
def test_cut_gives_all_for_no_place_and_for_a_records_own_id(locator):
    assert cut(b"abc", locator) == b"abc"


def test_cut_says_that_a_capture_is_no_json():
    with pytest.raises(ReadingError, match="not JSON"):
        cut(b"{", "#/a")


def test_cut_says_where_a_capture_is_not_well_formed():
    with pytest.raises(ReadingError, match="not well-formed XML") as caught:
        cut(b"<m>\n<n>\n</m>", "/m/n")
    assert caught.value.line == 3


def test_parse_bytes_reads_no_document_that_declares_entities():
    with pytest.raises(ReadingError, match="entities of its own"):
        parse_bytes(b'<!DOCTYPE m [<!ENTITY e "x">]><m>&e;</m>')


def test_parse_bytes_reads_a_document_whose_type_is_declared_elsewhere():
    assert parse_bytes(b'<!DOCTYPE m SYSTEM "http://nowhere.invalid/m.dtd"><m/>').tag == "m"
