"""Pieces of plain texts and their roles, by rules that know no outlet and no file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import ExtractionError
from archive.extractors import EXTRACTORS
from archive.extractors.plain_blocks import read_pieces, tile
from archive.extractors.plain_lines import MAX_PIECES, pieces_of

FIRST = "The ministers met in Brussels on Thursday and talked about the shield for most of the day."
SECOND = "They did not agree, said one of the diplomats, who did not want to be named in print."


def _outline(text: str) -> list[tuple[str, str]]:
    return [(roled.role, roled.piece.words) for roled in read_pieces(text)]


def _role(before: str, after: str = "") -> str:
    """Give the role of the marked line ``>…`` of a page made of a head or tail and two paragraphs."""
    marked = next(line for line in f"{before}\n{after}".split("\n") if line.startswith(">"))
    text = f"{before}\n\n{FIRST}\n\n{SECOND}\n\n{after}".replace(">", "", 1)
    words = " ".join(marked[1:].split())
    return next(role for role, found in _outline(text) if found == words)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        pytest.param("[an error occurred while processing this directive]", "error", id="an error of the server"),
        pytest.param("500 Internal Server Error", "error", id="an error with its number"),
        pytest.param("404 Not Found", "error", id="a page that is missing"),
        pytest.param("...", "notice", id="an ellipsis"),
        pytest.param("[…]", "notice", id="an ellipsis in brackets"),
        pytest.param("* * *", "notice", id="asterisks"),
        pytest.param("[truncated]", "notice", id="a mark of a cut"),
        pytest.param("ADVERTISEMENT", "notice", id="an advertisement"),
        pytest.param("We use cookies to improve this website", "notice", id="cookies"),
        pytest.param("Copyright 2007 The Moscow Times", "notice", id="copyright"),
        pytest.param("Skip to main content", "navigation", id="a skip link"),
        pytest.param("Accessibility links", "navigation", id="accessibility links"),
        pytest.param("watch One-Minute World News", "navigation", id="something to watch"),
        pytest.param("Breaking News", "navigation", id="a section label"),
        pytest.param("Home > World > Europe", "navigation", id="a path of sections"),
        pytest.param("Americas Africa Middle East", "navigation", id="a row of regions"),
        pytest.param("LENGTH: 512 words", "navigation", id="a field of a database"),
        pytest.param("LOAD-DATE: April 24, 2007", "navigation", id="a database's own date"),
        pytest.param("1 of 12 DOCUMENTS", "navigation", id="a count of documents"),
        pytest.param("BBC News", "masthead", id="a broadcaster"),
        pytest.param("The Washington Post", "masthead", id="a newspaper"),
        pytest.param("The Times of India", "masthead", id="a newspaper of a country"),
        pytest.param("Radio Free Europe", "masthead", id="a radio station"),
        pytest.param("CNN", "masthead", id="capitals"),
        pytest.param("example.org", "masthead", id="a domain"),
        pytest.param("CNN International", "masthead", id="capitals and a section"),
        pytest.param("China Daily", "masthead", id="a country and a rhythm"),
        pytest.param("Putin Meets Washington Post", "headline", id="a long title that ends like an outlet"),
        pytest.param("Source: The Moscow Times", "masthead", id="a labelled source"),
        pytest.param("Last Updated: Thursday, 19 April 2007, 21:24 GMT", "timestamp", id="a stamp with a label"),
        pytest.param("Other Materials 23 April 2007 17:46 (UTC +04:00)", "timestamp", id="a stamp after other words"),
        pytest.param("April 24, 2007 Tuesday", "timestamp", id="a day"),
        pytest.param("Apr 23, 2:14 PM EDT", "timestamp", id="a day without its year"),
        pytest.param("17:20", "timestamp", id="a time"),
        pytest.param("BRUSSELS, April 19 (Reuters)", "timestamp", id="a dateline with its own line"),
        pytest.param("By Jane Roe", "byline", id="a byline"),
        pytest.param("By JANE ROE and JOHN DOE, Associated Press", "byline", id="a byline of two"),
        pytest.param("By Reuters", "byline", id="an agency's byline"),
        pytest.param("Nato chief dismisses fears", "headline", id="a title"),
        pytest.param("Events of 19 April 2007 remembered", "headline", id="a title with a date in it"),
        pytest.param("Putin hits back", "headline", id="a short title"),
        pytest.param("Russia cuts Nato links", "headline", id="a title that ends like a control"),
        pytest.param("Search for missing jet resumes", "headline", id="a title that begins like a control"),
        pytest.param("Back to the Cold War", "headline", id="a title that begins like a way back"),
        pytest.param("Who fears the missile shield, and why?", "headline", id="a question"),
        pytest.param("HEADLINE: Nato chief dismisses fears", "headline", id="a labelled title"),
    ],
)
def test_line_of_its_own_shape_is_told_in_the_head(line, role):
    assert _role(f">{line}") == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        pytest.param("The shield would stand in Poland", "standfirst", id="a second title"),
        pytest.param("US missile test. File photo", "image-alt", id="a picture's description"),
        pytest.param("Map of the sites", "image-alt", id="a map of something"),
        pytest.param("Photo: the site in Poland", "caption", id="a labelled caption"),
        pytest.param("A soldier at the site (AP Photo)", "caption", id="a credited caption"),
        pytest.param("Jane Roe in Brussels", "byline", id="a person and a place"),
        pytest.param("Analysis", "navigation", id="a label"),
    ],
)
def test_line_beside_the_headline_is_told(line, role):
    assert _role(f"Nato chief dismisses fears\n>{line}") == role


def test_headline_that_stands_twice_is_told_once():
    outline = _outline(f"A title of the story\n\nA title of the story\n\n{FIRST}\n\n{SECOND}")
    assert [role for role, _ in outline] == ["headline", "navigation", "paragraph", "paragraph"]


def test_line_below_a_picture_is_its_caption():
    assert _role("Nato chief dismisses fears\nMissile test. File photo\n>Russia wants a common approach") == "caption"


def test_sentence_below_a_picture_is_its_caption():
    caption = "The minister arrived in Brussels on Thursday morning."
    outline = _outline(f"Nato chief dismisses fears\nMissile test. File photo\n{caption}\n{FIRST}\n\n{SECOND}")
    assert [role for role, _ in outline] == ["headline", "image-alt", "caption", "paragraph", "paragraph"]


def test_affiliation_below_a_byline_belongs_to_it():
    assert _role("Nato chief dismisses fears\nBy Jane Roe\n>Associated Press Writer") == "byline"


def test_name_above_an_affiliation_is_a_byline():
    assert _role("Nato chief dismisses fears\n>Jane Roe\nDefence correspondent, Brussels") == "byline"


def test_title_of_the_page_gives_way_to_the_headline():
    title = "EXAMPLE NEWS | Europe | Nato chief dismisses fears"
    assert _role(f">{title}\nNato chief dismisses fears") == "masthead"
    assert _role(f">{title}") == "headline"


def test_prose_before_the_byline_is_the_standfirst():
    outline = _outline(f"Nato chief dismisses fears\n\n{FIRST}\n\nBy Jane Roe\n\n{SECOND}\n\n{FIRST}")
    assert [role for role, _ in outline] == ["headline", "standfirst", "byline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        pytest.param("'That extra mile'", "crosshead", id="a title in quotation marks"),
        pytest.param("What next?", "crosshead", id="a question"),
        pytest.param("THE OFFER", "crosshead", id="capitals"),
        pytest.param("Middle East", "crosshead", id="the name of a region"),
        pytest.param("US missile defence graphic", "image-alt", id="a picture's description"),
        pytest.param('"It is over," he said.', "paragraph", id="a short sentence"),
        pytest.param('"No."', "paragraph", id="a quoted sentence"),
        pytest.param("he said, and left the room", "paragraph", id="words that go on"),
        pytest.param("The plan has these parts:", "paragraph", id="an introduction"),
        pytest.param("Read more", "navigation", id="a control"),
        pytest.param("...", "notice", id="a mark"),
        pytest.param("Updated at 5pm on 19 April 2007", "timestamp", id="a stamp with a label"),
        pytest.param("By Jane Roe in Brussels", "byline", id="a byline"),
    ],
)
def test_line_between_paragraphs_is_told(line, role):
    outline = _outline(f"A title of the story\n\n{FIRST}\n\n{line}\n\n{SECOND}\n\n{FIRST}")
    assert outline[2] == (role, line)


def test_lines_with_bullets_are_a_list():
    outline = _outline(f"{FIRST}\n\n- the United States explained its plans;\n- Russia was told of them.\n\n{SECOND}")
    assert [role for role, _ in outline] == ["paragraph", "list", "list", "paragraph"]


def test_related_story_between_paragraphs_is_a_teaser():
    outline = _outline(f"{FIRST}\n\nCzech OK for missiles\n19 Feb 07 | Europe\n\n{SECOND}\n\n{FIRST}\n\n{SECOND}")
    assert [role for role, _ in outline] == ["paragraph", "teaser", "teaser", *["paragraph"] * 3]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        pytest.param("Why a dancer quit the stage", "teaser", id="a title"),
        pytest.param("23 Feb 07 | Americas", "teaser", id="a day with a section"),
        pytest.param("24.04.2007: Shield of dreams", "teaser", id="a title with a day"),
        pytest.param("23 February 2007", "teaser", id="a bare day"),
        pytest.param("Published: 2007/04/19 21:24:50 GMT", "timestamp", id="a stamp with a label"),
        pytest.param("The paper is not responsible for the content of other sites", "notice", id="a disclaimer"),
        pytest.param("© 2007 The Associated Press. All rights reserved.", "notice", id="copyright"),
        pytest.param("Related stories", "navigation", id="a heading of links"),
        pytest.param("http://example.org/story", "navigation", id="an address"),
        pytest.param("England Scotland Wales Northern Ireland", "navigation", id="a row of regions"),
        pytest.param("(Reporting by Jane Roe; editing by John Doe)", "byline", id="credits"),
        pytest.param("-- Reuters", "byline", id="an agency's credit"),
        pytest.param("ENDS", "notice", id="a mark of the end"),
        pytest.param("He left.", "paragraph", id="a short sentence"),
        pytest.param("Jane Roe", "byline", id="a name"),
        pytest.param("and then he said that the plan would be", "paragraph", id="a sentence that was cut off"),
    ],
)
def test_line_after_the_story_is_told(line, role):
    assert _role("A title of the story", f">{line}") == role


def test_prose_after_the_end_of_the_story_is_a_teaser():
    teaser = "The dancer who left the stage says that he will never come back to London again."
    outline = _outline(f"{FIRST}\n\n{SECOND}\n\n{FIRST}\n\n{SECOND}\n\nRelated stories\n\n{teaser}")
    assert [role for role, _ in outline] == [*["paragraph"] * 4, "navigation", "teaser"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hello world", id="two words"),
        pytest.param("Roses are red\nViolets are blue", id="lines without a stop"),
    ],
)
def test_text_without_prose_is_all_content(text):
    assert {role for role, _ in _outline(text)} == {"paragraph"}


def test_script_without_spaces_is_prose():
    outline = _outline(
        "北约秘书长说话\n\n北约秘书长说，该系统不会影响战略平衡，也不会威胁俄罗斯。\n\n俄罗斯强烈反对该系统，并说它威胁到国家安全。"
    )
    assert [role for role, _ in outline] == ["headline", "paragraph", "paragraph"]


WRAPPED = """\
The ministers met in Brussels on Thursday and talked
about the shield for most of the day, and in the end
they did not agree.
They will meet again in Oslo next week, said one of
the diplomats.
"""
INDENTED = """\
  The ministers met in Brussels on Thursday and talked
