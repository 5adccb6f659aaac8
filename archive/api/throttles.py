"""How often somebody may ask."""

from django.conf import settings
from rest_framework import throttling


class _FromSettings(throttling.SimpleRateThrottle):
    """Takes its rate from ``API_RATES``; None is no limit."""

    scope: str

    def get_rate(self) -> str | None:
        rate: str | None = settings.API_RATES[self.scope]
        return rate


class AnonymousThrottle(_FromSettings, throttling.AnonRateThrottle):
    """Counts those who have not logged in by their address."""

    scope = "anonymous"


class UserThrottle(_FromSettings, throttling.UserRateThrottle):
    """Counts users over all of their tokens and sessions."""

    scope = "user"

    def get_cache_key(self, request, view):  # type: ignore[no-untyped-def]  # the base's own, unannotated
        return super().get_cache_key(request, view) if request.user.is_authenticated else None
