"""The descriptive values of a page: what its markup states and what its words say, each with its evidence.

Words that stand on the page are preferred as evidence over the element that repeats them. A date of a story's own
stamp gives way to what the markup states, which has the year and the zone.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from lxml import etree

from archive.evidence import quote_pattern
from archive.extractors import plain_shapes as shapes
from archive.extractors.event_dates import event_date
from archive.extractors.html_main import author_of
from archive.extractors.html_stated import Stated
from archive.extractors.language import identify_language
from archive.extractors.plain_datelines import Dateline, find_dateline
from archive.extractors.values import date_of
from archive.records import Block, FoundValue

_ADDRESS = re.compile(r"\Ahttps?://|\A@\w+\Z|/", re.IGNORECASE)
_BY = re.compile(r"\A(?:by|von|par|por|da|di)[:\s]+", re.IGNORECASE)
_OPENING_PARAGRAPHS = 4
_LONGEST_BYLINE_BLOCK = 300
_LONGEST_VALUE = 1000
_SAMPLE = 800
_MIN_PROBABILITY = 0.5


class PageText:
    """A page's text with its blocks, in which evidence is looked for."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text
        self.blocks = blocks

    def with_role(self, *roles: str) -> Iterator[tuple[int, int]]:
        """Give where the words of the blocks of these roles stand."""
        return ((block.start, block.end - 1) for block in self.blocks if block.role in roles)

    def find(self, words: str, *roles: str, longest: int = 1 << 30) -> tuple[int, int] | None:
        """Give where words stand first in a block of these roles, or in any."""
        pattern = quote_pattern(words)
        for block in self.blocks:
            fits = (not roles or block.role in roles) and block.end - block.start <= longest
            if fits and (match := pattern.search(self.text, block.start, block.end)):
                return match.span()
        return None


def values_of(tree: etree._Element, page: PageText, statements: Iterable[Stated]) -> tuple[FoundValue, ...]:
    """Give at most one value a field."""
    stated: dict[str, list[Stated]] = {}
    for one in statements:
        if one.value and len(one.value) <= _LONGEST_VALUE:
            stated.setdefault(one.field, []).append(one)
    rules: tuple[Callable[[], Iterator[FoundValue]], ...] = (
        lambda: _headlines(tree, page, stated.get("headline", [])),
        lambda: _standfirsts(page, stated.get("standfirst", [])),
        lambda: _bylines(tree, page, stated.get("byline", [])),
        lambda: _publishers(tree, stated.get("publisher", [])),
        lambda: _dates(stated),
        lambda: _datelines(page),
        lambda: _stamps(page),
        lambda: _languages(tree, page),
    )
    values: dict[str, FoundValue] = {}
    for rule in rules:
        for value in rule():
            values.setdefault(value.field, value)
    if found := event_date(page.text, page.blocks, values.values()):
        values[found.field] = found
    return tuple(values.values())


def _at(field: str, value: str, place: tuple[int, int], *, certainty: str = "high", note: str = "") -> FoundValue:
    start, end = place
    return FoundValue(
        field=field, value=value, status="as-printed", certainty=certainty, start=start, end=end, note=note
    )


def _in_markup(one: Stated, value: str, *, edtf: str = "", certainty: str = "high") -> FoundValue:
    return FoundValue(
        field=one.field,
        value=value,
        edtf=edtf,
        status="as-printed",
        certainty=certainty,
        locator=one.locator,
        note=f"stated by {one.name}",
    )


def _headlines(tree: etree._Element, page: PageText, stated: Sequence[Stated]) -> Iterator[FoundValue]:
    for start, end in page.with_role("headline"):
        yield _at("headline", " ".join(page.text[start:end].split()), (start, end))
    for one in stated:
        place = page.find(one.value)
        yield _at("headline", one.value, place) if place else _in_markup(one, one.value, certainty="medium")
    for title in tree.iter("title"):
        words = " ".join((title.text or "").split())
        if words:
            parts = shapes.split_title(words)
            own = Stated("headline", parts[0] if parts else words, str(tree.getroottree().getpath(title)), "the title")
            yield _in_markup(own, own.value, certainty="medium")


