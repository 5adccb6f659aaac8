"""Pages: the whole visible text, the story told apart from what stands around it, and values with their evidence."""

import re
from collections.abc import Mapping

from lxml import etree
from lxml import html as lxml_html

from archive.errors import ExtractionError
from archive.extractors.building import TextBuilder
from archive.extractors.html_main import MainText, main_text
from archive.extractors.html_pieces import pieces_of
from archive.extractors.html_roles import roles_of
from archive.extractors.html_stated import statements_of
from archive.extractors.html_values import PageText, values_of
from archive.extractors.plain_decoding import decode
from archive.records import NO_HEADERS, ExtractedText

_PROLOG = re.compile(r"\A\s*<\?xml[^>]*\?>")
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
#: Elements of a page beyond which the story is not told apart: what does that copies the tree, more than once.
MOST_ELEMENTS = 60_000
#: Attributes of one element at most: libxml2 takes time by their square.
MOST_ATTRIBUTES = 2_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_ATTRIBUTE = re.compile(r"[\s\"'][^\s\"'=]+(?==|\s)")
#: Bytes in which a page says its charset (HTML Living Standard, 13.2.3.2 looks at 1,024; pages in the wild need more).
_PRESCAN = 4096


class HtmlExtractor:
    """The extractor for ``text/html``. A change of its rules that changes what it gives raises ``version``."""

    name = "html"
    version = "1"

    def extract(
        self,
        data: bytes,
        *,
        charset: str = "",
        headers: Mapping[str, str] = NO_HEADERS,  # noqa: ARG002 - of the protocol
    ) -> ExtractedText:
        """Give the text, its blocks and values; raises ``ExtractionError`` where nothing is to be seen on the page."""
        meta = _meta_charset(data)
        decoded = decode(data, charset or meta)
        tree = _parsed(decoded.text)
        body = tree.find("body")
        pieces = pieces_of(body if body is not None else tree)
        if not any(not piece.is_alt for piece in pieces):
            raise ExtractionError("there is no visible text on the page")
        main = _told_apart(tree)
        statements = statements_of(tree)
        titles = [one.value for one in statements if one.field == "headline"]
        description = next((one.value for one in statements if one.field == "standfirst"), "")
        builder = TextBuilder()
        for piece, role in zip(pieces, roles_of(pieces, main, titles, description), strict=True):
            builder.block(piece.words, role, piece.xpath)
        warnings = [*decoded.warnings, *main.warnings, *_disagreement(charset, meta, decoded.charset)]
        return builder.built(
            values_of(tree, PageText(builder.text, builder.blocks), statements),
            charset=decoded.charset,
            charset_evidence="; ".join([decoded.evidence, *_disagreement(charset, meta, decoded.charset)]),
            newline=decoded.newline,
            warnings=warnings,
        )


def _told_apart(tree: etree._Element) -> MainText:
    """Give the page's main text, as far as that can be had in bounded memory."""
    elements = sum(1 for _ in tree.iter())
    if elements > MOST_ELEMENTS:
        return MainText(warnings=(f"the page has {elements:,} elements: the story was not told apart from the rest",))
    return main_text(tree)


def _meta_charset(data: bytes) -> str:
    match = _META_CHARSET.search(data[:_PRESCAN])
    return match[1].decode("ascii") if match else ""


def _disagreement(declared: str, meta: str, won: str) -> list[str]:
    """Say that what came with the page and what stands in it name two charsets, and which was taken."""
    if declared and meta and declared.lower().replace("_", "-") != meta.lower().replace("_", "-"):
        return [f"it was sent as {declared} and calls itself {meta}; read as {won}"]
    return []


def _parsed(text: str) -> etree._Element:
    """Give the page's tree. lxml reads what browsers read; elements may stand in one another as deep as in those."""
    source = _PROLOG.sub("", text).replace("\x00", "\ufffd")
    if any(len(_ATTRIBUTE.findall(tag[0])) > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(source)):
        raise ExtractionError(f"an element has more than {MOST_ATTRIBUTES} attributes")
    if not source.strip():
        raise ExtractionError("there is no visible text on the page")
    try:
        parser = lxml_html.HTMLParser(huge_tree=True, no_network=True)
        return lxml_html.document_fromstring(source, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ExtractionError(f"the page can't be parsed: {error}") from error
