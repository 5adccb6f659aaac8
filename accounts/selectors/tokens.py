"""API tokens, and those that somebody may see."""

from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from accounts.errors import InvalidTokenError
from accounts.models import ApiToken, User

#: Compared where there is no such token, so that the answer takes as long.
_NOBODY = "0" * 64


def find_token(secret: str, *, now: datetime) -> ApiToken:
    """Give the token of a secret with its user and their agent; one query.

    Raises InvalidTokenError, with one message for all, where it is unknown, expired, revoked or its user inactive.
    """
    _mark, _, rest = secret.partition("_")
    prefix = rest.partition("_")[0]
    found = None
    if prefix.isascii() and prefix.isalnum():
        found = ApiToken.objects.select_related("user__agent").filter(prefix=prefix).first()
    digest = sha256(secret.encode(errors="surrogatepass")).hexdigest()
    genuine = constant_time_compare(digest, found.digest if found else _NOBODY)
    if found is None or not genuine or not is_open(found, now=now) or not found.user.is_active:
        raise InvalidTokenError("The token is unknown, has expired, or was revoked.")
    return found


def is_open(token: ApiToken, *, now: datetime) -> bool:
    """Say whether a token is neither revoked nor expired."""
    return token.revoked_at is None and (token.expires_at is None or token.expires_at > now)


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """Give a user's own tokens; to a superuser everybody's."""
    found = ApiToken.objects.select_related("user")
    return found if user.is_superuser else found.filter(user=user)
