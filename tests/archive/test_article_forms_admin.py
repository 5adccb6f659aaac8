"""The forms on an article's page: each goes through its service, and what is refused keeps what was typed."""

from datetime import UTC, datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from accounts.vocabulary import Role
from archive.models import Article, Change, FieldValue, IndexTask
from archive.vocabulary import Access, ArticleState, BlockRole, EventType, Field, ValueStatus
from tests.factories import ArticleFactory, FieldValueFactory, RightsStatementFactory

pytestmark = pytest.mark.django_db


def _page(article: Article) -> str:
    return reverse("admin:archive_article_change", args=[article.pk])


def _value(article: Article, **changes: str) -> dict[str, str]:
    """Give what the correction form sends: a supplied byline, but for ``changes``."""
    sent = {"field": Field.BYLINE, "value": "A. Writer", "status": ValueStatus.SUPPLIED, **changes}
    return {"action": "value", "value-version": str(article.version), **{f"value-{key}": sent[key] for key in sent}}


def test_correction_form_starts_with_the_current_value(role_client):
    article = ArticleFactory()
    FieldValueFactory(article=article, field=Field.BYLINE, quote="the bridge")
    page = role_client(Role.ARCHIVIST).get(_page(article), {"correct": "byline"}).context["page"]
    assert page.correcting
    assert {name: page.forms["value"].initial[name] for name in ("field", "value", "quote", "status")} == {
        "field": "byline",
        "value": "the bridge",
        "quote": "the bridge",
        "status": "as-printed",
    }


def test_correction_supersedes_the_value_and_is_recorded(role_client):
    client = role_client(Role.ARCHIVIST)
    article = ArticleFactory()
    former = FieldValueFactory(article=article, field=Field.BYLINE, value="Old Name")
    response = client.post(_page(article), _value(article, note="from the index"))
    assert (response.status_code, response["Location"]) == (302, f"{_page(article)}#values")
    current = FieldValue.objects.get(article=article, current=True)
    assert (current.value, current.supersedes, current.agent, current.note) == (
        "A. Writer",
        former,
        client.user.agent,
        "from the index",
    )
    article.refresh_from_db()
    assert (article.version, article.byline) == (2, "A. Writer")
    assert [event.type for event in article.events.all()] == [EventType.METADATA_MODIFICATION]
    assert list(Change.objects.values_list("kind", "uuid")) == [("article", article.uuid)]
    assert list(IndexTask.objects.values_list("key", flat=True)) == [article.uuid]


def test_correction_finds_its_evidence_over_line_ends(role_client):
    article = ArticleFactory(text="By A.\nWriter in Brussels")
    changes = {"status": ValueStatus.AS_PRINTED, "value": "A. Writer", "quote": "A. Writer"}
    role_client(Role.ARCHIVIST).post(_page(article), _value(article, **changes))
    value = FieldValue.objects.get(article=article)
    assert (value.evidence_text, value.evidence_start, value.evidence_end) == (article.current_text, 3, 12)


def test_correction_keeps_the_place_of_words_that_stand_twice(role_client):
    article = ArticleFactory(text="Brussels and Brussels")
    FieldValueFactory(
        article=article,
        field=Field.DATELINE_PLACE,
        value="Brussels",
        evidence_text=article.current_text,
        evidence_start=13,
        evidence_end=21,
    )
    changes = {"field": Field.DATELINE_PLACE, "value": "Brussels", "quote": "Brussels", "certainty": "high"}
    role_client(Role.ARCHIVIST).post(_page(article), _value(article, **changes))
    value = FieldValue.objects.get(article=article, current=True)
    assert (value.certainty, value.evidence_start, value.evidence_end) == ("high", 13, 21)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"field": "published", "edtf": "19 April"}, "edtf", id="a date that is no EDTF"),
        pytest.param({"field": "published", "edtf": ""}, "edtf", id="a date field without a date"),
        pytest.param({"edtf": "2007"}, "edtf", id="a date in a field that is none"),
        pytest.param({"value": ""}, "value", id="no value"),
        pytest.param({"quote": "no such words"}, "quote", id="words that do not stand in the text"),
        pytest.param({"quote": "the"}, "quote", id="words that stand there twice"),
        pytest.param({"field": "colour"}, "field", id="an unknown field"),
        pytest.param({"status": "guessed"}, "status", id="an unknown status"),
    ],
)
def test_correction_that_cannot_stand_is_refused_at_its_field(role_client, changes, field):
    article = ArticleFactory()
    response = role_client(Role.ARCHIVIST).post(_page(article), _value(article, **changes))
    form = response.context["page"].forms["value"]
    assert (response.status_code, list(form.errors)) == (200, [field])
    assert not FieldValue.objects.exists()


