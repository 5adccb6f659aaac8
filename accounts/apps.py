"""The accounts app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Who: users, agents, roles, and what a viewer may see."""

    name = "accounts"
    verbose_name = _("accounts")
