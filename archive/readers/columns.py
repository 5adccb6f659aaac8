"""JSON Lines and CSV: an article for each line or row, by the names of their columns.

A mapping says which column holds what; it stands under ``columns`` in a JSON file that is given as the manifest:
``{"columns": {"text": "body", "headline": "title"}}``. Without one, columns are taken by their own names. Columns of no
known name stay in the capture.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from archive.errors import ManifestError, ReadingError
from archive.extractors.columns import KNOWN, known_members, read_row, split_row
from archive.json_data import load
from archive.locators import byte_range, row_locator
from archive.readers.formats import records_of
from archive.readers.sources import Source, sources
from archive.records import ArticleRecord, BadRecord
from archive.rows import Row, rows_of

#: The header under which a mapping comes along, as JSON.
COLUMNS = "columns"


class JsonLinesFormat:
    """JSON Lines: an object a line."""

    name = "jsonl"

    def __init__(self, columns: Mapping[str, str] | None = None) -> None:
        self._columns = columns or {}

    def recognises(self, head: bytes) -> bool:
        """Say whether the first line is a whole JSON object that has a text, and another follows or nothing does."""
        first, _end, rest = head.partition(b"\n")
        if not first.lstrip(b"\xef\xbb\xbf ").startswith(b"{") or rest.strip()[:1] not in (b"", b"{"):
            return False
        try:
            value = load(first)
        except ReadingError:
            return False
        return isinstance(value, dict) and "text" in known_members(value, self._columns)

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give an article for each line that is an object with a text; the others are reported."""
        with source.open() as file:
            for row in rows_of(file, quoted=False):
                if row.data.strip():
                    yield self._record(source, row)

    def _record(self, source: Source, row: Row) -> ArticleRecord | BadRecord:
        data = row.data.rstrip(b"\r\n")
        try:
            value = load(data, line=row.line)
        except ReadingError as error:
            return BadRecord(file=source.name, line=row.line, reason=str(error))
        if not isinstance(value, dict):
            return BadRecord(file=source.name, line=row.line, reason="the line is no object")
        known = known_members(value, self._columns)
        if "text" not in known:
            return BadRecord(file=source.name, line=row.line, reason="it has no text")
        return ArticleRecord(
            data=data,
            whole=source,
            extractor="jsonl",
            file_name=source.file_name,
            media_type="application/jsonl",
            source_uri=known.get("source_uri", ""),
            locator=byte_range(row.start, row.start + len(data)),
            headers={COLUMNS: json.dumps(self._columns, sort_keys=True)},
        )


class CsvFormat:
    """A table with a head (RFC 4180), its columns separated by commas, semicolons or tabs."""

    name = "csv"

    def __init__(self, columns: Mapping[str, str] | None = None) -> None:
        self._columns = columns or {}

    def recognises(self, head: bytes) -> bool:
        """Say whether its first line names a column for the text and another that is known."""
        try:
            names = split_row(head.partition(b"\n")[0], head)
        except ReadingError:
            return False
        known = known_members(dict.fromkeys(names, "1"), self._columns)
        return len(known) > 1 and "text" in known

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give an article for each row that has a text; the others are reported."""
        with source.open() as file:
            rows = rows_of(file, quoted=True)
            head = next(rows, None)
            if head is None:
                raise ReadingError("the table has no head that names its columns", line=1)
            for row in rows:
                if row.data.strip():
                    yield self._record(source, head.data, row)

    def _record(self, source: Source, head: bytes, row: Row) -> ArticleRecord | BadRecord:
        try:
            value = read_row(head, row.data)
        except ReadingError as error:
            return BadRecord(file=source.name, line=row.line, reason=str(error))
        known = known_members(value, self._columns)
        if "text" not in known:
            return BadRecord(file=source.name, line=row.line, reason="it has no text")
        return ArticleRecord(
            data=head + row.data,
            whole=source,
            extractor="csv",
            file_name=source.file_name,
            media_type="text/csv",
            source_uri=known.get("source_uri", ""),
            locator=row_locator(row.number),
            headers={COLUMNS: json.dumps(self._columns, sort_keys=True)},
        )


class ColumnsReader:
    """The reader of files of lines or rows, with a mapping of their columns where one is given."""

    def __init__(self, made_of: type[JsonLinesFormat] | type[CsvFormat]) -> None:
        self.name = made_of.name
        self._made_of = made_of

    def read(self, paths: Sequence[Path], *, manifest: Path | None = None) -> Iterator[ArticleRecord | BadRecord]:
        """Yield the records of every file. Raises ManifestError where the mapping can't be read."""
        taken = self._made_of(_mapping(manifest) if manifest else None)
        for source in sources(paths):
            if isinstance(source, BadRecord):
                yield source
            else:
                yield from records_of(source, taken)


def _mapping(path: Path) -> dict[str, str]:
    try:
        value = load(path.read_bytes())
    except OSError as error:
        raise ManifestError(f"{path}: can't be read: {error.strerror}") from error
    except ReadingError as error:
        raise ManifestError(f"{path}, line {error.line or 1}: {error}") from error
    columns = value.get("columns") if isinstance(value, dict) else None
    if not isinstance(columns, dict) or not all(isinstance(one, str) for one in columns.values()):
        raise ManifestError(f"{path}: /columns: must be an object of column names, by what they hold")
    for field in columns:
        if field not in KNOWN:
            raise ManifestError(f"{path}: /columns/{field}: is not known here; known are {', '.join(sorted(KNOWN))}")
    return columns
