"""NITF, the IPTC's News Industry Text Format: one article each."""

from collections.abc import Iterator

from archive.readers.sources import Source
from archive.readers.xml_heads import root_of
from archive.records import ArticleRecord, BadRecord


class NitfFormat:
    """A document whose root element is ``nitf``."""

    name = "nitf"

    def recognises(self, head: bytes) -> bool:
        """Say whether its root element is ``nitf``."""
        return root_of(head) == "nitf"

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give the article. Raises ReadingError where it is too large."""
        yield ArticleRecord(
            data=source.read(), extractor="nitf", file_name=source.file_name, media_type="application/nitf+xml"
        )
