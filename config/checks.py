"""System checks: a wrong set-up is reported before it can hurt, each with an id."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register


@register()
def check_base_url(**_kwargs: Any) -> list[CheckMessage]:
    """Report a base URL that can't stand at the head of an identifier."""
    if _is_address(settings.BASE_URL):
        return []
    hint = "Use the address the archive is reached at, such as https://archive.example.org"
    return [Error(f"DATELINE_BASE_URL is not an address: {settings.BASE_URL!r}", hint=hint, id="dateline.E001")]


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        whole = parts.hostname and (parts.port is None or parts.port)
    except ValueError:  # an open bracket, or a port that is no number
        return False
    plain = not (parts.query or parts.fragment or any(character.isspace() for character in url))
    return parts.scheme in {"http", "https"} and bool(whole) and plain


@register()
def check_frontend(**_kwargs: Any) -> list[CheckMessage]:
    """Report that the browser's part was not built; pages work without it."""
    if Path(settings.FRONTEND_DIST).is_dir():
        return []
    hint = "Run `make frontend` (it needs Node 20 or newer)."
    return [checks.Warning("Scripts and fonts are not built: pages use the plain form.", hint=hint, id="dateline.W001")]
