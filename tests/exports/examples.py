"""How often hypothesis tries: shares of the profile's number, as whole dossiers take some milliseconds each."""

from hypothesis import HealthCheck, Phase, settings

_ALL = settings.default.max_examples
_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

many = settings(max_examples=_ALL, deadline=None, suppress_health_check=_QUIET)
some = settings(max_examples=max(10, _ALL // 3), deadline=None, suppress_health_check=_QUIET)
#: For checks that take a good part of a second each, so that looking for a smaller example takes many minutes.
rare = settings(
    max_examples=max(3, _ALL // 20),
    deadline=None,
    suppress_health_check=_QUIET,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
