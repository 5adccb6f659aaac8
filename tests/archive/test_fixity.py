"""Fixity: every blob is read again; what is damaged is named, what never came is counted."""

import hashlib
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from archive.models import Blob
from archive.services import fixity
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
    assert json.loads(out.getvalue().splitlines()[-1]) == {
        "checked": 1,
        "absent": 0,
        "left": 0,
        "mismatches": [],
    }


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


def _checked(days: int, data: bytes) -> Blob:
    """Hold bytes that were found whole so many days ago."""
    blob = _hold(data)
    Blob.objects.filter(pk=blob.pk).update(checked_at=timezone.now() - timedelta(days=days))
    return blob


def _checked_at(blob: Blob):
    return Blob.objects.values_list("checked_at", flat=True).get(pk=blob.pk)


def test_check_fixity_writes_when_a_blob_was_found_whole():
    blob, began = _hold(), timezone.now()
    absent = Blob.objects.create(sha256="0" * 64, size=9, bytes_expected=False)
    check_fixity(agent=AgentFactory())
    assert began <= _checked_at(blob) <= timezone.now()
    assert _checked_at(absent) is None


def test_check_fixity_takes_its_moment_from_a_blob_that_is_damaged(blob_folder):
    blob = _checked(3, WHOLE)
    _damage(blob_folder, blob, b"x")
    check_fixity(agent=AgentFactory())
    assert _checked_at(blob) is None
    report = check_fixity(agent=AgentFactory(), older_than=timedelta(days=7))
    assert [found.sha256 for found in report.mismatches] == [blob.sha256]


def test_check_fixity_leaves_what_was_checked_lately():
    _checked(3, b"fresh"), _checked(8, b"old"), _hold(b"new")
    absent = Blob.objects.create(sha256="0" * 64, size=9, bytes_expected=False, checked_at=timezone.now())
    report = check_fixity(agent=AgentFactory(), older_than=timedelta(days=7))
    assert (report.checked, report.absent, report.left, report.mismatches) == (2, 1, 1, ())
    assert events()[0]["detail"] == "2 intact, 1 absent, 0 damaged, 1 left that were checked lately."
    assert _checked_at(absent) is not None


def test_check_fixity_of_everything_leaves_nothing():
    _checked(0, b"fresh"), _checked(-1, b"of a clock that was wrong")
    report = check_fixity(agent=AgentFactory())
    assert (report.checked, report.left) == (2, 0)


def test_check_fixity_begins_with_what_was_never_checked_then_the_oldest(blob_folder):
    blobs = [_checked(1, b"one"), _checked(9, b"nine"), _hold(b"never"), _checked(5, b"five")]
    for blob in blobs:
        _damage(blob_folder, blob, None)
    report = check_fixity(agent=AgentFactory())
    assert [found.sha256 for found in report.mismatches] == [blobs[at].sha256 for at in (2, 1, 3, 0)]


class KilledError(Exception):
    pass


@pytest.mark.parametrize("at", [1, 3, 5])
def test_check_fixity_that_was_killed_goes_on_where_it_was(monkeypatch, blob_folder, at):
    monkeypatch.setattr(fixity, "BATCH", 2)
    blobs = [_hold(b"%d" % number) for number in range(6)]
    _damage(blob_folder, blobs[0], b"x")

    def kill(done: int, _total: int) -> None:
        if done == at:
            raise KilledError

    with pytest.raises(KilledError):
        check_fixity(agent=AgentFactory(), progress=kill)
    assert events() == []
    report = check_fixity(agent=AgentFactory(), older_than=timedelta(days=1))
    assert (report.checked, report.left) == (5 - (at - 1), at - 1)
    assert [found.sha256 for found in report.mismatches] == [blobs[0].sha256]
    assert len(events()) == 1


def test_check_fixity_that_dies_at_once_has_written_its_full_batches(monkeypatch):
    monkeypatch.setattr(fixity, "BATCH", 2)
    for number in range(5):
        _hold(b"%d" % number)
    looked_at = fixity._looked_at(list(Blob.objects.values_list("pk", flat=True)))
    for _number in range(4):
        next(looked_at)
    assert Blob.objects.filter(checked_at__isnull=False).count() == 2
    looked_at.close()
    assert Blob.objects.filter(checked_at__isnull=False).count() == 4


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda found: found.update(bytes_expected=False), id="not expected any more"),
        pytest.param(lambda found: found._raw_delete("default"), id="without a row"),
    ],
)
def test_check_fixity_does_not_miss_what_was_destroyed_meanwhile(blob_folder, change):
    _hold(b"first")
    blob = _hold()

    def destroy(done: int, _total: int) -> None:
        if done == 1:
            change(Blob.objects.filter(pk=blob.pk))
            _damage(blob_folder, blob, None)

    report = check_fixity(agent=AgentFactory(), progress=destroy)
    assert (report.checked, report.mismatches) == (1, ())


@pytest.mark.parametrize(("span", "left"), [("49h", 1), ("47h", 0), ("3d", 1), ("1d", 0), ("1w", 1)])
def test_check_fixity_command_takes_hours_days_and_weeks(span, left):
    _checked(2, b"two days old")
    out = StringIO()
    call_command("check_fixity", "--older-than", span, "--json", stdout=out)
    found = json.loads(out.getvalue().splitlines()[-1])
    assert (found["checked"], found["left"]) == (1 - left, left)


@pytest.mark.parametrize(
    "span", ["", "90", "d", "0d", "-1d", "1.5d", "90 d", "90D", "1m", "10000w", "1d1h", "٣d", "1d\n"]
)
def test_check_fixity_command_refuses_what_is_no_span(span):
    _hold()
    with pytest.raises(CommandError, match="is not a span; write a number from 1 to 9999 and h, d or w: 90d"):
        call_command("check_fixity", f"--older-than={span}")
    assert events() == []


def test_check_fixity_command_takes_the_longest_span():
    _hold()
    out = StringIO()
    call_command("check_fixity", "--older-than=9999w", "--json", stdout=out)
    assert json.loads(out.getvalue().splitlines()[-1])["checked"] == 1


def test_fixity_mismatch_is_a_value():
    assert FixityMismatch(sha256="a", reason="b") == FixityMismatch(sha256="a", reason="b")
