"""The page on how well the archive keeps: by role, what it counts, and what it keeps from whom."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from accounts.access import Viewer, system_viewer
from accounts.vocabulary import Role
from archive.models import Blob, Event
from archive.selectors import preservation
from archive.selectors.preservation import Holdings, Month, get_preservation
from archive.services.fixity import check_fixity
from archive.services.rights import withdraw
from archive.storage import put_blob
from archive.vocabulary import ArticleState, EventType, Outcome
from tests.admin_pages import inline_content, query_count
from tests.factories import (
    AccessionFactory,
    AgentFactory,
    ArticleCaptureFactory,
    ArticleFactory,
    BlobFactory,
    CaptureFactory,
    EventFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:archive_blob_preservation")
LIST = reverse("admin:archive_blob_changelist")
MAY = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def seen_at(now: datetime = MAY, **rights: bool):
    """Give what a viewer with these rights, or one who sees everything, is shown at a moment."""
    viewer = Viewer(registered=True, now=now, **rights) if rights else system_viewer()
    return get_preservation(viewer if rights else Viewer(**{**_all(viewer), "now": now}))


def _all(viewer: Viewer) -> dict[str, object]:
    return {name: getattr(viewer, name) for name in Viewer.__dataclass_fields__}


def shown(response, name: str) -> list[list[str]]:
    """Give the rows of one of the page's tables, as text."""
    return [[str(cell) for cell in row] for row in response.context[name].rows]


def failed_check(*blobs: Blob, at: datetime | None = None) -> Event:
    return EventFactory(
        type=EventType.FIXITY_CHECK,
        article=None,
        at=at or timezone.now(),
        outcome=Outcome.FAIL,
        detail="0 intact, 0 absent, some damaged.",
        object_ids=[f"blob:{blob.sha256}" for blob in blobs],
    )


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 302), (Role.RESEARCHER, 302), (Role.ANNOTATOR, 403), (Role.CURATOR, 403), (Role.ARCHIVIST, 200)],
    ids=str,
)
def test_the_page_is_for_those_who_check_fixity(role_client, role, status):
    assert role_client(role).get(PAGE).status_code == status


@pytest.mark.parametrize(
    ("role", "offered"), [(Role.ANNOTATOR, False), (Role.CURATOR, False), (Role.ARCHIVIST, True)], ids=str
)
def test_the_list_of_blobs_leads_there_those_who_may(role_client, role, offered):
    BlobFactory()
    assert (f'href="{PAGE}"' in role_client(role).get(LIST).content.decode()) == offered


def test_the_page_of_an_empty_archive_says_so(role_client):
    html = role_client(Role.ARCHIVIST).get(PAGE).content.decode()
    assert inline_content(html) == []
    for words in ("never been checked", "No article is under embargo", "No article is withdrawn"):
        assert words in html


def test_the_page_shows_the_last_check_and_the_captures_of_what_is_damaged(role_client):
    client = role_client(Role.ARCHIVIST)
    article = ArticleFactory(embargo_until=timezone.now() + DAY)
    withdrawn = ArticleFactory(text=None, state=ArticleState.WITHDRAWN)
    capture = article.article_captures.get().capture
    failed_check(BlobFactory(), at=timezone.now() - DAY)
    event = failed_check(capture.blob)
    answer = client.get(PAGE)
    html = answer.content.decode()
    assert inline_content(html) == []
    assert reverse("admin:archive_event_change", args=[event.pk]) in html
    assert event.detail in html
    blob_url = reverse("admin:archive_blob_change", args=[capture.blob.pk])
    capture_url = reverse("admin:archive_capture_change", args=[capture.pk])
    assert shown(answer, "damaged") == [
        [
            f'<a href="{blob_url}">{capture.blob.sha256}</a>',
            str(capture.blob.size),
            f'<a href="{capture_url}">{capture.file_name}</a>',
        ]
    ]
    assert len(shown(answer, "growth")) == 12
    assert article.title in shown(answer, "embargoed")[0][1]
    assert withdrawn.title in shown(answer, "withdrawn")[0][1]


