"""The annotations app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnotationsConfig(AppConfig):
    """What people say about the text."""

    name = "annotations"
    verbose_name = _("annotations")

    def ready(self) -> None:
        from annotations.selectors.changes import register_changes

        register_changes()
