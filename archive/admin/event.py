"""Preservation events in the admin: who did what when."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.access import viewer_of
from archive.admin.cells import link
from archive.admin.read_only import ReadOnlyAdmin
from archive.models import Article, Event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin[Event]):
    """PREMIS events, newest first."""

    list_display = ("at", "type", "article_link", "agent", "outcome", "detail")
    list_select_related = ("article", "agent")
    list_filter = ("type", "outcome", "at")
    search_fields = ("article__reference_code", "agent__label", "detail")
    ordering = ("-at", "-id")
    fields = ("type", "at", "agent", "article_link", "outcome", "detail", "objects", "uuid")
    readonly_fields = ("uuid", "objects", "article_link")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        readable = Article.objects.visible_to(viewer_of(request.user))
        return super().get_queryset(request).filter(Q(article=None) | Q(article__in=readable))

    @admin.display(description=_("article"), ordering="article__reference_code")
    def article_link(self, event: Event) -> SafeString | str:
        return link(event.article, event.article.reference_code if event.article else "")

    @admin.display(description=_("objects"))
    def objects(self, event: Event) -> str:
        return "\n".join(event.object_ids) or "–"
