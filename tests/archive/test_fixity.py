"""Fixity: every blob is read again; what is damaged is named, what never came is counted."""

import hashlib
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from archive.models import Blob
from archive.services.fixity import FixityMismatch, check_fixity
from archive.storage import blob_name, put_blob
from tests.factories import AgentFactory
from tests.rows import events, row_counts

pytestmark = pytest.mark.django_db

WHOLE = b"The bytes as they came in."


def _hold(data: bytes = WHOLE, **options) -> Blob:
    return Blob.objects.create(sha256=put_blob(data), size=len(data), **options)


def _damage(folder: Path, blob: Blob, data: bytes | None) -> None:
    """Replace a blob's file, or remove it."""
    path = folder / blob_name(blob.sha256)
    path.unlink()
    if data is not None:
        path.write_bytes(data)


def test_check_fixity_of_an_empty_archive_finds_nothing():
    report = check_fixity(agent=AgentFactory())
    assert (report.checked, report.absent, report.mismatches) == (0, 0, ())


def test_check_fixity_finds_whole_blobs_whole():
    for number in range(3):
        _hold(b"%d" % number)
    agent = AgentFactory()
    report = check_fixity(agent=agent)
    assert (report.checked, report.absent, report.mismatches) == (3, 0, ())
    assert events() == [
        {
            "type": "fixity check",
            "agent": agent.pk,
            "article": None,
            "outcome": "success",
            "detail": "3 intact, 0 absent, 0 damaged.",
            "object_ids": [],
        }
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(WHOLE[:-1], "it has 25 bytes, 26 came in", id="truncated"),
        pytest.param(b"", "it has 0 bytes, 26 came in", id="emptied"),
        pytest.param(WHOLE + b"\n", "it has 27 bytes, 26 came in", id="longer"),
        pytest.param(
            WHOLE[:-1] + b"!",
            f"its SHA-256 is now {hashlib.sha256(WHOLE[:-1] + b'!').hexdigest()}",
            id="one byte changed",
        ),
        pytest.param(None, "the file is missing", id="missing"),
    ],
)
def test_check_fixity_names_a_blob_that_is_damaged(blob_folder, data, reason):
    whole, damaged = _hold(b"another"), _hold()
    _damage(blob_folder, damaged, data)
    report = check_fixity(agent=AgentFactory())
    found = report.mismatches[0]
    assert (report.checked, report.absent, len(report.mismatches)) == (1, 0, 1)
    assert (found.sha256, found.reason) == (damaged.sha256, reason)
    assert (events()[0]["outcome"], events()[0]["detail"], events()[0]["object_ids"]) == (
        "fail",
        f"1 intact, 0 absent, 1 damaged. {damaged.sha256}: {reason}",
        [f"blob:{damaged.sha256}"],
    )
    assert whole.sha256 not in events()[0]["detail"]


def test_check_fixity_names_a_blob_that_is_a_folder(blob_folder):
    blob = _hold()
    _damage(blob_folder, blob, None)
    (blob_folder / blob_name(blob.sha256)).mkdir()
    report = check_fixity(agent=AgentFactory())
    assert [(found.sha256, found.reason) for found in report.mismatches] == [
        (blob.sha256, "the file can't be read: Is a directory")
    ]


def test_check_fixity_counts_blobs_restored_without_bytes_as_absent():
    digest = hashlib.sha256(b"elsewhere").hexdigest()
    Blob.objects.create(sha256=digest, size=9, bytes_expected=False)
    _hold()
    report = check_fixity(agent=AgentFactory())
    assert (report.checked, report.absent, report.mismatches) == (1, 1, ())
    assert events()[0]["outcome"] == "success"


def test_check_fixity_tells_how_far_it_is():
    for number in range(3):
        _hold(b"%d" % number)
    seen: list[tuple[int, int]] = []
    check_fixity(agent=AgentFactory(), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_check_fixity_changes_nothing_but_its_event(blob_folder):
    damaged, agent = _hold(), AgentFactory()
    _damage(blob_folder, damaged, b"x")
    before = row_counts()
    check_fixity(agent=agent)
    assert row_counts() == {**before, "archive.Event": before["archive.Event"] + 1}
    assert (blob_folder / blob_name(damaged.sha256)).read_bytes() == b"x"


def test_check_fixity_command_reports_a_whole_archive():
    _hold()
    out = StringIO()
    call_command("check_fixity", json=True, stdout=out)
    assert json.loads(out.getvalue().splitlines()[-1]) == {"checked": 1, "absent": 0, "mismatches": []}


def test_check_fixity_command_exits_with_1_and_names_what_is_damaged(blob_folder):
    blob = _hold()
    _damage(blob_folder, blob, None)
    out = StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("check_fixity", json=True, stdout=out)
    found = json.loads(out.getvalue().splitlines()[-1])
    assert (caught.value.code, found["checked"], found["absent"]) == (1, 0, 0)
    assert [(row["sha256"], row["reason"]) for row in found["mismatches"]] == [(blob.sha256, "the file is missing")]


def test_check_fixity_command_names_what_is_damaged_for_people(blob_folder):
    blob = _hold()
    _damage(blob_folder, blob, None)
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_fixity", stdout=out)
    assert f"sha256 {blob.sha256}, " in out.getvalue()


def test_fixity_mismatch_is_a_value():
    assert FixityMismatch(sha256="a", reason="b") == FixityMismatch(sha256="a", reason="b")
