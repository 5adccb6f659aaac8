"""``ingest auto`` into the database: mixed inputs, their evidence kept, read again from the kept bytes."""

import io
import json
import zipfile

import pytest
from django.core.management import call_command

from archive.models import Article, Capture, FieldValue
from archive.services.extraction import extract_again
from archive.services.fixity import check_fixity
from tests.archive.extractors.test_html import PAGE
from tests.archive.readers.test_auto import NINJS, NITF, RSS, read
from tests.archive.readers.test_markup_formats import INPUTS
from tests.archive.records import archivist

pytestmark = pytest.mark.django_db


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "inputs"
    folder.mkdir()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("page.html", PAGE)
        archive.writestr("../evil.txt", "evil")
    for name, data in {"a.zip": buffer.getvalue(), "b.xml": NITF.encode(), "c": NINJS.encode(), **INPUTS}.items():
        (folder / name).write_bytes(data)
    return folder


def ingested(path, *options: str) -> dict:
    out = io.StringIO()
    call_command("ingest", "auto", str(path), "--json", *options, stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def test_mixed_inputs_are_taken_in_and_what_is_bad_is_named(inputs):
    report = ingested(inputs)
    assert (report["read"], report["ingested"], report["unchanged"]) == (20, 14, 0)
    assert len(report["rejected"]) == 6
    assert ("a.zip!/../evil.txt", "its name leads out of the archive") in [
        (row["file"].removeprefix(f"{inputs}/"), row["reason"]) for row in report["rejected"]
    ]
    again = ingested(inputs)
    assert (again["ingested"], again["unchanged"]) == (0, 14)


def test_a_rehearsal_says_the_same_and_writes_nothing(inputs):
    rehearsed = ingested(inputs, "--dry-run")
    assert (rehearsed["ingested"], len(rehearsed["rejected"])) == (14, 6)
    assert not Article.objects.exists()


def test_a_capture_with_several_articles_is_kept_once(inputs):
    ingested(inputs)
    feed = Capture.objects.get(file_name="feed")
    assert feed.headers["recognised-as"] == "feed"
    assert sorted(feed.article_captures.values_list("locator", flat=True)) == [
        f"/rss/channel/item[{number}]" for number in (1, 2, 3)
    ]
    assert check_fixity(agent=archivist()).mismatches == ()


def test_evidence_in_the_capture_is_kept_with_the_value(inputs):
    ingested(inputs)
    published = FieldValue.objects.get(field="published", article__article_captures__capture__file_name="page.html")
    assert (published.edtf, published.locator) == (
        "2007-04-23T10:00:00+02:00",
        "/html/head/script#/@graph/0/datePublished",
    )


def test_every_kept_article_is_read_again_to_the_same_text(inputs):
    ingested(inputs)
    for article in Article.objects.all():
        extractor = article.current_text.extractor
        again = extract_again(article=article, extractor=extractor, agent=archivist(), version=article.version)
        assert again.text is None, article


def test_reading_takes_feeds_apart_as_the_database_keeps_them():
    assert [record.locator for record in read(RSS)] == ["/rss/channel/item[1]"]
