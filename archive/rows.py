"""Records of files of lines: where each begins, also where a quoted field goes on over line ends (RFC 4180, 2.6)."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from archive.errors import ReadingError

#: The longest record that is read, in bytes.
LONGEST = 16 * 1024 * 1024


class Row(NamedTuple):
    """A record: its number from 1, the line and the byte that it begins at, and its bytes with their line end."""

    number: int
    line: int
    start: int
    data: bytes


def rows_of(file: BinaryIO, *, quoted: bool) -> Iterator[Row]:
    """Give the records of a file in order; ``quoted`` says whether line ends between quotation marks belong to one.

    Raises ReadingError, with the line, where one is longer than ``LONGEST``.
    """
    number, line, offset = 1, 0, 0
    held, begun = b"", (1, 0)
    while piece := file.readline(LONGEST + 1):
        line += 1
        if not held:
            begun = (line, offset)
        held += piece
        offset += len(piece)
        if len(held) > LONGEST:
            raise ReadingError(f"a record has more than {LONGEST} bytes", line=begun[0])
        if quoted and held.count(b'"') % 2:
            continue
        yield Row(number, *begun, held)
        number += 1
        held = b""
    if held:
        yield Row(number, *begun, held)
