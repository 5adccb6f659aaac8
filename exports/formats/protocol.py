"""What an export format is: a name, a media type, and pure functions between dossiers and bytes."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from exports.dossier import Dossier


class BinarySink(Protocol):
    """Anything that takes bytes in order: a file, a ``FileSink``, a zip member, an HTTP response."""

    def write(self, data: bytes, /) -> int: ...


class BinarySource(Protocol):
    """Anything that gives bytes in order: at most ``size`` a call, none at the end."""

    def read(self, size: int = -1, /) -> bytes: ...


class Format(Protocol):
    """A format that dossiers leave in; every write checks quotes against the text before it delivers a byte.

    ``extension`` has no dot. ``base_url`` has no trailing slash and forms the records' public identifiers.
    """

    @property
    def name(self) -> str: ...

    @property
    def media_type(self) -> str: ...

    @property
    def extension(self) -> str: ...

    def write(self, dossier: Dossier, *, base_url: str) -> bytes:
        """Give one article as a document of its own; raises ``exports.errors.ExportError``."""
        ...

    def write_many(self, dossiers: Iterable[Dossier], stream: BinarySink, *, base_url: str) -> int:
        """Stream any number of articles as one document and give their count; raises ``ExportError``."""
        ...


class ReadableFormat(Format, Protocol):
    """A format that carries a whole dossier: ``read`` gives back what ``write`` or ``write_many`` was given."""

    def read(self, stream: BinarySource, *, file: str = "") -> Iterator[Dossier]:
        """Give dossiers one at a time; any fault in the input raises ``exports.errors.ImportProblem``."""
        ...
