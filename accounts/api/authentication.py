"""Who asks, in the API: a token (RFC 6750) or the session of somebody logged in."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.errors import InvalidTokenError
from accounts.models import ApiToken, User
from accounts.services.tokens import use_token

_REALM = 'Bearer realm="dateline"'


class TokenAuthentication(BaseAuthentication):
    """Reads ``Authorization: Bearer dl_…``. Another scheme is left to others; a token that is not good is an error."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        try:
            token = use_token(secret.strip())
        except InvalidTokenError as error:
            raise AuthenticationFailed(str(error)) from error
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """Give the challenge of a 401; it says so where a token was sent."""
        sent = request.headers.get("Authorization", "").lower().startswith("bearer ")
        return f'{_REALM}, error="invalid_token"' if sent else _REALM


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its base has no annotations
    """The token, as the OpenAPI document names it."""

    target_class = "accounts.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:  # noqa: ARG002 - the base's signature
        return {"type": "http", "scheme": "bearer", "description": "An API token, made in the workbench."}
