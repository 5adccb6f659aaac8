"""The project as an app: its admin site, its system checks, and roles kept in step with the code."""

from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.db.models.signals import post_migrate


def _sync_roles(**_kwargs: Any) -> None:
    from accounts.services.roles import sync_roles

    sync_roles()


class Config(AppConfig):
    """Comes last in INSTALLED_APPS, so that every permission exists when roles are given theirs."""

    name = "config"
    verbose_name = "Dateline"

    def ready(self) -> None:
        from config import checks  # noqa: F401 - importing registers them

        post_migrate.connect(_sync_roles, sender=self, dispatch_uid="config.sync_roles")


class AdminConfig(DjangoAdminConfig):
    """Django's admin with our site."""

    default_site = "config.admin.DatelineAdminSite"
