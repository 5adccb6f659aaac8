"""Feeds, NITF, NewsML-G2, ninjs, lines and tables: their articles, and how each is found again in its capture."""

import csv
import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ManifestError
from archive.locators import cut
from archive.readers import AUTO, READERS
from archive.readers.sources import Source
from archive.records import ArticleRecord, BadRecord

NAR = "http://iptc.org/std/nar/2006-10-01/"


def read(data: bytes | str) -> list[ArticleRecord | BadRecord]:
    return list(AUTO.records(Source("input", data=data.encode() if isinstance(data, str) else data)))


def rss(*items: str) -> bytes:
    return (
        "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>The Daily Bridge</title><language>en-gb</language>{''.join(items)}</channel></rss>"
    ).encode()


def item(number: int, more: str = "") -> str:
    return f"<item><title>Bridge {number}</title><link>https://example.org/{number}</link>{more}</item>"


MESSAGE = f"""<newsMessage xmlns='{NAR}'><itemSet>
<newsItem guid='one'><contentSet><inlineXML><p>One bridge.</p></inlineXML></contentSet></newsItem>
<packageItem guid='two'/>
<newsItem guid='three'><itemMeta><itemClass qcode='ninat:picture'/></itemMeta><contentSet/></newsItem>
<newsItem guid='four'><contentSet><inlineData>Another bridge.</inlineData></contentSet></newsItem>
</itemSet></newsMessage>""".encode()

INPUTS = {
    "feed": rss(item(1), item(2), item(3)),
    "newsml_g2": MESSAGE,
    "ninjs": json.dumps(
        [
            {"uri": "urn:1", "pubstatus": "usable", "body_text": "One bridge."},
            {"uri": "urn:2", "type": "picture"},
            {"uri": "urn:3", "type": "text", "body_text": "Brücke."},
        ]
    ).encode(),
    "jsonl": b'{"text": "One bridge.", "headline": "A"}\n\n{"text": ""}\r\n{"text": "Another."}',
    "csv": b'headline,text\n"A, ""quoted""","One bridge,\nover two lines."\nB,Another.\nC\n',
}


@pytest.mark.parametrize("name", INPUTS)
def test_each_article_stands_in_the_capture_where_its_locator_says(name):
    data = INPUTS[name]
    records = [one for one in read(data) if isinstance(one, ArticleRecord)]
    assert len(records) >= 2
    assert {record.extractor for record in records} == {name}
    assert [cut(data, record.locator) for record in records] == [record.data for record in records]
    assert len({record.locator for record in records}) == len(records)


def test_a_feed_gives_addresses_and_its_own_words():
    first, second = read(rss(item(1), item(2)))
    assert (first.source_uri, second.source_uri) == ("https://example.org/1", "https://example.org/2")
    assert (first.locator, second.locator) == ("/rss/channel/item[1]", "/rss/channel/item[2]")
    assert first.headers == {"feed-title": "The Daily Bridge", "feed-language": "en-gb", "recognised-as": "feed"}


def test_items_before_a_fault_in_a_feed_are_taken():
    records = read(rss(item(1), item(2), "<item><title>Bridge & more</title></item>"))
    assert [getattr(one, "locator", None) for one in records[:2]] == ["/rss/channel/item[1]", "/rss/channel/item[2]"]
    assert isinstance(records[2], BadRecord)
    assert records[2].record == "after item 2"
    assert records[2].reason.startswith("not well-formed XML")


def test_a_feed_without_items_is_reported():
    assert read(rss()) == [BadRecord(file="input", reason="the feed has no items")]


def test_a_long_feed_is_read_in_flat_memory():
    def peak(count: int) -> int:
        data = rss(*(item(number, "<description>words words words</description>") for number in range(count)))
        tracemalloc.start()
        taken = sum(1 for _record in AUTO.records(Source("feed", data=data)))
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert taken == count
        return size

    assert peak(6000) < 2 * peak(1500)


