"""Tokens at the API's door: good ones, all others, and how often one may ask."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import ApiToken
from accounts.services.tokens import issue_token, revoke_token
from accounts.vocabulary import Role
from tests.api import problem, role_token_client
from tests.factories import ArticleFactory
from tests.roles import role_user

pytestmark = pytest.mark.django_db
PATH = "/api/v1/articles/"


@pytest.fixture
def user():
    return role_user(Role.RESEARCHER)


def ask(secret):
    return Client(headers={"Authorization": f"Bearer {secret}"}).get(PATH)


def test_token_shows_what_its_user_may_read(user):
    ArticleFactory(access="registered")
    _token, secret = issue_token(user=user, label="harvester", scopes=["read"])
    assert [len(Client().get(PATH).json()["items"]), len(ask(secret).json()["items"])] == [0, 1]


def test_token_is_kept_as_its_digest_alone(user):
    token, secret = issue_token(user=user, label="harvester", scopes=["read"])
    row = ApiToken.objects.filter(pk=token.pk).values().get()
    assert row["digest"] == sha256(secret.encode()).hexdigest()
    assert [name for name, value in row.items() if secret.removeprefix(f"dl_{row['prefix']}_") in str(value)] == []


def test_token_notes_its_use_once_an_hour(user):
    token, secret = issue_token(user=user, label="harvester", scopes=["read"])
    ask(secret)
    first = ApiToken.objects.get(pk=token.pk).last_used
    ask(secret)
    assert first is not None
    assert ApiToken.objects.get(pk=token.pk).last_used == first


def _expired(token):
    ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def _revoked(token):
    revoke_token(token=token)


def _orphaned(token):
    type(token.user).objects.filter(pk=token.user.pk).update(is_active=False)


@pytest.mark.parametrize("close", [_expired, _revoked, _orphaned], ids=["expired", "revoked", "of somebody inactive"])
def test_token_that_was_closed_lets_nobody_in(user, close):
    token, secret = issue_token(user=user, label="harvester", scopes=["read"])
    assert ask(secret).status_code == 200
    close(token)
    answer = ask(secret)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="dateline", error="invalid_token"')
    assert problem(answer) == {"detail": "The token is unknown, has expired, or was revoked."}


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param("{own}A", id="one letter more"),
        pytest.param("dl_{prefix}_AAAAAAAA", id="another secret behind the prefix"),
        pytest.param("dl_{prefix}", id="the prefix alone"),
        pytest.param("dl_", id="the mark alone"),
        pytest.param("", id="nothing"),
        pytest.param("ghp_0123456789abcdef", id="of another service"),
        pytest.param("ü" * 40, id="not ASCII"),
        pytest.param("x" * 5000, id="long"),
    ],
)
def test_token_that_is_not_quite_it_lets_nobody_in(user, sent):
    token, secret = issue_token(user=user, label="harvester", scopes=["read"])
    assert ask(sent.format(own=secret, prefix=token.prefix)).status_code == 401


def test_token_of_annotating_alone_does_not_read(user):
    _token, secret = issue_token(user=user, label="writer", scopes=["annotate"])
    answer = ask(secret)
    assert (answer.status_code, problem(answer)) == (403, {"detail": "This token's scopes do not cover that."})


@pytest.mark.parametrize(("role", "rate"), [(None, "anonymous"), (Role.RESEARCHER, "user")], ids=["nobody", "a user"])
def test_asking_too_often_is_told_when_to_come_back(settings, role, rate):
    cache.clear()
    settings.API_RATES = {"anonymous": None, "user": None, rate: "2/hour"}
    client = role_token_client(role)
    answers = [client.get(PATH) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 3600
    assert problem(answers[2]).keys() == {"detail"}
    cache.clear()
