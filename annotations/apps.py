"""The annotations app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnotationsConfig(AppConfig):
    """What people say about the text."""

    name = "annotations"
    verbose_name = _("annotations")

    def ready(self) -> None:
        """Add mentions and statements to search, this app's kinds to the change feed, its rows to destructions."""
        from annotations.search import AnnotationsContributor
        from annotations.selectors.changes import register_changes
        from annotations.services.erasing import register_eraser
        from archive.search.contributor import register

        register(AnnotationsContributor())
        register_changes()
        register_eraser()
