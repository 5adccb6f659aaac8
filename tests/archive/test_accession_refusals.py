"""Bad input: each file is refused with its reason, the others are taken in, and nothing is half there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.models import Accession, Article, Blob
from archive.readers import READERS
from archive.records import ArticleRecord, BadRecord
from archive.text import MAX_TEXT_BYTES
from tests.archive.records import STORY, record, story, supplied_value, take_all_in, take_in
from tests.factories import ArticleFactory
from tests.rows import row_counts

pytestmark = pytest.mark.django_db


def _rejected(report) -> list[tuple[str, str]]:
    return [(bad.file, bad.reason) for bad in report.rejected]


def _read(folder: Path, manifest: Path | None = None) -> Iterator[ArticleRecord | BadRecord]:
    return READERS["plain"].read([folder], manifest=manifest)


@pytest.mark.parametrize(
    ("bad", "begins"),
    [
        pytest.param(record(b"", "x"), "The capture is empty: it has no bytes.", id="an empty file"),
        pytest.param(
            record(b" \n\t\n", "x"), "The capture holds no text: there is nothing but white space.", id="white space"
        ),
        pytest.param(
            record(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01", "x"),
            "The capture is ",
            id="a picture",
        ),
        pytest.param(
            ArticleRecord(data=STORY, file_name="x", media_type="application/pdf"),
            "no extractor reads application/pdf",
            id="an unknown media type",
        ),
        pytest.param(
            record(STORY, "x", values=(supplied_value("headline", "Bridge", quote="not there"),)),
            "The quotation “not there” does not stand in the text",
            id="words that are not in the text",
        ),
        pytest.param(
            record(STORY, "x", values=(supplied_value("headline", "Bridge", quote="bridge"),)),
            "The quotation “bridge” stands at 3 places in the text",
            id="words that stand there three times",
        ),
        pytest.param(
            record(STORY, "x", values=(supplied_value("mood", "good"),)), "'mood' is not a field", id="an unknown field"
        ),
        pytest.param(
            record(STORY, "x", values=(supplied_value("published", "soon"),)),
            "a date is needed in EDTF, such as 2007-04-19 or 2007-04?",
            id="a date without EDTF",
        ),
        pytest.param(record(STORY, "x", access="secret"), "'secret' is not an access level", id="an unknown access"),
        pytest.param(
            record(STORY, "x", reference_code="X" * 61),
            "a reference code has at most 60 characters",
            id="an overlong reference code",
        ),
        pytest.param(
            record(STORY, "x", reference_code="TAKEN-1"),
            "the reference code TAKEN-1 belongs to another article",
            id="a reference code that is taken",
        ),
        pytest.param(
            record(STORY, "x", line_roles=((1, 1, "poem"),)), "'poem' is not a role of a block", id="an unknown role"
        ),
        pytest.param(
            record(STORY, "x", line_roles=((1, 99, "notice"),)), "lines 1 to 99 are not in the text", id="lines too far"
        ),
        pytest.param(
            record(STORY, "x", line_roles=((2, 2, "notice"),)),
            "there are no words at characters 29 to 29",
            id="an empty line",
        ),
    ],
)
def test_ingest_refuses_one_input_and_takes_the_others(bad, begins):
    ArticleFactory(reference_code="TAKEN-1", text=None)
    before = row_counts()
    report = take_in(record(story(1), "first"), bad, record(story(2), "last"))
    reason = report.rejected[0].reason
    assert (report.read, report.ingested, report.unchanged, _rejected(report)) == (3, 2, 0, [("x", reason)])
    assert reason[: len(begins)] == begins
    held = Accession.objects.get()
    assert (held.read, held.ingested, held.report) == (
        3,
        2,
        [{"file": "x", "record": "", "line": None, "reason": reason}],
    )
    assert Article.objects.count() == before["archive.Article"] + 2


def test_ingest_that_refuses_everything_leaves_only_the_accession():
    before = row_counts()
    take_in(record(b"", "a"), record(b"\x00\x01\x02\xff", "b"), BadRecord(file="c", reason="gone"))
    assert row_counts() == {**before, "archive.Accession": 1, "accounts.Agent": 1}


def test_ingest_gives_a_reference_code_to_the_first_that_asks():
    report = take_in(
        record(b"", "empty", reference_code="EX-1"),
        record(story(1), "first", reference_code="EX-1"),
        record(story(2), "second", reference_code="EX-1"),
    )
    assert _rejected(report) == [
        ("empty", "The capture is empty: it has no bytes."),
        ("second", "the reference code EX-1 belongs to another article"),
    ]
    assert Article.objects.get().reference_code == "EX-1"


def test_ingest_refuses_the_same_bad_bytes_each_time():
    report = take_in(record(b"", "a"), record(b"", "b"))
    assert (report.unchanged, [name for name, _reason in _rejected(report)]) == (0, ["a", "b"])


def test_ingest_takes_the_second_copy_where_only_the_first_was_described_wrongly():
    wrong = record(STORY, "described", values=(supplied_value("headline", "x", quote="absent"),))
    report = take_in(wrong, record(STORY, "plain"))
    assert (report.ingested, report.unchanged, [name for name, _reason in _rejected(report)]) == (1, 0, ["described"])


def test_ingest_refuses_lines_that_share_a_block_with_others(monkeypatch):
    text = b"A headline\n\nThe first line of a paragraph that was wrapped by hand and\ngoes on here until it ends.\n"
    report = take_in(record(text, "x", line_roles=((3, 3, "notice"), (4, 4, "notice"))), record(text, "y"))
    blocks = Article.objects.get().current_text.blocks.count()
    expected = {2: [("x", "the lines at characters 12 to 70 share a block with other lines")], 3: []}
    assert _rejected(report) == expected[blocks]


@pytest.mark.parametrize(
    ("control", "kept"),
    [
        pytest.param("\x03", "\x03", id="a control character"),
        pytest.param("\x0c", "\x0c", id="a form feed"),
        pytest.param("\x7f", "\x7f", id="a delete"),
        pytest.param("\x85", "\x85", id="a next line"),
        pytest.param("\u2028", "\u2028", id="a line separator"),
        pytest.param("\ufeff", "\ufeff", id="a byte order mark in the middle"),
        pytest.param("\ufffe", "\ufffe", id="a non-character"),
        pytest.param("\x00", "\ufffd", id="a NUL"),
    ],
)
def test_ingest_keeps_what_other_systems_drop(control, kept):
    data = STORY.decode().replace("canal", f"ca{control}nal").encode()
    report = take_in(record(data))
    assert (report.ingested, report.rejected) == (1, [])
    assert Article.objects.get().current_text.text == STORY.decode().replace("canal", f"ca{kept}nal")


def test_ingest_reads_a_folder_with_everything_that_can_be_wrong(tmp_path):
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "a.txt").write_bytes(story(1))
    (folder / "b-empty.txt").write_bytes(b"")
    (folder / "c-copy.txt").write_bytes(story(1))
    (folder / "d-binary.txt").write_bytes(bytes(range(256)) * 4)
    (folder / "e.pdf").write_bytes(b"%PDF-1.4")
    with (folder / "f-huge.txt").open("wb") as huge:
        huge.truncate(50_000_000)
    (folder / "g-gone.txt").symlink_to(tmp_path / "incoming" / "nowhere.txt")
    (folder / "z.txt").write_bytes(story(2))

    report = take_all_in(_read(folder))

    assert (report.read, report.ingested, report.unchanged) == (8, 2, 1)
    reasons = {Path(bad.file).name: bad.reason for bad in report.rejected}
    assert {name: reason for name, reason in reasons.items() if name != "d-binary.txt"} == {
        "b-empty.txt": "The capture is empty: it has no bytes.",
        "e.pdf": "not a text file: its name ends in .pdf, not in .txt",
        "f-huge.txt": f"too large: 50000000 bytes; the most that is read is {MAX_TEXT_BYTES}",
        "g-gone.txt": "it was listed, but is gone",
    }
    assert reasons["d-binary.txt"].startswith("The capture is ")
    assert Blob.objects.count() == 2


def test_ingest_reports_a_file_that_vanishes_while_it_runs(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(story(number))

    def vanishing() -> Iterator[ArticleRecord | BadRecord]:
        for index, found in enumerate(_read(tmp_path)):
            if index == 0:
                (tmp_path / "1.txt").unlink()
            yield found

    report = take_all_in(vanishing())
    assert (report.ingested, _rejected(report)) == (2, [(str(tmp_path / "1.txt"), "it was listed, but is gone")])


def test_ingest_reports_a_file_that_only_the_manifest_has(tmp_path):
    (tmp_path / "a.txt").write_bytes(story(1))
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"articles": [{"file": "a.txt"}, {"file": "b.txt", "reference_code": "B"}]}))
    report = take_all_in(_read(tmp_path, manifest))
    assert (report.read, report.ingested) == (2, 1)
    assert report.rejected == [
        BadRecord(
            file=str(manifest), record="b.txt", reason="the manifest names this file, but none of that name was found"
        )
    ]


def test_ingest_keeps_a_file_name_that_is_not_unicode(tmp_path):
    name = b"caf\xe9.txt"
    with open(bytes(tmp_path) + b"/" + name, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(STORY)
    report = take_all_in(_read(tmp_path))
    assert (report.ingested, report.rejected) == (1, [])
    assert Article.objects.get().article_captures.get().capture.file_name == "caf\ufffd.txt"
