"""Export runs in the admin: what left the house, and with which checks."""

# ruff: noqa: ARG002 - the arguments are those of Django's hooks, used or not

from collections.abc import Sequence

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.admin.read_only import ROWS, ReadOnlyAdmin, Table
from exports.models import ExportRun


@admin.register(ExportRun)
class ExportRunAdmin(ReadOnlyAdmin[ExportRun]):
    """Exports; made by the export command and by the reading room."""

    list_display = ("started", "format", "agent", "state", "finished", "sha256")
    list_select_related = ("agent",)
    list_filter = ("format", "state", "started")
    search_fields = ("sha256", "agent__label", "uuid")
    fieldsets = (
        (None, {"fields": ("format", "agent", "state", "started", "finished", "uuid")}),
        (_("What was delivered"), {"fields": ("sha256",)}),
    )
    readonly_fields = ("uuid",)

    def tables(self, request: HttpRequest, record: ExportRun) -> Sequence[Table]:
        pair = (gettext("Name"), gettext("Value"))
        return (
            Table(
                heading=gettext("What was asked for"), head=pair, rows=_rows(record.query), empty=gettext("Everything.")
            ),
            Table(
                heading=gettext("Counts"), head=pair, rows=_rows(record.counts), empty=gettext("Nothing was counted.")
            ),
            Table(
                heading=gettext("Report"),
                head=(gettext("Finding"),),
                rows=[(line,) for line in record.report[:ROWS]],
                empty=gettext("Nothing to report."),
            ),
        )


def _rows(content: dict[str, object]) -> list[tuple[str, object]]:
    return sorted(content.items())
