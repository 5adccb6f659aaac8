"""Blobs: bytes as received, kept under their SHA-256 in the storage named ``blobs``."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, storages

from archive.records import Captured

_CHUNK = 1024 * 1024


class BlobStorage(FileSystemStorage):
    """Files that are written whole, reach the disk before they are named, and are never rewritten."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002 - Django's signature
        return name

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]  # File is generic in the stubs only
        target = Path(self.path(name))
        if target.exists():
            return name
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        return name


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def blob_name(sha256: str) -> str:
    """Give the storage name of a digest: two levels of folders, so that none grows too large."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def put_blob(data: bytes) -> str:
    """Keep bytes and give their SHA-256 as lower-case hex; the same bytes are kept once."""
    sha256 = hashlib.sha256(data).hexdigest()
    storage = storages["blobs"]
    if not storage.exists(blob_name(sha256)):
        storage.save(blob_name(sha256), ContentFile(data))
    return sha256


def put_captured(captured: Captured) -> str:
    """Keep the bytes of a capture that is read from where it lies, and give its SHA-256; nothing is held in memory."""
    storage = storages["blobs"]
    if not storage.exists(blob_name(captured.sha256)):
        with captured.open() as file:
            storage.save(blob_name(captured.sha256), File(file))
    return captured.sha256


def has_blob(sha256: str) -> bool:
    """Say whether the bytes of a digest are held."""
    return storages["blobs"].exists(blob_name(sha256))


def remove_blob(sha256: str) -> None:
    """Remove the bytes of a digest for good; only an order to destroy does so. Absent ones are no error."""
    storages["blobs"].delete(blob_name(sha256))


def blob_chunks(sha256: str) -> Iterator[bytes]:
    """Give a blob's bytes in pieces of at most 1 MiB; raises FileNotFoundError where they are absent."""
    with storages["blobs"].open(blob_name(sha256)) as file:
        yield from file.chunks(_CHUNK)


def read_blob(sha256: str) -> bytes:
    """Give a blob's bytes; raises FileNotFoundError where they are absent."""
    return b"".join(blob_chunks(sha256))
