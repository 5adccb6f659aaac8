"""Web archives: the responses and resources of a WARC or ARC file, each with its headers, address and moment.

ISO 28500:2017 (WARC 1.1) and the ARC format of the Internet Archive, read by warcio. The payload is the capture,
without transfer and content encodings; the record's identifier is its locator. Where a file is damaged, reading goes on
at the next record that can be found.
"""

import contextlib
import io
import re
import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from archive.errors import ReadingError
from archive.readers.containers import members, refuse_bomb
from archive.readers.sources import Source
from archive.records import ArticleRecord, BadRecord

#: The most bytes of a payload that are read; larger ones are no articles.
LONGEST_PAYLOAD = 16 * 1024 * 1024

_GZIP = b"\x1f\x8b\x08"
_WARC = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n")
_ARC = re.compile(rb"[a-zA-Z][\w+.-]*:[^\r\n]{1,4000} \S+ \d{8,18} \S+ -?\d+\r?\n")
_RECORDS = re.compile(rb"(?:\A|\n\r?\n)WARC/\d\.\d+[ \t]*\r?\n")
_LOOKED_AT = 256 * 1024
_TAKEN = frozenset({"response", "resource"})
_PASSED_OVER = frozenset({"warcinfo", "arc_header", "request", "metadata", "conversion", "continuation"})
_HTTP_OK = "200"
_CHUNK = 256 * 1024
#: What warcio raises, and what codecs raise through it.
_DAMAGE = (
    ArchiveLoadFailed,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
)

Inside = Callable[[Source], Iterator[ArticleRecord | BadRecord]]


class WarcFormat:
    """A WARC or ARC file, whole or compressed record by record; ``inside`` tells what a payload is."""

    name = "warc"

    def __init__(self, inside: Inside) -> None:
        self._inside = inside

    def recognises(self, head: bytes) -> bool:
        """Say whether it begins with a WARC record or an ARC file's own, compressed or not."""
        if head.startswith(_GZIP):
            head = first_bytes(head, 8192)
        return bool(_WARC.match(head) or (head.startswith(b"filedesc:") and _ARC.match(head)))

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give what the payloads hold; damage and payloads that are no text are reported with the record's name."""
        if _is_compressed_whole(source.head):
            for member in members(source):
                yield from [member] if isinstance(member, BadRecord) else self.records(member)
            return
        start: int | None = 0
        while start is not None:
            start = yield from self._stretch(source, start)

    def _stretch(self, source: Source, start: int) -> Generator[ArticleRecord | BadRecord, None, int | None]:
        """Read from an offset to the end, or to damage; give where to go on, or None."""
        with source.open() as file:
            file.seek(start)
            # warcio prints what it finds odd.
            with contextlib.redirect_stderr(io.StringIO()):
                iterator = ArchiveIterator(file)
            offset = start
            try:
                while True:
                    offset = iterator.offset
                    with contextlib.redirect_stderr(io.StringIO()):
                        record = next(iterator, None)
                    if record is None:
                        return None
                    yield from self._record(source, record, iterator.offset)
            except _DAMAGE as error:
                reason = f"the record is damaged: {_said(error)}"
                yield BadRecord(file=source.name, record=f"at byte {offset}", reason=reason)
            return _next_beginning(file, offset + 1)

    def _record(self, source: Source, record: Any, offset: int) -> Iterator[ArticleRecord | BadRecord]:
        kind = record.rec_type
        if kind in _PASSED_OVER:
            return
        uri = (record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri") or "").strip(
            "<>"
        )
        name = f"{kind} {uri}".strip()[:500]
        if reason := _refusal(record):
            yield BadRecord(file=source.name, record=name, reason=reason)
            return
        try:
            data = _payload(record)
        except ReadingError as error:
            yield BadRecord(file=source.name, record=name, reason=str(error))
            return
        headers = _headers(record)
        identifier = (record.rec_headers.get_header("WARC-Record-ID") or "").strip("<>")
        inner = Source(f"{source.name}!/{uri or offset}", file_name=source.file_name, data=data)
        for found in self._inside(inner):
            if isinstance(found, BadRecord):
                yield replace(found, file=source.name, record=name)
                continue
            yield replace(
                found,
                source_uri=uri,
                locator=found.locator if found.whole else identifier or f"offset={offset}",
                captured_at=_moment(record),
                headers={**headers, **found.headers},
            )