ENTITIES = "[<!ENTITY a 'b'>]", "[<!ENTITY a SYSTEM 'file:///etc/passwd'>]"


@pytest.mark.parametrize("subset", ENTITIES)
@pytest.mark.parametrize(
    ("root", "body"), [("rss", "<channel><item><title>&a;</title></item></channel>"), ("newsItem", "<a>&a;</a>")]
)
def test_entities_are_not_read(subset, root, body):
    (record,) = read(f"<!DOCTYPE {root} {subset}><{root}>{body}</{root}>")
    assert record == BadRecord(file="input", reason="it declares entities of its own, which are not read")


def test_items_of_a_message_that_hold_no_text_are_reported_by_what_they_are():
    records = read(MESSAGE)
    assert [(one.record, one.line, one.reason) for one in records if isinstance(one, BadRecord)] == [
        ("two", 3, "a package, which holds references to other items"),
        ("three", 4, "an item of the class 'picture' without a text of its own"),
    ]
    assert [one.locator for one in records if isinstance(one, ArticleRecord)] == [
        "/newsMessage/itemSet/newsItem[1]",
        "/newsMessage/itemSet/newsItem[3]",
    ]


def test_items_of_ninjs_without_a_text_are_reported():
    bad = [one for one in read(INPUTS["ninjs"]) if isinstance(one, BadRecord)]
    assert bad == [BadRecord(file="input", record="urn:2", reason="an item of the type 'picture' without a text")]


def test_lines_that_are_no_articles_are_reported_with_their_number():
    data = b'{"text": "One."}\n{"text": 1, "text": 2}\n{"a": 1}\n[1]\n{"text": "NaN"\n'
    assert [(one.line, one.reason) for one in read(data)[1:]] == [
        (2, "the name 'text' stands twice in one object"),
        (3, "it has no text"),
        (4, "the line is no object"),
        (5, "not JSON: Expecting ',' delimiter, at column 15"),
    ]


def test_rows_that_do_not_fit_their_head_are_reported():
    records = read(INPUTS["csv"])
    assert [getattr(one, "locator", "") or (one.line, one.reason) for one in records] == [
        "row=2",
        "row=3",
        (5, "the row has 1 columns; the head names 2"),
    ]


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_columns_of_other_names_are_mapped(name, tmp_path):
    mapping = tmp_path / "mapping.json"
    mapping.write_text('{"columns": {"text": "body", "headline": "title"}}')
    data = tmp_path / "data"
    data.write_text('{"body": "One.", "title": "A"}\n' if name == "jsonl" else "title;body\nA;One.\n")
    (record,) = READERS[name].read([data], manifest=mapping)
    assert json.loads(record.headers["columns"]) == {"text": "body", "headline": "title"}


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "/columns: must be an object of column names"),
        ('{"columns": {"text": 1}}', "/columns: must be an object of column names"),
        ('{"columns": {"colour": "x"}}', "/columns/colour: is not known here"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_refused(mapping, reason, tmp_path):
    path = tmp_path / "mapping.json"
    path.write_text(mapping)
    with pytest.raises(ManifestError, match=reason):
        list(READERS["csv"].read([tmp_path], manifest=path))


@given(st.lists(st.tuples(st.text(max_size=30), st.text(min_size=1, max_size=60)), min_size=1, max_size=6))
def test_any_table_that_was_written_is_read(rows):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow(["headline", "text"])
    writer.writerows([[head.replace("\x00", ""), f"t{text}".replace("\x00", "")] for head, text in rows])
    data = buffer.getvalue().encode(errors="replace")
    records = (
        list(READERS["csv"]._format.records(Source("t", data=data)))
        if hasattr(READERS["csv"], "_format")
        else read(data)
    )
    assert len(records) == len(rows)
    assert [cut(data, record.locator) for record in records] == [record.data for record in records]
