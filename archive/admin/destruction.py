"""Destruction by order in the admin: one person records the order, another one confirms it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import viewer_of
from archive.admin.accession import acting
from archive.admin.cells import change_url
from archive.admin.read_only import ReadOnlyAdmin
from archive.errors import InvalidValueError
from archive.models import Article, Destruction
from archive.services.destruction import confirm_destruction, drop_order, propose_destruction

#: What a person needs to record an order, and to confirm another's.
DESTROYING = "archive.add_destruction"


class OrderForm(forms.Form):
    """An order: which article, on whose authority, and why."""

    article = forms.CharField(label=_("Reference code of the article"), max_length=60)
    authority = forms.CharField(
        label=_("Authority"), max_length=300, help_text=_("Who ordered it, with the file number and the day.")
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


@admin.register(Destruction)
class DestructionAdmin(ReadOnlyAdmin[Destruction]):
    """Orders, and the tombstones of what was destroyed."""

    list_display = ("reference_code", "authority", "proposed_by", "proposed_at", "confirmed_by", "confirmed_at")
    list_select_related = ("proposed_by", "confirmed_by")
    search_fields = ("reference_code", "article_uuid", "authority")
    fields = (
        "reference_code",
        "article_uuid",
        "authority",
        "reason",
        "proposed_by",
        "proposed_at",
        "confirmed_by",
        "confirmed_at",
        "sha256s",
    )
    change_list_template = "admin/archive/destruction_list.html"
    change_form_template = "admin/archive/destruction_page.html"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("order/", wrap(self.order_view), name="archive_destruction_order"),
            path("<int:pk>/step/", wrap(require_POST(self.step_view)), name="archive_destruction_step"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may = request.user.has_perm(DESTROYING)
        return super().changelist_view(request, {"may_order": may, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        order = self.get_object(request, object_id)
        waits = order is not None and order.confirmed_at is None and request.user.has_perm(DESTROYING)
        mine = order is not None and order.proposed_by_id == viewer_of(request.user).agent_id
        context = {"may_confirm": waits and not mine, "may_drop": waits, "is_mine": mine}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def order_view(self, request: HttpRequest) -> HttpResponse:
        """Show the form, and record an order."""
        agent = acting(request, DESTROYING)
        form = OrderForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            article = Article.objects.visible_to(viewer_of(request.user)).filter(reference_code=data["article"]).first()
            if article is None:
                form.add_error("article", gettext("There is no article of that code that you may read."))
            else:
                try:
                    order = propose_destruction(
                        article=article, authority=data["authority"], reason=data["reason"], agent=agent
                    )
                except InvalidValueError as error:
                    form.add_error(None, str(error))
                else:
                    messages.warning(request, gettext("The order is recorded; another person has to confirm it."))
                    return HttpResponseRedirect(change_url(order))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Record an order to destroy"),
            "subtitle": None,
            "form": form,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/archive/destruction_order.html", context)

    def step_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Confirm an order, or take it back."""
        agent = acting(request, DESTROYING)
        order = get_object_or_404(Destruction, pk=pk)
        step = request.POST.get("step")
        if step not in {"confirm", "drop"}:
            raise PermissionDenied
        try:
            if step == "confirm":
                confirm_destruction(order=order, agent=agent)
                messages.success(request, gettext("The article is destroyed; this is its tombstone."))
            else:
                drop_order(order=order, agent=agent)
                messages.success(request, gettext("The order was taken back; the article stays withdrawn."))
                return HttpResponseRedirect(reverse("admin:archive_destruction_changelist"))
        except InvalidValueError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(change_url(order))
