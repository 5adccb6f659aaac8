"""A second reading of bytes that are held: a new text beside the former one, which stays with all that stood on it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.errors import ArchiveError, StaleVersionError
from archive.models import Article, Blob, Event, TextVersion
from archive.services.corrections import set_value
from archive.services.extraction import extract_again
from archive.storage import blob_name
from tests.archive.records import STORY, archivist, article_of, supplied_value
from tests.rows import changes, index_tasks, row_counts

pytestmark = pytest.mark.django_db

#: Reads as “café” in one charset and as “cafй” in another.
CAFE = STORY + b"\nThe caf\xe9 by the bridge stays closed, its owner said on Friday.\n"


def again(article: Article, **options) -> TextVersion | None:
    return extract_again(
        article=article, **{"extractor": "plain", "agent": archivist(), "version": article.version, **options}
    ).text


def test_extract_again_with_another_charset_makes_a_new_text_and_keeps_the_former():
    article = article_of(CAFE)
    former = article.current_text
    made = again(article, charset="windows-1251")
    assert made is not None
    article.refresh_from_db()
    assert (article.current_text, made.number, article.version) == (made, 2, 2)
    assert ("caf\xe9" in former.text, "caf\u0439" in made.text) == (True, True)
    assert TextVersion.objects.get(pk=former.pk).text == former.text
    assert former.blocks.count() == made.blocks.count()
    assert changes()[-1] == ("article", article.uuid, "updated")
    assert index_tasks()[-1] == article.uuid
    told = Event.objects.filter(article=article).latest("id")
    assert told.object_ids == [f"blob:{made.article_capture.capture.blob.sha256}", f"text:{made.uuid}"]
    assert told.detail.startswith("text version 2 by extractor plain 1: windows-1251")


def test_extract_again_puts_what_it_finds_in_the_place_of_what_a_program_had_found():
    article = article_of(CAFE)
    former = article.values.get(field="headline", current=True)
    made = again(article, charset="windows-1251")
    now = article.values.get(field="headline", current=True)
    assert (now.value, now.supersedes, now.evidence_text) == (former.value, former, made)


def test_extract_again_leaves_what_a_person_gave():
    article = article_of(CAFE)
    set_value(article=article, value=supplied_value("headline", "By hand"), agent=archivist(), version=1)
    article.refresh_from_db()
    again(article, charset="windows-1251")
    article.refresh_from_db()
    assert (article.headline, article.values.get(field="headline", current=True).value) == ("By hand", "By hand")


def test_extract_again_to_the_same_text_changes_nothing():
    article = article_of()
    before = row_counts()
    assert again(article) is None
    article.refresh_from_db()
    assert (row_counts(), article.version) == (before, 1)


@pytest.mark.parametrize("extractor", ["none-such", ""])
def test_extract_again_knows_its_extractors(extractor):
    with pytest.raises(ArchiveError, match="there is no extractor"):
        again(article_of(), extractor=extractor)


def test_extract_again_says_that_the_bytes_are_absent(blob_folder):
    article = article_of()
    (blob_folder / blob_name(Blob.objects.get().sha256)).unlink()
    with pytest.raises(ArchiveError, match="the bytes of story.txt are absent"):
        again(article)


def test_extract_again_refuses_another_articles_capture():
    other = article_of(CAFE).article_captures.get()
    with pytest.raises(ArchiveError, match="has no such capture"):
        again(article_of(), capture=other)


def test_extract_again_refuses_a_stale_version_and_writes_nothing():
    article = article_of(CAFE)
    set_value(article=article, value=supplied_value("headline", "Meanwhile"), agent=archivist(), version=1)
    before = row_counts()
    with pytest.raises(StaleVersionError):
        again(article, charset="windows-1251", version=1)
    assert row_counts() == before


def test_extract_command_counts_what_it_made_and_goes_on_past_what_fails(blob_folder):
    article_of(CAFE)
    lost = article_of(STORY + b"\nLost.\n")
    (blob_folder / blob_name(lost.article_captures.get().capture.blob.sha256)).unlink()
    article_of()
    out = StringIO()
    call_command("extract", "--all", "--extractor", "plain", "--charset", "windows-1251", "--json", stdout=out)
    reason = "the bytes of story.txt are absent"
    assert json.loads(out.getvalue()) == {
        "read": 3,
        "made": 1,
        "unchanged": 1,
        "failed": [{"article": lost.reference_code, "reason": reason}],
    }


@pytest.mark.parametrize("uuid", ["01900000-0000-7000-8000-00000000dead", "no-uuid"])
def test_extract_command_names_an_article_that_is_not_there(uuid):
    with pytest.raises(CommandError, match=f"there is no article {uuid}"):
        call_command("extract", "--article", uuid, "--extractor", "plain")
