"""Rights statements in the admin: kept by those who may set rights."""

# ruff: noqa: ARG002 - the arguments are those of Django's hooks, used or not

from django.contrib import admin
from django.http import HttpRequest

from archive.admin.described import DescribesArticlesAdmin
from archive.models import Article, ArticleQuerySet, RightsStatement


@admin.register(RightsStatement)
class RightsStatementAdmin(DescribesArticlesAdmin[RightsStatement]):
    """What may be done with a text, as statements that articles point to."""

    list_display = ("uri", "holder", "quotation_limit", "note")
    search_fields = ("uri", "holder", "note")

    def articles_of(self, record: RightsStatement) -> ArticleQuerySet:
        return Article.objects.filter(rights=record)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("archive.set_rights")

    def has_change_permission(self, request: HttpRequest, obj: RightsStatement | None = None) -> bool:
        return request.user.has_perm("archive.set_rights")
