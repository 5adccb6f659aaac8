"""The descriptive values that stand in a plain text, each with its place, by general rules.

What is not printed is not given, but for two things that follow from what is: a story that was updated on a day was
published by then, and a text is in a language. A date in a story, in a teaser or below a link is never the date of
publication. Codes are those of ``Field``, ``ValueStatus`` and ``Certainty``.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from archive.evidence import quote_pattern
from archive.extractors import plain_shapes as shapes
from archive.extractors.language import SAMPLE_SIZE, identify_language
from archive.extractors.plain_blocks import RoledPiece
from archive.extractors.plain_datelines import Dateline, find_dateline, read_dateline
from archive.extractors.plain_lines import Piece
from archive.extractors.plain_words import AGENCIES
from archive.records import FoundValue

_CONTENT = frozenset({"headline", "standfirst", "caption", "crosshead", "paragraph", "quote", "list"})
_OPENING_PARAGRAPHS = 3
_MAX_STORY_CREDIT = 4000
_MIN_LANGUAGE_PROBABILITY = 0.5
_STORY_CREDIT = re.compile(
    r"(?:\A|(?<=[.!?]\s)|(?<=[.!?][\"'”’]\s))(?P<sentence>(?:[\w.]+['’]s\s+|[Oo]ur\s+)?(?:[a-z]+\s+){0,3}"
    rf"(?P<name>{shapes.PERSON})\s+(?:(?:has|have)\s+(?:the|this|more|our|a)\b(?:\s+[a-z]+){{0,3}}|reports?)\s+from\s+"
    rf"(?P<place>{shapes.PLACE})\.)(?=\s|\Z)"
)
_RIGHTS_HOLDER = re.compile(
    r"(?:\bcopyright\b|©|\(c\))[\s©()c]*(?:\d{4}(?:\s*[-–,]\s*\d{2,4})*)?,?\s*(?:by\s+)?"
    r"(?P<holder>(?-i:[^\W\d_a-z])[\w&'’-]*(?:\.\w+)*(?:\s+(?:of|the|and|&|(?-i:[^\W\d_a-z])[\w&'’-]*(?:\.\w+)*)){0,5})",
    re.IGNORECASE,
)
_AFTER_HOLDER = re.compile(r"\s+(?:M{1,3}[CDXLVI]*|All\b.*)\Z", re.IGNORECASE)


def values_of(text: str, pieces: Sequence[RoledPiece]) -> tuple[FoundValue, ...]:
    """Give at most one value a field, in the order of the rules; nothing for what the text does not state."""
    rules: tuple[Callable[[str, Sequence[RoledPiece]], Iterator[FoundValue]], ...] = (
        _headlines,
        _publishers,
        _datelines,
        _bylines,
        _stamps,
        _story_credits,
        _rights_holders,
        _languages,
    )
    values: dict[str, FoundValue] = {}
    for rule in rules:
        for value in rule(text, pieces):
            values.setdefault(value.field, value)
    return tuple(values.values())


def _printed(field: str, value: str, start: int, end: int) -> FoundValue:
    return FoundValue(field=field, value=value, status="as-printed", start=start, end=end)


def _part(text: str, piece: Piece, field: str, words: str) -> FoundValue:
    """Give a value that is a part of a piece, with the place of that part."""
    match = quote_pattern(words).search(text, piece.start, piece.end)
    start, end = match.span() if match else (piece.start, piece.end)
    return _printed(field, words, start, end)


def _with_role(pieces: Sequence[RoledPiece], role: str) -> Iterator[RoledPiece]:
    return (roled for roled in pieces if roled.role == role)


def _headlines(text: str, pieces: Sequence[RoledPiece]) -> Iterator[FoundValue]:
    for roled in _with_role(pieces, "headline"):
        words = roled.piece.words
        label, title = shapes.match_label(words), shapes.split_title(words)
        if title:
            yield _part(text, roled.piece, "publisher", title[1])
        value = label.group("value") if label else title[0] if title else words
        yield _part(text, roled.piece, "headline", value)


def _publishers(text: str, pieces: Sequence[RoledPiece]) -> Iterator[FoundValue]:
    for roled in _with_role(pieces, "masthead"):
        label, title = shapes.match_label(roled.piece.words), shapes.split_title(roled.piece.words)
        printed = title[1] if title else roled.piece.words
        name = label.group("value") if label else printed.strip(" |-–—*=")
        agency = AGENCIES.get(name.lower())
        yield _part(text, roled.piece, "agency" if agency else "publisher", name)


def _datelines(text: str, pieces: Sequence[RoledPiece]) -> Iterator[FoundValue]:
    for roled in pieces:
        if roled.part == "head" and roled.role == "timestamp":
            yield from _dateline_values(_standing_alone(text, roled.piece))
    opening = (roled.piece for roled in pieces if roled.part == "body" and roled.role in {"standfirst", "paragraph"})
    for piece in islice(opening, _OPENING_PARAGRAPHS):
        yield from _dateline_values(find_dateline(text, piece.start, piece.end))


def _standing_alone(text: str, piece: Piece) -> Dateline | None:
    if shapes.stamps_of(text[piece.start : piece.end]):
        return None
    label = shapes.match_label(piece.words)
    if not label:
        return read_dateline(text, piece.start, piece.end)
    value = _part(text, piece, "dateline_place", label.group("value"))
    return read_dateline(text, value.start or 0, value.end or 0, bare_place=True)


def _dateline_values(dateline: Dateline | None) -> Iterator[FoundValue]:
    if dateline is None:
        return
    start, end = dateline.start, dateline.end
    if dateline.agency:
        yield _printed("agency", dateline.agency, dateline.agency_start, dateline.agency_end)
    if dateline.byline:
        yield _printed("byline", dateline.byline, dateline.byline_start, dateline.byline_start + len(dateline.byline))
    if dateline.place:
        yield _printed("dateline_place", dateline.place, start, end)
    if dateline.edtf:
        whole = "X" not in dateline.edtf
        yield FoundValue(
            field="dateline_date",
            value=dateline.edtf,
            edtf=dateline.edtf,
            status="as-printed" if whole else "partly-supplied",
            certainty="high",
            start=start,
            end=end,
            note="" if whole else "the year is not printed",
        )


def _bylines(text: str, pieces: Sequence[RoledPiece]) -> Iterator[FoundValue]:
    for roled in _with_role(pieces, "byline"):
        piece, byline = roled.piece, shapes.read_byline(roled.piece.words)
        if byline.name:
            yield _printed("byline", byline.name, piece.start, piece.end)
        if byline.place:
            yield _printed("dateline_place", byline.place, piece.start, piece.end)
        if byline.agency:
            yield _part(text, piece, "agency", byline.agency)


def _stamps(text: str, pieces: Sequence[RoledPiece]) -> Iterator[FoundValue]:
    """Yield dates from stamps: a label's own field, else, in the head of the page, the date of publication."""
    unlabelled: list[FoundValue] = []
    published = False
    updated: tuple[shapes.LabelledStamp, ...] = ()
    for roled in pieces:
        if roled.role not in {"timestamp", "byline"}:
            continue
        found = shapes.stamps_of(text[roled.piece.start : roled.piece.end])
        for number, stamp in enumerate(found):
            value = _stamp_value(roled.piece, stamp, alone=len(found) == 1, first=number == 0)
            published |= stamp.field == "published"
            updated += (stamp,) if stamp.field == "modified" else ()
            if stamp.field:
                yield value
            elif roled.part == "head" or roled.role == "byline":
                unlabelled.append(value)
    yield from unlabelled
    if updated and not published and not unlabelled and updated[0].stamp.edtf[0].isdigit():
        yield FoundValue(
            field="published",
            value="",
            edtf=f"../{updated[0].stamp.day}",
            status="supplied",
            certainty=updated[0].stamp.certainty,
            note=f'on or before the "{updated[0].label}" stamp',
        )


