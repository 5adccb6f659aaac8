"""Clients of the API: with a token, as programs are."""

import json
from typing import Any

from django.test import Client

from accounts.models import User
from accounts.services.tokens import issue_token
from accounts.vocabulary import Role, Scope
from tests.roles import role_user


def token_client(user: User, *, scopes: tuple[str, ...] = tuple(Scope.values), **headers: str) -> Client:
    """Give a client that sends a new token of a user with every request; its ``user`` is the user."""
    _token, secret = issue_token(user=user, label="tests", scopes=scopes)
    client = Client(headers={"Authorization": f"Bearer {secret}", **headers})
    client.user = user  # type: ignore[attr-defined]  # for tests that ask
    return client


def role_token_client(role: Role | None, **headers: str) -> Client:
    """Give a client with the token of a new user with a role; for None one without."""
    return Client(headers=headers) if role is None else token_client(role_user(role), **headers)


def problem(response: Any) -> dict[str, Any]:
    """Give a problem's own members, once it is sure that the answer is one; what every problem has is checked here."""
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = json.loads(response.content)
    assert (body.pop("type"), body.pop("status")) == ("about:blank", response.status_code)
    assert body.pop("instance") == response.wsgi_request.path
    del body["title"]
    return body
