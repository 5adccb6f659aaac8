"""Mails as they are stored (RFC 5322), and pages that browsers saved as one file (MHTML, RFC 2557)."""

import re
from collections.abc import Iterator

from archive.readers.sources import Source
from archive.records import ArticleRecord, BadRecord

_FIELD = re.compile(rb"\A(?:From [^\n]{1,200}\r?\n)?([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?")
_NAMES = re.compile(
    rb"^(From|Subject|Date|MIME-Version|Message-ID|Received|Return-Path|Content-Type):", re.MULTILINE | re.IGNORECASE
)
_LOCATION = re.compile(rb"^Snapshot-Content-Location:[ \t]*(https?://\S{1,2000})", re.MULTILINE | re.IGNORECASE)
#: Fields that are known, of which a mail's head has some.
_LEAST = 3


class EmlFormat:
    """A message: its head is recognised by three fields that mails have."""

    name = "eml"

    def recognises(self, head: bytes) -> bool:
        """Say whether it begins with the head of a message."""
        fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
        return bool(_FIELD.match(fields)) and len({one.lower() for one in _NAMES.findall(fields)}) >= _LEAST

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give the message. Raises ReadingError where it is too large."""
        data = source.read()
        location = _LOCATION.search(data[:8192])
        yield ArticleRecord(
            data=data,
            extractor="eml",
            file_name=source.file_name,
            media_type="message/rfc822",
            source_uri=location[1].decode("utf-8", errors="replace") if location else "",
        )
