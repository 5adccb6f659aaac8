"""Who may open which page of the reading room."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.vocabulary import Role
from annotations.models import Mention, Statement
from archive.vocabulary import Access, ArticleState
from readingroom.urls import urlpatterns
from tests.readingroom.paths import PATHS, address
from tests.readingroom.scenes import marked_article
from tests.roles import READERS

pytestmark = pytest.mark.django_db

_STAFF = {Role.ARCHIVIST, Role.CURATOR, Role.ANNOTATOR}
_CURATORS = {Role.ARCHIVIST, Role.CURATOR}
CONDITIONS = [
    pytest.param({}, set(READERS), id="an open article"),
    pytest.param({"access": Access.REGISTERED}, set(Role), id="an article for registered readers"),
    pytest.param({"access": Access.STAFF}, _STAFF, id="an article for staff"),
    pytest.param({"embargo": timedelta(hours=1)}, _CURATORS, id="an article under embargo"),
    pytest.param({"embargo": -timedelta(hours=1)}, set(READERS), id="an article after its embargo"),
    pytest.param({"state": ArticleState.WITHDRAWN}, {Role.ARCHIVIST}, id="a withdrawn article"),
]


def _article(condition):
    options = dict(condition)
    embargo = options.pop("embargo", None)
    if embargo is not None:
        options["embargo_until"] = timezone.now() + embargo
    return marked_article(**options)


def test_every_address_is_in_the_table():
    assert {pattern.name for pattern in urlpatterns} == {*PATHS, "logout"}


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize(("condition", "readers"), CONDITIONS)
def test_pages_open_to_those_who_may_read_the_article(role_client, condition, readers, name):
    article = _article(condition)
    allowed = readers if "{" in PATHS[name] else set(READERS)
    if name in {"entity", "claim"}:  # who sees every set knows every entity and claim
        allowed = allowed | _CURATORS
    path = address(name, article)
    found = {reader: role_client(reader).get(path).status_code for reader in READERS}
    assert found == {reader: 200 if reader in allowed else 404 for reader in READERS}


@pytest.mark.parametrize(("condition", "readers"), CONDITIONS)
def test_lists_name_an_article_to_those_who_may_read_it(role_client, condition, readers):
    article = _article(condition)
    for path in ("/", "/articles/"):
        named = {reader for reader in READERS if article.headline in role_client(reader).get(path).content.decode()}
        assert named == readers


@pytest.mark.parametrize(("condition", "readers"), CONDITIONS)
def test_pages_across_articles_quote_an_article_to_those_who_may_read_it(role_client, condition, readers):
    """The entity and the claim are known to everybody from an open article; its words must not come along."""
    hidden, shown = _article(condition), marked_article()
    statements = [
        Statement.objects.get(annotation__annotation_set__text_version__article=row) for row in (hidden, shown)
    ]
    for statement in statements[1:]:
        statement.sources.update(entity=statements[0].sources.get().entity)
        statement.stances.update(claim=statements[0].stances.get().claim)
    Mention.objects.update(entity=statements[0].sources.get().entity)
    for name in ("entities", "entity", "claims", "claim"):
        answers = {reader: role_client(reader).get(address(name, hidden)).content.decode() for reader in READERS}
        named = {reader for reader, content in answers.items() if hidden.headline in content}
        counted = {reader for reader, content in answers.items() if "in 2 articles" in content}
        assert named <= readers
        assert counted == readers


def test_an_unreadable_article_looks_like_none_at_all():
    hidden = marked_article(access=Access.STAFF)
    client = Client()
    answers = [client.get(f"/articles/{uuid}/") for uuid in (hidden.uuid, "00000000-0000-4000-8000-000000000000")]
    assert answers[0].status_code == answers[1].status_code == 404
    assert answers[0].content == answers[1].content


def test_an_annotator_at_work_on_a_text_sees_no_marks_of_others(role_client):
    article = marked_article()
    client = role_client(Role.ANNOTATOR)
    client.user.agent.annotation_sets.create(
        project=article.current_text.annotation_sets.get().project, text_version=article.current_text
    )
    page = client.get(f"/articles/{article.uuid}/").context["page"]
    assert (page.sets, page.statements, page.layers) == ((), (), ())
    assert {name: client.get(address(name, article)).status_code for name in ("entity", "claim")} == {
        "entity": 404,
        "claim": 404,
    }


@pytest.mark.parametrize("path", ["/", "/articles/"])
def test_pages_refuse_to_be_posted_to(path):
    assert Client().post(path).status_code == 405
