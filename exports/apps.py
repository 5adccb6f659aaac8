"""The exports app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    """What leaves the house, and comes back."""

    name = "exports"
    verbose_name = _("exports")