about the shield for most of the day, in Brussels too.
  They will meet again in Oslo next week, said one of
the diplomats who had been there, and nobody doubted
that.
"""


@pytest.mark.parametrize(
    ("text", "lines_of_pieces"),
    [
        pytest.param("one line\nanother line", [(1, 1), (2, 2)], id="short lines stay apart"),
        pytest.param(WRAPPED, [(1, 3), (4, 5)], id="a short last line ends a wrapped paragraph"),
        pytest.param(INDENTED, [(1, 2), (3, 5)], id="an indent begins a wrapped paragraph"),
        pytest.param(f"{FIRST}\n{SECOND}\n{FIRST}", [(1, 1), (2, 2), (3, 3)], id="long lines are paragraphs"),
    ],
)
def test_pieces_follow_the_wrapping(text, lines_of_pieces):
    assert [(piece.first_line, piece.last_line) for piece in pieces_of(text)] == lines_of_pieces


def test_pieces_know_their_lines():
    piece = pieces_of("\n\na b\n \nc\n")[1]
    assert (piece.first_line, piece.last_line, piece.stanza, piece.start, piece.end) == (5, 5, 1, 8, 9)


def test_too_many_pieces_are_refused():
    with pytest.raises(ExtractionError, match=f"more than {MAX_PIECES} lines"):
        pieces_of("a b\n" * (MAX_PIECES + 1))


def test_blocks_begin_with_their_words():
    text = f"\n \nA title of the story \n\n\n{FIRST}\n\n"
    assert [(text[block.start : block.end], block.role) for block in tile(text, read_pieces(text))] == [
        ("\n \nA title of the story \n\n\n", "headline"),
        (f"{FIRST}\n\n", "paragraph"),
    ]


#: What pages are made of: lines of every shape, white space, marks, and characters of every kind.
lines = st.sampled_from(
    [
        "",
        " ",
        FIRST,
        SECOND,
        "BBC News",
        "23 Feb 07 |  Americas",
        "By Jane Roe",
        "- a",
        "...",
        "MOSCOW (AP) -",
        "© 2007 X",
    ]
) | st.text(st.sampled_from("aA .\"'-\u00a0\u0301\u2028é漢😀\x03\t([|:0") | st.characters(), max_size=12)


@settings(deadline=None)  # the language model is loaded once
@given(
    st.lists(lines, max_size=12), st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), st.sampled_from(["utf-8", "utf-16"])
)
def test_blocks_tile_every_text(parts, newline, charset):
    data = newline.join(parts).encode(charset, errors="ignore")
    try:
        extracted = EXTRACTORS["plain"].extract(data)
    except ExtractionError:
        return
    edges = [block.start for block in extracted.blocks] + [len(extracted.text)]
    assert edges[0] == 0
    assert edges == sorted(set(edges))
    assert [block.end for block in extracted.blocks] == edges[1:]
    for value in extracted.values:
        assert value.start is None or extracted.text[value.start : value.end].strip() != ""
