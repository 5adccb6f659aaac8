"""A person's queue: what is to be annotated next, and the way there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_stubs_ext import StrPromise

from accounts.access import viewer_of
from annotations.admin.annotate.views import bench_url
from annotations.admin.saving import acting_agent
from annotations.models import AnnotationSet, Assignment, Project
from annotations.selectors.queue import Stage, Task, neighbours, work_queue
from annotations.services.sets import open_set
from archive.models import Article

#: What a person needs to have work.
ANNOTATING = "annotations.annotate"

HEADINGS: dict[Stage, StrPromise] = {
    Stage.RETURNED: _("Returned to you"),
    Stage.OPEN: _("Begun"),
    Stage.WAITING: _("To begin"),
    Stage.DONE: _("Handed in"),
}
VERBS: dict[Stage, StrPromise] = {
    Stage.RETURNED: _("Revise"),
    Stage.OPEN: _("Go on"),
    Stage.WAITING: _("Begin"),
    Stage.DONE: _("Read"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The tasks of one stage; ``late`` are those that were due before today."""

    stage: Stage
    heading: StrPromise
    verb: StrPromise
    tasks: Sequence[Task]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a set stands in its annotator's queue, with the addresses before and after it (empty: none)."""

    number: int
    total: int
    previous: str
    next: str


def queue_page(model_admin: ModelAdmin[Project], request: HttpRequest) -> HttpResponse:
    """Show what the person has to do, and what they have done."""
    if not request.user.has_perm(ANNOTATING):
        raise PermissionDenied
    tasks = work_queue(viewer_of(request.user))
    groups = [
        Group(stage=stage, heading=HEADINGS[stage], verb=VERBS[stage], tasks=list(found))
        for stage, found in groupby(tasks, key=lambda task: task.stage)
    ]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": gettext("My queue"),
        "subtitle": None,
        "groups": groups,
        "left": sum(task.stage is not Stage.DONE for task in tasks),
        "today": timezone.localdate(),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/annotations/queue.html", context)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the set of an assignment of the person's own, and go there."""
    if not request.user.has_perm(ANNOTATING):
        raise PermissionDenied
    viewer = viewer_of(request.user)
    found = Assignment.objects.filter(pk=pk, annotator=viewer.user_id).select_related("project").first()
    article = Article.objects.visible_to(viewer).select_related("current_text").filter(assignments=pk).first()
    if found is None or article is None or article.current_text is None:
        raise Http404
    own = open_set(project=found.project, text_version=article.current_text, agent=acting_agent(request))
    return HttpResponseRedirect(bench_url(own))


def queue_url() -> str:
    """Give the address of the person's queue."""
    return reverse("admin:annotations_assignment_queue")


def place_in_queue(request: HttpRequest, annotation_set: AnnotationSet) -> Place | None:
    """Give where a set stands among the person's work; None where it is not theirs, or handed in."""
    viewer = viewer_of(request.user)
    if viewer.agent_id != annotation_set.annotator_id:
        return None
    number, total, before, after = neighbours(work_queue(viewer), annotation_set)
    return Place(number=number, total=total, previous=_way_to(before), next=_way_to(after)) if number else None


def next_url(request: HttpRequest, annotation_set: AnnotationSet) -> str:
    """Give the address of what is to be done after a set; the queue's where nothing is left.

    An article that is assigned and not begun is begun.
    """
    viewer = viewer_of(request.user)
    _number, _total, _before, after = neighbours(work_queue(viewer), annotation_set)
    if after is None:
        return queue_url()
    if after.annotation_set is not None:
        return bench_url(after.annotation_set)
    text = after.article.current_text
    if text is None:
        return queue_url()
    return bench_url(open_set(project=after.project, text_version=text, agent=acting_agent(request)))


def _way_to(task: Task | None) -> str:
    """Give the address of a task: its bench, or its place in the queue where it is not begun."""
    if task is None:
        return ""
    return bench_url(task.annotation_set) if task.annotation_set else f"{queue_url()}#task-{task.article.pk}"