def test_names_that_hold_markup_are_shown_as_they_are(role_client):
    capture = CaptureFactory(file_name="<script>alert(1)</script>")
    failed_check(capture.blob)
    html = role_client(Role.ARCHIVIST).get(PAGE).content.decode()
    assert inline_content(html) == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(role_client, count):
    now = timezone.now()
    blobs = []
    for number in range(count):
        article = ArticleFactory(embargo_until=now + DAY * (number + 1))
        blobs.append(article.article_captures.get().capture.blob)
        EventFactory(article=article, at=now - DAY * number)
        withdraw(article=ArticleFactory(text=None), reason="no", agent=AgentFactory(), version=1)
    failed_check(*blobs)
    assert query_count(role_client(Role.ARCHIVIST), PAGE) == 17


def test_blobs_are_counted_by_what_is_known_of_them(blob_folder):
    first = MAY - DAY * 9
    for number, moment in enumerate((MAY - DAY, first)):
        BlobFactory(text=f"whole {number}", checked_at=moment)
    BlobFactory(text="new")
    BlobFactory(text="absent", bytes_expected=False, checked_at=first - DAY)
    failed_check(BlobFactory(text="damaged"))
    assert seen_at().holdings == Holdings(
        blobs=5, held=7 + 7 + 3 + 7, intact=2, unchecked=1, damaged=1, absent=1, oldest_check=first, articles=0
    )


def test_an_archive_without_blobs_holds_nothing():
    assert seen_at().holdings == Holdings(
        blobs=0, held=0, intact=0, unchecked=0, damaged=0, absent=0, oldest_check=None, articles=0
    )


def test_a_real_check_is_shown_as_it_was(blob_folder):
    for data in (b"one", b"two"):
        Blob.objects.create(sha256=put_blob(data), size=3)
    Blob.objects.create(sha256="0" * 64, size=3)
    check_fixity(agent=AgentFactory())
    found = seen_at(timezone.now())
    assert (found.holdings.intact, found.holdings.unchecked, found.holdings.damaged) == (2, 0, 1)
    assert found.last_check.detail == f"2 intact, 0 absent, 1 damaged. {'0' * 64}: the file is missing"
    assert [blob.sha256 for blob in found.damaged] == ["0" * 64]


def test_a_long_list_of_damage_is_counted_whole_and_named_in_part(monkeypatch, role_client):
    monkeypatch.setattr(preservation, "NAMED", 2)
    BlobFactory(text="new")
    failed_check(*(BlobFactory() for _number in range(5)))
    found = seen_at(timezone.now())
    assert (found.holdings.damaged, found.holdings.unchecked, len(found.damaged)) == (5, 1, 2)
    assert "2 of 5 are shown" in role_client(Role.ARCHIVIST).get(PAGE).content.decode()


def test_growth_counts_captures_articles_and_new_bytes_by_month():
    old, present = AccessionFactory(received_at=MAY - DAY * 31), AccessionFactory(received_at=MAY)
    blob = BlobFactory(text="12345")
    for accession in (old, present, present):
        CaptureFactory(accession=accession, blob=blob)
    CaptureFactory(accession=present, blob__text="1234567")
    CaptureFactory(accession=present, blob=BlobFactory(text="absent", bytes_expected=False))
    CaptureFactory(accession=AccessionFactory(received_at=datetime(2025, 5, 31, 23, 59, tzinfo=UTC)))
    ArticleFactory(text=None, created=datetime(2025, 6, 1, tzinfo=UTC))
    ArticleFactory(text=None, created=MAY)
    months = seen_at().months
    assert [month.first for month in months[:6]] == [
        *(date(2026, number, 1) for number in (5, 4, 3, 2, 1)),
        date(2025, 12, 1),
    ]
    assert [month for month in months if month.captures or month.articles] == [
        Month(first=date(2026, 5, 1), captures=4, articles=1, held=7),
        Month(first=date(2026, 4, 1), captures=1, articles=0, held=5),
        Month(first=date(2025, 6, 1), captures=0, articles=1, held=0),
    ]
    assert len(months) == 12


