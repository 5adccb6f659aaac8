"""What is read of one item of the Reuters collection, and on which words it stands."""

import pytest

from archive.errors import ExtractionError
from archive.extractors.reuters_sgml import ReutersExtractor
from archive.records import ExtractedText

WHOLE = b"""<REUTERS TOPICS="YES" NEWID="7">
<DATE> 2-MAR-1987 16:51:43.42</DATE>
<PLACES><D>belgium</D></PLACES>
<UNKNOWN> \n&#5;&#5;C \n&#22;&#22;&#1;f2882&#31;reute\nr f AM-BRIDGE 03-02 0101</UNKNOWN>
<TEXT>&#2;
<TITLE>BRIDGE &lt;OLD ONE> &amp; TUNNEL
OPENED</TITLE>
<AUTHOR>    By A. WRITER, Reuters</AUTHOR>
<DATELINE>    BRUSSELS, March 2 - </DATELINE><BODY>The bridge was
opened on Monday.
    The tunnel was not.
         year    cars
         1986     100
 REUTER
&#3;</BODY></TEXT>
</REUTERS>"""
BRIEF = b"""<REUTERS><DATE>19-OCT-1987 15:37:46.03</DATE><TEXT TYPE="BRIEF">&#2;
******<TITLE>DIVIDEND CUT
</TITLE>&#3;</TEXT></REUTERS>"""
UNPROC = b"""<REUTERS><DATE>E RM f</DATE><TEXT TYPE="UNPROC">&#2;
OIL OUTPUT CARACAS, Oct 19
- The output is high.
    It was lower.
 Reuter
&#3;</TEXT></REUTERS>"""


def extract(data: bytes) -> ExtractedText:
    return ReutersExtractor().extract(data)


def blocks(found: ExtractedText) -> list[tuple[str, str]]:
    return [(block.role, found.text[block.start : block.end]) for block in found.blocks]


def values(found: ExtractedText) -> dict[str, tuple[str, str, str]]:
    """Give value, EDTF, and the words or the place, of each field."""
    return {
        one.field: (one.value, one.edtf, one.locator if one.start is None else found.text[one.start : one.end])
        for one in found.values
    }


def test_a_whole_item_becomes_its_text_block_by_block():
    assert blocks(extract(WHOLE)) == [
        ("headline", "BRIDGE <OLD ONE> & TUNNEL\nOPENED\n"),
        ("byline", "By A. WRITER, Reuters\n"),
        ("paragraph", "BRUSSELS, March 2 - The bridge was\nopened on Monday.\n"),
        ("paragraph", "The tunnel was not.\n"),
        ("paragraph", "year    cars\n"),
        ("paragraph", "1986     100\n"),
        ("notice", "REUTER\n"),
    ]


def test_every_value_knows_the_words_it_stands_on():
    assert values(extract(WHOLE)) == {
        "headline": ("BRIDGE <OLD ONE> & TUNNEL OPENED", "", "BRIDGE <OLD ONE> & TUNNEL\nOPENED"),
        "byline": ("A. WRITER", "", "A. WRITER"),
        "published": ("2-MAR-1987 16:51:43", "1987-03-02", "/REUTERS/DATE"),
        "dateline_place": ("Brussels", "", "BRUSSELS, March 2 -"),
        "dateline_date": ("1987?-03-02", "1987?-03-02", "BRUSSELS, March 2 -"),
        "agency": ("Reuters", "", "/REUTERS"),
        "language": ("en", "", "/REUTERS"),
        "event_date": ("Monday", "1987-03-02", "Monday"),
    }


def test_what_was_concluded_says_from_what():
    notes = {one.field: (one.status, one.note) for one in extract(WHOLE).values if one.status == "partly-supplied"}
    assert notes == {
        "dateline_date": ("partly-supplied", "the year is not printed; it is that of the item's DATE"),
        "agency": ("partly-supplied", "the element names the wire; the item itself does not"),
        "language": ("partly-supplied", "the collection is English throughout"),
        "event_date": ("partly-supplied", "the last Monday up to 1987-03-02, the day of publication"),
    }


def test_a_brief_is_an_article_whose_text_is_its_title():
    found = extract(BRIEF)
    assert blocks(found) == [("notice", "******\n"), ("headline", "DIVIDEND CUT\n")]
    assert values(found)["headline"] == ("DIVIDEND CUT", "", "DIVIDEND CUT")


def test_an_unprocessed_item_is_its_text_without_a_headline():
    found = extract(UNPROC)
    assert blocks(found) == [
        ("paragraph", "OIL OUTPUT CARACAS, Oct 19\n- The output is high.\n"),
        ("paragraph", "It was lower.\n"),
        ("notice", "Reuter\n"),
    ]
    assert values(found).keys() == {"agency", "language"}


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        (b"26-FEB-1987 15:01:01.79", "1987-02-26"),
        (b"31-MAR-1987 605:12:19.12", "1987-03-31"),
        (b" 5-APR-1987 02:01:12.55E RM", "1987-04-05"),
        (b"31-FEB-1987 15:01:01.79", None),
        (b"", None),
    ],
)
def test_dates_are_read_with_what_stands_around_them_and_none_is_guessed(date, edtf):
    found = extract(b"<REUTERS><DATE>" + date + b"</DATE><TEXT><TITLE>T</TITLE></TEXT></REUTERS>")
    assert values(found).get("published", ("", None))[1] == edtf


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<REUTERS><DATE>1</DATE></REUTERS>", "no TEXT element"),
        (b"<REUTERS><TEXT>&#2;\n&#3;</TEXT></REUTERS>", "no words"),
        (b"", "empty"),
    ],
)
def test_an_item_without_words_is_refused(data, reason):
    with pytest.raises(ExtractionError, match=reason):
        extract(data)
