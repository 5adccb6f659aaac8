"""Blobs: kept once under their digest, whole or not at all, and never rewritten."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.storage import blob_chunks, blob_name, has_blob, put_blob, read_blob

DATA = b"\x00\xff as received\r\n"
SHA256 = hashlib.sha256(DATA).hexdigest()


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_put_blob_keeps_bytes_under_their_digest(blob_folder):
    assert put_blob(DATA) == SHA256
    assert _files(blob_folder) == [f"{SHA256[:2]}/{SHA256[2:4]}/{SHA256}"]
    assert (read_blob(SHA256), has_blob(SHA256)) == (DATA, True)


def test_put_blob_keeps_the_same_bytes_once(blob_folder):
    put_blob(DATA)
    path = blob_folder / blob_name(SHA256)
    before = path.stat()
    put_blob(DATA)
    after = path.stat()
    assert (_files(blob_folder), after.st_ino, after.st_mtime_ns) == (
        [blob_name(SHA256)],
        before.st_ino,
        before.st_mtime_ns,
    )


def test_put_blob_never_rewrites_a_file(blob_folder):
    put_blob(DATA)
    path = blob_folder / blob_name(SHA256)
    path.write_bytes(b"damaged")
    put_blob(DATA)
    assert path.read_bytes() == b"damaged"


def test_put_blob_of_nothing_is_a_blob_too():
    assert read_blob(put_blob(b"")) == b""


def test_blob_chunks_are_at_most_a_mebibyte():
    data = os.urandom(2 * 1024 * 1024 + 1)
    assert [len(chunk) for chunk in blob_chunks(put_blob(data))] == [1024 * 1024, 1024 * 1024, 1]


def test_blob_that_is_absent_is_said_so():
    assert has_blob(SHA256) is False
    with pytest.raises(FileNotFoundError):
        read_blob(SHA256)


def test_put_blob_that_can_not_be_finished_leaves_nothing(blob_folder, monkeypatch):
    def no_space(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OSError, match="No space left on device"):
        put_blob(DATA)
    assert (_files(blob_folder), has_blob(SHA256)) == ([], False)


def test_put_blob_by_several_writers_at_once_is_one_whole_blob(blob_folder):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(put_blob, [DATA] * 8))
    assert (found, _files(blob_folder), read_blob(SHA256)) == ([SHA256] * 8, [blob_name(SHA256)], DATA)
