"""Field values as a table for spreadsheets, out and back. No Django here.

One row a value: article, version, field, value. UTF-8 with a byte order mark, commas, as RFC 4180. Cells that a
spreadsheet would take for a formula get an apostrophe in front, which is taken off again; so does a cell that begins
with an apostrophe, so that nothing is lost.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from archive.errors import InvalidValueError

COLUMNS = ("uuid", "version", "reference_code", "title", "field", "value", "edtf", "status", "note")

#: Columns that must be there; the others are for the reader's eye, or may be empty.
NEEDED = ("uuid", "version", "field", "value")

#: Bytes of a file at most.
LONGEST = 5_000_000

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as text; ``line`` is where it begins in the file, from 1, the header among them."""

    line: int
    uuid: UUID
    version: int
    field: str
    value: str
    edtf: str
    status: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that can't be read, and why."""

    line: int
    column: str
    reason: str


def write_table(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Give the file's text line by line, from rows in the order of ``COLUMNS``."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    yield "\ufeff"
    for row in chain([COLUMNS], rows):
        writer.writerow([defused(str(cell)) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def read_table(data: bytes) -> tuple[list[Row], list[BadRow]]:
    """Read a file that ``write_table`` wrote and somebody changed: good rows, and those that can't be read.

    Semicolons and tabs between cells are understood, too. Raises InvalidValueError, with the place, where the file
    can't be read at all: its encoding, its header, its size.
    """
    text = _decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    names: list[str] = []
    good: list[Row] = []
    bad: list[BadRow] = []
    line = 0
    try:
        for cells in reader:
            begin, line = line + 1, reader.line_num
            if not names:
                names = _header(cells)
            elif any(cells):
                read = _row(begin, dict(zip(names, cells, strict=False)), len(cells) - len(names))
                (good if isinstance(read, Row) else bad).append(read)  # type: ignore[arg-type]  # each into its own list
    except csv.Error as error:
        raise InvalidValueError(
            f"line {reader.line_num}: this is no table of comma-separated values ({error})"
        ) from error
    if not names:
        raise InvalidValueError("the file is empty")
    return good, bad


def defused(cell: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def restored(cell: str) -> str:
    """Give what ``defused`` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _decoded(data: bytes) -> str:
    if len(data) > LONGEST:
        raise InvalidValueError(f"the file has {len(data):,} bytes, at most {LONGEST:,} are taken")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidValueError(f"line {line}: the file is not in UTF-8; save it as “CSV UTF-8”") from error
    if "\x00" in text:
        raise InvalidValueError(f"line {text.count(chr(10), 0, text.index(chr(0))) + 1}: there is a NUL character")
    return text


def _delimiter(text: str) -> str:
    """Give what stands between the names of the first line; spreadsheets of some countries write semicolons."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _header(cells: Sequence[str]) -> list[str]:
    names = [restored(cell).strip().casefold() for cell in cells]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise InvalidValueError(f"line 1: there is no column {', '.join(missing)}; columns are {', '.join(COLUMNS)}")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise InvalidValueError(f"line 1: the column {', '.join(twice)} is there twice")
    return names


def _row(line: int, cells: dict[str, str], more: int) -> Row | BadRow:
    if more:
        reason = "the row has more cells than the header" if more > 0 else "the row ends too early"
        return BadRow(line=line, column="", reason=reason)
    plain = {name: restored(cell) for name, cell in cells.items()}
    try:
        uuid = UUID(plain["uuid"].strip())
    except ValueError:
        return BadRow(line=line, column="uuid", reason=f"“{plain['uuid'][:60]}” is not a UUID")
    version = plain["version"].strip()
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        return BadRow(line=line, column="version", reason=f"“{version[:20]}” is not a version")
    return Row(
        line=line,
        uuid=uuid,
        version=int(version),
        field=plain["field"].strip(),
        value=plain["value"],
        edtf=plain.get("edtf", "").strip(),
        status=plain.get("status", "").strip(),
        note=plain.get("note", "").strip(),
    )
