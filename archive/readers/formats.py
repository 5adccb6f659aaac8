"""What a wire or file format is, and the reader that any of them makes."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from archive.errors import ReadingError
from archive.readers.sources import Source, sources
from archive.records import ArticleRecord, BadRecord


class Format(Protocol):
    """One format: recognised by its content, never by a name, and split into its articles."""

    name: str

    def recognises(self, head: bytes) -> bool:
        """Say whether a file that begins with these bytes (``sources.HEAD_BYTES`` at most) is of this format."""
        ...

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give the articles of a source, one at a time; a bad one is reported and the others still given.

        Raises ReadingError where nothing further can be read.
        """
        ...


class FormatReader:
    """A reader (``records.Reader``) of files and folders of one format."""

    def __init__(self, made_of: Format) -> None:
        self.name = made_of.name
        self._format = made_of

    def read(self, paths: Sequence[Path], *, manifest: Path | None = None) -> Iterator[ArticleRecord | BadRecord]:
        """Yield the records of every file; what can't be read is a ``BadRecord``, and the others are still read."""
        del manifest
        for source in sources(paths):
            if isinstance(source, BadRecord):
                yield source
            else:
                yield from records_of(source, self._format)


def records_of(source: Source, of: Format) -> Iterator[ArticleRecord | BadRecord]:
    """Give a source's records in one format; where it breaks off, or holds none, the reason stands at the end."""
    count = 0
    try:
        for record in of.records(source):
            count += 1
            yield record
        if not count:
            yield BadRecord(file=source.name, reason="it holds no article")
    except ReadingError as error:
        yield BadRecord(file=source.name, reason=str(error), record=error.record, line=error.line)
