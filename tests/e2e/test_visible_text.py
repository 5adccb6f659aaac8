"""Nothing visible is lost: what a browser shows of a page is a subsequence of the text that is kept."""

import re

import pytest
from playwright.sync_api import Browser

from archive.extractors.html import HtmlExtractor

LOREM = "The ministers met in the capital to talk about the bridge that has been planned for over ten years."
PAGES = {
    "inline": f"<p>a<b>b</b> <i>c</i>\n d</p><p>{LOREM} <a href=#>more</a><sup>2</sup></p>",
    "breaks": "one<br>two<br><br>three<hr>four",
    "tables": "<table><caption>T</caption><tr><th>A<th>B<tr><td>1<td>2<tr><td><p>x</p><p>y</p><td>z</table>",
    "lists": "<ol><li>one<ul><li>inner</ul><li>two</ol><dl><dt>term<dd>what it is</dl>",
    "preformatted": "<pre>  a\n\tb\n\n c</pre><textarea>typed</textarea>",
    "hidden": "<p hidden>x</p><p style='display:none'>y</p>"
    "<i style='visibility:hidden'>z</i><template>t</template>shown",
    "forms": "<form><label>Name <input></label><button>Send <b>now</b></button></form>"
    "<select><option>a<option>b</select>",
    "broken": "<p>one<div>two<p>three</b></div>four&bogus; &amp &#x20AC;",
    "nested": "<div>a<div>b<span>c<div>d</div>e</span>f</div>g</div>",
    "details": "<details><summary>Sum</summary>inside</details><details open><summary>Sum</summary>open</details>",
    "media": "<figure><img alt=picture><figcaption>A bridge.</figcaption></figure><svg><text>drawn</text></svg>",
    "foreign": "<p dir=rtl>שלום עולם</p><p>日本語 한국어 😀e\u0301</p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
    "unknown": "<my-card>a<other-part>b</other-part></my-card><blink>c</blink><custom>d</custom>",
}


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def is_subsequence(shown: str, kept: str) -> bool:
    rest = iter(kept)
    return all(character in rest for character in shown)


@pytest.mark.parametrize("name", PAGES)
def test_what_a_browser_shows_is_kept(name, browser: Browser):
    markup = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>t</title></head><body>{PAGES[name]}</body></html>"
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(markup)
    shown = folded(page.inner_text("body"))
    context.close()
    kept = folded(HtmlExtractor().extract(markup.encode()).text)
    assert shown
    assert is_subsequence(shown, kept), (shown, kept)
