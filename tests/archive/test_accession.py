"""Taking in: an article is whole or absent, bytes are kept once, and the counts say what became of each input."""

import hashlib
from datetime import date

import pytest
from django.utils import timezone

from accounts.models import Agent
from archive.models import Accession, Article, Blob, Capture, FieldValue, IndexTask, RightsStatement, TextVersion
from archive.records import ArticleRecord, BadRecord
from archive.services import accession
from archive.services.accession import BATCH, AccessionTerms, open_accession
from archive.storage import blob_name, read_blob
from tests.archive.records import STORY, archivist, article_of, record, story, supplied_value, take_all_in, take_in
from tests.factories import AccessionFactory, CollectionFactory, PublisherFactory
from tests.rows import changes, events, index_tasks, row_counts

pytestmark = pytest.mark.django_db

SHA256 = hashlib.sha256(STORY).hexdigest()


def _counts(number: str) -> tuple[int, int, int, list]:
    found = Accession.objects.get(number=number)
    return found.read, found.ingested, found.unchanged, found.report


def test_ingest_keeps_the_bytes_under_their_digest():
    article_of()
    blob = Blob.objects.get()
    assert (blob.sha256, blob.size, blob.bytes_expected, read_blob(SHA256)) == (SHA256, len(STORY), True, STORY)


def test_ingest_keeps_how_the_capture_came():
    take_in(
        ArticleRecord(
            data=STORY,
            file_name="day/story.txt",
            media_type="text/plain",
            source_uri="https://example.org/story",
            captured_at=timezone.make_aware(timezone.datetime(2007, 4, 20, 9, 30)),
            headers={"Content-Type": "text/plain"},
        )
    )
    capture = Capture.objects.get()
    assert (capture.file_name, capture.source_uri, capture.headers) == (
        "day/story.txt",
        "https://example.org/story",
        {"Content-Type": "text/plain"},
    )
    assert (capture.charset, capture.newline, capture.captured_at.isoformat()) == (
        "us-ascii",
        "LF",
        "2007-04-20T09:30:00+00:00",
    )


def test_ingest_makes_the_text_and_blocks_that_tile_it():
    article = article_of()
    text = article.current_text
    assert (text.number, text.text, text.sha256) == (1, STORY.decode(), hashlib.sha256(STORY).hexdigest())
    places = list(text.blocks.order_by("order").values_list("start", "end"))
    assert [place[0] for place in places] == [0, *(place[1] for place in places[:-1])]
    assert places[-1][1] == len(text.text)


def test_ingest_writes_the_events_in_order_with_their_agents():
    article = article_of()
    text = article.current_text
    extractor = Agent.objects.get(label=f"extractor {text.extractor}", version=text.extractor_version)
    number = Accession.objects.get().number
    common = {"article": article.pk, "outcome": "success"}
    assert events() == [
        {
            "type": "ingestion",
            "agent": archivist().pk,
            "detail": f"story.txt, {len(STORY)} bytes",
            "object_ids": [f"accession:{number}", f"blob:{SHA256}"],
            **common,
        },
        {
            "type": "message digest calculation",
            "agent": extractor.pk,
            "detail": f"SHA-256 {SHA256}",
            "object_ids": [f"blob:{SHA256}"],
            **common,
        },
        {
            "type": "information extraction",
            "agent": extractor.pk,
            "detail": "us-ascii (every byte is below 0x80), LF",
            "object_ids": [f"blob:{SHA256}", f"text:{text.uuid}"],
            **common,
        },
    ]


def test_ingest_warns_of_what_the_decoder_changed():
    article_of(STORY.replace(b"canal", b"ca\x00al"))
    found = events()[2]
    assert (found["outcome"], found["detail"].rpartition("; ")[2]) == (
        "warning",
        f"NUL characters: 1 became U+FFFD, at byte {STORY.index(b'canal') + 2}",
    )
    assert "ca\ufffdal" in TextVersion.objects.get().text


