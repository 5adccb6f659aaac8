"""The story in a piece of markup that is nothing but the story: every visible word, as blocks with roles."""

from collections.abc import Mapping

from lxml import etree
from lxml import html as lxml_html

from archive.errors import ExtractionError
from archive.extractors.building import TextBuilder, folded
from archive.extractors.html_names import NITF_INLINE
from archive.extractors.html_pieces import PagePiece, pieces_of
from archive.xml import local

#: Roles by the innermost element that has one: of HTML (Living Standard, 4.4), and of NITF (3.6).
ROLES: Mapping[str, str] = {
    **dict.fromkeys(("h1", "hl1"), "headline"),
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "hl2"), "crosshead"),
    **dict.fromkeys(("blockquote", "bq"), "quote"),
    **dict.fromkeys(("li", "dd"), "list"),
    **dict.fromkeys(("figcaption", "caption", "media-caption"), "caption"),
    **dict.fromkeys(("tr", "th", "nitf-table"), "table"),
    "abstract": "standfirst",
    "byline": "byline",
    "dateline": "timestamp",
    "distributor": "masthead",
    **dict.fromkeys(("media-producer", "media-metadata", "note", "tagline", "rights", "credit", "footer"), "notice"),
}


def add_markup(builder: TextBuilder, markup: str, path: str) -> list[tuple[tuple[int, int], str]]:
    """Add the blocks of a fragment of HTML, and give where their words stand, with their roles.

    ``path`` is where the fragment stands in the capture; paths of blocks begin with it.
    """
    if not folded(markup):
        return []
    try:
        root = lxml_html.document_fromstring(f"<div>{markup}</div>", ensure_head_body=True)
    except (etree.ParserError, ValueError) as error:
        raise ExtractionError(f"its markup can't be parsed: {error}") from error
    body = root.find("body")
    return _added(builder, pieces_of(body), path) if body is not None else []


def add_text(builder: TextBuilder, text: str, path: str) -> None:
    """Add plain text: a paragraph for each line, or, where it is wrapped, for what stands between empty lines."""
    parts = text.split("\n\n") if "\n\n" in text.strip() else text.split("\n")
    for part in parts:
        builder.block(part.strip(), "paragraph", path)


def add_element(
    builder: TextBuilder, element: etree._Element, path: str, *, inline: frozenset[str] = NITF_INLINE
) -> list[tuple[tuple[int, int], str]]:
    """Add the blocks of an element of XML, whose names lose their prefixes on the way."""
    for one in element.iter():
        if name := local(one):
            one.tag = name
    return _added(builder, pieces_of(element, inline), path)


def _added(builder: TextBuilder, pieces: list[PagePiece], path: str) -> list[tuple[tuple[int, int], str]]:
    added = []
    for piece in pieces:
        role = role_of(piece)
        if place := builder.block(piece.words, role, path):
            added.append((place, role))
    return added


def role_of(piece: PagePiece) -> str:
    """Give the role of a piece of a story by the elements that it stands in."""
    if piece.is_alt:
        return "image-alt"
    return next((ROLES[name] for name in reversed(piece.path) if name in ROLES), "paragraph")
