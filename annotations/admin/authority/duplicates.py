"""Entities that may be one, to be merged or told apart."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from accounts.access import viewer_of
from annotations.admin.authority.merging import KEEPING
from annotations.models import Entity, EntityDistinction
from annotations.selectors.authority import naming_counts
from annotations.selectors.duplicates import Likeness, duplicates

#: How many pairs are looked for, and shown at a time.
MOST, SHOWN = 500, 25

REASONS: dict[Likeness, StrPromise] = {
    Likeness.IDENTIFIER: _("the same identifier"),
    Likeness.NAME: _("the same name"),
    Likeness.SPELLING: _("names spelt alike"),
}


def duplicates_page(model_admin: ModelAdmin[Entity], request: HttpRequest) -> HttpResponse:
    """Show pairs of entities that may be one, the surest first; and those that were told apart."""
    if not request.user.has_perm(KEEPING):
        raise PermissionDenied
    page = Paginator(duplicates(limit=MOST), SHOWN).get_page(request.GET.get("page"))
    keys = {entity.pk for pair in page for entity in (pair.a, pair.b)}
    mentions, _statements = naming_counts(keys, viewer_of(request.user))
    apart = EntityDistinction.objects.select_related("a", "b", "by").order_by("-pk")[:SHOWN]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": gettext("Possible duplicates"),
        "subtitle": None,
        "page": page,
        "pairs": [
            (pair, REASONS[pair.likeness], [(one, mentions.get(one.pk, 0)) for one in (pair.a, pair.b)])
            for pair in page
        ],
        "apart": apart,
        "here": request.get_full_path(),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/annotations/duplicates.html", context)
