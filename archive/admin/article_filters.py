"""Filters of the article list."""

from collections.abc import Sequence

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from archive.models import Article


class EmbargoFilter(admin.SimpleListFilter):
    """Whether an article is under embargo at this moment."""

    title = _("embargo")
    parameter_name = "embargo"

    def lookups(
        self, _request: HttpRequest, _model_admin: admin.ModelAdmin[Article]
    ) -> Sequence[tuple[str, str | StrPromise]]:
        return (("running", _("under embargo")), ("ended", _("ended")), ("none", _("none")))

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        now = timezone.now()
        if self.value() == "running":
            return queryset.filter(embargo_until__gt=now)
        if self.value() == "ended":
            return queryset.filter(embargo_until__lte=now)
        if self.value() == "none":
            return queryset.filter(embargo_until=None)
        return queryset
