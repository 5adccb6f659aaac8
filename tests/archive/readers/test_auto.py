"""Inputs of any kind, recognised by their content; what is none of ours is refused with a true reason."""

import json
import mailbox
from email.message import EmailMessage

import pytest

from archive.errors import ManifestError
from archive.readers import AUTO, READERS
from archive.readers.auto import RECOGNISED_AS
from archive.readers.sources import Source
from archive.records import ArticleRecord, BadRecord

PAGE = "<!DOCTYPE html><html><body><h1>Bridge opened</h1><p>The bridge was opened.</p></body></html>"
NITF = "<nitf><body><body.head/><body.content><p>The bridge was opened.</p></body.content></body></nitf>"
RSS = "<rss version='2.0'><channel><title>T</title><item><title>Bridge opened</title></item></channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Bridge opened</title></entry></feed>"
RDF = (
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    "<channel/><item><title>Bridge opened</title></item></rdf:RDF>"
)
NEWSML = (
    "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><contentSet><inlineXML><p>The bridge was opened.</p>"
    "</inlineXML></contentSet></newsItem>"
)
NINJS = '{"uri": "urn:x:1", "type": "text", "pubstatus": "usable", "body_text": "The bridge was opened."}'
MAIL = (
    "From: desk@example.org\r\nSubject: Bridge\r\nDate: Thu, 19 Apr 2007 10:00:00 +0000\r\n\r\n"
    "The bridge was opened.\r\n"
)
REUTERS = '<REUTERS NEWID="1"><DATE>19-OCT-1987</DATE><TEXT><TITLE>BRIDGE</TITLE></TEXT></REUTERS>'


def read(data: bytes | str, name: str = "input") -> list[ArticleRecord | BadRecord]:
    return list(AUTO.records(Source(name, data=data.encode() if isinstance(data, str) else data)))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PAGE, "html"),
        ("\ufeff<!-- kept --><HTML><p>The bridge was opened.", "html"),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd"><html/>', "html"),
        ("<p>The bridge was opened.</p>", "html"),
        (NITF, "nitf"),
        (f'<?xml version="1.0"?><!-- a --><!DOCTYPE nitf SYSTEM "nitf.dtd">{NITF}', "nitf"),
        (RSS, "feed"),
        (ATOM, "feed"),
        (RDF, "feed"),
        (NEWSML, "newsml_g2"),
        (NINJS, "ninjs"),
        (f"[{NINJS}]", "ninjs"),
        ('{"text": "The bridge was opened."}\n{"text": "It was closed."}\n', "jsonl"),
        ("headline;text\nBridge;The bridge was opened.\n", "csv"),
        ("headline\ttext\nBridge\tThe bridge was opened.\n", "csv"),
        (MAIL, "eml"),
        (REUTERS, "reuters_sgml"),
        ("Bridge opened\n\nThe bridge was opened.\n", "plain"),
        ("Text: a note that has a colon\nand goes on", "plain"),
        ("[1] The bridge was opened.\n", "plain"),
        ("Year, text and place are words here, nothing else.\n", "plain"),
    ],
)
def test_what_it_is_is_told_from_its_content(data, expected):
    records = read(data, name="misleading.pdf")
    assert [record.headers[RECOGNISED_AS] for record in records] == [expected] * len(records)
    assert records


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16_is_a_page(encoding):
    assert [record.extractor for record in read(PAGE.encode(encoding))] == ["html"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"%PDF-1.4\n", "it is a PDF document, not text"),
        (b"\x89PNG\r\n\x1a\n", "it is a PNG image, not text"),
        (b"<text id='1'/>", "it is markup of no format that is read here; its first element is <text>"),
        (b'{"a": 1}', "it is JSON of no format that is read here"),
        (
            b'{"a": 1, "a": 2}',
            "it begins as JSON, but is none that is read here: the name 'a' stands twice in one object",
        ),
        (b'{"a": NaN}', "it begins as JSON, but is none that is read here: NaN is no JSON number"),
        (
            b"1\tthe\tDT\n2\tbridge\tNN\n3\twas\tVB\n4\topened\tVB\n",
            "it is a table of 3 columns without a head that names a text; name its columns, and read it as csv",
        ),
    ],
)
def test_what_is_none_of_ours_is_refused_with_its_reason(data, reason):
    assert read(data) == [BadRecord(file="input", reason=reason)]


