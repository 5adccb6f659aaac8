"""The page on how well the archive keeps, for those who check fixity."""

from collections.abc import Sequence
from datetime import date

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext

from accounts.access import viewer_of
from archive.admin.cells import link, moment
from archive.admin.read_only import Table
from archive.models import Blob
from archive.selectors.preservation import DAYS, EventDays, Month, Preservation, Some, get_preservation
from archive.vocabulary import EventType

#: What a person needs to see the page.
CHECKING = "archive.check_fixity"


def preservation_page(request: HttpRequest, site: AdminSite) -> TemplateResponse:
    """Give the page; raises PermissionDenied for anybody who does not check fixity."""
    if not request.user.has_perm(CHECKING):
        raise PermissionDenied
    found = get_preservation(viewer_of(request.user))
    context = {
        **site.each_context(request),
        "title": gettext("Preservation"),
        "subtitle": None,
        "opts": Blob._meta,
        "found": found,
        "damaged": _damaged(found),
        "growth": _growth(found.months),
        "events": _events(found.events),
        "embargoed": _embargoed(found.embargoed),
        "withdrawn": _withdrawn(found.withdrawn),
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/archive/preservation.html", context)


def _damaged(found: Preservation) -> Table:
    rows = [(link(blob, blob.sha256), blob.size, _captures(blob)) for blob in found.damaged]
    return Table(
        heading=gettext("Damaged in the last check"),
        head=(gettext("SHA-256"), gettext("Size in bytes"), gettext("Captures")),
        rows=rows,
    )


def _captures(blob: Blob) -> SafeString | str:
    shown = blob.shown_captures  # type: ignore[attr-defined]  # prefetched
    return format_html_join(", ", "{}", ((link(capture),) for capture in shown)) or "–"


def _growth(months: Sequence[Month]) -> Table:
    most = {
        "captures": max(month.captures for month in months),
        "articles": max(month.articles for month in months),
        "held": max(month.held for month in months),
    }
    return Table(
        heading=gettext("Growth by month"),
        head=(gettext("Month"), gettext("Captures"), gettext("Articles"), gettext("New bytes")),
        rows=[
            (
                date_format(month.first, "F Y"),
                _bar(month.captures, most["captures"], str(month.captures)),
                _bar(month.articles, most["articles"], str(month.articles)),
                _bar(month.held, most["held"], filesizeformat(month.held)),
            )
            for month in months
        ],
    )


def _bar(value: int, most: int, shown: str) -> SafeString:
    """Give a figure with a bar beside it, which says nothing that the figure does not."""
    bar = format_html('<meter min="0" max="{}" value="{}" aria-hidden="true"></meter>', max(most, 1), value)
    return format_html("{} {}", bar, shown)


def _events(events: EventDays) -> Table:
    labels = dict(EventType.choices)
    return Table(
        heading=gettext("Events by day and type"),
        head=(gettext("Day"), *(str(capfirst(labels.get(name, name))) for name in events.types)),
        rows=[(_day(day), *(counts.get(name, "–") for name in events.types)) for day, counts in events.days],
        empty=gettext("Nothing was done in the last %d days.") % DAYS,
    )


def _day(day: date) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), date_format(day, "j M Y"))


def _embargoed(some: Some) -> Table:
    return Table(
        heading=gettext("Embargoes that end next"),
        head=(gettext("Ends"), gettext("Article"), gettext("Access then")),
        rows=[
            (moment(article.embargo_until), link(article), article.get_access_display()) for article in some.articles
        ],
        empty=gettext("No article is under embargo."),
    )


def _withdrawn(some: Some) -> Table:
    return Table(
        heading=gettext("Withdrawn last"),
        head=(gettext("Withdrawn"), gettext("Article"), gettext("Reason")),
        rows=[
            (moment(article.withdrawn_at), link(article), article.reason or "–")  # type: ignore[attr-defined]  # annotated
            for article in some.articles
        ],
        empty=gettext("No article is withdrawn."),
    )
