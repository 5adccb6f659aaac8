"""Files and folders of plain text to records; what can't be read is reported and the rest still comes."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.readers import READERS
from archive.records import ArticleRecord, BadRecord, FoundValue, Supplied
from archive.text import MAX_TEXT_BYTES


def _read(*paths: Path, manifest: Path | None = None) -> list[ArticleRecord | BadRecord]:
    return list(READERS["plain"].read(paths, manifest=manifest))


def _names(found: list[ArticleRecord | BadRecord]) -> list[str]:
    return [record.file_name for record in found if isinstance(record, ArticleRecord)]


def _bad(found: list[ArticleRecord | BadRecord], folder: Path) -> list[tuple[str, str, str]]:
    """Give file (below the folder), record and reason of what could not be read."""
    return [
        (os.path.relpath(record.file, folder), record.record, record.reason)
        for record in found
        if isinstance(record, BadRecord)
    ]


def _manifest(folder: Path, **members: Any) -> Path:
    path = folder / "manifest.json"
    path.write_text(json.dumps(members), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with articles, companions and a folder within."""
    for name in ("b.txt", "a.TXT", "c", "README", "readme.md", ".hidden", "manifest.json", "sub/d.txt", ".git/e.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}")
    return tmp_path / "in"


def test_file_becomes_a_record(folder):
    assert _read(folder / "b.txt") == [ArticleRecord(data=b"text of b.txt", file_name="b.txt", media_type="text/plain")]


def test_file_is_read_whatever_its_name_ends_in(folder):
    assert _names(_read(folder / "readme.md")) == ["readme.md"]


def test_folder_is_read_in_order_and_to_its_depth(folder):
    assert _names(_read(folder)) == ["a.TXT", "b.txt", "c", "sub/d.txt"]


def test_folder_reports_nothing_that_is_passed_over(folder):
    assert _bad(_read(folder), folder) == []


def test_paths_are_read_in_their_order_and_each_file_once(folder):
    assert _names(_read(folder / "c", folder / "sub", folder, folder / "c")) == ["c", "d.txt", "a.TXT", "b.txt"]


def test_folder_reports_what_is_no_text_file(folder):
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    found = _read(folder)
    assert _bad(found, folder) == [("photo.jpg", "", "not a text file: its name ends in .jpg, not in .txt")]
    assert _names(found) == ["a.TXT", "b.txt", "c", "sub/d.txt"]


def test_missing_path_is_reported_and_the_others_are_read(folder):
    found = _read(folder / "absent.txt", folder / "b.txt")
    assert _bad(found, folder) == [("absent.txt", "", "there is no such file or folder")]
    assert _names(found) == ["b.txt"]


def test_file_that_vanishes_is_reported_and_the_others_are_read(folder):
    records = READERS["plain"].read([folder])
    first = next(records)
    (folder / "b.txt").unlink()
    found = [first, *records]
    assert _bad(found, folder) == [("b.txt", "", "it was listed, but is gone")]
    assert _names(found) == ["a.TXT", "c", "sub/d.txt"]


def test_too_large_file_is_reported_without_being_read(folder):
    with (folder / "large.txt").open("wb") as file:
        file.truncate(MAX_TEXT_BYTES + 1)
    assert _bad(_read(folder / "large.txt"), folder) == [
        ("large.txt", "", "too large: 20000001 bytes; the most that is read is 20000000")
    ]


def test_largest_file_is_read(folder):
    with (folder / "large.txt").open("wb") as file:
        file.truncate(MAX_TEXT_BYTES)
    [record] = _read(folder / "large.txt")
    assert len(record.data) == MAX_TEXT_BYTES


def test_pipe_is_reported_and_not_waited_for(folder):
    os.mkfifo(folder / "pipe.txt")
    assert _bad(_read(folder / "pipe.txt"), folder) == [("pipe.txt", "", "not a regular file")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_reported(folder):
    (folder / "b.txt").chmod(0)
    assert _bad(_read(folder / "b.txt"), folder) == [("b.txt", "", "can't be read: Permission denied")]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        pytest.param("../outside.txt", "a symbolic link that leads out of the folder", id="out of the folder"),
        pytest.param("sub", "a symbolic link to a folder; links to folders are not followed", id="to a folder"),
        pytest.param("gone.txt", "it was listed, but is gone", id="to nothing"),
        pytest.param("link.txt", "can't be read: Too many levels of symbolic links", id="to itself"),
    ],
)
def test_symbolic_link_is_reported(folder, target, reason):
    (folder.parent / "outside.txt").write_text("secret")
    (folder / "link.txt").symlink_to(target)
    assert _bad(_read(folder), folder) == [("link.txt", "", reason)]


