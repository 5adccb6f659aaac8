"""Plain text, where nothing else recognised a file: one article each."""

from collections.abc import Iterator

from archive.readers.sources import Source
from archive.records import ArticleRecord, BadRecord
from archive.text import MAX_TEXT_BYTES


class TextFormat:
    """A text file; anything may be one, so the extractor refuses what is none."""

    name = "plain"

    def recognises(self, head: bytes) -> bool:
        """Say whether there is anything in it."""
        return bool(head)

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give the file. Raises ReadingError where it is too large."""
        data = source.read(MAX_TEXT_BYTES)
        yield ArticleRecord(data=data, extractor="plain", file_name=source.file_name, media_type="text/plain")