def _is_compressed_whole(head: bytes) -> bool:
    """Say whether one gzip member holds several records, which no standard foresees and many files do."""
    if not head.startswith(_GZIP):
        return False
    first = first_bytes(head, _LOOKED_AT)
    return len(_RECORDS.findall(first)) > 1


def first_bytes(compressed: bytes, most: int) -> bytes:
    """Give the first bytes that a gzip member's beginning decompresses to; nothing where it is none."""
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(compressed, most)
    except zlib.error:
        return b""


def _refusal(record: Any) -> str:
    kind, status = record.rec_type, record.http_headers.get_statuscode() if record.http_headers else ""
    if kind == "revisit":
        refers = record.rec_headers.get_header("WARC-Refers-To-Target-URI") or "an earlier record"
        return f"a revisit: the same payload as {refers}, which is not kept again"
    if kind not in _TAKEN:
        return f"a record of the type {kind!r}, which holds no capture"
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    if uri.strip("<>").startswith(("metadata:", "dns:", "whois:")):
        return "a record of the archiving itself, not of a page"
    if status and status != _HTTP_OK:
        return f"the server answered with status {status}"
    return ""


def _payload(record: Any) -> bytes:
    """Give the decoded payload. Raises ReadingError where it is too large or shorter than the record says."""
    parts: list[bytes] = []
    given = 0
    stream = record.content_stream()
    while chunk := stream.read(_CHUNK):
        parts.append(chunk)
        given += len(chunk)
        if given > LONGEST_PAYLOAD:
            raise ReadingError(f"its payload has more than {LONGEST_PAYLOAD} bytes")
    refuse_bomb(given, record.length or given)
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise ReadingError("the file breaks off inside the record")
    return b"".join(parts)


def _headers(record: Any) -> dict[str, str]:
    pairs = record.http_headers.headers if record.http_headers else []
    headers = {name.lower(): value for name, value in pairs}
    kind = record.rec_headers.get_header("Content-Type") or ""
    if not record.http_headers and kind:
        headers["content-type"] = kind
    for name in ("WARC-Record-ID", "WARC-Date", "WARC-Payload-Digest", "WARC-Type"):
        if value := record.rec_headers.get_header(name):
            headers[name.lower()] = value
    return headers


def _moment(record: Any) -> datetime | None:
    written = record.rec_headers.get_header("WARC-Date") or record.rec_headers.get_header("archive-date") or ""
    try:
        if written.isdecimal():
            return datetime.strptime(written[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _next_beginning(file: BinaryIO, start: int) -> int | None:
    """Give the offset of the next line that begins a record, or gzip member that does; None where there is none."""
    offset, tail = start, b""
    file.seek(start)
    while chunk := file.read(_CHUNK):
        window = tail + chunk
        for match in re.finditer(rb"(?:^|\n)WARC/\d\.\d+[ \t]*\r?\n|\x1f\x8b\x08", window):
            place = match.start() + (match[0][:1] == b"\n")
            if match[0] != _GZIP or _inflates(window[place:]):
                return offset - len(tail) + place
        offset += len(chunk)
        tail = window[-64:]
    return None


def _inflates(data: bytes) -> bool:
    first = first_bytes(data, 8192)
    return bool(_WARC.match(first) or _ARC.match(first))


def _said(error: Exception) -> str:
    """Give what a library said, in one line; warcio explains itself at length."""
    words = " ".join(str(error).split())
    if "non-chunked" in words:
        return "it is compressed as a whole, not record by record"
    return words[:200] or type(error).__name__
