"""The admin site: Django's own, with our name and without anything inline."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class DatelineAdminSite(AdminSite):
    """The archivist's workplace."""

    site_header = _("Dateline")
    site_title = _("Dateline")
    index_title = _("Workbench")
    enable_nav_sidebar = True
