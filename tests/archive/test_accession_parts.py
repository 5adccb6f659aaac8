"""Captures that hold several articles; accessions that broke off and go on; rehearsals that write nothing."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.locators import byte_range, cut
from archive.models import Accession, Article, ArticleCapture, Blob, Capture, Event
from archive.readers.sources import Source
from archive.records import ArticleRecord, BadRecord
from archive.services.accession import AccessionTerms, ingest, rehearse
from archive.services.accession_report import MOST_NAMED
from archive.storage import read_blob
from tests.archive.records import STORY, archivist, record, story, take_all_in, take_in
from tests.rows import row_counts

pytestmark = pytest.mark.django_db


def wire(*texts: bytes, name: str = "wire.txt") -> list[ArticleRecord]:
    """Give records that stand one after the other in one capture."""
    whole = Source(name, data=b"".join(texts))
    records, start = [], 0
    for text in texts:
        place = byte_range(start, start + len(text))
        records.append(ArticleRecord(data=text, whole=whole, file_name=name, media_type="text/plain", locator=place))
        start += len(text)
    return records


def test_articles_of_one_capture_share_it_and_each_knows_its_place():
    texts = [story(number) for number in range(3)]
    assert take_in(*wire(*texts)).ingested == 3
    blob, capture = Blob.objects.get(), Capture.objects.get()
    assert (capture.blob, read_blob(blob.sha256), blob.size) == (blob, b"".join(texts), len(b"".join(texts)))
    places = ArticleCapture.objects.order_by("id").values_list("locator", flat=True)
    assert [cut(b"".join(texts), place) for place in places] == texts
    assert [article.current_text.text.encode() for article in Article.objects.order_by("id")] == texts


def test_a_capture_is_shared_over_batches():
    texts = [story(number) for number in range(120)]
    assert take_in(*wire(*texts)).ingested == 120
    assert (Capture.objects.count(), Blob.objects.count(), Article.objects.count()) == (1, 1, 120)


def test_the_same_wire_file_again_changes_nothing():
    texts = [story(number) for number in range(3)]
    take_in(*wire(*texts))
    again = take_in(*wire(*texts, name="again.txt"))
    assert (again.ingested, again.unchanged, again.rejections) == (0, 3, 0)
    assert Article.objects.count() == 3
    assert Event.objects.filter(detail__startswith="the same bytes came in again as again.txt").count() == 3


def test_a_bad_part_leaves_the_others_of_its_capture():
    first, second, third = wire(story(1), b"\x00\x01\x02\x00" * 9, story(3))
    report = take_in(first, second, third)
    assert (report.read, report.ingested, report.rejections) == (3, 2, 1)
    assert report.rejected[0].record == second.locator


def test_an_accession_that_broke_off_goes_on_with_the_same_inputs():
    texts = [story(number) for number in range(120)]

    def broken():
        yield from (record(text, f"{number}.txt") for number, text in enumerate(texts[:70]))
        raise RuntimeError("the power failed")

    with pytest.raises(RuntimeError):
        take_all_in(broken())
    accession = Accession.objects.get()
    assert (accession.read, Article.objects.count()) == (50, 50)
    terms = AccessionTerms(reader="plain", access="open")
    everything = [record(text, f"{number}.txt") for number, text in enumerate(texts)]
    report = ingest(records=everything, terms=terms, agent=archivist(), resumed=accession)
    accession.refresh_from_db()
    assert (report.accession, report.read, report.ingested, report.unchanged) == (accession.number, 120, 120, 0)
    assert (accession.read, accession.ingested, accession.unchanged) == (120, 120, 0)
    codes = Article.objects.order_by("id").values_list("reference_code", flat=True)
    assert list(codes) == [f"{accession.number}-{number:05d}" for number in range(1, 121)]
    assert not Event.objects.filter(detail__contains="came in again").exists()


def test_a_resumed_accession_still_tells_of_bytes_that_come_twice():
    take_in(record())
    accession = Accession.objects.get()
    terms = AccessionTerms(reader="plain", access="open")
    twice = [record(), record(name="copy.txt")]
    report = ingest(records=twice, terms=terms, agent=archivist(), resumed=accession)
    assert (report.ingested, report.unchanged) == (1, 1)


def test_rehearse_says_what_would_become_of_each_input_and_writes_nothing(blob_folder: Path):
    take_in(record(story(1)))
    before = row_counts()
    held = sorted(blob_folder.rglob("*"))
    report = rehearse(
        records=[
            record(story(1)),
            record(story(2)),
            record(story(2), "copy.txt"),
            record(b"", "empty.txt"),
            BadRecord(file="x.png", reason="a PNG image"),
        ]
    )
    assert (report.accession, report.read, report.ingested, report.unchanged, report.rejections) == ("", 5, 1, 2, 2)
    assert sorted(bad.file for bad in report.rejected) == ["empty.txt", "x.png"]
    assert (row_counts(), sorted(blob_folder.rglob("*"))) == (before, held)


def test_of_very_many_rejections_the_first_are_named_and_all_counted():
    bad = (BadRecord(file=f"{number}.bin", reason="no text") for number in range(MOST_NAMED + 5))
    report = take_all_in(bad)
    assert (report.read, report.rejections, len(report.rejected)) == (MOST_NAMED + 5, MOST_NAMED + 5, MOST_NAMED)
    assert len(Accession.objects.get().report) == MOST_NAMED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    (made / "good.txt").write_bytes(STORY)
    (made / "bad.txt").write_bytes(b"")
    return made


def run(*arguments: str) -> dict:
    out = StringIO()
    call_command("ingest", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def test_ingest_command_rehearses(folder: Path):
    before = row_counts()
    report = run("plain", str(folder), "--dry-run")
    assert (report["accession"], report["read"], report["ingested"], len(report["rejected"])) == ("", 2, 1, 1)
    assert row_counts() == before


def test_ingest_command_ends_with_1_where_something_was_rejected_and_that_is_asked_for(folder: Path):
    with pytest.raises(SystemExit) as ended:
        run("plain", str(folder), "--strict")
    assert (ended.value.code, Article.objects.count()) == (1, 1)


def test_ingest_command_is_content_where_nothing_was_rejected(folder: Path):
    assert run("plain", str(folder / "good.txt"), "--strict")["rejected"] == []


def test_ingest_command_goes_on_with_an_accession(folder: Path):
    number = run("plain", str(folder / "good.txt"))["accession"]
    report = run("plain", str(folder), "--resume", number)
    assert (report["accession"], report["ingested"], report["unchanged"]) == (number, 1, 0)
    assert Accession.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--resume", "2001-0001"), "there is no accession '2001-0001'"),
        (("--resume", "2001-0001", "--dry-run"), "nothing to resume"),
        (("--collection", "none"), "there is no collection 'none'"),
    ],
)
def test_ingest_command_refuses_what_can_not_be(folder: Path, options, message):
    with pytest.raises(CommandError, match=message):
        run("plain", str(folder), *options)


def test_ingest_command_resumes_with_the_same_reader_only(folder: Path):
    number = run("plain", str(folder / "good.txt"))["accession"]
    Accession.objects.update(reader="html")
    with pytest.raises(CommandError, match=f"accession {number} was read with 'html', not with 'plain'"):
        run("plain", str(folder), "--resume", number)


def test_the_same_text_from_other_bytes_is_another_article_and_its_event_says_whose_text_it_is():
    take_in(record(STORY, "lf.txt", reference_code="A-1"))
    take_in(record(STORY.replace(b"\n", b"\r\n"), "crlf.txt", reference_code="A-2"))
    details = Event.objects.filter(type="information extraction").order_by("id").values_list("detail", flat=True)
    assert ["the same text as A-1" in detail for detail in details] == [False, True]
    assert details[1].endswith("; the same text as A-1")
