"""How often hypothesis tries: shares of the profile's number, as whole dossiers take some milliseconds each."""

from hypothesis import HealthCheck, settings

_ALL = settings.default.max_examples
_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

many = settings(max_examples=_ALL, deadline=None, suppress_health_check=_QUIET)
some = settings(max_examples=max(10, _ALL // 3), deadline=None, suppress_health_check=_QUIET)
