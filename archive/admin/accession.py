"""Accessions in the admin: taking files in, looking through what came of each, accepting, stopping, undoing."""

# ruff: noqa: ARG002 - the arguments are those of Django's hooks, used or not

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import viewer_of
from accounts.models import Agent, User
from accounts.services.agents import agent_of
from archive.admin.accession_page import accession_page, review_url
from archive.admin.cells import change_url
from archive.admin.read_only import ROWS, ReadOnlyAdmin, Table
from archive.admin.taking_in import TakeInForm
from archive.errors import InvalidValueError
from archive.models import Accession, ArticleCapture
from archive.selectors.accession import places_of, still_open, without_problems
from archive.services import uploads
from archive.services.review import accept, undo_accession

#: What a person needs for each step that changes something.
TAKING_IN, ACCEPTING, UNDOING = "archive.accession_article", "archive.set_rights", "archive.set_rights"


@admin.register(Accession)
class AccessionAdmin(ReadOnlyAdmin[Accession]):
    """Acts of taking in; made by the form here and by the ingest command."""

    list_display = (
        "number",
        "received_at",
        "acquired_from",
        "reader",
        "state",
        "read",
        "ingested",
        "unchanged",
        "rejected",
    )
    list_filter = ("state", "reader", "collection", "received_at")
    search_fields = ("number", "acquired_from")
    fieldsets = (
        (None, {"fields": ("number", "acquired_from", "agreement", "received_at", "collection", "agent", "reader")}),
        (_("What became of it"), {"fields": ("state", ("read", "ingested", "unchanged", "rejected"), "access")}),
    )
    readonly_fields = ("rejected",)
    change_list_template = "admin/archive/accession_list.html"
    change_form_template = "admin/archive/accession_page.html"

    @admin.display(description=_("rejected"))
    def rejected(self, accession: Accession) -> int:
        return max(0, accession.read - accession.ingested - accession.unchanged)

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("take-in/", self.admin_site.admin_view(self.take_in_view), name="archive_accession_take_in"),
            path(
                "<int:pk>/step/",
                self.admin_site.admin_view(require_POST(self.step_view)),
                name="archive_accession_step",
            ),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(
            request, {"may_take_in": request.user.has_perm(TAKING_IN), **(extra_context or {})}
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        page = accession_page(record, request) if record and self.has_view_permission(request, record) else None
        return super().change_view(request, object_id, form_url, {"page": page, **(extra_context or {})})

    def take_in_view(self, request: HttpRequest) -> HttpResponse:
        """Show the form, and take the files in."""
        agent = acting(request, TAKING_IN)
        form = TakeInForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            accession = uploads.take_in_uploads(files=form.sent, terms=form.terms(), agent=agent)
            self._tell(request, accession)
            return HttpResponseRedirect(change_url(accession))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Take files in"),
            "subtitle": None,
            "form": form,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/archive/take_in.html", context)

    def _tell(self, request: HttpRequest, accession: Accession) -> None:
        if uploads.is_unfinished(accession):
            messages.info(
                request, gettext("The files are kept, and are read by the worker. This page shows how far it is.")
            )
            return
        rejected = self.rejected(accession)
        told = gettext("%(ingested)d articles were taken in, %(unchanged)d were here already, %(rejected)d rejected.")
        figures = {"ingested": accession.ingested, "unchanged": accession.unchanged, "rejected": rejected}
        (messages.warning if rejected else messages.success)(request, told % figures)

    def step_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take one of the page's steps, and show the page again, or the article that the person looks at."""
        steps: dict[str, Callable[[HttpRequest, Accession], None]] = {
            "accept": self._accept,
            "undo": self._undo,
            "stop": self._stop,
            "resume": self._resume,
        }
        step = steps.get(request.POST.get("step", ""))
        if step is None:
            raise PermissionDenied
        accession = get_object_or_404(Accession, pk=pk)
        step(request, accession)
        following = request.POST.get("following", "")
        place = ArticleCapture.objects.filter(pk=following).first() if following.isdecimal() else None
        return HttpResponseRedirect(review_url(place) if place else f"{change_url(accession)}#review")

    def _accept(self, request: HttpRequest, accession: Accession) -> None:
        agent = acting(request, ACCEPTING)
        places = still_open(places_of(accession, viewer_of(request.user)))
        one = request.POST.get("place", "")
        chosen = places.filter(pk=one) if one.isdecimal() else without_problems(places)
        count = accept(places=chosen, agent=agent)
        messages.success(request, ngettext("%d article was accepted.", "%d articles were accepted.", count) % count)

    def _undo(self, request: HttpRequest, accession: Accession) -> None:
        agent = acting(request, UNDOING)
        try:
            count = undo_accession(accession=accession, reason=request.POST.get("reason", ""), agent=agent)
        except InvalidValueError as error:
            messages.error(request, str(error))
        else:
            told = ngettext("%d article was withdrawn.", "%d articles were withdrawn.", count)
            messages.success(request, told % count)

    def _stop(self, request: HttpRequest, accession: Accession) -> None:
        acting(request, TAKING_IN)
        if uploads.stop(accession):
            messages.info(request, gettext("It stops after the articles at hand; what is taken in stays."))

    def _resume(self, request: HttpRequest, accession: Accession) -> None:
        acting(request, TAKING_IN)
        if uploads.resume(accession):
            messages.info(request, gettext("It goes on where it was, as soon as the worker comes to it."))

    def tables(self, request: HttpRequest, record: Accession) -> Sequence[Table]:
        keys = ("file", "record", "line", "reason")
        return (
            Table(
                heading=gettext("Rejected inputs"),
                head=(gettext("File"), gettext("Record"), gettext("Line"), gettext("Reason")),
                rows=[[row.get(key) or "–" for key in keys] for row in record.report[:ROWS]],
                empty=gettext("Nothing was rejected."),
            ),
        )


def acting(request: HttpRequest, permission: str) -> Agent:
    """Give the agent of a person who may do this; raises PermissionDenied for anybody else."""
    user = request.user
    if not isinstance(user, User) or not user.has_perm(permission):
        raise PermissionDenied
    return agent_of(user)
