"""Pages as they were saved: one article each."""

import re
from collections.abc import Iterator

from archive.readers.sources import Source
from archive.records import ArticleRecord, BadRecord

#: The most bytes of a page that are parsed.
LONGEST_PAGE = 16 * 1024 * 1024

_BEFORE = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*", re.DOTALL)
_BEGINS = re.compile(
    rb"<(?:!doctype\s+html\b|(?:html|head|body|title|meta|link|script|style|base|div|p|table|h[1-6]|article|section|main"
    rb"|span|center|font|header|nav|ul|ol|br|img|a|b)(?=[\s/>]))",
    re.IGNORECASE,
)
#: What browsers write into a page that they save (Internet Explorer's "mark of the web", kept by others).
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{1,5}\)(https?://[^\s>]{1,2000})\s*-->", re.IGNORECASE)


class HtmlFormat:
    """A page in HTML or XHTML; where a browser noted what it saved the page from, that is its source."""

    name = "html"

    def recognises(self, head: bytes) -> bool:
        """Say whether it begins, after comments, with a document type or an element of HTML."""
        # UTF-16 has a zero beside each letter of ASCII.
        plain = head.replace(b"\x00", b"")
        start = _BEFORE.match(plain)
        return bool(_BEGINS.match(plain, start.end() if start else 0))

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give the page. Raises ReadingError where it is too large."""
        data = source.read(LONGEST_PAGE)
        saved = _SAVED_FROM.search(data[:4096])
        yield ArticleRecord(
            data=data,
            extractor="html",
            file_name=source.file_name,
            media_type="text/html",
            source_uri=saved[1].decode("utf-8", errors="replace") if saved else "",
        )
