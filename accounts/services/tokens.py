"""API tokens: made, used, revoked."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import Q
from django.utils import timezone

from accounts.errors import TokenRequestError
from accounts.models import ApiToken, User
from accounts.selectors.tokens import find_token
from accounts.vocabulary import Scope

#: How old ``last_used`` may grow before it is written again: a token in constant use costs one write an hour.
USED_EVERY = timedelta(hours=1)


def issue_token(
    *, user: User, label: str, scopes: Sequence[str], expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Make a token and give it with its secret, which nobody can read again: ``dl_PREFIX_SECRET``, 256 random bits.

    Raises TokenRequestError for an unknown scope or none, or an end that is past.
    """
    unknown = sorted(set(scopes) - set(Scope.values))
    if unknown or not scopes:
        raise TokenRequestError(f"choose among {', '.join(Scope.values)}", field="scopes")
    if expires_at is not None and expires_at <= timezone.now():
        raise TokenRequestError("that time is past", field="expires_at")
    prefix = secrets.token_hex(6)
    secret = f"dl_{prefix}_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        prefix=prefix,
        digest=sha256(secret.encode()).hexdigest(),
        label=label,
        scopes=[scope for scope in Scope.values if scope in scopes],
        user=user,
        expires_at=expires_at,
    )
    return token, secret


def use_token(secret: str) -> ApiToken:
    """Give the token of a secret with its user and their agent, and note that it was used.

    Raises InvalidTokenError as ``find_token`` does.
    """
    now = timezone.now()
    token = find_token(secret, now=now)
    stale = now - USED_EVERY
    if token.last_used is None or token.last_used < stale:
        unseen = Q(last_used=None) | Q(last_used__lt=stale)
        ApiToken.objects.filter(unseen, pk=token.pk).update(last_used=now)
    return token


def revoke_token(*, token: ApiToken) -> ApiToken:
    """Close a token for good; a second time changes nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    token.refresh_from_db(fields=["revoked_at"])
    return token
