"""The register of delistings in the admin: who is not to be found by name, in which article, since when and why."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import viewer_of
from annotations.services.delisting import delist, end_delisting
from archive.admin.accession import acting
from archive.admin.cells import change_url, link
from archive.admin.read_only import ReadOnlyAdmin
from archive.errors import InvalidValueError
from archive.models import Article, Delisting
from archive.withholding import Withholding

#: What a person needs to delist an article, and to end it.
DELISTING, ENDING = "archive.add_delisting", "archive.change_delisting"


class DelistingForm(forms.Form):
    """Which article, under which names, and why."""

    article = forms.CharField(label=_("Reference code of the article"), max_length=60)
    names = forms.CharField(
        label=_("Names, one a line"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Every form in which the person is printed in the article, the family name alone too."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who asked for it, when, and on what ground. Only staff read it."),
    )


@admin.register(Delisting)
class DelistingAdmin(ReadOnlyAdmin[Delisting]):
    """What is withheld, and what was."""

    list_display = ("reference_code", "shown_names", "at", "agent", "ended_at")
    list_select_related = ("article", "agent")
    list_filter = (("ended_at", admin.EmptyFieldListFilter),)
    search_fields = ("article__reference_code", "names", "reason")
    fields = ("article_link", "shown_names", "found", "reason", "agent", "at", "ended_by", "ended_at", "ended_why")
    readonly_fields = ("article_link", "shown_names", "found")
    change_list_template = "admin/annotations/delisting_list.html"
    change_form_template = "admin/annotations/delisting_page.html"

    @admin.display(description=_("reference code"), ordering="article__reference_code")
    def reference_code(self, row: Delisting) -> str:
        return row.article.reference_code

    @admin.display(description=_("article"))
    def article_link(self, row: Delisting) -> SafeString | str:
        return link(row.article)

    @admin.display(description=_("names"))
    def shown_names(self, row: Delisting) -> str:
        return ", ".join(row.names)

    @admin.display(description=_("where they stand"))
    def found(self, row: Delisting) -> str:
        count = places(row)
        return ngettext("in %d place of the text", "in %d places of the text", count) % count

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("order/", wrap(self.order_view), name="archive_delisting_order"),
            path("<int:pk>/end/", wrap(require_POST(self.end_view)), name="archive_delisting_end"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may = request.user.has_perm(DELISTING)
        return super().changelist_view(request, {"may_delist": may, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        may = row is not None and row.ended_at is None and request.user.has_perm(ENDING)
        return super().change_view(request, object_id, form_url, {"may_end": may, **(extra_context or {})})

    def order_view(self, request: HttpRequest) -> HttpResponse:
        """Show the form, and delist an article."""
        agent = acting(request, DELISTING)
        form = DelistingForm(request.POST or None, initial={"article": request.GET.get("article", "")})
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            article = Article.objects.visible_to(viewer_of(request.user)).filter(reference_code=data["article"]).first()
            if article is None:
                form.add_error("article", gettext("There is no such article."))
            else:
                try:
                    row = delist(article=article, names=data["names"].splitlines(), reason=data["reason"], agent=agent)
                except InvalidValueError as error:
                    form.add_error(error.field or None, str(error))
                else:
                    self._tell(request, row)
                    return HttpResponseRedirect(change_url(row))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Delist an article"),
            "subtitle": None,
            "form": form,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/annotations/delisting_order.html", context)

    def _tell(self, request: HttpRequest, row: Delisting) -> None:
        if places(row):
            messages.success(request, gettext("Readers no longer find the article by these names."))
        else:
            told = gettext("It is delisted, but none of these names stands in the text: are they spelled as printed?")
            messages.warning(request, told)

    def end_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End a delisting, and show it."""
        agent = acting(request, ENDING)
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        try:
            end_delisting(row=row, reason=request.POST.get("reason", ""), agent=agent)
        except InvalidValueError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, gettext("Readers find the article by these names again."))
        return HttpResponseRedirect(change_url(row))


def places(row: Delisting) -> int:
    """Give in how many places of the article's current text one of the names stands."""
    text = row.article.current_text
    return sum(1 for _range in Withholding(row.names).ranges(text.text)) if text else 0