def _stamp_value(piece: Piece, found: shapes.LabelledStamp, *, alone: bool, first: bool) -> FoundValue:
    """Give a stamp's value; its place is the whole line, or, where the line has several, the label and the date."""
    stamp = found.stamp
    return FoundValue(
        field=found.field or "published",
        value=stamp.edtf,
        edtf=stamp.edtf,
        status="as-printed",
        certainty=stamp.certainty,
        start=piece.start + (0 if first else found.start),
        end=piece.end if alone else piece.start + stamp.end,
        note=stamp.note,
    )


def _story_credits(text: str, pieces: Sequence[RoledPiece]) -> Iterator[FoundValue]:
    """Yield who reports from where, from a broadcaster's sentence: "Jane Roe has the story from Brussels."."""
    body = [roled.piece for roled in pieces if roled.part == "body" and roled.role in {"standfirst", "paragraph"}]
    for piece in [*body[:_OPENING_PARAGRAPHS], *body[_OPENING_PARAGRAPHS:][-1:]]:
        match = _STORY_CREDIT.search(text[piece.start : min(piece.end, piece.start + _MAX_STORY_CREDIT)])
        if match:
            start, end = piece.start + match.start("sentence"), piece.start + match.end("sentence")
            yield _printed("byline", " ".join(match.group("name").split()), start, end)
            yield _printed("dateline_place", " ".join(match.group("place").split()), start, end)


def _rights_holders(text: str, pieces: Sequence[RoledPiece]) -> Iterator[FoundValue]:
    """Yield the holder that a copyright line names: an agency as the agency, anybody else as the publisher."""
    for roled in _with_role(pieces, "notice"):
        match = _RIGHTS_HOLDER.search(roled.piece.words)
        holder = _AFTER_HOLDER.sub("", match.group("holder")) if match else ""
        if holder:
            yield _part(text, roled.piece, "agency" if holder.lower() in AGENCIES else "publisher", holder)


def _languages(_text: str, pieces: Sequence[RoledPiece]) -> Iterator[FoundValue]:
    """Yield the language of the article's own words, boilerplate left out."""
    sample = ""
    for roled in pieces:
        if roled.role in _CONTENT and len(sample) < SAMPLE_SIZE:
            sample += roled.piece.words[:SAMPLE_SIZE] + " "
    code, probability = identify_language(sample)
    if probability >= _MIN_LANGUAGE_PROBABILITY:
        note = f"identified by py3langid, probability {probability:.2f}"
        yield FoundValue(field="language", value=code, status="supplied", note=note)
