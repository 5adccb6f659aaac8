"""Articles in the admin: who sees what, and that every form goes through its service."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.vocabulary import Role
from archive.models import Article
from archive.vocabulary import ArticleState, Field
from tests.admin_pages import STAFF_ONLY, query_count
from tests.factories import (
    ArticleCaptureFactory,
    ArticleFactory,
    BlockFactory,
    EventFactory,
    FieldValueFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/archive/article/"


def _page(article: Article) -> str:
    return reverse("admin:archive_article_change", args=[article.pk])


def _codes(response) -> list[str]:
    return [article.reference_code for article in response.context["cl"].result_list]


@pytest.mark.parametrize("role", [None, *Role])
def test_article_list_is_for_staff(role_client, role):
    assert role_client(role).get(LIST).status_code == STAFF_ONLY[role]


@pytest.mark.parametrize("role", [None, *Role])
def test_article_page_is_for_staff(role_client, role):
    assert role_client(role).get(_page(ArticleFactory())).status_code == STAFF_ONLY[role]


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        pytest.param(Role.ANNOTATOR, ["OPEN"], id="an annotator sees neither embargoed nor withdrawn ones"),
        pytest.param(Role.CURATOR, ["EMBARGO", "OPEN"], id="a curator sees embargoed ones"),
        pytest.param(Role.ARCHIVIST, ["EMBARGO", "GONE", "OPEN"], id="an archivist sees all"),
    ],
)
def test_article_list_shows_what_the_role_may_read(role_client, role, codes):
    ArticleFactory(reference_code="OPEN")
    ArticleFactory(reference_code="EMBARGO", embargo_until=timezone.now() + timedelta(days=1))
    ArticleFactory(reference_code="GONE", state=ArticleState.WITHDRAWN)
    assert _codes(role_client(role).get(LIST)) == codes


def test_article_page_of_an_article_that_may_not_be_read_leads_away(role_client):
    hidden = ArticleFactory(embargo_until=timezone.now() + timedelta(days=1))
    assert role_client(Role.ANNOTATOR).get(_page(hidden)).status_code == 302


@pytest.mark.parametrize(
    ("embargo", "codes"),
    [
        pytest.param("running", ["LATER"], id="under embargo"),
        pytest.param("ended", ["ENDED"], id="ended"),
        pytest.param("none", ["NONE"], id="none"),
    ],
)
def test_article_list_filters_by_embargo(role_client, embargo, codes):
    ArticleFactory(reference_code="NONE")
    ArticleFactory(reference_code="ENDED", embargo_until=timezone.now() - timedelta(days=1))
    ArticleFactory(reference_code="LATER", embargo_until=timezone.now() + timedelta(days=1))
    assert _codes(role_client(Role.ARCHIVIST).get(LIST, {"embargo": embargo})) == codes


def test_article_list_takes_as_many_queries_for_three_as_for_one(role_client):
    client = role_client(Role.ARCHIVIST)
    ArticleFactory()
    one = query_count(client, LIST)
    ArticleFactory.create_batch(2)
    assert query_count(client, LIST) == one


def test_article_page_takes_as_many_queries_for_three_of_everything_as_for_one(role_client):
    client = role_client(Role.ARCHIVIST)
    article = ArticleFactory()
    FieldValueFactory(article=article, field=Field.HEADLINE, quote="minister")
    EventFactory(article=article)
    one = query_count(client, _page(article))
    for field in (Field.BYLINE, Field.GENRE):
        FieldValueFactory(article=article, field=field, quote="bridge")
        EventFactory(article=article)
        ArticleCaptureFactory(article=article)
    end = len(article.current_text.text)
    BlockFactory(text_version=article.current_text, order=9, start=end - 1, end=end)
    assert query_count(client, _page(article)) == one


def test_article_page_marks_the_words_of_the_value_that_is_asked_for(role_client):
    article = ArticleFactory()
    value = FieldValueFactory(article=article, field=Field.BYLINE, quote="the bridge")
    response = role_client(Role.ANNOTATOR).get(_page(article), {"evidence": value.pk})
    mark = f'<mark id="evidence-{value.pk}" class="evidence shown">the bridge</mark>'
    assert response.content.decode().count(mark) == 1


def test_article_page_escapes_the_text(role_client):
    article = ArticleFactory(text="<script>alert(1)</script>")
    html = role_client(Role.ANNOTATOR).get(_page(article)).content.decode()
    assert "<script>alert(1)" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 1


def test_article_page_shows_former_values(role_client):
    article = ArticleFactory()
    former = FieldValueFactory(article=article, field=Field.BYLINE, value="Old Name", current=False)
    FieldValueFactory(article=article, field=Field.BYLINE, value="New Name", supersedes=former)
    [row] = role_client(Role.ANNOTATOR).get(_page(article)).context["page"].values
    assert (row.current.value, [value.value for value in row.former]) == ("New Name", ["Old Name"])


@pytest.mark.parametrize(
    ("role", "forms"),
    [
        pytest.param(Role.ARCHIVIST, {"value", "access", "withdraw"}, id="an archivist has every form"),
        pytest.param(Role.CURATOR, set(), id="a curator has none"),
        pytest.param(Role.ANNOTATOR, set(), id="an annotator has none"),
    ],
)
def test_article_page_offers_the_forms_of_the_role(role_client, role, forms):
    page = role_client(role).get(_page(ArticleFactory())).context["page"]
    assert set(page.forms) == forms
    assert {row.form is not None for row in page.blocks} == {role == Role.ARCHIVIST}


@pytest.mark.parametrize("part", ["add/", "1/delete/"])
def test_articles_are_neither_added_nor_deleted_here(role_client, part):
    article = ArticleFactory()
    url = LIST + part.replace("1", str(article.pk))
    assert role_client(Role.ARCHIVIST).get(url).status_code == 403
