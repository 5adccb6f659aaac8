"""Pages: every visible word is kept, the story is told apart, and values say what they rest on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import builder as E  # noqa: N812 - as lxml names it
from lxml.html import tostring

from archive.errors import ExtractionError
from archive.extractors.html import MOST_ELEMENTS, HtmlExtractor
from archive.records import ExtractedText

PARAGRAPHS = [
    "The ministers met in the capital on Monday to talk about the bridge that has been planned for over ten years.",
    "They said that the costs had risen since the spring, and that nobody could say when the work would be at an end.",
    "“We have been waiting for long enough,” the mayor said, and added that the town would not pay for it alone.",
    "An inquiry that was published last week had found that the ground below the river is softer than was believed.",
]
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><title>Bridge costs rise - The Daily Bridge</title>
<meta property="og:site_name" content="The Daily Bridge"><meta name="author" content="Jane Roe">
<meta property="og:title" content="Bridge costs rise">
<meta name="description" content="The price of the long-planned bridge has gone up once more, ministers say.">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "NewsArticle",
"headline": "Bridge costs rise", "datePublished": "2007-04-23T10:00:00+02:00",
"dateModified": "2007-04-24T08:30:00Z"}}]}}</script>
<style>p {{ color: red }}</style></head>
<body><header><a href="/">The Daily Bridge</a>
<nav><ul><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
<main><article><h1>Bridge costs rise</h1>
<p>The price of the long-planned bridge has gone up once more, ministers say.</p>
<p class="byline">By Jane Roe, Reuters</p><time datetime="2007-04-23">23 April 2007</time>
<figure><img src="b.jpg" alt="A half-built bridge"><figcaption>The bridge in March.</figcaption></figure>
<p>BRUSSELS (Reuters) - {PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><h2>Soft ground</h2><p>{PARAGRAPHS[2]}</p>
<p>{PARAGRAPHS[3]}</p><div hidden>Never seen</div><p style="display: none">Nor this</p></article>
<aside><h3>Related</h3>
<ul><li><a href="/1">Tunnel flooded</a></li><li><a href="/2">Ferry sold</a></li></ul></aside></main>
<footer>© 2007 The Daily Bridge. All rights reserved.</footer></body></html>"""


def extracted(page: str | bytes, **options: str) -> ExtractedText:
    return HtmlExtractor().extract(page.encode() if isinstance(page, str) else page, **options)


def blocks(found: ExtractedText) -> list[tuple[str, str]]:
    return [(block.role, found.text[block.start : block.end].rstrip("\n")) for block in found.blocks]


def test_everything_visible_is_a_block_and_the_story_is_told_apart():
    assert blocks(extracted(PAGE)) == [
        ("navigation", "The Daily Bridge"),
        ("navigation", "World"),
        ("navigation", "Sport"),
        ("headline", "Bridge costs rise"),
        ("standfirst", "The price of the long-planned bridge has gone up once more, ministers say."),
        ("byline", "By Jane Roe, Reuters"),
        ("timestamp", "23 April 2007"),
        ("image-alt", "A half-built bridge"),
        ("caption", "The bridge in March."),
        ("paragraph", f"BRUSSELS (Reuters) - {PARAGRAPHS[0]}"),
        ("paragraph", PARAGRAPHS[1]),
        ("crosshead", "Soft ground"),
        ("paragraph", PARAGRAPHS[2]),
        ("paragraph", PARAGRAPHS[3]),
        ("navigation", "Related"),
        ("navigation", "Tunnel flooded"),
        ("navigation", "Ferry sold"),
        ("notice", "© 2007 The Daily Bridge. All rights reserved."),
    ]


def test_values_rest_on_words_of_the_page_or_on_the_element_that_states_them():
    found = extracted(PAGE)
    given = {
        one.field: (one.edtf or one.value, one.locator if one.start is None else found.text[one.start : one.end])
        for one in found.values
    }
    graph = "/html/head/script#/@graph/0"
    assert given == {
        "headline": ("Bridge costs rise", "Bridge costs rise"),
        "standfirst": (
            "The price of the long-planned bridge has gone up once more, ministers say.",
            "The price of the long-planned bridge has gone up once more, ministers say.",
        ),
        "byline": ("Jane Roe", "Jane Roe"),
        "agency": ("Reuters", "By Jane Roe, Reuters"),
        "publisher": ("The Daily Bridge", "/html/head/meta[1]"),
        "published": ("2007-04-23T10:00:00+02:00", f"{graph}/datePublished"),
        "modified": ("2007-04-24T08:30:00Z", f"{graph}/dateModified"),
        "dateline_place": ("Brussels", "BRUSSELS (Reuters) -"),
        "language": given["language"],
        "event_date": ("2007-04-23", "Monday"),
    }


