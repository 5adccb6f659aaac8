"""Claims in the admin: propositions, who makes them, and what curators recorded about them."""

# ruff: noqa: ARG002 - the arguments are those of Django's hooks, used or not

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.forms.formsets import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import viewer_of
from annotations.admin.claim_forms import JUDGEMENTS
from annotations.admin.claim_page import claim_forms, claim_tables
from annotations.admin.merging import MergingAdmin
from annotations.admin.saving import ServiceForm, acting_agent
from annotations.models import Claim
from annotations.selectors.claims import visible_claims, visible_stances
from annotations.services import claims
from archive.admin.cells import change_url
from archive.admin.workbench import StatedValuesFilter


class ClaimForm(ServiceForm[Claim]):
    """A claim's own fields."""

    text = forms.CharField(label=_("Proposition"), widget=forms.Textarea(attrs={"rows": 2, "cols": 80}))

    class Meta:
        model = Claim
        fields = ("text", "topic", "place", "time")


@admin.register(Claim)
class ClaimAdmin(MergingAdmin[Claim]):
    """Claims across articles."""

    form = ClaimForm
    list_display = ("text", "topic", "place", "time", "stance_count", "is_merged")
    list_select_related = ("place", "merged_into")
    list_filter = (("topic", StatedValuesFilter),)
    search_fields = ("text", "topic")
    fields = ("text", "topic", "place", "time", "version")
    raw_id_fields = ("place",)
    actions = None
    change_form_template = "admin/annotations/claim_change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        viewer = viewer_of(request.user)
        live = visible_stances(viewer).filter(claim=OuterRef("pk")).order_by()
        total = live.values("claim").annotate(n=Count("pk")).values("n")
        return visible_claims(viewer).annotate(stance_total=Subquery(total))

    def has_delete_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        return False

    @admin.display(description=_("stances"), ordering=F("stance_total").desc(nulls_last=True))
    def stance_count(self, claim: Claim) -> int:
        return getattr(claim, "stance_total", None) or 0

    @admin.display(description=_("merged into"))
    def is_merged(self, claim: Claim) -> str:
        return str(claim.merged_into or "")

    def write(
        self, request: HttpRequest, form: forms.ModelForm[Claim], formsets: list[BaseFormSet[Any]], *, change: bool
    ) -> Claim:
        content = {name: form.cleaned_data[name] for name in ("text", "topic", "place", "time")}
        agent = acting_agent(request)
        if not change:
            return claims.create_claim(**content, agent=agent)
        claim = Claim.objects.get(pk=form.instance.pk)
        return claims.update_claim(claim=claim, **content, agent=agent, version=form.cleaned_data["version"] or 0)

    def find_targets(self, request: HttpRequest, words: str) -> QuerySet[Claim]:
        wanted = Q(text__icontains=words) | Q(topic__icontains=words)
        return Claim.objects.filter(wanted, merged_into=None).order_by("text", "pk")

    def merge(self, record: Claim, into: Claim, *, request: HttpRequest, version: int) -> None:
        claims.merge_claims(claim=record, into=into, agent=acting_agent(request), version=version)

    def undo(self, record: Claim, *, request: HttpRequest, version: int) -> None:
        claims.undo_claim_merge(claim=record, agent=acting_agent(request), version=version)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.judge_view)
        return [path("<int:pk>/judge/", view, name="annotations_claim_judge"), *super().get_urls()]

    @method_decorator(require_POST)
    def judge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a stance, a reading, a relation or a link; what is refused is shown with its reason."""
        claim = self.get_object(request, str(pk))
        if claim is None:
            raise Http404
        kind = JUDGEMENTS.get(request.POST.get("action", ""))
        if kind is None or not request.user.has_perm("annotations.curate"):
            raise PermissionDenied
        form = kind(request.POST, claim=claim, viewer=viewer_of(request.user))
        if form.save(acting_agent(request)):
            messages.success(request, kind.saved)
            return HttpResponseRedirect(change_url(claim))
        messages.error(request, gettext("Not recorded: see the reason below."))
        request.method = "GET"
        return self.change_view(request, str(pk), extra_context={"bound": {request.POST["action"]: form}})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        claim = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if claim is not None and self.has_view_permission(request, claim):
            context["tables"] = [*claim_tables(claim, viewer_of(request.user)), self.history(request, claim)]
            context |= self.merge_context(request, claim)
        if claim is not None and request.user.has_perm("annotations.curate"):
            context["judging"] = claim_forms(claim, request, context.get("bound", {}))
        return super().change_view(request, object_id, form_url, context)
