"""Web archives: payloads with their headers, good records before and after a damaged one."""

import gzip
from datetime import UTC, datetime

import pytest

from archive.readers import AUTO
from archive.readers.sources import Source
from archive.records import ArticleRecord, BadRecord

MOMENT = "2007-04-24T10:00:00Z"


def page(number: int) -> bytes:
    return f"<!DOCTYPE html><html><body><p>Bridge {number} was opened.</p></body></html>".encode()


def block(kind: str, body: bytes, **fields: str) -> bytes:
    """Write one record (ISO 28500:2017, section 4)."""
    head = {"WARC-Type": kind, "WARC-Date": MOMENT, **fields, "Content-Length": str(len(body))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.1\r\n{lines}\r\n".encode() + body + b"\r\n\r\n"


def written(*, compressed: bool, statuses: tuple[str, ...] = ("200 OK",) * 3, kind: str = "response") -> bytes:
    """Write a web archive: a warcinfo record, then a page for each status; compressed record by record or not."""
    records = [block("warcinfo", b"software: test\r\n")]
    for number, status in enumerate(statuses, start=1):
        http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode()
        fields = {
            "WARC-Record-ID": f"<urn:uuid:{number}>",
            "WARC-Target-URI": f"https://example.org/{number}",
            "Content-Type": "application/http; msgtype=response" if kind == "response" else "text/html; charset=utf-8",
        }
        records.append(block(kind, (http if kind == "response" else b"") + page(number), **fields))
    return b"".join(gzip.compress(record) if compressed else record for record in records)


def read(data: bytes) -> list[ArticleRecord | BadRecord]:
    return list(AUTO.records(Source("made.warc", data=data)))


@pytest.mark.parametrize("compressed", [False, True])
def test_a_response_is_a_capture_with_address_moment_and_headers(compressed):
    records = read(written(compressed=compressed))
    assert [record.data for record in records] == [page(1), page(2), page(3)]
    first = records[0]
    assert (first.source_uri, first.locator, first.captured_at) == (
        "https://example.org/1",
        "urn:uuid:1",
        datetime(2007, 4, 24, 10, tzinfo=UTC),
    )
    assert first.headers["content-type"] == "text/html; charset=utf-8"
    assert first.headers["warc-record-id"] == "<urn:uuid:1>"
    assert first.whole is None


def test_a_resource_is_a_capture():
    assert [record.data for record in read(written(compressed=False, kind="resource"))] == [page(1), page(2), page(3)]


def test_an_answer_other_than_ok_is_reported():
    records = read(written(compressed=True, statuses=("200 OK", "404 Not Found", "302 Found")))
    assert [getattr(one, "reason", "taken") for one in records] == [
        "taken",
        "the server answered with status 404",
        "the server answered with status 302",
    ]
    assert records[1].record == "response https://example.org/2"


def test_a_file_that_is_compressed_as_a_whole_is_read_too():
    assert [record.data for record in read(gzip.compress(written(compressed=False)))] == [page(1), page(2), page(3)]


@pytest.mark.parametrize("kept", [0.4, 0.6, 0.8, 0.95])
@pytest.mark.parametrize("compressed", [False, True])
def test_records_before_the_end_of_a_truncated_file_are_taken(compressed, kept):
    data = written(compressed=compressed)
    records = read(data[: int(len(data) * kept)])
    taken = [one.data for one in records if isinstance(one, ArticleRecord)]
    assert taken == [page(number) for number in range(1, len(taken) + 1)]
    assert len(taken) < 3


@pytest.mark.parametrize("compressed", [False, True])
def test_records_before_and_after_a_damaged_one_are_taken(compressed):
    data = bytearray(written(compressed=compressed))
    if compressed:
        # The members in the file: warcinfo, 1, 2, 3.
        members = [place for place in range(len(data)) if data[place : place + 3] == b"\x1f\x8b\x08"]
        middle = (members[2] + members[3]) // 2
        data[middle : middle + 20] = b"\xff" * 20
    else:
        place = data.index(b"WARC/1.", data.index(b"https://example.org/1"))
        data[place : place + 4] = b"WORC"
    records = read(bytes(data))
    taken = [one.data for one in records if isinstance(one, ArticleRecord)]
    assert page(1) in taken
    assert page(3) in taken
    assert page(2) not in taken


def test_an_arc_file_is_read():
    body = b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + page(1)
    names = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://made.arc 0.0.0.0 20070424100000 text/plain %d\n" % len(names) + names
    data = head + b"\nhttp://example.org/1 127.0.0.1 20070424100000 text/html %d\n" % len(body) + body + b"\n"
    (record,) = read(data)
    assert (record.data, record.source_uri, record.captured_at) == (
        page(1),
        "http://example.org/1",
        datetime(2007, 4, 24, 10, tzinfo=UTC),
    )


def test_what_warcio_finds_odd_is_not_printed(capsys):
    data = written(compressed=False)
    read(data.replace(b"\r\n\r\nWARC", b"odd\r\n\r\nWARC", 2))
    assert capsys.readouterr().err == ""
