"""The text by blocks (TEI P5, 4): each block's characters verbatim in one element that says where they stand.

``@source`` of a block element is its range; white space in it is significant. ``head`` and ``byline`` may only open a
division, so those that come later are ``ab``; the page around the article is ``fw`` (forme work) where it stands.
"""

from dataclasses import dataclass
from datetime import datetime

from lxml.etree import SubElement

from archive.snapshots import BlockSnapshot, TextVersionSnapshot
from exports.errors import ExportError
from exports.formats.tei.characters import free, set_text, text_of
from exports.formats.tei.inline import InlineName, write_inline
from exports.formats.tei.names import AB, BIBL, DATE, ID, IDNO, ITEM, LABEL, LANG, LIST, MEASURE, NOTE, SPACE, P, tei
from exports.formats.tei.parts import Element, by_type, identified
from exports.formats.tei.pointers import Places, Pointers, instant, range_of, uuid_of

TEXT = tei("text")
BODY = tei("body")
DIV = tei("div")
FIGURE = tei("figure")
FW = tei("fw")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a role is encoded: the element, what it stands in, and the attributes that tell it apart."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    inside: str = ""


def _page(role: str) -> Encoding:
    return Encoding(FW, (("type", "page"), ("subtype", role)))


#: Every block role's encoding.
ENCODINGS = {
    "headline": Encoding(AB, (("type", "headline"),)),
    "standfirst": Encoding(P, (("rend", "standfirst"),)),
    "byline": Encoding(AB, (("type", "byline"),)),
    "caption": Encoding(P, (("rend", "caption"),), inside=FIGURE),
    "crosshead": Encoding(LABEL, (("type", "crosshead"),)),
    "paragraph": Encoding(P),
    "quote": Encoding(tei("quote")),
    "list": Encoding(ITEM, inside=LIST),
    "table": Encoding(AB, (("type", "table"),)),
    "timestamp": _page("timestamp"),
    "masthead": _page("masthead"),
    "navigation": _page("navigation"),
    "teaser": _page("teaser"),
    "error": _page("error"),
    "notice": _page("notice"),
    "image-alt": _page("image-alt"),
}
#: What a role is as long as nothing but these and TEI's "global" elements has come before.
OPENINGS = {"headline": Encoding(tei("head"), (("type", "headline"),)), "byline": Encoding(tei("byline"))}
_GLOBAL = {FW, FIGURE}
_ROLES = {(one.tag, *one.attributes): role for table in (ENCODINGS, OPENINGS) for role, one in table.items()}


def write_text_record(parent: Element, text: TextVersionSnapshot, to: Pointers) -> None:
    """Add the text version's own record to ``sourceDesc``: digest, length, extractor and the blocks' XPaths."""
    attributes = {"type": "text", "n": str(text.number), "corresp": to.here("capture", text.capture)}
    bibl = identified(parent, BIBL, to.id("text", text.uuid), attributes)
    SubElement(bibl, IDNO, {"type": "sha256"}).text = text.sha256
    SubElement(bibl, MEASURE, {"unit": "char", "quantity": str(len(text.text))})
    SubElement(bibl, DATE, {"type": "created", "when": instant(text.created)})
    free(bibl, NOTE, text.extractor, kind="extractor")
    free(bibl, NOTE, text.extractor_version, kind="extractor-version")
    for key, block in zip(to.places.ids, text.blocks, strict=True):
        if block.xpath:
            free(bibl, NOTE, block.xpath, kind="xpath").set("target", f"#{key}")


def write_text(
    root: Element, text: TextVersionSnapshot, to: Pointers, *, language: str, names: dict[int, list[InlineName]]
) -> None:
    """Add ``text`` with one element a block; ``names`` are inline names by the block's number.

    ``language`` is a BCP 47 tag or empty. Raises ``ExportError`` for a role that the profile lacks.
    """
    division = SubElement(SubElement(SubElement(root, TEXT, {LANG: language} if language else {}), BODY), DIV)
    division.set("type", "article")
    opening = True
    for number, block in enumerate(text.blocks):
        encoding = ENCODINGS.get(block.role)
        if encoding is None:
            raise ExportError(f"TEI has no element for role {block.role!r}", place=f"block {number}")
        if opening and block.role in OPENINGS:
            encoding = OPENINGS[block.role]
        elif opening:
            opening = (encoding.inside or encoding.tag) in _GLOBAL
        element = _write_block(division, encoding, to.places.ids[number], block)
        words = text.text[block.start : block.end]
        if number not in names or not write_inline(element, words, block.start, names[number]):
            set_text(element, words)


def _write_block(division: Element, encoding: Encoding, key: str, block: BlockSnapshot) -> Element:
    parent = SubElement(division, encoding.inside) if encoding.inside else division
    attributes = {"source": f"char:{block.start},{block.end}", SPACE: "preserve"}
    return identified(parent, encoding.tag, key, {**attributes, **dict(encoding.attributes)})


def read_text(bibl: Element, division: Element) -> tuple[TextVersionSnapshot, Places]:
    """Give the text version from its record and its blocks, and the places that pointers count in."""
    notes = [note for note in bibl.iterchildren(NOTE) if note.get("type") == "xpath"]
    xpaths = {note.get("target", "")[1:]: text_of(note) for note in notes}
    elements = [element for element in division.iter() if element.get("source")]
    blocks = tuple(_read_block(element, xpaths) for element in elements)
    members = by_type(bibl)
    text = TextVersionSnapshot(
        uuid=uuid_of(bibl.get(ID, "")),
        number=int(bibl.get("n", "")),
        text="".join(text_of(element) for element in elements),
        sha256=members["sha256"].text or "",
        extractor=text_of(members["extractor"]),
        extractor_version=text_of(members["extractor-version"]),
        created=datetime.fromisoformat(members["created"].get("when", "")),
        capture=uuid_of(bibl.get("corresp", "")),
        blocks=blocks,
    )
    ids = tuple(element.get(ID, "") for element in elements)
    return text, Places(text.number, ids, tuple(block.start for block in blocks))


def _read_block(element: Element, xpaths: dict[str, str]) -> BlockSnapshot:
    start, end = range_of(element.get("source", ""))
    told_apart = tuple((name, element.get(name, "")) for name in ("type", "rend", "subtype") if element.get(name))
    return BlockSnapshot(
        start=start, end=end, role=_ROLES[element.tag, *told_apart], xpath=xpaths.get(element.get(ID, ""), "")
    )
