"""Names inside the text, for readers without stand-off support (TEI P5, 13.2): what nests of one set's mentions.

They repeat the stand-off annotations, which are authoritative: ``@corresp`` points to the annotation and ``@ref`` to
the entity, and reading passes them over.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from lxml.etree import SubElement

from annotations.snapshots import AnnotationSetSnapshot, AnnotationSnapshot
from exports.dossier import Dossier
from exports.formats.tei.characters import append_text, has_text
from exports.formats.tei.names import tei
from exports.formats.tei.parts import Element
from exports.formats.tei.pointers import Pointers

#: Names nested deeper are left out: parsers refuse documents of more than 256 levels.
DEEPEST = 32

#: ``names`` writes persName, orgName, placeName (and rs for the rest), ``rs`` writes rs only, ``none`` nothing.
Inline = Literal["names", "rs", "none"]

RS = tei("rs")
NAMES = {
    "person": tei("persName"),
    "organization": tei("orgName"),
    "gpe": tei("placeName"),
    "place": tei("placeName"),
}


@dataclass(frozen=True, slots=True)
class InlineName:
    """One name ``[start, end)`` of the text and the element that marks it."""

    start: int
    end: int
    tag: str
    attributes: dict[str, str]


def choose_set(dossier: Dossier) -> AnnotationSetSnapshot | None:
    """Give the set that is shown inline: the first curated one on this text, else the first submitted one."""
    here = [one for one in dossier.sets if one.text_version == dossier.article.text.number]
    curated = (one for one in here if one.state == "curated" or (one.role == "curator" and one.state == "submitted"))
    submitted = (one for one in here if one.state == "submitted")
    return next(curated, None) or next(submitted, None)


def inline_names(dossier: Dossier, inline: Inline, to: Pointers) -> dict[int, list[InlineName]]:
    """Give the names of the chosen set by block number, in an order in which each that fits stands inside the last.

    Taken are mentions of one span that lies within one block; of two that overlap without nesting, the first.
    """
    chosen = choose_set(dossier)
    if inline == "none" or chosen is None:
        return {}
    kinds = {entity.uuid: entity.kind for entity in dossier.entities}
    blocks = dossier.article.text.blocks
    starts = [block.start for block in blocks]
    names: dict[int, list[InlineName]] = {}
    for annotation in chosen.annotations:
        mention = annotation.mention
        if mention is None or len(annotation.spans) != 1:
            continue
        kind = kinds.get(mention.entity, "") if mention.entity else ""
        name = _name(annotation, kind, inline, to)
        number = bisect_right(starts, name.start) - 1
        if name.end <= blocks[number].end:
            names.setdefault(number, []).append(name)
    return {number: _nesting(found) for number, found in names.items()}


def _name(annotation: AnnotationSnapshot, kind: str, inline: Inline, to: Pointers) -> InlineName:
    span, mention = annotation.spans[0], annotation.mention
    attributes = {"corresp": to.to("annotation", annotation.uuid)}
    if mention and mention.entity:
        attributes["ref"] = to.to("entity", mention.entity)
    tag = NAMES.get(kind, RS) if inline == "names" else RS
    if tag == RS and kind:
        attributes["type"] = kind
    return InlineName(span.start, span.end, tag, attributes)


def _nesting(names: list[InlineName]) -> list[InlineName]:
    kept: list[InlineName] = []
    open_ends: list[int] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        while open_ends and open_ends[-1] <= name.start:
            open_ends.pop()
        fits = not open_ends or name.end <= open_ends[-1]
        if fits and len(open_ends) < DEEPEST:
            open_ends.append(name.end)
            kept.append(name)
    return kept


def write_inline(element: Element, words: str, offset: int, names: list[InlineName]) -> bool:
    """Write a block's words with names in them; ``offset`` is where the block starts, ``names`` nest and are ordered.

    Gives False, and writes nothing, where no text would stand outside the names: an element that has only elements in
    it would be indented by pretty-printers.
    """
    if not has_text(_outside(words, offset, names)):
        return False
    position = offset
    stack: list[tuple[Element, int]] = [(element, offset + len(words))]
    for name in names:
        while stack[-1][1] <= name.start:
            position = _close(stack, words, offset, position)
        append_text(stack[-1][0], words[position - offset : name.start - offset])
        position = name.start
        stack.append((SubElement(stack[-1][0], name.tag, name.attributes), name.end))
    while stack:
        position = _close(stack, words, offset, position)
    return True


def _close(stack: list[tuple[Element, int]], words: str, offset: int, position: int) -> int:
    """End the innermost element with the words that are left in it, and give its end."""
    element, end = stack.pop()
    append_text(element, words[position - offset : end - offset])
    return end


def _outside(words: str, offset: int, names: list[InlineName]) -> str:
    """Give the words that stand in no name."""
    pieces: list[str] = []
    position = offset
    for name in names:
        if name.start >= position:
            pieces.append(words[position - offset : name.start - offset])
        position = max(position, name.end)
    return "".join([*pieces, words[position - offset :]])