def test_ingest_writes_the_change_and_the_index_task():
    article = article_of()
    assert (changes(), index_tasks()) == ([("article", article.uuid, "created")], [article.uuid])


def test_ingest_gives_a_reference_code_from_the_accession():
    article = article_of()
    assert article.reference_code == f"{Accession.objects.get().number}-00001"


def test_ingest_projects_the_current_values():
    values = (
        supplied_value("headline", "Bridge safe"),
        supplied_value("publisher", "The  Example\u00a0Post"),
        supplied_value("published", "20 April 2007", edtf="2007-04-20"),
        supplied_value("language", "en"),
    )
    article = article_of(values=values, reference_code="EX-1")
    assert (article.reference_code, article.headline, article.publisher.name, article.language) == (
        "EX-1",
        "Bridge safe",
        "The Example Post",
        "en",
    )
    assert (article.date_field, article.date_edtf, article.date_earliest, article.date_latest) == (
        "published",
        "2007-04-20",
        date(2007, 4, 20),
        date(2007, 4, 20),
    )


def test_ingest_lets_a_supplied_value_supersede_the_rules_one():
    article = article_of(values=(supplied_value("headline", "Another headline"),))
    found = article.values.filter(field="headline").order_by("id")
    extractor = Agent.objects.get(label__startswith="extractor")
    assert [(row.value, row.current, row.agent) for row in found] == [
        ("Minister says bridge is safe", False, extractor),
        ("Another headline", True, archivist()),
    ]
    assert (found[0].supersedes, found[1].supersedes) == (None, found[0])
    assert events()[3]["detail"] == "supplied: headline"


def test_ingest_calls_an_article_without_headline_by_its_first_words():
    article = article_of(values=(supplied_value("headline"),))
    assert (article.headline, article.title) == (
        "",
        "[The minister said on Thursday that the old bridge over the canal was safe.]",
    )


def test_ingest_finds_the_words_that_a_manifest_quotes():
    value = supplied_value("dateline_place", "Brussels", status="as-printed", quote="BRUSSELS,  April")
    article_of(values=(value,))
    found = FieldValue.objects.get(field="dateline_place", current=True)
    start = STORY.index(b"BRUSSELS")
    assert (found.evidence_start, found.evidence_end, found.evidence_text.number) == (start, start + 15, 1)


def test_ingest_gives_lines_the_roles_of_a_manifest():
    article = article_of(line_roles=((5, 5, "notice"),))
    found = article.current_text.blocks.get(role="notice")
    assert article.current_text.text[found.start : found.end].startswith("Engineers who had looked")


def test_ingest_gives_rights_and_access():
    uri = "http://rightsstatements.org/vocab/InC/1.0/"
    take_in(
        record(story(1), rights_uri=uri, rights_holder="A", access="registered"),
        record(story(2), rights_uri=uri, rights_holder="A"),
        record(story(3)),
        access="staff",
    )
    rights = RightsStatement.objects.get()
    assert (rights.uri, rights.holder, rights.quotation_limit) == (uri, "A", None)
    assert list(Article.objects.order_by("id").values_list("access", "rights")) == [
        ("registered", rights.pk),
        ("staff", rights.pk),
        ("staff", None),
    ]


def test_ingest_makes_an_outlet_once():
    PublisherFactory(name="Reuters", kind="agency")
    value = supplied_value("publisher", "Example Post")
    for number in range(2):
        article_of(story(number), values=(value,))
    first, second = (article.publisher for article in Article.objects.all())
    assert (first, first.name, first.slug, first.kind) == (second, "Example Post", "example-post", "outlet")


@pytest.mark.parametrize("count", [1, BATCH, BATCH + 1, 2 * BATCH + 1])
def test_ingest_counts_every_input_across_batches(count):
    seen: list[int] = []
    report = take_all_in((record(story(number), f"{number}.txt") for number in range(count)), progress=seen.append)
    assert (report.read, report.ingested, report.unchanged, report.rejected) == (count, count, 0, [])
    assert _counts(report.accession) == (count, count, 0, [])
    assert (Article.objects.count(), IndexTask.objects.count(), seen[-1]) == (count, count, count)
    assert seen == [*range(BATCH, count, BATCH), count]


