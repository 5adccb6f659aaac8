"""Collections in the admin."""

from collections.abc import Sequence
from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin.described import DescribesArticlesAdmin
from archive.models import Article, ArticleQuerySet, Collection


@admin.register(Collection)
class CollectionAdmin(DescribesArticlesAdmin[Collection]):
    """Archival units, described by ISAD(G)."""

    list_display = ("title", "level", "parent")
    list_select_related = ("parent",)
    list_filter = ("level",)
    search_fields = ("title", "slug")
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ("title",)}
    fieldsets = (
        (None, {"fields": ("title", "slug", "level", "parent")}),
        (_("Description"), {"fields": ("scope", "custodial_history")}),
    )

    def articles_of(self, record: Collection) -> ArticleQuerySet:
        return Article.objects.filter(collection=record)