def test_a_block_says_which_element_it_was():
    found = extracted(PAGE)
    paths = {found.text[block.start : block.end].strip(): block.xpath for block in found.blocks}
    assert paths["Bridge costs rise"] == "/html/body/main/article/h1"
    assert paths[PARAGRAPHS[3]] == "/html/body/main/article/p[6]"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One <b>bold</b> word,\n  folded</p>", ["One bold word, folded"]),
        ("One<br>two<br><br>three", ["One\ntwo", "three"]),
        ("<pre>a\n  b</pre>", ["a\n  b"]),
        ("<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>", ["A\t1", "B\t2"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        ("a&nbsp;b &lt;c&gt; &amp; &eacute;", ["a\u00a0b <c> & é"]),
        ("<p>a<!-- not seen -->b<script>1</script>c</p>", ["abc"]),
        ("<p>x<span style='display:inline-block'>y</span>z</p>", ["xyz"]),
        ("<noscript>without scripts</noscript>", ["without scripts"]),
        ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", ["x2"]),
        ("<select><option>one</option><option>two</option></select>", ["one", "two"]),
    ],
)
def test_the_visible_text_is_what_a_browser_shows(markup, expected):
    found = extracted(f"<html><body>{markup}</body></html>")
    assert [words for _role, words in blocks(found)] == expected


@pytest.mark.parametrize(
    ("data", "options", "charset"),
    [
        ("<p>naïve café</p>".encode("iso-8859-1"), {"charset": "iso-8859-1"}, "iso-8859-1"),
        (b"<meta charset=windows-1252>" + "<p>café</p>".encode("cp1252"), {}, "windows-1252"),
        (b"\xef\xbb\xbf<meta charset=latin-1><p>caf\xc3\xa9</p>", {}, "utf-8"),
        ("<p>Größe</p>".encode("utf-16"), {}, "utf-16le"),
    ],
)
def test_charsets(data, options, charset):
    found = extracted(data, **options)
    assert found.charset == charset
    assert found.text.strip()[-1].isalpha()
    assert "\ufffd" not in found.text


def test_charsets_that_disagree_are_named():
    found = extracted(b"<meta charset='utf-8'><p>caf\xe9</p>", charset="iso-8859-1")
    told = "it was sent as iso-8859-1 and calls itself utf-8; read as"
    assert told in found.charset_evidence
    assert any(warning.startswith(told) for warning in found.warnings)


@pytest.mark.parametrize("page", ["<html></html>", "<p> </p>", "<!-- only this -->", "<img alt='A bridge'>"])
def test_a_page_without_a_word_is_refused(page):
    with pytest.raises(ExtractionError):
        extracted(page)


def test_a_page_of_links_is_read_and_has_no_story():
    links = "".join(f"<li><a href='/{number}'>Story number {number}</a></li>" for number in range(2000))
    found = extracted(f"<html><body><ul>{links}</ul></body></html>")
    assert len(found.blocks) == 2000
    assert {role for role, _words in blocks(found)} <= {"navigation", "teaser", "list"}


@given(st.lists(st.text("abcdefghij éß😀", min_size=1, max_size=40), min_size=1, max_size=12))
def test_no_word_of_any_page_is_lost(texts):
    page = tostring(E.HTML(E.BODY(*(E.P(text) for text in texts))), encoding="unicode")
    words = " ".join(texts).split()
    if not words:
        with pytest.raises(ExtractionError):
            extracted(page)
        return
    found = extracted(page)
    assert found.text.split() == words
    assert "".join(found.text[block.start : block.end] for block in found.blocks) == found.text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<p " + " ".join(f"a{number}=1" for number in range(5000)) + ">x</p>", "more than 2000 attributes"),
        ("<b><i>x" * 3000, "stand in one another"),
    ],
)
def test_hostile_pages_are_refused_at_once(page, reason):
    with pytest.raises(ExtractionError, match=reason):
        extracted(page)


def test_a_picture_inside_a_page_is_no_attack():
    found = extracted(f"<p>seen</p><img alt='A bridge' src='data:image/png;base64,{'Ab+/' * 20_000}'>")
    assert blocks(found) == [("paragraph", "seen"), ("image-alt", "A bridge")]


def test_a_page_of_very_many_elements_is_taken_whole_and_not_told_apart():
    page = b"<html><body><p>All of it is here to be read.</p>" + b"<i></i>" * MOST_ELEMENTS + b"</body></html>"
    found = HtmlExtractor().extract(page)
    assert found.text.strip() == "All of it is here to be read."
    assert "the story was not told apart from the rest" in found.warnings[0]