def test_ingest_keeps_what_a_batch_before_the_end_brought():
    def records():
        for number in range(BATCH):
            yield record(story(number), f"{number}.txt")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_all_in(records())
    found = Accession.objects.get()
    assert (found.read, found.ingested, Article.objects.count()) == (BATCH, BATCH, BATCH)


def test_ingest_holds_no_more_bytes_at_once_than_it_may(monkeypatch):
    monkeypatch.setattr(accession, "BATCH_BYTES", len(STORY) + 1)
    seen: list[int] = []
    take_all_in((record(story(number), f"{number}.txt") for number in range(3)), progress=seen.append)
    assert seen == [1, 2, 3]


def test_ingest_of_nothing_is_an_accession_of_nothing():
    report = take_in()
    assert (_counts(report.accession), Article.objects.count()) == ((0, 0, 0, []), 0)


def test_ingest_of_the_same_bytes_later_changes_nothing_and_is_recorded():
    article = article_of()
    before = row_counts()
    report = take_in(record(name="again.txt"))
    assert _counts(report.accession) == (1, 0, 1, [])
    assert events()[-1] == {
        "type": "ingestion",
        "agent": archivist().pk,
        "article": article.pk,
        "outcome": "success",
        "detail": "the same bytes came in again as again.txt; nothing was changed",
        "object_ids": [f"accession:{report.accession}", f"blob:{SHA256}"],
    }
    assert row_counts() == {**before, "archive.Accession": 2, "archive.Event": before["archive.Event"] + 1}


def test_ingest_of_the_same_bytes_twice_in_a_batch_is_one_article():
    report = take_in(record(name="a.txt"), record(name="b.txt"), record(name="c.txt"))
    assert (report.read, report.ingested, report.unchanged) == (3, 1, 2)
    assert (Article.objects.count(), Blob.objects.count(), Capture.objects.get().file_name) == (1, 1, "a.txt")
    assert [found["detail"] for found in events()[-2:]] == [
        f"the same bytes came in again as {name}; nothing was changed" for name in ("b.txt", "c.txt")
    ]


def test_ingest_of_bytes_that_were_absent_keeps_them(blob_folder):
    article_of()
    (blob_folder / blob_name(SHA256)).unlink()
    Blob.objects.update(bytes_expected=False)
    report = take_in(record(name="found-again.txt"))
    assert (report.unchanged, Blob.objects.get().bytes_expected, read_blob(SHA256)) == (1, True, STORY)
    assert events()[-1]["detail"] == (
        "the same bytes came in again as found-again.txt; they were absent and are held now"
    )


def test_accessions_are_numbered_by_year_past_restored_numbers():
    year = timezone.now().year
    first = open_accession(terms=AccessionTerms(reader="plain"), agent=archivist())
    AccessionFactory(number=f"{year}-{first.pk + 2:04d}")
    second = open_accession(terms=AccessionTerms(reader="plain"), agent=archivist())
    assert [first.number, second.number] == [f"{year}-{first.pk:04d}", f"{year}-{second.pk + 1:04d}"]


def test_accession_keeps_its_terms():
    collection = CollectionFactory()
    terms = AccessionTerms(reader="plain", acquired_from="the donor", agreement="a gift", collection=collection)
    found = open_accession(terms=terms, agent=archivist())
    assert (found.acquired_from, found.agreement, found.collection, found.agent) == (
        "the donor",
        "a gift",
        collection,
        archivist(),
    )


def test_bad_record_of_the_reader_is_reported_as_it_is():
    bad = BadRecord(file="x.pdf", record="p1", line=3, reason="not a text file")
    report = take_in(bad, record())
    assert (report.read, report.ingested, report.rejected) == (2, 1, [bad])
    assert _counts(report.accession)[3] == [{"file": "x.pdf", "record": "p1", "line": 3, "reason": "not a text file"}]
