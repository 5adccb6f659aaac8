"""What stands in the cells of tables: links between admin pages, and moments."""

from datetime import datetime

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString


def change_url(record: Model) -> str:
    """Give the address of a record's admin page."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def link(record: Model | None, label: str = "") -> SafeString | str:
    """Give a link to a record's admin page, or a dash where there is no record."""
    if record is None:
        return "–"
    return format_html('<a href="{}">{}</a>', change_url(record), label or str(record))


def moment(at: datetime | None) -> SafeString | str:
    """Give a moment to the minute, the month in letters, or a dash where it is not known."""
    if at is None:
        return "–"
    shown = date_format(timezone.localtime(at), "j M Y, H:i")
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), shown)
