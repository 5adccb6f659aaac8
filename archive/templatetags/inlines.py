"""Django's table of records inside a form, with names for the column headings that it leaves empty."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

register = template.Library()


@register.filter
def name_headings(table: SafeString) -> SafeString:
    """Give the table with words for readers of the page who can't see that a heading is empty (WCAG 2.2, 1.3.1)."""
    record = format_html('<span class="visually-hidden">{}</span>', gettext("Record"))
    rest = format_html('<span class="visually-hidden">{}</span>', gettext("Delete"))
    named = table.replace('<th class="original"></th>', f'<th class="original">{record}</th>')
    return mark_safe(named.replace("<th></th>", f"<th>{rest}</th>"))  # noqa: S308 - Django's own HTML, and ours
