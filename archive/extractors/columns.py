"""Lines of JSON and rows of tables: the text and the fields that their columns hold."""

import csv
import io
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from archive.errors import ExtractionError, ReadingError
from archive.extractors.building import TextBuilder
from archive.extractors.plain_decoding import Decoded, decode
from archive.extractors.stories import add_markup, add_text
from archive.extractors.values import Values
from archive.json_data import load
from archive.records import NO_HEADERS, ExtractedText
from archive.rows import rows_of

_FIELDS = ("headline", "standfirst", "byline", "publisher", "agency", "dateline_place", "genre")
_DATES = ("event_date", "dateline_date", "published", "modified")

#: What a column can hold.
KNOWN = frozenset({"text", "language", "source_uri", *_FIELDS, *_DATES})

_SHOWN = {"headline": "headline", "standfirst": "standfirst", "byline": "byline"}
_DELIMITERS = ",;\t"
_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|blockquote)\b[^>]*>", re.IGNORECASE)
_ODD = re.compile(r"[^a-z]+")


def known_members(value: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Give what the known columns hold, by what it is; empty ones are left out."""
    own = {_ODD.sub("_", name.strip().lower()): name for name in value if isinstance(name, str)}
    known = {}
    for field in KNOWN:
        name = columns.get(field) or own.get(field)
        found = value.get(name) if name else None
        if isinstance(found, (str, int, float)) and not isinstance(found, bool) and str(found).strip():
            known[field] = str(found)
    return known


def split_row(line: bytes, head: bytes) -> list[str]:
    """Give the cells of a row; the delimiter is the one that the table's head has most of."""
    first = head.partition(b"\n")[0].decode("utf-8-sig", errors="replace")
    delimiter = max(_DELIMITERS, key=first.count)
    text = line.decode("utf-8-sig", errors="surrogateescape")
    try:
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        raise ReadingError(f"the row can't be read: {error}") from error
    return [cell.strip() for cell in cells]


def read_row(head: bytes, row: bytes) -> dict[str, str]:
    """Give a row's cells by the names in the head. Raises ReadingError where their numbers differ."""
    names, cells = split_row(head, head), split_row(row, head)
    if len(names) != len(cells):
        raise ReadingError(f"the row has {len(cells)} columns; the head names {len(names)}")
    return dict(zip(names, cells, strict=True))


class _ColumnsExtractor(ABC):
    """What both extractors do with the columns once they are read."""

    version = "1"

    def extract(self, data: bytes, *, charset: str = "", headers: Mapping[str, str] = NO_HEADERS) -> ExtractedText:
        """Give the text and the values of one line or row; raises ``ExtractionError`` where it has no text."""
        try:
            columns = load(headers.get("columns") or "{}")
            decoded = decode(data, charset)
            members = known_members(self._members(decoded.text.encode()), columns)
        except ReadingError as error:
            raise ExtractionError(str(error)) from error
        if "text" not in members:
            raise ExtractionError("it has no text")
        return _built(members, columns, decoded)

    @abstractmethod
    def _members(self, data: bytes) -> Mapping[str, Any]:
        """Give the columns by their names. Raises ReadingError."""


class JsonLinesExtractor(_ColumnsExtractor):
    """The extractor for one line of JSON Lines."""

    name = "jsonl"

    def _members(self, data: bytes) -> Mapping[str, Any]:
        value = load(data)
        return value if isinstance(value, dict) else {}


class CsvExtractor(_ColumnsExtractor):
    """The extractor for one row of a table, with its head above it."""

    name = "csv"

    def _members(self, data: bytes) -> Mapping[str, Any]:
        head, row = _head_and_row(data)
        return read_row(head, row)


def _head_and_row(data: bytes) -> tuple[bytes, bytes]:
    rows = [row.data for row in rows_of(io.BytesIO(data), quoted=True)]
    if len(rows) < 2:
        raise ReadingError("there is no row below the head")
    return rows[0], rows[1]


def _built(members: Mapping[str, str], columns: Mapping[str, str], decoded: Decoded) -> ExtractedText:
    builder, values = TextBuilder(), Values()
    for field, role in _SHOWN.items():
        place = builder.block(" ".join(members.get(field, "").split()), role, f"#/{columns.get(field, field)}")
        values.in_text(field, members.get(field, ""), place)
    text, path = members["text"], f"#/{columns.get('text', 'text')}"
    (add_markup if _MARKUP.search(text) else add_text)(builder, text, path)
    if not any(block.role not in _SHOWN.values() for block in builder.blocks):
        raise ExtractionError("its text has no words")
    for field in _FIELDS:
        values.stated(field, members.get(field, ""), f"#/{columns.get(field, field)}")
    for field in _DATES:
        values.moment(field, members.get(field, ""), f"#/{columns.get(field, field)}")
    values.datelines(builder)
    values.event(builder)
    values.language(builder, members.get("language", ""), f"#/{columns.get('language', 'language')}")
    return builder.built(
        values.all,
        charset=decoded.charset,
        charset_evidence=decoded.evidence,
        newline=decoded.newline,
        warnings=decoded.warnings,
    )
