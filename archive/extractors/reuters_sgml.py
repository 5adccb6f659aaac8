"""Items of the Reuters-21578 collection: title, author, dateline and body, with the words each value stands on.

The transmission's control characters, which the files write as references such as ``&#2;``, are no visible text and
are left out; so is the header of the line (``UNKNOWN``). Both stay in the capture.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from archive.errors import ExtractionError
from archive.extractors.building import TextBuilder, folded
from archive.extractors.event_dates import event_date
from archive.extractors.plain_datelines import Dateline, find_dateline, read_dateline
from archive.extractors.plain_decoding import Decoded, decode
from archive.records import NO_HEADERS, ExtractedText, FoundValue

_TEXT = re.compile(r"<TEXT\b[^>]*>(.*)</TEXT>", re.DOTALL)
_DATE = re.compile(r"<DATE>(.*?)</DATE>", re.DOTALL)
_STAMP = re.compile(r"(\d{1,2}-[A-Z]{3}-\d{4})(?:\s+(\d\d:\d\d:\d\d))?", re.IGNORECASE)
_PART = re.compile(r"<(TITLE|AUTHOR|DATELINE|BODY)>(.*?)</\1>", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_PARAGRAPH = re.compile(r"\n(?= {4,}\S)")
_SIGNED_OFF = re.compile(r"\A\s*(?:reuters?|reut)\s*\Z", re.IGNORECASE)
_BY = re.compile(r"\s*by\s+(?P<name>[^,\n]+)", re.IGNORECASE)


class ReutersExtractor:
    """The extractor for one ``<REUTERS>`` item, as ``readers.reuters_sgml`` cuts it out."""

    name = "reuters_sgml"
    version = "1"

    def extract(
        self,
        data: bytes,
        *,
        charset: str = "",
        headers: Mapping[str, str] = NO_HEADERS,  # noqa: ARG002 - of the protocol
    ) -> ExtractedText:
        """Give the item's text; raises ``ExtractionError`` where it has no words."""
        decoded = decode(data, charset)
        match = _TEXT.search(decoded.text)
        if match is None:
            raise ExtractionError("the item has no TEXT element")
        item = _Item(decoded, match[1])
        if not item.builder.text:
            raise ExtractionError("the item has no words: neither title nor body")
        return item.built()


