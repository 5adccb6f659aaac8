"""The icon, at the address where browsers look for one on pages that name none: those of the workbench."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

ICON = Path(__file__).parent.parent / "static" / "readingroom" / "icon.svg"


@require_safe
@cache_control(public=True, max_age=86400)
def icon(_request: HttpRequest) -> HttpResponse:
    """Give the icon as SVG, for a day."""
    return HttpResponse(ICON.read_bytes(), content_type="image/svg+xml")
