"""How blocks, names and spans stand in TEI's text."""

import hashlib
import subprocess
from dataclasses import replace

import pytest
from lxml import etree

from annotations.snapshots import AnnotationSnapshot
from archive.snapshots import BlockSnapshot
from exports.dossier import Dossier
from exports.formats import tei
from exports.formats.tei.parts import identified
from tests.exports.example import BASE_URL, MOSCOW, NATO, SHIELD, SPOKESMAN, dossier, key, mention, sets

NS = {"tei": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def with_blocks(*blocks: tuple[str, str]) -> Dossier:
    """The example with another text and without annotations; ``blocks`` are roles and words."""
    one = dossier()
    found, start = [], 0
    for role, words in blocks:
        found.append(BlockSnapshot(start=start, end=start + len(words), role=role))
        start += len(words)
    text = "".join(words for _, words in blocks)
    digest = hashlib.sha256(text.encode()).hexdigest()
    version = replace(one.article.text, text=text, sha256=digest, blocks=tuple(found))
    article = replace(one.article, text=version, values=())
    return replace(one, article=article, sets=(), stances=(), utterance_links=())


def body(one: Dossier, inline: tei.Inline = "names") -> list[str]:
    """The text's blocks as TEI, without what they all have."""
    root = etree.fromstring(tei.write(one, base_url=BASE_URL, inline=inline))
    found = []
    for block in root.iterfind("tei:text/tei:body/tei:div/*", NS):
        for element in block.iter():
            for name in (XML_ID, "source", "{http://www.w3.org/XML/1998/namespace}space"):
                element.attrib.pop(name, None)
        text = etree.tostring(block, encoding="unicode", with_tail=False)
        found.append(text.replace(' xmlns="http://www.tei-c.org/ns/1.0"', ""))
    return found


ROLES = {
    "standfirst": '<p rend="standfirst">words\n</p>',
    "crosshead": '<label type="crosshead">words\n</label>',
    "paragraph": "<p>words\n</p>",
    "quote": "<quote>words\n</quote>",
    "table": '<ab type="table">words\n</ab>',
    "headline": '<ab type="headline">words\n</ab>',
    "byline": '<ab type="byline">words\n</ab>',
    "timestamp": '<fw type="page" subtype="timestamp">words\n</fw>',
    "masthead": '<fw type="page" subtype="masthead">words\n</fw>',
    "navigation": '<fw type="page" subtype="navigation">words\n</fw>',
    "teaser": '<fw type="page" subtype="teaser">words\n</fw>',
    "error": '<fw type="page" subtype="error">words\n</fw>',
    "notice": '<fw type="page" subtype="notice">words\n</fw>',
    "image-alt": '<fw type="page" subtype="image-alt">words\n</fw>',
}


@pytest.mark.parametrize(("role", "expected"), ROLES.items(), ids=[f"a {role} after a paragraph" for role in ROLES])
def test_tei_block_has_the_element_of_its_role(role: str, expected: str) -> None:
    assert body(with_blocks(("paragraph", "First.\n"), (role, "words\n")))[1] == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [("caption", '<p rend="caption">words\n</p>'), ("list", "<item>words\n</item>")],
    ids=["a caption in its figure", "an item in its list"],
)
def test_tei_block_stands_in_what_its_role_needs(role: str, expected: str) -> None:
    block = etree.fromstring(body(with_blocks(("paragraph", "First.\n"), (role, "words\n")))[1])
    assert etree.tostring(block[0], encoding="unicode", with_tail=False) == expected


def test_tei_headline_and_byline_are_head_and_byline_before_the_first_paragraph() -> None:
    blocks = [("masthead", "m\n"), ("headline", "h\n"), ("byline", "b\n"), ("paragraph", "p\n"), ("byline", "b")]
    assert [etree.fromstring(block).tag for block in body(with_blocks(*blocks))] == ["fw", "head", "byline", "p", "ab"]


def with_names(*names: AnnotationSnapshot, state: str = "submitted") -> Dossier:
    """The example with one set of these annotations."""
    first = replace(sets()[0], annotations=names, notes=(), state=state)
    return replace(dossier(), sets=(first,), stances=(), utterance_links=())


