"""What can't come back: malformed, tampered with or torn; each is reported with its place, and the rest goes on."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.models import Article
from tests.exports.coming_back import (
    annotated_article,
    export_all,
    forget_everything,
    rejected,
    restore_from,
    unpacked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(tmp_path) -> Callable[[str], Path]:
    """Give a maker of an export of two articles, which are not in the archive any more."""

    def make(name: str) -> Path:
        for _ in range(2):
            annotated_article()
        path = export_all(tmp_path / name)
        forget_everything()
        return path

    return make


TEI_NAMESPACE = b'xmlns="http://www.tei-c.org/ns/1.0"'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="an empty file"),
        pytest.param(b"<TEI", id="a torn tag"),
        pytest.param(b"not XML at all", id="no XML"),
        pytest.param(b"\x00\x01\x02", id="binary"),
        pytest.param(b"<html/>", id="another format"),
        pytest.param(b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI %s>&a;</TEI>' % TEI_NAMESPACE, id="a document type"),
        pytest.param(b"<TEI %s/>" % TEI_NAMESPACE, id="a TEI without anything"),
        pytest.param(b"<teiCorpus %s/>" % TEI_NAMESPACE, id="a corpus of nothing"),
    ],
)
def test_restore_reports_a_malformed_file_and_goes_on(exported, content):
    folder = unpacked(exported("archive.zip"))
    (folder / "M-malformed.xml").write_bytes(content)
    report = restore_from(folder)
    assert (report.articles, Article.objects.count()) == (2, 2)
    (row,) = report.rejected
    assert (row["file"], row["record"], sorted(row)) == (
        str(folder / "M-malformed.xml"),
        "",
        ["file", "line", "reason", "record"],
    )
    assert len(row["reason"]) > 10


def test_restore_says_the_line_and_the_reason_of_a_fault(tmp_path):
    path = tmp_path / "page.xml"
    path.write_bytes(b"<?xml version='1.0'?>\n\n<html/>")
    assert rejected(restore_from(path)) == [(str(path), "", "the root is html, not TEI's TEI or teiCorpus", 3)]


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        pytest.param(rb"said the bridge", rb"said the brigde", id="a word of the text"),
        pytest.param(rb"Brussels", rb"Paris", id="a shorter word of the text"),
        pytest.param(rb"</TEI>", rb"", id="a torn end"),
        pytest.param(rb"<text\b", rb"<txet", id="a misspelt element"),
    ],
)
def test_restore_refuses_a_file_that_was_tampered_with_and_takes_the_other(exported, pattern, replacement):
    folder = unpacked(exported("archive.zip"))
    first = min(folder.iterdir())
    data = first.read_bytes()
    *_others, last = re.finditer(pattern, data)
    first.write_bytes(data[: last.start()] + replacement + data[last.end() :])
    report = restore_from(folder)
    assert (report.articles, Article.objects.count(), [row["file"] for row in report.rejected]) == (1, 1, [str(first)])


def test_restore_of_a_corpus_keeps_what_stood_before_a_fault(exported):
    path = exported("archive.xml")
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"</TEI>")])
    report = restore_from(path)
    assert (report.articles, Article.objects.count(), len(report.rejected)) == (1, 1, 1)
    assert (report.rejected[0]["file"], report.rejected[0]["line"] is not None) == (str(path), True)


def test_restore_of_a_file_that_is_not_there_is_reported(tmp_path):
    path = tmp_path / "nowhere.xml"
    report = restore_from(path)
    assert rejected(report) == [
        (str(path), "", f"it can't be read: [Errno 2] No such file or directory: '{path}'", None)
    ]


def test_restore_of_a_zip_that_is_none_is_reported(tmp_path):
    path = tmp_path / "archive.zip"
    path.write_bytes(b"PK no more")
    report = restore_from(path)
    assert rejected(report) == [(str(path), "", "it is not a zip that can be read: File is not a zip file", None)]


def _with_bytes(path: Path, change: Callable[[bytearray, int], None]) -> None:
    """Change the bytes of a zip; ``change`` gets them and where the first member's data begins."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        info = packed.infolist()[0]
    change(data, info.header_offset + 30 + len(info.filename.encode()) + len(info.extra))
    path.write_bytes(bytes(data))


def _lock(data: bytearray, _begin: int) -> None:
    """Say of the first member that it is under a password."""
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1


def _scramble(data: bytearray, begin: int) -> None:
    data[begin + 40 : begin + 240] = bytes(200)


def _unknown_packing(data: bytearray, _begin: int) -> None:
    data[8] = 99
    data[data.index(b"PK\x01\x02") + 10] = 99


@pytest.mark.parametrize("change", [_lock, _scramble, _unknown_packing])
def test_restore_of_a_zip_with_a_damaged_member_takes_the_other(exported, change):
    path = exported("archive.zip")
    _with_bytes(path, change)
    report = restore_from(path)
    assert (report.articles, len(report.rejected), Article.objects.count()) == (1, 1, 1)
    with zipfile.ZipFile(path) as packed:
        assert report.rejected[0]["file"] == f"{path}:{packed.namelist()[0]}"


def test_restore_of_a_zip_refuses_a_member_that_is_too_large(exported, monkeypatch):
    path = exported("archive.zip")
    monkeypatch.setattr("exports.services.restore.LARGEST_MEMBER", 10)
    report = restore_from(path)
    assert (report.articles, len(report.rejected)) == (0, 2)
    assert re.fullmatch(r"it unpacks to \d+ bytes, more than 10", report.rejected[0]["reason"])
