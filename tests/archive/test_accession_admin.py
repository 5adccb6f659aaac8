"""Taking files in through the workbench: by role, looked through, accepted, stopped, resumed, undone."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.vocabulary import Role
from archive.models import Accession, Article, ArticleCapture, Event
from archive.services import uploads
from archive.services.accession import AccessionTerms
from archive.services.uploads import resume, run_accession, run_waiting, stop, take_in_uploads
from archive.vocabulary import Access, AccessionState, ArticleState, EventType
from tests.archive.extractors.test_html import PAGE
from tests.archive.readers.test_auto import NINJS, RSS
from tests.archive.records import STORY, archivist, article_of, story

pytestmark = pytest.mark.django_db

FORM = reverse("admin:archive_accession_take_in")
HOSTILE = b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel><item><title>&a;</title></item></channel></rss>"


def sent(**files: bytes | str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data) for name, data in files.items()]


def post(client, files, **data):
    return client.post(FORM, {"chosen": files, "access": "open", "acquired_from": "the donor", **data})


def step(client, accession, name, **data):
    return client.post(reverse("admin:archive_accession_step", args=[accession.pk]), {"step": name, **data})


def page_of(client, accession):
    return client.get(reverse("admin:archive_accession_change", args=[accession.pk])).context["page"]


@pytest.fixture
def client(role_client):
    return role_client(Role.ARCHIVIST)


@pytest.fixture
def accession(client):
    post(client, sent(page=PAGE, wire=STORY, item=NINJS, feed=RSS, bad=HOSTILE))
    return Accession.objects.get()


@pytest.mark.parametrize("role", [None, *Role])
def test_only_archivists_take_files_in(role, role_client):
    client = role_client(role)
    expected = 200 if role == Role.ARCHIVIST else 403 if role in {Role.ANNOTATOR, Role.CURATOR} else 302
    assert client.get(FORM).status_code == expected
    answer = post(client, sent(page=PAGE))
    assert answer.status_code == (302 if expected in {200, 302} else 403)
    assert Article.objects.exists() == (role == Role.ARCHIVIST)


@pytest.mark.parametrize("name", ["accept", "undo", "stop", "resume", "paint"])
@pytest.mark.parametrize("role", [None, Role.RESEARCHER, Role.ANNOTATOR, Role.CURATOR])
def test_nobody_else_takes_a_step(role, name, role_client, accession):
    answer = step(role_client(role), accession, name, reason="no")
    assert answer.status_code in {302, 403}
    assert not ArticleCapture.objects.filter(accepted_at__isnull=False).exists()
    assert not Article.objects.exclude(state=ArticleState.ACTIVE, access=Access.STAFF).exists()


def test_a_step_is_not_taken_by_opening_an_address(client, accession):
    assert client.get(reverse("admin:archive_accession_step", args=[accession.pk])).status_code == 405


def test_mixed_files_are_taken_in_and_the_hostile_one_is_named(client, accession):
    assert (accession.state, accession.reader, accession.acquired_from) == (AccessionState.DONE, "auto", "the donor")
    assert (accession.read, accession.ingested, accession.unchanged) == (5, 4, 0)
    assert [(row["file"], row["reason"]) for row in accession.report] == [
        ("bad", "it declares entities of its own, which are not read")
    ]
    assert set(Article.objects.values_list("access", flat=True)) == {Access.STAFF}
    assert accession.inputs == []
    assert not (Path(settings.DATA_DIR) / "uploads" / str(accession.uuid)).exists()


def test_what_has_something_to_look_at_comes_first(client, accession):
    page = page_of(client, accession)
    told = [(row.recognised_as, list(row.problems)) for row in page.rows]
    assert [problems for _what, problems in told] == sorted((one for _what, one in told), key=lambda one: not one)
    assert ("html", []) in told
    assert ("feed", ["no date"]) in told
    assert (page.open_count, page.problem_count + page.clear_count) == (4, 4)


def test_those_without_problems_are_accepted_at_once_and_opened(client, accession):
    clear = page_of(client, accession).clear_count
    step(client, accession, "accept")
    accepted = ArticleCapture.objects.filter(accepted_at__isnull=False)
    assert accepted.count() == clear > 0
    assert set(accepted.values_list("article__access", flat=True)) == {Access.OPEN}
    assert page_of(client, accession).clear_count == 0
    told = Event.objects.filter(type=EventType.POLICY_ASSIGNMENT, article=accepted[0].article).values_list(
        "detail", flat=True
    )
    assert f"accepted, as it came with accession {accession.number}" in told


def test_one_is_accepted_and_the_next_is_shown(client, accession):
    first, second = page_of(client, accession).rows[:2]
    answer = step(client, accession, "accept", place=first.place.pk, following=second.place.pk)
    assert answer["Location"].endswith(f"/{second.place.article_id}/change/?review={second.place.pk}")
    assert list(ArticleCapture.objects.filter(accepted_at__isnull=False)) == [first.place]


def test_an_article_shows_where_it_stands_in_its_accession(client, accession):
    rows = page_of(client, accession).rows
    place = rows[1].place
    address = reverse("admin:archive_article_change", args=[place.article_id])
    bar = client.get(f"{address}?review={place.pk}").context["page"].review
    assert (bar.number, bar.total, bar.is_open, bar.may_accept) == (2, 4, True, True)
    assert bar.previous.endswith(f"review={rows[0].place.pk}")
    assert bar.following.endswith(f"review={rows[2].place.pk}")
    assert client.get(f"{address}?review={rows[0].place.pk}").context["page"].review is None
    assert client.get(f"{address}?review=abc").context["page"].review is None


def test_a_correction_leads_back_to_the_article_within_its_accession(client, accession):
    place = page_of(client, accession).rows[0].place
    address = reverse("admin:archive_article_change", args=[place.article_id])
    block = place.article.current_text.blocks.first()
    sent_form = {"action": "role", "version": place.article.version, "block": block.pk, "role": "notice"}
    answer = client.post(f"{address}?review={place.pk}", sent_form)
    assert answer["Location"] == f"{address}?review={place.pk}#text"


def test_undoing_withdraws_all_that_came_and_nothing_that_was_here(client):
    before = article_of(STORY)
    post(client, sent(page=PAGE, again=STORY))
    accession = Accession.objects.latest("pk")
    assert accession.unchanged == 1
    step(client, accession, "undo", reason=" ")
    assert not Article.objects.filter(state=ArticleState.WITHDRAWN).exists()
    step(client, accession, "undo", reason="the wrong box")
    withdrawn = Article.objects.get(state=ArticleState.WITHDRAWN)
    assert withdrawn.headline == "Bridge costs rise"
    before.refresh_from_db()
    assert before.state == ArticleState.ACTIVE
    told = withdrawn.events.get(type=EventType.DEACCESSION).detail
    assert told == f"accession {accession.number} was undone: the wrong box"


@pytest.mark.parametrize(
    ("files", "reason"),
    [([], "Choose or drop at least one file."), ("too many", "501 files are too many for one form")],
)
def test_a_form_that_cannot_be_taken_says_why_and_writes_nothing(client, files, reason):
    chosen = sent(**{f"f{number}": "x" for number in range(501)}) if files else []
    answer = post(client, chosen)
    assert answer.status_code == 200
    assert reason in answer.content.decode()
    assert not Accession.objects.exists()


@pytest.fixture
def long_accession(monkeypatch):
    monkeypatch.setattr(uploads, "FEW_FILES", 1)
    files = sent(**{f"{number}.txt": story(number) for number in range(120)})
    return take_in_uploads(files=files, terms=AccessionTerms(reader="auto"), agent=archivist())


def test_a_long_accession_waits_for_the_worker(long_accession):
    assert (long_accession.state, len(long_accession.inputs), Article.objects.count()) == ("waiting", 120, 0)
    assert run_waiting() == 1
    long_accession.refresh_from_db()
    assert (long_accession.state, long_accession.ingested) == (AccessionState.DONE, 120)
    assert run_waiting() == 0


def test_an_accession_that_is_stopped_goes_on_where_it_was(long_accession, monkeypatch):
    def stop_at_once(_accession):
        Accession.objects.update(state=AccessionState.STOPPING)
        raise uploads.StoppedError("the accession was stopped")

    with monkeypatch.context() as patched:
        patched.setattr(uploads, "_stop_if_told", stop_at_once)
        run_waiting()
    long_accession.refresh_from_db()
    assert (long_accession.state, long_accession.ingested) == (AccessionState.STOPPED, 50)
    assert resume(long_accession)
    assert not resume(long_accession)
    run_waiting()
    long_accession.refresh_from_db()
    assert (long_accession.state, long_accession.read, long_accession.ingested) == (AccessionState.DONE, 120, 120)
    assert Article.objects.count() == 120


def test_a_worker_that_is_to_stop_lets_the_accession_wait(long_accession):
    def stopping():
        raise uploads.InterruptedReading("the worker is stopping")

    assert run_waiting(between=stopping) == 1
    long_accession.refresh_from_db()
    assert (long_accession.state, long_accession.ingested) == (AccessionState.WAITING, 50)
    run_waiting(between=lambda: None)
    assert Article.objects.count() == 120


def test_stopping_what_runs_takes_effect_after_the_batch_at_hand(long_accession):
    assert stop(long_accession)
    long_accession.refresh_from_db()
    assert long_accession.state == AccessionState.STOPPED
    assert run_accession(long_accession) is None
    Accession.objects.update(state=AccessionState.RUNNING)
    assert stop(long_accession)
    with pytest.raises(uploads.StoppedError):
        uploads._stop_if_told(long_accession)


def test_an_accession_whose_process_died_is_taken_up_again(long_accession):
    Accession.objects.update(state=AccessionState.RUNNING)
    assert uploads.resume_interrupted() == 1
    run_waiting()
    assert Article.objects.count() == 120


def test_a_page_of_an_accession_that_is_on_its_way_looks_again_by_itself(client, long_accession):
    answer = client.get(reverse("admin:archive_accession_change", args=[long_accession.pk]))
    assert '<meta http-equiv="refresh" content="3">' in answer.content.decode()
    assert step(client, long_accession, "stop").status_code == 302
    answer = client.get(reverse("admin:archive_accession_change", args=[long_accession.pk]))
    assert 'http-equiv="refresh"' not in answer.content.decode()
    assert "Go on" in answer.content.decode()


def test_files_of_hostile_names_are_kept_under_numbers(client):
    post(client, [SimpleUploadedFile("../../../etc/passwd", STORY), SimpleUploadedFile("\u202etxt.exe", story(1))])
    assert Accession.objects.get().ingested == 2