def test_growth_has_bars_that_say_nothing_more_than_the_figures(role_client):
    for _number in range(2):
        ArticleCaptureFactory(
            article__created=timezone.now(), article__text=None, capture__accession__received_at=timezone.now()
        )
    rows = shown(role_client(Role.ARCHIVIST).get(PAGE), "growth")
    assert rows[0][1:3] == ['<meter min="0" max="2" value="2" aria-hidden="true"></meter> 2'] * 2
    assert rows[1][1] == '<meter min="0" max="2" value="0" aria-hidden="true"></meter> 0'


def test_events_are_counted_by_day_and_type(role_client):
    for kind, at in (
        ("ingestion", MAY),
        ("ingestion", MAY - timedelta(hours=12)),
        ("fixity check", MAY),
        ("ingestion", MAY - timedelta(hours=12, seconds=1)),
        ("painting", MAY - DAY * 29),
        ("recovery", MAY - DAY * 30),
        ("recovery", MAY + DAY),
    ):
        EventFactory(type=kind, at=at, article=None)
    found = seen_at().events
    assert list(found.types) == ["ingestion", "fixity check", "painting"]
    assert list(found.days) == [
        (date(2026, 5, 20), {"ingestion": 2, "fixity check": 1}),
        (date(2026, 5, 19), {"ingestion": 1}),
        (date(2026, 4, 21), {"painting": 1}),
    ]
    EventFactory(type="deaccession", at=timezone.now(), article=None)
    answer = role_client(Role.ARCHIVIST).get(PAGE)
    assert list(answer.context["events"].head) == ["Day", "Withdrawal"]
    assert [row[1:] for row in shown(answer, "events")] == [["1"]]


def test_embargoes_are_counted_and_the_next_ten_named():
    articles = [ArticleFactory(text=None, embargo_until=MAY + DAY * (12 - number)) for number in range(12)]
    ArticleFactory(text=None, embargo_until=MAY)
    ArticleFactory(text=None, embargo_until=MAY + DAY, state=ArticleState.WITHDRAWN)
    found = seen_at().embargoed
    assert (found.count, list(found.articles)) == (12, articles[:1:-1])


def test_withdrawn_articles_are_named_with_their_last_reason():
    articles = [ArticleFactory(text=None, state=ArticleState.WITHDRAWN) for _number in range(3)]
    for article, at, reason in (
        (articles[0], MAY, "again"),
        (articles[0], MAY - DAY * 2, "first"),
        (articles[1], MAY - DAY, "once"),
    ):
        EventFactory(article=article, type=EventType.DEACCESSION, at=at, detail=reason)
    found = seen_at().withdrawn
    told = [(article, article.withdrawn_at, article.reason) for article in found.articles]
    assert (found.count, told) == (
        3,
        [(articles[0], MAY, "again"), (articles[1], MAY - DAY, "once"), (articles[2], None, None)],
    )


def test_articles_and_captures_are_those_that_the_viewer_may_read():
    hidden = ArticleFactory(embargo_until=MAY + DAY)
    ArticleFactory(text=None, state=ArticleState.WITHDRAWN)
    failed_check(hidden.article_captures.get().capture.blob)
    found = seen_at(sees_staff=True)
    assert (found.embargoed.count, found.withdrawn.count) == (0, 0)
    assert [blob.shown_captures for blob in found.damaged] == [[]]
    found = seen_at(sees_staff=True, sees_embargoed=True, sees_withdrawn=True)
    assert (found.embargoed.count, found.withdrawn.count) == (1, 1)
    assert [len(blob.shown_captures) for blob in found.damaged] == [1]


def test_the_permission_alone_opens_the_page(client):
    user = UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="check_fixity"))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    hidden = ArticleFactory(text=None, embargo_until=timezone.now() + DAY)
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert hidden.reference_code not in answer.content.decode()