def test_a_page_says_where_a_browser_saved_it_from():
    mark = b"<!-- saved from url=(0026)https://example.org/bridge -->\r\n"
    (record,) = read(b"<!DOCTYPE html>\r\n" + mark + b"<html><p>The bridge was opened.</p></html>")
    assert record.source_uri == "https://example.org/bridge"


def test_a_folder_of_everything_is_read_in_order(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.dat").write_text(NINJS)
    (tmp_path / "b" / "d.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / ".hidden").write_text("passed over")
    records = list(AUTO.read([tmp_path]))
    assert [getattr(record, "extractor", "refused") for record in records] == ["html", "ninjs", "refused"]
    assert [getattr(record, "file_name", "") for record in records] == ["a.txt", "b/c.dat", ""]


def test_what_is_not_there_is_reported(tmp_path):
    path = tmp_path / "absent.html"
    assert list(AUTO.read([path])) == [BadRecord(file=str(path), reason="there is no such file or folder")]


def test_a_manifest_is_for_a_reader_that_is_named(tmp_path):
    with pytest.raises(ManifestError, match="not by auto"):
        list(AUTO.read([tmp_path], manifest=tmp_path / "manifest.json"))


def test_every_reader_is_found_by_its_name():
    assert sorted(READERS) == [
        "auto", "csv", "eml", "feed", "html", "jsonl", "newsml_g2", "ninjs", "nitf", "plain", "reuters_sgml", "warc",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(READERS) - {"auto", "plain"}))
def test_no_reader_breaks_on_what_is_none_of_its_own(name, tmp_path):
    for number, data in enumerate(
        (b"", b"\x00\xff" * 50, b"<a", b"{", b"<feed>", PAGE.encode(), json.dumps([[1]]).encode())
    ):
        (tmp_path / str(number)).write_bytes(data)
    for record in READERS[name].read([tmp_path]):
        assert isinstance(record, ArticleRecord) or record.reason


def test_a_mailbox_of_one_mail_is_a_mail(tmp_path):
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "desk@example.org",
        "Bridge",
        "Thu, 19 Apr 2007 10:00:00 +0000",
    )
    message.set_content("The bridge was opened.")
    box = mailbox.mbox(tmp_path / "box")
    box.add(message)
    box.close()
    assert [record.extractor for record in AUTO.read([tmp_path / "box"])] == ["eml"]


def test_parts_of_a_saved_page_are_no_articles(tmp_path):
    (tmp_path / "Bridge.html").write_text(PAGE)
    for name in ("Bridge_files", "Other_files"):
        (tmp_path / name / "deeper").mkdir(parents=True)
        (tmp_path / name / "deeper" / "script.js").write_text("let bridge = 'opened';\n")
    told = {
        (one.file if isinstance(one, BadRecord) else one.file_name): getattr(one, "reason", "")
        for one in AUTO.read([tmp_path])
    }
    reason = "a part of the saved page Bridge.html, such as a picture or a script"
    assert told == {
        "Bridge.html": "",
        f"{tmp_path}/Bridge_files/deeper/script.js": reason,
        "Other_files/deeper/script.js": "",
    }


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("headline,text\n", "it holds no article"),
        ("<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>", "the message holds no items"),
        ("[]", "it is JSON of no format that is read here"),
    ],
)
def test_what_is_of_a_format_but_holds_nothing_is_never_passed_over_in_silence(data, reason):
    assert read(data) == [BadRecord(file="input", reason=reason)]


@pytest.mark.parametrize("text", ["let bridge = 'opened';\n", "a;b;\n1;2;\n", ";;;\n", "text;;\n", ",text\n"])
def test_a_first_line_with_empty_cells_names_no_known_columns(text):
    assert [record.extractor for record in read(text)] == ["plain"]
