"""Annotation sets in the admin: the list, a page with what is in a set, and the way to the annotate page."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import viewer_of
from annotations.admin.adjudicating import taking
from annotations.admin.adjudicating.sets import DECIDING
from annotations.admin.adjudicating.shown_back import decided_lines
from annotations.admin.adjudicating.views import adjudicate_page, begin
from annotations.admin.annotate import bench_views, views
from annotations.admin.annotate.bench import read_bench
from annotations.admin.annotate.propagate_views import propagation
from annotations.admin.carrying import carry_view, is_left_behind, may_carry
from annotations.admin.saving import acting_agent
from annotations.admin.working.queue import next_url
from annotations.errors import AnnotationsError
from annotations.models import Annotation, AnnotationSet
from annotations.services import sets
from annotations.vocabulary import WRITABLE_STATES, SetRole, SetState
from archive.admin.cells import change_url, link
from archive.admin.read_only import ReadOnlyAdmin


@admin.register(AnnotationSet)
class AnnotationSetAdmin(ReadOnlyAdmin[AnnotationSet]):
    """The sets that a person may read: annotators see their own, and what is offered to all."""

    list_display = ("article_code", "article_title", "project", "annotator", "role", "state", "total", "modified")
    list_select_related = ("project", "annotator", "text_version__article")
    list_filter = ("state", "role", "project", ("annotator", admin.RelatedOnlyFieldListFilter))
    search_fields = ("text_version__article__reference_code", "text_version__article__headline", "annotator__label")
    ordering = ("-modified", "-id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AnnotationSet]:
        live = Annotation.objects.filter(annotation_set=OuterRef("pk"), deleted_at=None).order_by()
        total = live.values("annotation_set").annotate(n=Count("pk")).values("n")
        found = AnnotationSet.objects.visible_to(viewer_of(request.user))
        return found.annotate(annotation_total=Subquery(total)).defer("text_version__text")

    @admin.display(description=_("article"), ordering="text_version__article__reference_code")
    def article_code(self, annotation_set: AnnotationSet) -> str:
        return annotation_set.text_version.article.reference_code

    @admin.display(description=_("title"), ordering="text_version__article__headline")
    def article_title(self, annotation_set: AnnotationSet) -> str:
        return annotation_set.text_version.article.title

    @admin.display(description=_("annotations"), ordering="annotation_total")
    def total(self, annotation_set: AnnotationSet) -> int:
        return getattr(annotation_set, "annotation_total", None) or 0

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        name = "annotations_annotationset"
        own = [
            path("<int:pk>/annotate/", wrap(partial(views.annotate, self)), name=f"{name}_annotate"),
            path(
                "<int:pk>/annotate/<int:annotation_pk>/delete/",
                wrap(require_POST(partial(views.delete, self))),
                name=f"{name}_delete_one",
            ),
            path(
                "<int:pk>/annotate/<int:annotation_pk>/restore/",
                wrap(require_POST(partial(views.restore, self))),
                name=f"{name}_restore_one",
            ),
            path("<int:pk>/bench/", wrap(partial(bench_views.bench, self)), name=f"{name}_bench"),
            *(
                path(f"<int:pk>/bench/{part}/", wrap(getattr(bench_views, part)), name=f"{name}_bench_{part}")
                for part in ("state", "candidates", "entity", "claims", "claim", "stance", "suggestion", "tray")
            ),
            path("<int:pk>/bench/propagate/", wrap(propagation), name=f"{name}_bench_propagate"),
            path("<int:pk>/curate/", wrap(begin), name=f"{name}_curate"),
            path("<int:pk>/adjudicate/", wrap(partial(adjudicate_page, self)), name=f"{name}_adjudicate"),
            path("<int:pk>/adjudicate/equal/", wrap(taking.take_equal), name=f"{name}_adjudicate_equal"),
            path("<int:pk>/carry-over/", wrap(partial(carry_view, self)), name=f"{name}_carry"),
            path("<int:pk>/submit/", wrap(require_POST(self.submit_view)), name=f"{name}_submit"),
            path("<int:pk>/reopen/", wrap(require_POST(self.reopen_view)), name=f"{name}_reopen"),
            path("<int:pk>/return/", wrap(require_POST(self.return_view)), name=f"{name}_return"),
            path("<int:pk>/note/", wrap(require_POST(self.note_view)), name=f"{name}_note"),
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a set: what is in it, its notes, and what can be done with it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        annotation_set = self.get_object(request, object_id)
        if annotation_set is None:
            return super().change_view(request, object_id, form_url, extra_context)
        return self._show(request, views.visible_set(request, annotation_set.pk))

    def _show(self, request: HttpRequest, annotation_set: AnnotationSet) -> TemplateResponse:
        viewer = viewer_of(request.user)
        mine = viewer.agent_id == annotation_set.annotator_id
        reads_notes = mine or viewer.sees_every_set
        handed_in = annotation_set.state in {SetState.SUBMITTED, SetState.CURATED}
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": annotation_set.text_version.article.title,
            "subtitle": None,
            "set": annotation_set,
            "article_link": self._article_link(annotation_set),
            "bench": read_bench(annotation_set),
            "notes": list(annotation_set.notes.select_related("author")) if reads_notes else [],
            "reads_notes": reads_notes,
            "writable": views.may_write(request, annotation_set),
            "may_carry": is_left_behind(annotation_set)
            and annotation_set.state != SetState.SUPERSEDED
            and may_carry(request, annotation_set),
            "may_reopen": mine
            and annotation_set.state == SetState.SUBMITTED
            and request.user.has_perm("annotations.annotate"),
            "may_return": handed_in and request.user.has_perm("annotations.curate"),
            "may_adjudicate": request.user.has_perm(DECIDING),
            "adjudicates": annotation_set.role == SetRole.CURATOR,
            "decided": decided_lines(annotation_set, viewer) if annotation_set.role == SetRole.ANNOTATOR else [],
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/annotations/annotation_set_page.html", context)

    def _article_link(self, annotation_set: AnnotationSet) -> SafeString | str:
        return link(annotation_set.text_version.article, annotation_set.text_version.article.reference_code)

    def submit_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand the person's own set in."""
        annotation_set = views.visible_set(request, pk)
        agent = views.owner_agent(request, annotation_set)
        onward = next_url(request, annotation_set) if "next" in request.POST else ""
        answer = self._call(
            request,
            annotation_set,
            gettext("The set is submitted. Thank you."),
            lambda: sets.submit_set(annotation_set=annotation_set, agent=agent),
        )
        annotation_set.refresh_from_db(fields=["state"])
        handed_in = annotation_set.state not in WRITABLE_STATES
        return HttpResponseRedirect(onward) if onward and handed_in else answer

    def reopen_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the person's own set back."""
        annotation_set = views.visible_set(request, pk)
        agent = views.owner_agent(request, annotation_set)
        return self._call(
            request,
            annotation_set,
            gettext("The set is yours again: go on, and submit it when it is done."),
            lambda: sets.reopen_set(annotation_set=annotation_set, agent=agent),
        )

    def return_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give a submitted set back, with the reason."""
        annotation_set = views.visible_set(request, pk)
        if not request.user.has_perm("annotations.curate"):
            raise PermissionDenied
        agent, note = acting_agent(request), request.POST.get("note", "")
        return self._call(
            request,
            annotation_set,
            gettext("The set is returned to its annotator."),
            lambda: sets.return_set(annotation_set=annotation_set, agent=agent, note=note),
        )

    def note_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a note: between a set's annotator and the curators."""
        annotation_set = views.visible_set(request, pk)
        agent = acting_agent(request)
        if agent.pk != annotation_set.annotator_id and not request.user.has_perm("annotations.curate"):
            raise PermissionDenied
        body = request.POST.get("body", "")
        return self._call(
            request,
            annotation_set,
            gettext("The note is added."),
            lambda: sets.add_note(annotation_set=annotation_set, agent=agent, body=body),
        )

    def _call(
        self, request: HttpRequest, annotation_set: AnnotationSet, done: str, service: Callable[[], object]
    ) -> HttpResponseRedirect:
        try:
            service()
        except AnnotationsError as error:
            messages.error(request, str(error.args[0]))
        else:
            messages.success(request, done)
        return HttpResponseRedirect(change_url(annotation_set))
