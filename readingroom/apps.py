"""The readingroom app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingRoomConfig(AppConfig):
    """Where researchers read."""

    name = "readingroom"
    verbose_name = _("reading room")
