"""The archive app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """What we hold and how we got it."""

    name = "archive"
    verbose_name = _("archive")
