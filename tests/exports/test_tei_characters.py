"""Free text in XML: every code point comes back, also those that XML forbids."""

import io
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exports.formats.tei.characters import free, text_of
from exports.formats.tei.names import NOTE, NSMAP, TEI
from tests.exports.examples import many

ROOT = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
ANY_TEXT = st.text(st.one_of(st.sampled_from(" \t\r\n\0\u0003\ufffe\ud800a"), st.characters(exclude_categories=[])))


def written(text: str) -> bytes:
    root = etree.Element(TEI, nsmap=NSMAP)
    free(root, NOTE, text)
    return etree.tostring(root, encoding="UTF-8", pretty_print=True)


def read(data: bytes) -> str:
    return text_of(etree.parse(io.BytesIO(data)).getroot()[0])


@many
@given(ANY_TEXT)
def test_free_text_comes_back(text: str) -> None:
    assert read(written(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        " ",
        "\n\n",
        "\u0003",
        "\u0003\u0003",
        " \u0003 ",
        "\n\u0003",
        "a\u0003",
        "\u0003a",
        " a ",
        "\r\n",
        "\u00a0\u0003",
    ],
    ids=ascii,
)
def test_free_text_comes_back_after_pretty_printing(text: str) -> None:
    data = subprocess.run(["xmllint", "--format", "-"], input=written(text), capture_output=True, check=True).stdout
    assert read(data) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u0003b", '<note xml:space="preserve">a<g n="U+0003"/>b</note>'),
        ("\ufffe", '<note xml:space="preserve">\n    <g n="U+FFFE"/>\n  </note>'),
        ("\u0003 ", '<note xml:space="preserve">\n    <g n="U+0003"/>\n    <g n="U+0020"/>\n  </note>'),
        ("\U0001fffe\u0085", '<note xml:space="preserve">\U0001fffe\u0085</note>'),
        ("a\r", '<note xml:space="preserve">a&#13;</note>'),
    ],
    ids=["a control", "a non-character alone", "a control and a space", "what XML permits", "a carriage return"],
)
def test_free_text_is_written_as(text: str, expected: str) -> None:
    assert written(text).decode() == f"{ROOT}\n  {expected}\n</TEI>\n"