def _standfirsts(page: PageText, stated: Sequence[Stated]) -> Iterator[FoundValue]:
    """Give the description where its words are a block before the first paragraph, or stand nowhere on the page."""
    for one in stated:
        place = page.find(one.value)
        if place is None:
            yield _in_markup(one, one.value, certainty="medium")
        elif any((start, end) == place for start, end in page.with_role("standfirst", "paragraph", "crosshead")):
            yield _at("standfirst", one.value, place, certainty="medium", note=f"stated by {one.name} too")
        return


def _bylines(tree: etree._Element, page: PageText, stated: Sequence[Stated]) -> Iterator[FoundValue]:
    for one in stated:
        name = _BY.sub("", one.value).strip(" ,|")
        if name and not _ADDRESS.search(name):
            place = page.find(name, longest=_LONGEST_BYLINE_BLOCK)
            yield _at("byline", name, place, note=f"stated by {one.name} too") if place else _in_markup(one, name)
    for start, end in page.with_role("byline"):
        byline = shapes.read_byline(page.text[start:end])
        if byline.name:
            yield _at("byline", byline.name, (start, end))
        if byline.agency:
            yield _at("agency", byline.agency, (start, end))
    names = "" if stated else author_of(tree)
    place = page.find(names, longest=_LONGEST_BYLINE_BLOCK) if names else None
    if place:
        yield _at("byline", names, place, certainty="medium", note="told by trafilatura")


def _publishers(tree: etree._Element, stated: Sequence[Stated]) -> Iterator[FoundValue]:
    for one in stated:
        if not _ADDRESS.search(one.value):
            yield _in_markup(one, one.value)
    for title in tree.iter("title"):
        parts = shapes.split_title(" ".join((title.text or "").split()))
        if parts:
            own = Stated("publisher", parts[1], str(tree.getroottree().getpath(title)), "the title")
            yield _in_markup(own, parts[1], certainty="medium")


def _dates(stated: dict[str, list[Stated]]) -> Iterator[FoundValue]:
    for field in ("published", "modified"):
        for one in stated.get(field, ()):
            if edtf := date_of(one.value):
                yield _in_markup(one, one.value, edtf=edtf)


def _datelines(page: PageText) -> Iterator[FoundValue]:
    for number, (start, end) in enumerate(page.with_role("standfirst", "paragraph")):
        if number >= _OPENING_PARAGRAPHS:
            return
        if found := find_dateline(page.text, start, end):
            yield from _of_dateline(found)


def _of_dateline(found: Dateline) -> Iterator[FoundValue]:
    if found.agency:
        yield _at("agency", found.agency, (found.agency_start, found.agency_end))
    if found.place:
        yield _at("dateline_place", found.place, (found.start, found.end))
    if found.edtf:
        yield FoundValue(
            field="dateline_date",
            value=found.edtf,
            edtf=found.edtf,
            status="partly-supplied" if "X" in found.edtf else "as-printed",
            start=found.start,
            end=found.end,
        )


def _stamps(page: PageText) -> Iterator[FoundValue]:
    """Give the dates of lines that are stamps: those with a label first, then the first of all as publication."""
    unlabelled: list[FoundValue] = []
    for start, end in page.with_role("timestamp"):
        for found in shapes.stamps_of(page.text[start:end]):
            value = FoundValue(
                field=found.field or "published",
                value=found.stamp.edtf,
                edtf=found.stamp.edtf,
                status="as-printed",
                certainty=found.stamp.certainty if found.field else "low",
                start=start + found.start,
                end=start + found.stamp.end,
                note=found.stamp.note,
            )
            if found.field:
                yield value
            else:
                unlabelled.append(value)
    yield from unlabelled


def _languages(tree: etree._Element, page: PageText) -> Iterator[FoundValue]:
    sample = ""
    for start, end in page.with_role("headline", "standfirst", "paragraph", "list", "quote"):
        if len(sample) < _SAMPLE:
            sample += page.text[start:end] + " "
    code, probability = identify_language(sample or page.text)
    declared = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").split("-")[0].lower()
    if probability >= _MIN_PROBABILITY:
        note = f"identified by py3langid, probability {probability:.2f}"
        note += f"; the page calls itself {declared}" if declared and declared != code else ""
        yield FoundValue(field="language", value=code, status="supplied", note=note)
    elif declared.isalpha() and len(declared) in {2, 3}:
        yield FoundValue(field="language", value=declared, status="as-printed", locator="/html/@lang")
