"""Articles in the admin: the list, and a page to read and correct one."""

# ruff: noqa: ARG002 - the arguments are those of Django's hooks, used or not

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.access import viewer_of
from accounts.models import User
from accounts.services.agents import agent_of
from archive.admin import bulk
from archive.admin.article_filters import EmbargoFilter
from archive.admin.article_forms import ARTICLE_FORMS, ArticleForm
from archive.admin.article_page import article_page
from archive.admin.block_forms import BLOCK_FORMS
from archive.admin.cells import change_url, moment
from archive.admin.workbench import StatedValuesFilter, WorkbenchAdmin
from archive.models import Article
from archive.vocabulary import Field

FORMS: dict[str, type[ArticleForm]] = {**ARTICLE_FORMS, **BLOCK_FORMS}


class ArticleAdmin(WorkbenchAdmin[Article]):
    """Articles: they come in by accession, change by services, and are never deleted."""

    list_display: tuple[str, ...] = (
        "reference_code",
        "shown_title",
        "publisher",
        "best_date",
        "access",
        "embargo",
        "state",
    )
    list_display_links = ("reference_code", "shown_title")
    list_select_related = ("publisher",)
    list_filter = ("access", EmbargoFilter, "state", "publisher", "collection", ("language", StatedValuesFilter))
    search_fields = ("reference_code", "headline", "supplied_title", "byline", "publisher__name", "place")
    date_hierarchy = "date_earliest"
    actions = ("correct_values",)
    change_list_template = "admin/archive/article_list.html"
    change_form_template = "admin/archive/article_page.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return Article.objects.visible_to(viewer_of(request.user))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may = {"may_correct": self.has_correct_permission(request)}
        return super().changelist_view(request, {**may, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("bulk/", wrap(partial(bulk.bulk_page, self)), name="archive_article_bulk"),
            path("bulk/download/", wrap(bulk.download), name="archive_article_bulk_download"),
            path("bulk/upload/", wrap(partial(bulk.upload, self)), name="archive_article_bulk_upload"),
            path("bulk/<int:pk>/undo/", wrap(bulk.undo), name="archive_article_bulk_undo"),
        ]
        return [*own, *super().get_urls()]

    def has_correct_permission(self, request: HttpRequest) -> bool:
        """Whether the person may correct values: what the action on the list asks."""
        return request.user.has_perm(bulk.CORRECTING)

    @admin.action(description=_("Correct one field"), permissions=["correct"])
    def correct_values(self, request: HttpRequest, articles: QuerySet[Article]) -> HttpResponse | None:
        """Lead to the form that sets one field of the selected articles."""
        return bulk.choose(self, request, articles)

    @admin.display(description=_("title"), ordering="headline")
    def shown_title(self, article: Article) -> str:
        return article.title

    @admin.display(description=_("best date"), ordering="date_earliest")
    def best_date(self, article: Article) -> str:
        if not article.date_edtf:
            return "–"
        which = dict(Field.choices).get(article.date_field, article.date_field)
        return f"{article.date_edtf.partition('T')[0]} ({which})"

    @admin.display(description=_("embargo until"), ordering="embargo_until")
    def embargo(self, article: Article) -> SafeString | str:
        return moment(article.embargo_until)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        article = self.get_object(request, object_id)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        if article is None:
            return super().change_view(request, object_id, form_url, extra_context)
        if request.method == "POST":
            return self.act(request, article)
        return self.show(request, article, {})

    def act(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Take one of the page's forms, and show the page again: anew where it was taken, else with its errors."""
        name = request.POST.get("action", "")
        kind = FORMS.get(name)
        if kind is None or not isinstance(request.user, User) or not request.user.has_perm(kind.permission):
            raise PermissionDenied
        form = kind(request.POST, article=article)
        if form.save(agent_of(request.user)):
            messages.success(request, kind.saved)
            asked = request.GET.get("review", "")
            review = f"?review={asked}" if asked.isdecimal() else ""
            return HttpResponseRedirect(f"{change_url(article)}{review}#{kind.anchor}")
        reasons = [str(error) for errors in form.errors.values() for error in errors]
        told = ngettext("Not saved: see the reason below.", "Not saved: see the reasons below.", len(reasons))
        messages.error(request, " ".join(reasons) if name in BLOCK_FORMS else told)
        article.refresh_from_db()
        return self.show(request, article, {name: form})

    def show(self, request: HttpRequest, article: Article, bound: dict[str, ArticleForm]) -> TemplateResponse:
        """Give the page, with ``bound`` forms in the place of fresh ones."""
        context = {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,
            "opts": self.opts,
            "original": article,
            "title": article.title,
            "subtitle": None,
            "page": article_page(article, request=request, bound=bound),
            **self.page_context(request, article),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.change_form_template, context)

    def page_context(self, request: HttpRequest, article: Article) -> dict[str, Any]:
        """Give what a higher app adds to the page."""
        return {}


admin.site.register(Article, ArticleAdmin)