def test_symbolic_link_within_the_folder_is_read(folder):
    (folder / "link.txt").symlink_to("b.txt")
    assert _names(_read(folder)) == ["a.TXT", "b.txt", "c", "link.txt", "sub/d.txt"]


def test_name_that_is_not_utf_8_is_shown_with_replacements(tmp_path):
    with Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).open("wb") as file:
        file.write(b"text")
    assert _names(_read(tmp_path)) == ["caf\ufffd.txt"]


def test_empty_folder_gives_nothing(tmp_path):
    assert _read(tmp_path) == []


def test_manifest_adds_what_a_curator_knows(folder):
    manifest = _manifest(
        folder,
        articles=[
            {
                "file": "sub/d.txt",
                "reference_code": "X-1",
                "captured": "2012-03-04T05:06:07Z",
                "source_uri": "http://example.org/d",
                "access": "open",
                "rights": {"uri": "http://rightsstatements.org/vocab/InC/1.0/", "holder": "AFP", "note": "as credited"},
                "values": [{"field": "genre", "value": "report", "status": "supplied", "quote": "text of"}],
                "line_roles": [{"from": 1, "to": 2, "role": "standfirst"}],
            }
        ],
    )
    found = _read(folder, manifest=manifest)
    assert _names(found) == ["a.TXT", "b.txt", "c", "sub/d.txt"]
    assert [record.supplied for record in found[:3]] == [Supplied()] * 3
    assert found[3] == ArticleRecord(
        data=b"text of sub/d.txt",
        file_name="sub/d.txt",
        media_type="text/plain",
        source_uri="http://example.org/d",
        captured_at=datetime(2012, 3, 4, 5, 6, 7, tzinfo=UTC),
        supplied=Supplied(
            reference_code="X-1",
            values=(FoundValue(field="genre", value="report", status="supplied", quote="text of"),),
            line_roles=((1, 2, "standfirst"),),
            rights_uri="http://rightsstatements.org/vocab/InC/1.0/",
            rights_holder="AFP",
            rights_note="as credited",
            access="open",
        ),
    )


def test_manifest_names_files_that_would_be_passed_over(folder):
    (folder / "d.text").write_text("d")
    manifest = _manifest(folder, articles=[{"file": "README"}, {"file": "d.text"}])
    assert _names(_read(folder, manifest=manifest)) == ["README", "a.TXT", "b.txt", "c", "d.text", "sub/d.txt"]


def test_manifest_says_what_is_no_article(folder):
    (folder / "annotations.json").write_text("{}")
    manifest = _manifest(folder, articles=[], ignore=["annotations.json", "c"])
    found = _read(folder, manifest=manifest)
    assert (_names(found), _bad(found, folder)) == (["a.TXT", "b.txt", "sub/d.txt"], [])


def test_manifest_with_another_name_is_passed_over(folder):
    manifest = _manifest(folder, articles=[]).rename(folder / "list")
    assert _names(_read(folder, manifest=manifest)) == ["a.TXT", "b.txt", "c", "sub/d.txt"]


def test_manifest_names_a_file_that_is_missing(folder):
    manifest = _manifest(folder, articles=[{"file": "absent.txt"}, {"file": "b.txt"}])
    found = _read(folder, manifest=manifest)
    reason = "the manifest names this file, but none of that name was found"
    assert _bad(found, folder) == [("manifest.json", "absent.txt", reason)]
    assert _names(found) == ["a.TXT", "b.txt", "c", "sub/d.txt"]


def test_manifest_is_not_held_against_paths_that_do_not_cover_it(folder):
    manifest = _manifest(folder, articles=[{"file": "absent.txt"}])
    found = _read(folder / "sub", manifest=manifest)
    assert (_names(found), _bad(found, folder)) == (["d.txt"], [])


def test_manifest_alone_gives_its_files(folder):
    manifest = _manifest(folder, articles=[{"file": "sub/d.txt", "reference_code": "X-1"}, {"file": "absent.txt"}])
    found = _read(manifest=manifest)
    assert _bad(found, folder) == [("absent.txt", "", "there is no such file or folder")]
    assert [(record.file_name, record.supplied.reference_code) for record in found[1:]] == [("d.txt", "X-1")]


def test_manifest_that_can_not_be_read_stops_the_batch(folder):
    manifest = folder / "manifest.json"
    manifest.write_text("{\n nonsense }")
    reason = f"{manifest}, line 2: not JSON: Expecting property name enclosed in double quotes, at column 2"
    assert _read(folder, manifest=manifest) == [BadRecord(file=str(manifest), reason=reason)]
