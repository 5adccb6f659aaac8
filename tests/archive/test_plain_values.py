"""Values that stand in plain texts: mastheads, datelines, bylines, stamps, credits, languages."""

from pathlib import Path

import pytest

from archive.extractors.plain_blocks import read_pieces
from archive.extractors.plain_values import values_of

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
FIRST = "The ministers met in Brussels on Thursday and talked about the shield for most of the day."
SECOND = "They did not agree, said one of the diplomats, who did not want to be named in print."


def _values(text: str) -> dict[str, tuple[str, str, str]]:
    """Give value, status and evidence by field, the language left out."""
    return {
        value.field: (value.value or value.edtf, value.status, text[value.start : value.end] if value.end else "")
        for value in values_of(text, read_pieces(text))
        if value.field != "language"
    }


def _printed(value: str, words: str) -> tuple[str, str, str]:
    return value, "as-printed", words


@pytest.mark.parametrize(
    ("head", "values"),
    [
        pytest.param("", {}, id="nothing is stated"),
        pytest.param(
            "CNN.com\nA title of the story",
            {
                "publisher": _printed("CNN.com", "CNN.com"),
                "headline": _printed("A title of the story", "A title of the story"),
            },
            id="a masthead and a headline",
        ),
        pytest.param(
            "A title of the story - The Moscow Times",
            {
                "publisher": _printed("The Moscow Times", "The Moscow Times"),
                "headline": _printed("A title of the story", "A title of the story"),
            },
            id="the title of a page",
        ),
        pytest.param("Reuters", {"agency": _printed("Reuters", "Reuters")}, id="an agency as the masthead"),
        pytest.param(
            "By JANE ROE, AP Military Writer",
            {
                "byline": _printed("JANE ROE", "By JANE ROE, AP Military Writer"),
                "agency": _printed("AP", "AP"),
            },
            id="a byline with an agency",
        ),
        pytest.param(
            "By Jane Roe in Brussels",
            {
                "byline": _printed("Jane Roe", "By Jane Roe in Brussels"),
                "dateline_place": _printed("Brussels", "By Jane Roe in Brussels"),
            },
            id="a byline with a place",
        ),
        pytest.param("By Reuters", {"agency": _printed("Reuters", "Reuters")}, id="an agency's byline"),
        pytest.param(
            "DATELINE: MOSCOW, April 23",
            {
                "dateline_place": _printed("Moscow", "MOSCOW, April 23"),
                "dateline_date": ("XXXX-04-23", "partly-supplied", "MOSCOW, April 23"),
            },
            id="a labelled dateline",
        ),
        pytest.param(
            "Brussels, 19 April 2007",
            {
                "dateline_place": _printed("Brussels", "Brussels, 19 April 2007"),
                "dateline_date": _printed("2007-04-19", "Brussels, 19 April 2007"),
            },
            id="a dateline with its own line",
        ),
        pytest.param(
            "Tuesday April 24, 2007",
            {"published": _printed("2007-04-24", "Tuesday April 24, 2007")},
            id="a stamp without a label",
        ),
        pytest.param(
            "Updated: 19 April 2007",
            {
                "modified": _printed("2007-04-19", "Updated: 19 April 2007"),
                "published": ("../2007-04-19", "supplied", ""),
            },
            id="an update, so it was published by then",
        ),
        pytest.param(
            "Published: 18 April 2007 | Updated on 19 April 2007",
            {
                "published": _printed("2007-04-18", "Published: 18 April 2007"),
                "modified": _printed("2007-04-19", "Updated on 19 April 2007"),
            },
            id="two stamps on one line",
        ),
        pytest.param(
            "Retrieved on 3 May 2012",
            {"captured": _printed("2012-05-03", "Retrieved on 3 May 2012")},
            id="a date of capture",
        ),
        pytest.param("LOAD-DATE: April 24, 2007", {}, id="a database's own date"),
    ],
)
def test_head_gives_values(head, values):
    assert _values(f"{head}\n\n{FIRST}\n\n{SECOND}\n") == values


@pytest.mark.parametrize(
    ("tail", "values"),
    [
        pytest.param("23 Feb 07 | Americas", {}, id="a link's date is nothing"),
        pytest.param("Why a dancer quit\n23 February 2007", {}, id="a teaser's date is nothing"),
        pytest.param(
            "Published: 2007/04/19 21:24:50 GMT",
            {"published": _printed("2007-04-19T21:24:50Z", "Published: 2007/04/19 21:24:50 GMT")},
            id="a stamp with a label",
        ),
        pytest.param(
            "© 2007 The Associated Press. All rights reserved.",
            {"agency": _printed("The Associated Press", "The Associated Press")},
            id="rights of an agency",
        ),
        pytest.param(
            "Copyright 2007 The New York Times Company",
            {"publisher": _printed("The New York Times Company", "The New York Times Company")},
            id="rights of an outlet",
        ),
        pytest.param("© BBC MMVII", {"publisher": _printed("BBC", "BBC")}, id="a year in Roman figures"),
        pytest.param("The BBC is not responsible for the content of other sites", {}, id="a disclaimer is no masthead"),
        pytest.param("-- Reuters", {"agency": _printed("Reuters", "Reuters")}, id="an agency's credit"),
        pytest.param(
            "(Reporting by Jane Roe; editing by John Doe)",
            {"byline": _printed("Jane Roe", "(Reporting by Jane Roe; editing by John Doe)")},
            id="a reporter's credit",
        ),
    ],
)
def test_tail_gives_values(tail, values):
    assert _values(f"{FIRST}\n\n{SECOND}\n\n{tail}") == values


