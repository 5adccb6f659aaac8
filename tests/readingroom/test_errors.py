"""Pages for what goes wrong, and the log-in."""

import pytest
from axes.utils import reset
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.csrf import csrf_failure
from django.views.defaults import bad_request, permission_denied, server_error
from lxml import html

from accounts.vocabulary import Role
from archive.vocabulary import Access
from tests.factories import ArticleFactory
from tests.factories.accounts import PASSWORD
from tests.readingroom.tree import get, words
from tests.roles import role_user

pytestmark = pytest.mark.django_db


def _heading(content: bytes) -> list[str]:
    return words(html.fromstring(content.decode()), "//h1")


def test_an_unknown_address_is_answered_in_words():
    answer = Client().get("/nowhere/")
    assert (answer.status_code, _heading(answer.content)) == (404, ["There is nothing here"])


@pytest.mark.parametrize(
    ("view", "status", "heading"),
    [
        pytest.param(lambda request: bad_request(request, None), 400, "That request can't be read", id="bad request"),
        pytest.param(
            lambda request: permission_denied(request, PermissionError()), 403, "You may not see this", id="not allowed"
        ),
        pytest.param(server_error, 500, "Something went wrong here", id="our fault"),
        pytest.param(csrf_failure, 403, "This form has expired", id="form expired"),
    ],
)
def test_what_goes_wrong_is_told_in_words(view, status, heading):
    answer = view(RequestFactory().get("/"))
    assert (answer.status_code, _heading(answer.content)) == (status, [heading])


def test_pages_for_what_goes_wrong_hold_nothing_inline():
    for name in ("400", "403", "404", "500", "403_csrf", "locked_out"):
        tree = html.fromstring(render_to_string(f"{name}.html"))
        assert tree.xpath("//style | //script | //@style") == []


def test_registered_readers_log_in_and_out(client):
    article = ArticleFactory(access=Access.REGISTERED)
    user = role_user(Role.RESEARCHER)
    path = f"/articles/{article.uuid}/"
    assert client.get(path).status_code == 404
    answer = client.post("/login/", {"username": user.username, "password": PASSWORD, "next": path})
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert client.get(path).status_code == 200
    assert client.post("/logout/")["Location"] == "/"
    assert client.get(path).status_code == 404


def test_log_in_with_a_wrong_password_says_so_and_keeps_the_way_back():
    user = role_user(Role.RESEARCHER)
    answer = Client().post("/login/", {"username": user.username, "password": "wrong", "next": "/articles/"})
    tree = html.fromstring(answer.content.decode())
    assert answer.status_code == 200
    assert len(words(tree, "//ul[.errorlist]/li")) == 1
    assert tree.xpath("//input[@name='next']/@value") == ["/articles/"]


def test_log_in_leads_nowhere_outside(client):
    user = role_user(Role.RESEARCHER)
    answer = client.post("/login/", {"username": user.username, "password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_log_in_closes_after_ten_wrong_passwords(settings):
    user = role_user(Role.RESEARCHER)
    client = Client()
    form = {"username": user.username, "password": "wrong"}
    answers = [client.post("/login/", form) for _ in range(settings.AXES_FAILURE_LIMIT)]
    reset(username=user.username)
    assert [answer.status_code for answer in answers] == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
    assert _heading(answers[-1].content) == ["Too many wrong passwords"]


def test_the_bar_shows_who_reads_and_the_workbench_to_staff(role_client):
    bars = {role: words(get("/", role_client(role)), "//header//a | //header//button") for role in (None, *Role)}
    rooms = ["Articles", "Entities", "Claims"]
    staff = ["Dateline", "Search", *rooms, "Workbench", "Log out"]
    assert bars == {
        None: ["Dateline", "Search", *rooms, "Log in"],
        Role.RESEARCHER: ["Dateline", "Search", *rooms, "Log out"],
        Role.ANNOTATOR: staff,
        Role.CURATOR: staff,
        Role.ARCHIVIST: staff,
    }
