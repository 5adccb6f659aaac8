"""What readers read from: files and folders, in order, each as a source that can be opened more than once."""

import hashlib
import io
import os
import stat
import weakref
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, Any, BinaryIO

from archive.errors import ReadingError
from archive.records import BadRecord

#: The most bytes of one file that are held in memory at a time; larger files are read by formats that stream.
MAX_BYTES = 64 * 1024 * 1024

#: Bytes by which a format is recognised.
HEAD_BYTES = 64 * 1024

_CHUNK = 1024 * 1024
_SAVED_WITH = ("_files", ".files", "-Dateien", "_fichiers")


class Source:
    """One input: a file, or bytes that came out of another one; fulfils ``records.Captured``.

    ``name`` is printable and says where it lies (``dump.zip!/a/b.html`` for a member), ``file_name`` is what the
    capture is called. Nothing is held in memory but ``data``, where it was given; ``kept`` is an open file of which
    this source is the only owner.
    """

    def __init__(
        self,
        name: str,
        *,
        file_name: str = "",
        path: Path | None = None,
        data: bytes | None = None,
        kept: IO[bytes] | None = None,
    ) -> None:
        self.name = name
        self.file_name = file_name or name
        self._path = path
        self._data = data
        self._kept = kept
        if kept is not None:
            weakref.finalize(self, kept.close)

    def open(self) -> BinaryIO:
        """Open it at its beginning; raises ReadingError where that can't be done."""
        if self._data is not None:
            return io.BytesIO(self._data)
        if self._kept is not None:
            return io.BufferedReader(_Window(self._kept))
        try:
            assert self._path is not None
            return self._path.open("rb")
        except (OSError, ValueError) as error:
            raise ReadingError(f"can't be read: {getattr(error, 'strerror', None) or error}") from error

    @cached_property
    def size(self) -> int:
        """Its length in bytes."""
        with self.open() as file:
            return file.seek(0, os.SEEK_END)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of its bytes, as 64 lower-case hexadecimal digits."""
        digest = hashlib.sha256()
        with self.open() as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    @cached_property
    def head(self) -> bytes:
        """The bytes that its format is recognised by."""
        with self.open() as file:
            return file.read(HEAD_BYTES)

    def read(self, most: int = MAX_BYTES) -> bytes:
        """Give all bytes; raises ReadingError where there are more than ``most``."""
        if self.size > most:
            raise ReadingError(f"too large: {self.size} bytes; the most that is read is {most}")
        with self.open() as file:
            return file.read()


class _Window(io.RawIOBase):
    """A reading position of its own in an open file, which stays open."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._position)
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_END:
            self._position = self._file.seek(0, os.SEEK_END) + offset
        else:
            self._position = offset + (self._position if whence == os.SEEK_CUR else 0)
        return self._position

    def tell(self) -> int:
        return self._position


def sources(paths: Sequence[Path]) -> Iterator[Source | BadRecord]:
    """Give the files at these paths and, sorted and to any depth, in folders; dotfiles in folders are passed over.

    A file that is reached twice is given once. What can't be read, and links that lead out of a folder, are reported.
    """
    reached: set[Path] = set()
    for path in paths:
        for found, name in _files(path):
            if isinstance(found, BadRecord):
                yield found
                continue
            place = Path(os.path.realpath(found.parent)) / found.name
            if place in reached:
                continue
            reached.add(place)
            if reason := _refusal(found, path):
                yield BadRecord(file=printable(found), reason=reason)
            else:
                yield Source(printable(found), file_name=printable(name), path=found)


def printable(path: Path | str) -> str:
    """Give a path as text; bytes of it that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _files(path: Path) -> Iterator[tuple[Path | BadRecord, str]]:
    if not path.is_dir():
        yield path, path.name
        return
    unreadable: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in sorted([*files, *links]):
            if not name.startswith("."):
                found = Path(folder, name)
                yield found, found.relative_to(path).as_posix()
    for error in unreadable:
        yield BadRecord(file=printable(error.filename), reason=f"can't be read: {error.strerror}"), ""


def _refusal(found: Path, folder: Path) -> str:
    """Give why a file is not read, or nothing."""
    try:
        if found != folder and found.is_symlink():
            if found.is_dir():
                return "a symbolic link to a folder; links to folders are not followed"
            if not Path(os.path.realpath(found)).is_relative_to(os.path.realpath(folder)):
                return "a symbolic link that leads out of the folder"
        if page := _saved_page(found, folder):
            return f"a part of the saved page {page.name}, such as a picture or a script"
        mode = found.stat().st_mode
    except FileNotFoundError:
        return "there is no such file or folder"
    except (OSError, ValueError) as error:
        return f"can't be read: {getattr(error, 'strerror', None) or error}"
    return "" if stat.S_ISREG(mode) else "not a regular file"


def _saved_page(found: Path, folder: Path) -> Path | None:
    """Give the page that a file was saved with: browsers put its parts into ``NAME_files`` beside ``NAME.html``."""
    for parent in found.parents:
        if parent == folder or folder not in parent.parents:
            return None
        stem = next((parent.name.removesuffix(end) for end in _SAVED_WITH if parent.name.endswith(end)), "")
        for suffix in (".html", ".htm", ".xhtml") if stem else ():
            if (page := parent.with_name(stem + suffix)).exists():
                return page
    return None
