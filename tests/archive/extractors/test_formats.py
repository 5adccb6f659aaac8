"""What is read out of an article in each format: the text as blocks, and values with what they rest on."""

import pytest

from archive.errors import ExtractionError
from archive.extractors import EXTRACTORS
from archive.records import ExtractedText

NAR = "http://iptc.org/std/nar/2006-10-01/"


def extracted(name: str, data: bytes | str, **headers: str) -> ExtractedText:
    return EXTRACTORS[name].extract(data.encode() if isinstance(data, str) else data, headers=headers)


def blocks(found: ExtractedText) -> list[tuple[str, str]]:
    return [(block.role, found.text[block.start : block.end].rstrip("\n")) for block in found.blocks]


def values(found: ExtractedText) -> dict[str, tuple[str, str]]:
    """Give, by field, the value (its EDTF for a date) and the words or the place that it rests on."""
    return {
        one.field: (one.edtf or one.value, one.locator if one.start is None else found.text[one.start : one.end])
        for one in found.values
    }


NITF = """<nitf><head><docdata><date.issue norm="20070424T140000Z"/>
<doc.copyright holder="The Daily Bridge"/></docdata></head>
<body><body.head><hedline><hl1>Bridge <em>opened</em></hl1></hedline><byline>By Jane Roe, Reuters</byline>
<dateline><location>BRUSSELS</location><story.date norm="20070423"/></dateline><abstract><p>In short.</p></abstract>
</body.head>
<body.content><p>The <org>Union</org> opened a bridge.</p><hl2>Costs</hl2><ul><li>One</li></ul>
<bq><block><p>“Fine.”</p></block></bq>
<media media-type="image"><media-reference source="a.jpg"/><media-caption>A bridge.</media-caption></media>
<table><tr><td>A</td><td>1</td></tr></table></body.content></body></nitf>"""


def test_nitf():
    found = extracted("nitf", NITF)
    assert blocks(found) == [
        ("headline", "Bridge opened"),
        ("byline", "By Jane Roe, Reuters"),
        ("timestamp", "BRUSSELS"),
        ("standfirst", "In short."),
        ("paragraph", "The Union opened a bridge."),
        ("crosshead", "Costs"),
        ("list", "One"),
        ("quote", "“Fine.”"),
        ("caption", "A bridge."),
        ("table", "A\t1"),
    ]
    assert values(found) == {
        "published": ("2007-04-24T14:00:00Z", "/nitf/head/docdata/date.issue/@norm"),
        "publisher": ("The Daily Bridge", "/nitf/head/docdata/doc.copyright/@holder"),
        "dateline_place": ("BRUSSELS", "/nitf/body/body.head/dateline/location"),
        "dateline_date": ("2007-04-23", "/nitf/body/body.head/dateline/story.date"),
        "headline": ("Bridge opened", "Bridge opened"),
        "agency": ("Reuters", "By Jane Roe, Reuters"),
        "byline": ("Jane Roe", "By Jane Roe, Reuters"),
        "standfirst": ("In short.", "In short."),
        "language": values(found)["language"],
    }


def test_newsml_g2():
    found = extracted(
        "newsml_g2",
        f"""<newsItem xmlns="{NAR}" xml:lang="en"><itemMeta><provider qcode="x:reuters"><name>Reuters</name></provider>
        <firstCreated>2007-04-23T10:00:00+02:00</firstCreated><versionCreated>2007-04-24</versionCreated></itemMeta>
        <contentMeta><headline>Bridge opened</headline><by>By Jane Roe</by><language tag="en-GB"/></contentMeta>
        <contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
        <body><p>A bridge was opened.</p></body></html></inlineXML></contentSet></newsItem>""",
    )
    assert blocks(found) == [
        ("headline", "Bridge opened"),
        ("byline", "By Jane Roe"),
        ("paragraph", "A bridge was opened."),
    ]
    assert values(found) == {
        "headline": ("Bridge opened", "Bridge opened"),
        "byline": ("Jane Roe", "By Jane Roe"),
        "published": ("2007-04-23T10:00:00+02:00", "/newsItem/itemMeta/firstCreated"),
        "modified": ("2007-04-24", "/newsItem/itemMeta/versionCreated"),
        "agency": ("Reuters", "/newsItem/itemMeta/provider"),
        "language": ("en", "/newsItem/contentMeta/language/@tag"),
    }


@pytest.mark.parametrize(
    "item",
    [
        """{"uri": "urn:1", "versioncreated": "2007-04-23T10:00:00Z", "headline": "Bridge opened",
        "byline": "By Jane Roe", "body_xhtml": "<p>A <b>bridge</b> was opened.</p>", "body_text": "unmarked",
        "language": "en", "copyrightholder": "The Daily Bridge"}""",
        """{"uri": "urn:1", "versionCreated": "2007-04-23T10:00:00Z", "language": "en",
        "headlines": [{"role": "short", "value": "Bridge"}, {"role": "main", "value": "Bridge opened"}],
        "by": "By Jane Roe", "copyrightHolder": "The Daily Bridge", "bodies": [
        {"role": "text", "contentType": "text/plain", "value": "unmarked"},
        {"contentType": "text/html", "value": "<p>A <b>bridge</b> was opened.</p>"}]}""",
    ],
    ids=["1.x", "3.x"],
)
def test_ninjs_of_any_version(item):
    found = extracted("ninjs", item)
    assert blocks(found) == [
        ("headline", "Bridge opened"),
        ("byline", "By Jane Roe"),
        ("paragraph", "A bridge was opened."),
    ]
    assert {field: value for field, (value, _place) in values(found).items()} == {
        "headline": "Bridge opened",
        "byline": "Jane Roe",
        "published": "2007-04-23T10:00:00Z",
        "publisher": "The Daily Bridge",
        "language": "en",
    }


