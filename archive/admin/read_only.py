"""Admin pages of records that nobody writes by hand."""

# ruff: noqa: ARG002 - the arguments are those of Django's hooks, used or not

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from archive.admin.workbench import ModelT, WorkbenchAdmin

#: How many rows a table on a record's page has at most.
ROWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table below a record's fields; cells are escaped where they are shown, unless they are safe strings.

    ``more`` leads to what is not shown.
    """

    heading: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    empty: str = ""
    more: SafeString | str = ""


class ReadOnlyAdmin(WorkbenchAdmin[ModelT]):
    """Lists and shows; adding, changing and deleting are for services, or for nobody."""

    actions = None
    change_form_template = "admin/archive/record_change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ModelT | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ModelT | None = None) -> bool:
        return False

    def tables(self, request: HttpRequest, record: ModelT) -> Sequence[Table]:
        """Give the tables that stand below the record's fields, for the person who asks."""
        return ()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        shown = record is not None and self.has_view_permission(request, record)
        tables = self.tables(request, record) if record is not None and shown else ()
        return super().change_view(request, object_id, form_url, {"tables": tables, **(extra_context or {})})
