"""Archives and compressed files: each member as a source of its own, within bounds.

No name of a member is ever used as a path. A member is decompressed into memory, or beyond ``_IN_MEMORY`` bytes into an
unnamed temporary file that lives as long as its source. What decompresses beyond ``MOST_RATIO`` to one, or beyond
``MOST_BYTES``, is not believed; an archive inside an archive is not opened.
"""

import bz2
import gzip
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from archive.errors import ReadingError
from archive.readers.sources import Source, printable
from archive.records import BadRecord

#: Decompressed bytes for each compressed one beyond which a member is no longer believed; text reaches about 20.
MOST_RATIO = 200
#: Decompressed bytes up to which no ratio is asked for.
FLOOR = 4 * 1024 * 1024
#: The most bytes of one member, and members of one archive.
MOST_BYTES = 2 * 1024**3
MOST_MEMBERS = 1_000_000

_IN_MEMORY = 8 * 1024 * 1024
_CHUNK = 256 * 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_STREAMS = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz"}
_DAMAGE = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError)


def is_container(head: bytes) -> bool:
    """Say whether a file that begins so is an archive or compressed."""
    return bool(head.startswith(_ZIP) or _stream(head) or _is_tar(head))


def members(source: Source) -> Iterator[Source | BadRecord]:
    """Give what is inside, in its order; what can't be read is reported, and the others are still given."""
    opened = _zip if source.head.startswith(_ZIP) else _tar if _is_tar(source.head) else _compressed
    try:
        yield from opened(source)
    except _DAMAGE as error:
        yield BadRecord(file=source.name, reason=f"it is damaged, and can't be read on: {error}")
    except ReadingError as error:
        yield BadRecord(file=source.name, reason=str(error))


def _stream(head: bytes) -> str:
    return next((coding for magic, coding in _STREAMS.items() if head.startswith(magic)), "")


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _zip(source: Source) -> Iterator[Source | BadRecord]:
    seen: Counter[str] = Counter()
    with source.open() as file, zipfile.ZipFile(file) as archive:
        if len(archive.infolist()) > MOST_MEMBERS:
            raise ReadingError(f"it has more than {MOST_MEMBERS} members")
        for info in archive.infolist():
            if info.is_dir():
                continue
            seen[info.filename] += 1
            name = _name(info.filename, seen[info.filename])
            if reason := _refusal(info.filename, encrypted=bool(info.flag_bits & 1)):
                yield BadRecord(file=f"{source.name}!/{name}", reason=reason)
                continue
            yield _member(source, name, partial(archive.open, info), info.compress_size)


def _tar(source: Source) -> Iterator[Source | BadRecord]:
    with source.open() as file, tarfile.open(fileobj=file, mode="r|") as archive:
        yield from _tar_members(source, archive)


def _tar_members(source: Source, archive: tarfile.TarFile) -> Iterator[Source | BadRecord]:
    seen: Counter[str] = Counter()
    for info in archive:
        if info.isdir():
            continue
        seen[info.name] += 1
        name = _name(info.name, seen[info.name])
        reason = _refusal(info.name) or ("" if info.isfile() else "not a regular file but a link or a device")
        if reason:
            yield BadRecord(file=f"{source.name}!/{name}", reason=reason)
        else:
            yield _member(source, name, partial(archive.extractfile, info), None)


def _compressed(source: Source) -> Iterator[Source | BadRecord]:
    """Give what one compressed file holds: a tar's members, or the file itself without its last suffix."""
    with source.open() as file, _decompressing(file, _stream(source.head)) as plain:
        bounded = _Bounded(plain, file)
        head = bounded.read(512)
        rewound = _Rewound(head, bounded)
        if _is_tar(head):
            with tarfile.open(fileobj=cast(BinaryIO, rewound), mode="r|") as archive:
                yield from _tar_members(source, archive)
            return
        name = PurePosixPath(source.file_name).stem or source.file_name
        yield _member(source, name, lambda: cast(BinaryIO, rewound), None)


def _decompressing(file: BinaryIO, coding: str) -> BinaryIO:
    if coding == "gzip":
        return cast(BinaryIO, gzip.GzipFile(fileobj=file))
    return cast(BinaryIO, bz2.BZ2File(file) if coding == "bzip2" else lzma.LZMAFile(file))


class _Bounded:
    """A decompressing file that is no longer believed when far more comes out than went in."""

    def __init__(self, plain: BinaryIO, file: BinaryIO) -> None:
        self._plain = plain
        self._file = file
        self._given = 0

    def read(self, size: int = _CHUNK) -> bytes:
        data = self._plain.read(size)
        self._given += len(data)
        refuse_bomb(self._given, self._file.tell())
        return data


class _Rewound:
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, rest: _Bounded) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int = _CHUNK) -> bytes:
        data, self._head = self._head[:size], self._head[size:]
        return data if len(data) == size else data + self._rest.read(size - len(data))

    def __enter__(self) -> "_Rewound":
        return self

    def __exit__(self, *_raised: object) -> None:
        """Leave the stream open: it is the archive's."""


def refuse_bomb(given: int, taken: int) -> None:
    """Raise ReadingError where ``taken`` bytes decompressed to more than is believed."""
    if given > MOST_BYTES or (given > FLOOR and given > MOST_RATIO * max(taken, 1)):
        raise ReadingError(f"{taken} bytes decompress to {given} or more, which is not believed")


def _name(name: str, count: int) -> str:
    shown = printable(name.replace("\x00", ""))
    return shown if count == 1 else f"{shown} (no. {count} of that name)"


def _refusal(name: str, *, encrypted: bool = False) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in "".join(path.parts[:1]):
        return "its name leads out of the archive"
    return "it is encrypted" if encrypted else ""


def _member(
    source: Source, name: str, opening: Callable[[], IO[bytes] | None], compressed: int | None
) -> Source | BadRecord:
    place = f"{source.name}!/{name}"
    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the source owns it
    try:
        _copy(opening, cast(IO[bytes], kept), compressed)
    except ReadingError as error:
        kept.close()
        return BadRecord(file=place, reason=str(error))
    except (*_DAMAGE, RuntimeError) as error:
        kept.close()
        return BadRecord(file=place, reason=f"it is damaged: {error}")
    return Source(place, file_name=name, kept=cast(IO[bytes], kept))


def _copy(opening: Callable[[], IO[bytes] | None], kept: IO[bytes], compressed: int | None) -> None:
    """Decompress a member; ``compressed`` is how long it is in the archive, where that is known."""
    file = opening()
    if file is None:
        raise ReadingError("it is not there")
    given = 0
    with file:
        while chunk := file.read(_CHUNK):
            given += len(chunk)
            if compressed is not None or given > MOST_BYTES:
                refuse_bomb(given, compressed or 1)
            kept.write(chunk)
