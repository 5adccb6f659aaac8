"""What can go wrong in the archive; every message says what and where, in words for the person who must act."""


class ArchiveError(Exception):
    """Base of the archive's own errors."""


class ExtractionError(ArchiveError):
    """The bytes hold no text that can be kept: empty, binary, or in no readable encoding."""


class ReadingError(ArchiveError):
    """An input, or the rest of it, can't be read; ``record`` and ``line`` say where in it."""

    def __init__(self, message: str, *, record: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.record = record
        self.line = line


class ManifestError(ArchiveError):
    """A manifest is unreadable, or says something that can't be so."""


class StaleVersionError(ArchiveError):
    """Somebody else changed the record since it was read; ``current`` is its version now."""

    def __init__(self, message: str, *, current: int) -> None:
        super().__init__(message)
        self.current = current


class InvalidValueError(ArchiveError):
    """A value, a span or a role that the record can't take; ``field`` names the member at fault."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class QueryError(ArchiveError):
    """A query that can't be answered; ``start`` and ``end`` are the place in it, in code points, half-open."""

    def __init__(self, message: str, *, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


class IndexUnreadableError(ArchiveError):
    """The index is missing, torn or of another form; the database answers meanwhile, and the worker rebuilds it."""