def test_stale_correction_says_so_and_keeps_what_was_typed(role_client):
    article = ArticleFactory()
    sent = _value(article)
    Article.objects.filter(pk=article.pk).update(version=5)
    client = role_client(Role.ARCHIVIST)
    response = client.post(_page(article), sent)
    form = response.context["page"].forms["value"]
    assert not FieldValue.objects.exists()
    assert len(form.non_field_errors()) == 2
    assert (form["value"].value(), form["version"].value()) == ("A. Writer", "5")
    assert client.post(_page(article), {**sent, "value-version": form["version"].value()}).status_code == 302
    assert FieldValue.objects.get().value == "A. Writer"


def test_block_gets_another_role(role_client):
    article = ArticleFactory()
    block = article.current_text.blocks.get(order=2)
    sent = {"action": "role", "block": block.pk, "role": BlockRole.NOTICE, "version": article.version}
    response = role_client(Role.ARCHIVIST).post(_page(article), sent)
    block.refresh_from_db()
    assert (response.status_code, block.role) == (302, BlockRole.NOTICE)
    assert [event.type for event in article.events.all()] == [EventType.MODIFICATION]


def test_block_of_another_article_is_refused(role_client):
    article, other = ArticleFactory(), ArticleFactory()
    block = other.current_text.blocks.get(order=2)
    sent = {"action": "role", "block": block.pk, "role": BlockRole.NOTICE, "version": article.version}
    assert role_client(Role.ARCHIVIST).post(_page(article), sent).status_code == 200
    block.refresh_from_db()
    assert block.role == BlockRole.PARAGRAPH


def test_stale_role_keeps_the_role_that_was_chosen(role_client):
    article = ArticleFactory()
    block = article.current_text.blocks.get(order=2)
    sent = {"action": "role", "block": block.pk, "role": BlockRole.NOTICE, "version": 7}
    page = role_client(Role.ARCHIVIST).post(_page(article), sent).context["page"]
    chosen = [row.form["role"].value() for row in page.blocks if row.form.is_bound]
    block.refresh_from_db()
    assert (chosen, block.role) == ([BlockRole.NOTICE], BlockRole.PARAGRAPH)


def test_access_embargo_and_rights_are_set_together(role_client):
    article, rights = ArticleFactory(), RightsStatementFactory()
    sent = {
        "action": "access",
        "access-version": article.version,
        "access-access": Access.STAFF,
        "access-embargo_until": "2030-01-01T00:00",
        "access-rights": rights.pk,
    }
    response = role_client(Role.ARCHIVIST).post(_page(article), sent)
    article.refresh_from_db()
    assert response["Location"] == f"{_page(article)}#access"
    assert (article.access, article.embargo_until, article.rights) == (
        Access.STAFF,
        datetime(2030, 1, 1, tzinfo=UTC),
        rights,
    )
    assert [event.type for event in article.events.all()] == [EventType.POLICY_ASSIGNMENT]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"access-access": "nobody"}, id="an unknown access level"),
        pytest.param({"access-embargo_until": "next week"}, id="an embargo that is no time"),
        pytest.param({"access-rights": "999"}, id="a rights statement that is not there"),
    ],
)
def test_access_that_cannot_be_is_refused_at_its_field(role_client, sent):
    article = ArticleFactory()
    good = {"action": "access", "access-version": article.version, "access-access": Access.STAFF}
    form = role_client(Role.ARCHIVIST).post(_page(article), {**good, **sent}).context["page"].forms["access"]
    assert [f"access-{name}" for name in form.errors] == list(sent)
    article.refresh_from_db()
    assert article.access == Access.OPEN


def test_article_is_withdrawn_and_reinstated_with_reasons(role_client):
    client, article = role_client(Role.ARCHIVIST), ArticleFactory()
    client.post(_page(article), {"action": "withdraw", "state-version": 1, "state-reason": "asked by the outlet"})
    article.refresh_from_db()
    assert article.state == ArticleState.WITHDRAWN
    client.post(_page(article), {"action": "reinstate", "state-version": 2, "state-reason": "the outlet agreed"})
    article.refresh_from_db()
    assert article.state == ArticleState.ACTIVE
    assert list(article.events.values_list("type", "detail")) == [
        (EventType.DEACCESSION, "asked by the outlet"),
        (EventType.RECOVERY, "the outlet agreed"),
    ]


def test_withdrawal_without_a_reason_is_refused(role_client):
    article = ArticleFactory()
    response = role_client(Role.ARCHIVIST).post(_page(article), {"action": "withdraw", "state-version": 1})
    assert list(response.context["page"].forms["withdraw"].errors) == ["reason"]
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Not saved: see the reason below."]


@pytest.mark.parametrize("role", [Role.CURATOR, Role.ANNOTATOR])
@pytest.mark.parametrize("action", ["value", "role", "access", "withdraw", "reinstate", "anything else"])
def test_article_forms_are_refused_to_other_roles(role_client, role, action):
    article = ArticleFactory()
    response = role_client(role).post(_page(article), {**_value(article), "action": action})
    article.refresh_from_db()
    assert (response.status_code, article.version) == (403, 1)
