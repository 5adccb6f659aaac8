"""The Reuters-21578 collection: SGML files of newswire items of 1987, without a root element.

Lewis, D. D., Reuters-21578 text categorization test collection, distribution 1.0 (README, section VI).
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from archive.errors import ReadingError
from archive.locators import byte_range
from archive.readers.sources import Source
from archive.records import ArticleRecord, BadRecord

#: The longest item that is read, in bytes; the collection's longest has some 13,000.
LONGEST_ITEM = 2_000_000

_CHUNK = 1024 * 1024
_BEGIN = re.compile(rb"<REUTERS[\s>]")
_END = b"</REUTERS>"
_NEWID = re.compile(rb"<REUTERS[^>]{0,400}\bNEWID=\"(\d{1,9})\"")


class ReutersFormat:
    """Splits a file into its items by bytes, so that memory stays flat however long the file is."""

    name = "reuters_sgml"

    def recognises(self, head: bytes) -> bool:
        """Say whether the file begins, after white space and a document type, with a Reuters item."""
        rest = re.sub(rb"\A\s*(<!DOCTYPE\s+lewis\b[^>]*>)?\s*", b"", head)
        return bool(_BEGIN.match(rest))

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give the items in order; one that never ends, or is too long, is reported and the next still given."""
        count = 0
        with source.open() as file:
            for start, data in _items(file):
                count += 1
                record = _name(data, count)
                if len(data) > LONGEST_ITEM or not data.endswith(_END):
                    reason = f"an item that does not end within {LONGEST_ITEM} bytes, or before the next begins"
                    yield BadRecord(file=source.name, record=record, reason=f"{reason}; it begins at byte {start}")
                    continue
                yield ArticleRecord(
                    data=data,
                    whole=source,
                    extractor="reuters_sgml",
                    file_name=source.file_name,
                    media_type="text/sgml",
                    locator=byte_range(start, start + len(data)),
                )
        if not count:
            raise ReadingError("there is no <REUTERS> item in it")


def _name(data: bytes, count: int) -> str:
    """Give what an item calls itself, or its number in the file."""
    match = _NEWID.match(data)
    return f"NEWID {match[1].decode()}" if match else f"item {count}"


def _items(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Give where each item begins, and its bytes; a broken one breaks off where the next begins."""
    buffer, base, ended = b"", 0, False
    while True:
        begin = _BEGIN.search(buffer)
        if begin is None:
            # A beginning may stand over the edge of two pieces.
            keep = len(buffer) - min(len(buffer), 10)
            buffer, base = buffer[keep:], base + keep
        else:
            end = buffer.find(_END, begin.start())
            following = _BEGIN.search(buffer, begin.end())
            stop = end + len(_END) if end >= 0 else None
            if following and (stop is None or following.start() < stop):
                stop = following.start()
            if stop is None and (ended or len(buffer) - begin.start() > LONGEST_ITEM):
                stop = min(len(buffer), begin.start() + LONGEST_ITEM)
            if stop is not None:
                yield base + begin.start(), buffer[begin.start() : stop]
                buffer, base = buffer[stop:], base + stop
                continue
        if ended:
            return
        piece = file.read(_CHUNK)
        ended = not piece
        buffer += piece