def test_a_feed_item_with_content_and_another_summary():
    found = extracted(
        "feed",
        """<item xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <title>Bridge &amp;amp; tunnel</title><dc:creator>Jane Roe</dc:creator>
        <pubDate>Mon, 23 Apr 2007 10:00:00 GMT</pubDate>
        <description>In short.</description>
        <content:encoded>&lt;p&gt;BRUSSELS (Reuters) - A bridge was opened.&lt;/p&gt;</content:encoded>
        </item>""",
        **{"feed-title": "The Daily Bridge", "feed-language": "en"},
    )
    assert blocks(found) == [
        ("headline", "Bridge & tunnel"),
        ("byline", "Jane Roe"),
        ("standfirst", "In short."),
        ("paragraph", "BRUSSELS (Reuters) - A bridge was opened."),
    ]
    assert values(found) == {
        "headline": ("Bridge & tunnel", "Bridge & tunnel"),
        "byline": ("Jane Roe", "Jane Roe"),
        "published": ("2007-04-23T10:00:00Z", "/item/pubDate"),
        "agency": ("Reuters", "(Reuters)"),
        "dateline_place": ("Brussels", "BRUSSELS (Reuters) -"),
        "publisher": ("The Daily Bridge", "/rss/channel/title"),
        "language": ("en", "/rss/channel/language"),
    }


def test_an_atom_entry():
    found = extracted(
        "feed",
        """<entry xmlns="http://www.w3.org/2005/Atom"><title type="html">A &lt;b&gt;bridge&lt;/b&gt;</title>
        <author><name>Jane Roe</name></author>
        <published>2007-04-23T10:00:00Z</published><updated>2007-04-24T10:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry>""",
    )
    assert blocks(found) == [
        ("headline", "A bridge"),
        ("byline", "Jane Roe"),
        ("paragraph", "One."),
        ("paragraph", "Two."),
    ]
    assert values(found)["published"] == ("2007-04-23T10:00:00Z", "/entry/published")
    assert values(found)["modified"] == ("2007-04-24T10:00:00Z", "/entry/updated")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "jsonl",
            b'{"title": "Bridge", "body": "A bridge was opened.\\nIt is long.",'
            b' "published": "2007-04-23", "language": "en"}',
        ),
        ("csv", b'title,body,published,language\nBridge,"A bridge was opened.\nIt is long.",2007-04-23,en\n'),
    ],
)
def test_lines_and_rows_by_their_mapping(name, data):
    found = extracted(name, data, columns='{"headline": "title", "text": "body"}')
    assert blocks(found) == [
        ("headline", "Bridge"),
        ("paragraph", "A bridge was opened."),
        ("paragraph", "It is long."),
    ]
    assert values(found) == {
        "headline": ("Bridge", "Bridge"),
        "published": ("2007-04-23", "#/published"),
        "language": ("en", "#/language"),
    }


def mail(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def test_a_mail_in_parts_is_read_by_its_page():
    found = extracted(
        "eml",
        mail(
            "From: =?utf-8?q?J=C3=A4ne_Roe?= <jane@example.org>",
            "Subject: Bridge",
            " opened",
            "Date: Mon, 23 Apr 2007 12:00:00 +0200",
            "MIME-Version: 1.0",
            'Content-Type: multipart/alternative; boundary="b"',
            "",
            "--b",
            "Content-Type: text/plain; charset=utf-8",
            "",
            "plain",
            "--b",
            "Content-Type: text/html; charset=iso-8859-1",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            "<p>A bridge was opened in K=F6ln.</p>",
            "--b--",
        ),
    )
    assert blocks(found) == [
        ("headline", "Bridge opened"),
        ("byline", "Jäne Roe <jane@example.org>"),
        ("paragraph", "A bridge was opened in Köln."),
    ]
    assert values(found)["published"] == ("2007-04-23T12:00:00+02:00", "Date")
    assert found.charset == "iso-8859-1"


def test_a_page_saved_as_one_file_is_read_as_a_page():
    found = extracted(
        "eml",
        mail(
            "From: <Saved by a browser>",
            "Subject: Bridge",
            "MIME-Version: 1.0",
            'Content-Type: multipart/related; type="text/html"; boundary="b"',
            "",
            "--b",
            "Content-Type: text/html; charset=utf-8",
            "",
            "<html><head><title>Bridge</title></head><body><h1>Bridge</h1><p>A bridge was opened.</p></body></html>",
            "--b--",
        ),
    )
    assert blocks(found)[:2] == [("headline", "Bridge"), ("paragraph", "A bridge was opened.")]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("nitf", "<nitf><body/></nitf>", "the document has no text in its body"),
        ("nitf", "<nitf>", "not well-formed XML"),
        (
            "newsml_g2",
            "<newsItem><contentSet><inlineXML/></contentSet></newsItem>",
            "its inline content holds no words",
        ),
        ("ninjs", '{"uri": "urn:1"}', "neither headline nor body"),
        ("ninjs", "[]", "the item is no object"),
        ("feed", "<item/>", "neither a title nor a text"),
        ("jsonl", '{"a": 1}', "it has no text"),
        ("csv", "text\n", "there is no row below the head"),
        ("eml", "Subject: x\r\nContent-Type: image/png\r\n\r\nx", "no part of the message is text"),
        ("eml", "Subject: x\r\nFrom: y\r\n\r\n", "the message's text is empty"),
        ("html", "<html><script>1</script></html>", "there is no visible text on the page"),
        ("html", "<div>" * 5000 + "deep", "stand in one another"),
    ],
)
def test_what_has_no_text_is_refused_with_its_reason(name, data, reason):
    with pytest.raises(ExtractionError, match=reason):
        extracted(name, data)