@pytest.mark.parametrize(
    ("sentence", "name", "place"),
    [
        pytest.param("Jane Roe has the story from Brussels.", "Jane Roe", "Brussels", id="has the story"),
        pytest.param("VOA's Jane Roe has more from The Hague.", "Jane Roe", "The Hague", id="has more"),
        pytest.param("Our correspondent Jane Roe reports from Oslo.", "Jane Roe", "Oslo", id="reports"),
    ],
)
def test_sentence_says_who_reports_from_where(sentence, name, place):
    assert _values(f"{FIRST} {sentence}\n\n{SECOND}") == {
        "byline": _printed(name, sentence),
        "dateline_place": _printed(place, sentence),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Interfax reports from Moscow.", id="an agency"),
        pytest.param("Jane Roe reports from Oslo that nothing has changed.", id="a report of something"),
        pytest.param("The BBC's Jane Roe says winning Russia round may be vital.", id="a quoted correspondent"),
        pytest.param('"It is over," Interfax quoted him as saying on 19 April 2007.', id="a relay with a date"),
    ],
)
def test_sentences_of_the_story_give_no_values(sentence):
    assert _values(f"{FIRST} {sentence}\n\n{SECOND}") == {}


def test_language_is_identified_with_its_probability():
    text = f"{FIRST}\n\n{SECOND}"
    [found] = values_of(text, read_pieces(text))
    assert (found.field, found.value, found.status) == ("language", "en", "supplied")
    assert found.note.startswith("identified by py3langid, probability ")


@pytest.mark.parametrize("text", ["12 34", "Hello world"], ids=["no letters", "too few letters"])
def test_language_is_left_open_where_it_can_not_be_told(text):
    assert values_of(text, read_pieces(text)) == ()


WIRE = [
    ("headline", "STORM SHUTS BELGIAN PORTS FOR A SECOND DAY"),
    ("byline", "By Jane Roe"),
    ("paragraph", "OSTEND, Belgium, Nov. 9 (AFP) - Gales kept the ports of the "),
    ("paragraph", '"No ship over a hundred metres will leave before the wind fa'),
    ("paragraph", "Waves of seven metres were measured off Zeebrugge in the nig"),
    ("crosshead", "WIND AND WATER"),
    ("paragraph", "The dykes held. In the Netherlands the great barrier near Ro"),
    ("byline", "(Additional reporting by John Doe in Zeebrugge)"),
    ("notice", "ENDS"),
]
PAGE = [
    ("navigation", "Skip to main content"),
    ("navigation", "Sign in | Subscribe"),
    ("masthead", "example.org"),
    ("navigation", "Home > Culture > Books"),
    ("headline", "Old library opens its doors at night 📚"),
    ("standfirst", "Readers may stay until two in the morning — if they bring th"),
    ("byline", "By Jane Roe in Ghent"),
    ("timestamp", "Published: 3 March 2011 18:30 CET | Updated: 4 March 2011 09"),
    ("caption", "Photo: The reading room, seen from the gallery"),
    ("paragraph", "The reading room of the old library in Ghent was full on Wed"),
    ("paragraph", "“We expected forty people, and four hundred came,” said one "),
    ("crosshead", "What they read"),
    ("paragraph", "According to the slips at the desk, these were the books mos"),
    ("list", "• atlases of the nineteenth century"),
    ("list", "• cookery books"),
    ("list", "• the newspapers of May 1945"),
    ("paragraph", "The experiment ends on 31 March 2011. After that, the counci"),
    ("paragraph", "It will not be cheap."),
    ("navigation", "Related stories"),
    ("teaser", "Why libraries are noisy again"),
    ("teaser", "12 Jan 11 | Culture"),
    ("teaser", "The councillor who never returned a book. He says that he wi"),
    ("teaser", "28 Feb 11 | Politics"),
    ("navigation", "Follow us on Facebook"),
    ("notice", "© 2011 example.org. All rights reserved."),
    ("navigation", "Home News Sport Weather Travel"),
]


WIRE_VALUES = {
    "headline": _printed("STORM SHUTS BELGIAN PORTS FOR A SECOND DAY", "STORM SHUTS BELGIAN PORTS FOR A SECOND DAY"),
    "agency": _printed("AFP", "(AFP)"),
    "dateline_place": _printed("Ostend, Belgium", "OSTEND, Belgium, Nov. 9 (AFP) -"),
    "dateline_date": ("XXXX-11-09", "partly-supplied", "OSTEND, Belgium, Nov. 9 (AFP) -"),
    "byline": _printed("Jane Roe", "By Jane Roe"),
}
PAGE_VALUES = {
    "headline": _printed("Old library opens its doors at night 📚", "Old library opens its doors at night 📚"),
    "publisher": _printed("example.org", "example.org"),
    "byline": _printed("Jane Roe", "By Jane Roe in Ghent"),
    "dateline_place": _printed("Ghent", "By Jane Roe in Ghent"),
    "published": _printed("2011-03-03T18:30:00+01:00", "Published: 3 March 2011 18:30 CET"),
    "modified": _printed("2011-03-04T09:05:00+01:00", "Updated: 4 March 2011 09:05 CET"),
}


@pytest.mark.parametrize(
    ("name", "outline", "values"),
    [
        pytest.param("harbour-wire.txt", WIRE, WIRE_VALUES, id="a wrapped wire story with indents"),
        pytest.param("library-page.txt", PAGE, PAGE_VALUES, id="a page with everything around the story"),
    ],
)
def test_articles_of_other_shapes_are_read(name, outline, values):
    text = (ARTICLES / name).read_text(encoding="utf-8")
    assert [(roled.role, roled.piece.words[:60]) for roled in read_pieces(text)] == outline
    assert _values(text) == values