class _Item:
    """One item under extraction: its text, and where its parts came to stand in it."""

    def __init__(self, decoded: Decoded, text: str) -> None:
        self.builder = TextBuilder()
        self._decoded = decoded
        self._headline: tuple[int, int] | None = None
        self._author: tuple[int, int] | None = None
        self._dateline: Dateline | None = None
        self._year = ""
        self._read(text)

    def _read(self, text: str) -> None:
        position, pending = 0, ""
        for part in _PART.finditer(text):
            self._stray(text[position : part.start()])
            position = part.end()
            words = _plain(part[2])
            if part[1] == "TITLE":
                self._headline = self.builder.block(words.strip(), "headline")
            elif part[1] == "AUTHOR":
                self._author = self.builder.block(words.strip(), "byline")
            elif part[1] == "DATELINE":
                # It opens the first paragraph, in whose line it is printed.
                pending = words
            else:
                self._body(pending + words, len(pending))
                pending = ""
        if pending:
            self._body(pending, len(pending))
        rest = text[position:]
        if position:
            self._stray(rest)
        else:
            # An unprocessed item: its title runs into its dateline, and neither can be told for certain.
            self._body(_plain(rest), 0, has_dateline=False)

    def _stray(self, text: str) -> None:
        """Keep what stands between the parts: asterisks before a title, filler where a brief has no body."""
        self.builder.block(_plain(text).strip(), "notice")

    def _body(self, text: str, dateline: int, *, has_dateline: bool = True) -> None:
        """Add the paragraphs, each indented by four blanks; the first ``dateline`` characters are the dateline's."""
        opening = text[:dateline].rstrip()
        for number, paragraph in enumerate(_PARAGRAPH.split(text)):
            *lines, last = paragraph.rstrip().split("\n")
            signed_off = _SIGNED_OFF.match(last)
            place = self.builder.block("\n".join(lines if signed_off else [*lines, last]).strip(), "paragraph")
            if signed_off:
                self.builder.block(last.strip(), "notice")
            if number == 0 and place and has_dateline:
                self._find_dateline(place, len(opening.lstrip()))

    def _find_dateline(self, place: tuple[int, int], length: int) -> None:
        text, start = self.builder.text, place[0]
        self._dateline = (length and read_dateline(text, start, start + length)) or find_dateline(text, *place)

    def built(self) -> ExtractedText:
        """Give the text with its values."""
        decoded = self._decoded
        values = list(self._values())
        if found := event_date(self.builder.text, self.builder.blocks, values):
            values.append(found)
        return self.builder.built(
            values,
            charset=decoded.charset,
            charset_evidence=decoded.evidence,
            newline=decoded.newline,
            warnings=decoded.warnings,
        )

    def _values(self) -> Iterator[FoundValue]:
        text = self.builder.text
        if self._headline:
            start, end = self._headline
            yield _printed("headline", folded(text[start:end]), start, end)
        if self._author and (match := _BY.match(text, *self._author)):
            start, end = match.span("name")
            yield _printed("byline", folded(match["name"]), start, start + len(text[start:end].rstrip()))
        moment = _moment(self._decoded.text)
        if moment:
            yield moment
        if self._dateline:
            yield from self._dateline_values(self._dateline, moment.edtf[:4] if moment else "")
        yield FoundValue(
            field="agency",
            value="Reuters",
            status="partly-supplied",
            certainty="high",
            locator="/REUTERS",
            note="the element names the wire; the item itself does not",
        )
        yield FoundValue(
            field="language",
            value="en",
            status="partly-supplied",
            certainty="high",
            locator="/REUTERS",
            note="the collection is English throughout",
        )

    def _dateline_values(self, found: Dateline, year: str) -> Iterator[FoundValue]:
        start, end = found.start, found.end
        if found.place:
            yield _printed("dateline_place", found.place, start, end)
        if not found.edtf:
            return
        edtf, note = found.edtf, ""
        if "X" in edtf and year:
            edtf, note = f"{year}?{edtf[4:]}", "the year is not printed; it is that of the item's DATE"
        yield FoundValue(
            field="dateline_date",
            value=edtf,
            edtf=edtf,
            status="partly-supplied" if note or "X" in edtf else "as-printed",
            certainty="high",
            start=start,
            end=end,
            note=note,
        )


def _moment(item: str) -> FoundValue | None:
    """Give the item's DATE, ``19-OCT-1987 15:37:46.03`` with stray characters around it; its zone is not stated."""
    found = _DATE.search(item)
    match = _STAMP.search(found[1]) if found else None
    if match is None:
        return None
    try:
        day = datetime.strptime(match[1].title(), "%d-%b-%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    return FoundValue(
        field="published",
        value=folded(match[0]),
        edtf=day.isoformat(),
        status="as-printed",
        certainty="high",
        locator="/REUTERS/DATE",
        note="when it came over the wire; the time of day has no zone" if match[2] else "",
    )


def _printed(field: str, value: str, start: int, end: int) -> FoundValue:
    return FoundValue(field=field, value=value, status="as-printed", certainty="high", start=start, end=end)


def _plain(markup: str) -> str:
    """Give markup's characters: references resolved, control characters of the transmission left out."""

    def character(match: re.Match[str]) -> str:
        if match[2]:
            return _NAMED[match[2]]
        code = int(match[1])
        visible = code in {9, 10} or (code >= 32 and code not in range(0xD800, 0xE000) and code <= 0x10FFFF)
        return chr(code) if visible else ""

    return _REFERENCE.sub(character, markup)
