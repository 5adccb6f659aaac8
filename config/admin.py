"""The admin site: Django's own, with our name, a start page that says what waits, and nothing inline."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _


class DatelineAdminSite(AdminSite):
    """The archivist's workplace."""

    site_header = _("Dateline")
    site_title = _("Dateline")
    index_title = _("Workbench")
    index_template = "admin/workbench_index.html"
    enable_nav_sidebar = True

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from annotations.admin.next_steps import next_steps

        context = {"next_steps": next_steps(request.user), **(extra_context or {})}
        return super().index(request, context)
