"""Outlets and agencies in the admin."""

from collections.abc import Sequence
from typing import ClassVar

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.described import DescribesArticlesAdmin
from archive.models import Article, ArticleQuerySet, Publisher


@admin.register(Publisher)
class PublisherAdmin(DescribesArticlesAdmin[Publisher]):
    """The authority list of publishers."""

    list_display = ("name", "kind", "slug", "article_count")
    list_filter = ("kind",)
    search_fields = ("name", "slug")
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publisher]:
        return super().get_queryset(request).annotate(article_total=Count("articles"))

    def articles_of(self, record: Publisher) -> ArticleQuerySet:
        return Article.objects.filter(Q(publisher=record) | Q(agency=record))

    @admin.display(description=_("articles"), ordering="article_total")
    def article_count(self, record: Publisher) -> int:
        return int(getattr(record, "article_total", 0))