NAMES = {
    "names that nest stand in one another": (
        [mention(41, "Nato's spokesman", "org", SPOKESMAN), mention(42, "Nato", "org", NATO)],
        '<p><persName corresp="#annotation.{41}" ref="#entity.{33}"><orgName corresp="#annotation.{42}"'
        ' ref="#entity.{32}">Nato</orgName>\'s spokesman</persName> denied it.\n</p>',
    ),
    "of names that overlap the first is shown": (
        [mention(41, "Nato's spokes", "org", NATO), mention(42, "spokesman", "org", SPOKESMAN)],
        '<p><orgName corresp="#annotation.{41}" ref="#entity.{32}">Nato\'s spokes</orgName>man denied it.\n</p>',
    ),
    "a name without an element of its own is a referring string": (
        [mention(41, "Nato", "org", SHIELD)],
        '<p><rs corresp="#annotation.{41}" ref="#entity.{34}" type="object">Nato</rs>\'s spokesman denied it.\n</p>',
    ),
    "a name that crosses blocks is not shown": (
        [mention(41, "threat.\nNato", "org", NATO)],
        "<p>Nato's spokesman denied it.\n</p>",
    ),
    "names side by side follow one another": (
        [mention(41, "Nato", "org", NATO), mention(42, "spokesman", "org", SPOKESMAN)],
        '<p><orgName corresp="#annotation.{41}" ref="#entity.{32}">Nato</orgName>\'s '
        '<persName corresp="#annotation.{42}" ref="#entity.{33}">spokesman</persName> denied it.\n</p>',
    ),
    "a name that leaves no text beside it is not shown": (
        [mention(41, "Nato's spokesman denied it.\n", "org", NATO)],
        "<p>Nato's spokesman denied it.\n</p>",
    ),
}


@pytest.mark.parametrize(("names", "expected"), NAMES.values(), ids=NAMES.keys())
def test_tei_inline_names(names: list[AnnotationSnapshot], expected: str) -> None:
    for number in range(31, 45):
        expected = expected.replace(f"{{{number}}}", str(key(number)))
    assert body(with_names(*names))[2] == expected


def test_tei_inline_rs_names_the_kind() -> None:
    one = with_names(mention(41, "Nato", "org", NATO))
    expected = f'<rs corresp="#annotation.{key(41)}" ref="#entity.{NATO}" type="organization">Nato</rs>'
    assert body(one, inline="rs")[2] == f"<p>{expected}'s spokesman denied it.\n</p>"


@pytest.mark.parametrize("inline", ["names", "none"], ids=["of an open set", "where none are wanted"])
def test_tei_shows_no_inline_names(inline: tei.Inline) -> None:
    one = with_names(mention(41, "Nato", "org", NATO), state="open" if inline == "names" else "submitted")
    assert body(one, inline=inline)[2] == "<p>Nato's spokesman denied it.\n</p>"


def test_tei_inline_prefers_the_curated_set() -> None:
    assert f"annotation.{key(51)}" in body(dossier())[1]


def test_tei_deeply_nested_names_stay_within_parsers_limits() -> None:
    one = with_blocks(("paragraph", "a" * 400 + "b" * 400 + "."))
    marked = []
    for number in range(300):
        annotation = mention(1000 + number, "Moscow", "gpe", MOSCOW)
        start, end = number, 800 - number
        span = replace(annotation.spans[0], start=start, end=end, exact=one.article.text.text[start:end])
        marked.append(replace(annotation, spans=(span,)))
    data = tei.write(replace(one, sets=(replace(sets()[0], annotations=tuple(marked)),)), base_url=BASE_URL)
    assert etree.fromstring(data).xpath("count(//tei:text//tei:placeName)", namespaces=NS) == 32
    assert subprocess.run(["xmllint", "--noout", "-"], input=data, check=True).returncode == 0


def test_tei_span_across_blocks_points_into_each() -> None:
    root = etree.fromstring(tei.write(dossier(), base_url=BASE_URL))
    note = root.xpath("//tei:note[@subtype = 'content']", namespaces=NS)[0]
    assert note.get("target") == "#string-range(b2,29,25) #string-range(b3,0,27)"
    assert note.get("source") == "char:46,98"
    assert note.getparent().get("target") == note.get("target")


def test_tei_identifiers_are_not_kept_by_the_parser_library() -> None:
    """Kept ones would fill the memory of a long export: libxml2 holds them until the thread ends."""
    root = etree.Element("root")
    identified(root, "note", "b1")
    assert (root[0].get(XML_ID), root.xpath("id('b1')")) == ("b1", [])
