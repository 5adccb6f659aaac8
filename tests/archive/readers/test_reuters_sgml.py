"""The Reuters collection: items cut out by bytes, good ones before and after a bad one, flat in memory."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ReadingError
from archive.locators import cut
from archive.readers.formats import records_of
from archive.readers.reuters_sgml import LONGEST_ITEM, ReutersFormat
from archive.readers.sources import Source
from archive.records import ArticleRecord, BadRecord

DOCTYPE = b'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n'


def item(number: int, body: str = "The bridge was opened.") -> bytes:
    """Give an item of the collection's form."""
    return (
        f'<REUTERS TOPICS="NO" LEWISSPLIT="TEST" OLDID="{number}" NEWID="{number}">\n'
        f"<DATE>19-OCT-1987 15:37:46.03</DATE>\n<UNKNOWN> \n&#5;F \nreute</UNKNOWN>\n"
        f"<TEXT>&#2;\n<TITLE>BRIDGE {number} OPENED</TITLE>\n<DATELINE>    BRUSSELS, Oct 19 - </DATELINE>"
        f"<BODY>{body}\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>"
    ).encode()


def read(data: bytes) -> list[ArticleRecord | BadRecord]:
    return list(records_of(Source("wire.sgm", data=data), ReutersFormat()))


def test_each_item_is_an_article_with_its_bytes():
    data = DOCTYPE + b"\n".join(item(number) for number in (1, 2, 3)) + b"\n"
    records = read(data)
    assert [record.data for record in records] == [item(1), item(2), item(3)]
    assert [cut(data, record.locator) for record in records] == [item(1), item(2), item(3)]
    assert {(record.extractor, record.media_type, record.file_name) for record in records} == {
        ("reuters_sgml", "text/sgml", "wire.sgm")
    }


@given(st.lists(st.integers(1, 10**6), max_size=8), st.binary(max_size=40))
def test_what_stands_between_items_is_passed_over(numbers, between):
    between = between.replace(b"<", b"")
    data = between.join([b"", *(item(number) for number in numbers), b""])
    expected = [item(number) for number in numbers]
    if not numbers:
        assert read(data) == [BadRecord(file="wire.sgm", reason="there is no <REUTERS> item in it")]
    else:
        assert [record.data for record in read(data)] == expected


@pytest.mark.parametrize("tail", [b"<BODY>and then", b""])
def test_an_item_without_end_is_reported_and_the_next_is_given(tail):
    broken = item(2).removesuffix(b"</REUTERS>") + tail
    first, bad, third = read(item(1) + broken + item(3))
    assert (first.data, third.data) == (item(1), item(3))
    assert isinstance(bad, BadRecord)
    assert (bad.record, bad.file) == ("NEWID 2", "wire.sgm")
    assert bad.reason.endswith(f"it begins at byte {len(item(1))}")


def test_a_file_that_breaks_off_gives_what_is_whole():
    first, bad = read(item(1) + item(2)[:-20])
    assert (first.data, bad.record) == (item(1), "NEWID 2")


def test_an_item_that_is_too_long_is_reported_and_the_next_is_given():
    first, *bad, last = read(item(1) + item(2, "x" * (LONGEST_ITEM + 10)) + item(3))
    assert (first.data, last.data) == (item(1), item(3))
    assert [one.record for one in bad] == ["NEWID 2"]


def test_memory_stays_flat_however_many_items_there_are(tmp_path: Path):
    path = tmp_path / "wire.sgm"

    def peak(count: int) -> int:
        with path.open("wb") as file:
            for number in range(count):
                file.write(item(number))
        tracemalloc.start()
        assert sum(1 for _record in records_of(Source("wire.sgm", path=path), ReutersFormat())) == count
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(20_000) < 1.5 * peak(5_000)


@pytest.mark.parametrize(
    ("head", "recognised"),
    [
        (DOCTYPE + item(1), True),
        (b"\n  " + item(1), True),
        (b"<REUTERS>", True),
        (b"<html><REUTERS>", False),
        (b"<!DOCTYPE html>\n<REUTERS>", False),
        (b"REUTERS - The bridge", False),
        (b"", False),
    ],
)
def test_the_format_is_recognised_by_its_first_element(head, recognised):
    assert ReutersFormat().recognises(head) is recognised


def test_a_file_that_is_gone_is_a_reading_error(tmp_path: Path):
    with pytest.raises(ReadingError, match="can't be read"):
        list(ReutersFormat().records(Source("gone", path=tmp_path / "gone")))
