"""Where exports go: a file or a zip that is whole or absent, with its digest and size (OAIS: fixity of the package)."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from exports.errors import ExportError

#: The earliest time a zip can hold: equal exports make equal bytes.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80


class FileSink:
    """A file that appears whole, or not at all.

    Bytes go to a temporary file beside ``path``; leaving the ``with`` block flushes it to disk and renames it, an
    exception removes it and leaves an existing ``path`` as it was. ``size`` is in bytes, ``sha256`` in lower-case hex.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._digest = hashlib.sha256()
        self._part = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
        self._file: IO[bytes] | None = None

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def __enter__(self) -> Self:
        try:
            self._file = self._part.open("xb")
        except OSError as error:
            raise ExportError(f"{self.path} can't be written: {error.strerror}") from error
        return self

    def write(self, data: bytes, /) -> int:
        """Take the next bytes; raises ``ExportError`` outside the ``with`` block."""
        if self._file is None:
            raise ExportError(f"{self.path} is not open for writing")
        self._digest.update(data)
        self.size += len(data)
        return self._file.write(data)

    def written(self) -> Path:
        """Give the path at which all that was written so far can be read, before it gets its name."""
        if self._file is not None:
            self._file.flush()
        return self._part

    def flush(self) -> None:
        """Do nothing: bytes reach the disk when the block ends."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        try:
            if error is None:
                self._deliver(file)
        finally:
            self._part.unlink(missing_ok=True)
            file.close()

    def _deliver(self, file: IO[bytes]) -> None:
        file.flush()
        os.fsync(file.fileno())
        self._part.replace(self.path)
        _sync_folder(self.path.parent)


class ZipSink:
    """A zip of one member an article, whole or absent as ``FileSink``; equal content makes equal bytes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._out = FileSink(path)
        self._stack = ExitStack()
        self._zip: ZipFile | None = None
        self._names: set[str] = set()

    @property
    def size(self) -> int:
        return self._out.size

    @property
    def sha256(self) -> str:
        return self._out.sha256

    def __enter__(self) -> Self:
        out = self._stack.enter_context(self._out)
        # zipfile needs no more than write() and flush() of a stream it can't seek in.
        self._zip = self._stack.enter_context(ZipFile(cast(IO[bytes], out), "w", compression=ZIP_DEFLATED))
        return self

    @contextmanager
    def member(self, reference_code: str, uuid: UUID, *, extension: str) -> Iterator[IO[bytes]]:
        """Open one article's member for writing; raises ``ExportError`` where the zip has that article already."""
        if self._zip is None:
            raise ExportError(f"{self.path} is not open for writing")
        name = member_name(reference_code, uuid, extension=extension)
        if name in self._names:
            raise ExportError(f"{self.path} has {name} already", article=uuid)
        self._names.add(name)
        info = ZipInfo(name, date_time=_ZIP_DATE)
        info.compress_type = ZIP_DEFLATED
        info.create_system = 3
        info.external_attr = 0o644 << 16
        with self._zip.open(info, "w", force_zip64=True) as handle:
            yield handle

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip = None
        self._stack.__exit__(kind, error, trace)


def member_name(reference_code: str, uuid: UUID, *, extension: str) -> str:
    """Give an article's file name: plain ASCII without a path, unique by its uuid."""
    readable = _UNSAFE.sub("_", reference_code).strip("._-")[:_LONGEST_NAME]
    return f"{readable}-{uuid}.{extension}".removeprefix("-")


def _sync_folder(folder: Path) -> None:
    """Make a rename last: the folder's own entry must reach the disk too (fsync(2))."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
