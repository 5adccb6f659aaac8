"""The annotate page's views: show, save, delete, restore. Each checks who may write before anything else."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext

from accounts.access import viewer_of
from accounts.models import Agent, User
from accounts.services.agents import agent_of
from annotations.admin.annotate.bench import AnnotationRow, Bench, read_bench
from annotations.admin.annotate.mention_form import MentionForm
from annotations.admin.annotate.page import page_context
from annotations.admin.annotate.statement_form import StatementForm
from annotations.admin.annotate.target import Target, bound_form, fresh_form, searched_form, target_of
from annotations.errors import AnnotationsError
from annotations.models import AnnotationSet
from annotations.services.annotate import create_annotation, delete_annotation, restore_annotation, update_annotation
from annotations.vocabulary import WRITABLE_STATES

AnnotateForm = MentionForm | StatementForm

#: What the page and the services name of a set.
_NAMED = ("project", "annotator", "text_version__article")


def visible_set(request: HttpRequest, pk: int) -> AnnotationSet:
    """Give a set that the person may read; raises PermissionDenied without the permission, Http404 for others' sets."""
    if not request.user.has_perm("annotations.view_annotationset"):
        raise PermissionDenied
    found = AnnotationSet.objects.visible_to(viewer_of(request.user))
    return get_object_or_404(found.select_related(*_NAMED), pk=pk)


def own_set(request: HttpRequest, pk: int) -> AnnotationSet:
    """Give a set that the person may write; raises as ``visible_set`` and ``owner_agent`` do where it is not theirs."""
    found = AnnotationSet.objects.owned_by(viewer_of(request.user)).select_related(*_NAMED).filter(pk=pk).first()
    return found or visible_set(request, pk)


def owner_agent(request: HttpRequest, annotation_set: AnnotationSet) -> Agent:
    """Give the agent of the set's own annotator; raises PermissionDenied for anybody else."""
    user = request.user
    if not isinstance(user, User) or not user.has_perm("annotations.annotate"):
        raise PermissionDenied
    agent = agent_of(user)
    if agent.pk != annotation_set.annotator_id:
        raise PermissionDenied
    return agent


def may_write(request: HttpRequest, annotation_set: AnnotationSet) -> bool:
    """Whether the person is the set's annotator and the set is open."""
    mine = viewer_of(request.user).agent_id == annotation_set.annotator_id
    return mine and annotation_set.state in WRITABLE_STATES and request.user.has_perm("annotations.annotate")


def bench_url(annotation_set: AnnotationSet) -> str:
    """Give the address where a set is annotated; without a script its page leads on to the forms."""
    return reverse("admin:annotations_annotationset_bench", args=[annotation_set.pk])


def annotate_url(annotation_set: AnnotationSet, query: str = "", anchor: str = "") -> str:
    """Give the address of a set's page with forms."""
    address = reverse("admin:annotations_annotationset_annotate", args=[annotation_set.pk])
    return address + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")


def annotate(model_admin: ModelAdmin[AnnotationSet], request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page, and take its form."""
    if request.method != "POST":
        annotation_set = visible_set(request, pk)
        bench = read_bench(annotation_set)
        writable = may_write(request, annotation_set)
        target = target_of(request, bench) if writable else None
        form = fresh_form(bench, target) if target else None
        return _show(model_admin, request, bench, target, form, writable=writable)
    annotation_set = own_set(request, pk)
    agent = owner_agent(request, annotation_set)
    bench = read_bench(annotation_set)
    target = target_of(request, bench)
    if target is None:
        raise Http404
    if request.POST.get("action") == "find":
        return _show(model_admin, request, bench, target, searched_form(bench, target, request.POST))
    form = bound_form(bench, target, request.POST)
    if _save(form, bench, target, agent):
        messages.success(
            request, gettext("Saved: “%s”.") % form.cleaned_data.get("body-0", form.cleaned_data.get("content-0"))
        )
        query = f"block={target.block.order}&layer={target.layer.code}"
        return HttpResponseRedirect(annotate_url(annotation_set, query, f"block-{target.block.order}"))
    return _show(model_admin, request, bench, target, form)


def _save(form: AnnotateForm, bench: Bench, target: Target, agent: Agent) -> bool:
    """Write what a form says; what the service refuses becomes the form's error."""
    if not form.is_valid():
        return False
    try:
        if target.annotation is None:
            uuid = form.cleaned_data["uuid"]
            create_annotation(annotation_set=bench.annotation_set, draft=form.draft(), agent=agent, uuid=uuid)
        else:
            version = form.cleaned_data["version"] or 0
            update_annotation(annotation=target.annotation, draft=form.draft(), agent=agent, version=version)
    except AnnotationsError as error:
        form.refuse(error)
        return False
    return True


def _show(
    model_admin: ModelAdmin[AnnotationSet],
    request: HttpRequest,
    bench: Bench,
    target: Target | None,
    form: AnnotateForm | None,
    *,
    writable: bool = True,
) -> TemplateResponse:
    context: dict[str, Any] = {
        **model_admin.admin_site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "opts": model_admin.opts,
        **page_context(bench, target=target, form=form, writable=writable, undo=_undo(request, bench)),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/annotations/annotate_page.html", context)


def _undo(request: HttpRequest, bench: Bench) -> AnnotationRow | None:
    """Give the annotation that was just deleted, so that its deletion can be undone."""
    return next((row for row in bench.deleted if str(row.annotation.pk) == request.GET.get("deleted")), None)


def delete(_model_admin: ModelAdmin[AnnotationSet], request: HttpRequest, pk: int, annotation_pk: int) -> HttpResponse:
    """Hide an annotation, and offer to undo that."""
    annotation_set = own_set(request, pk)
    agent = owner_agent(request, annotation_set)
    annotation = get_object_or_404(annotation_set.annotations.select_related("layer"), pk=annotation_pk)
    try:
        delete_annotation(annotation=annotation, agent=agent, version=_number(request, "version"))
    except AnnotationsError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(annotate_url(annotation_set))
    return HttpResponseRedirect(annotate_url(annotation_set, f"deleted={annotation.pk}", "undo"))


def restore(_model_admin: ModelAdmin[AnnotationSet], request: HttpRequest, pk: int, annotation_pk: int) -> HttpResponse:
    """Make an annotation what it was at a version."""
    annotation_set = own_set(request, pk)
    agent = owner_agent(request, annotation_set)
    annotation = get_object_or_404(annotation_set.annotations.select_related("layer"), pk=annotation_pk)
    to_version, version = _number(request, "to_version"), _number(request, "version")
    try:
        restore_annotation(annotation=annotation, to_version=to_version, agent=agent, version=version)
    except AnnotationsError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, gettext("The annotation is back as version %d.") % annotation.version)
    return HttpResponseRedirect(annotate_url(annotation_set))


def _number(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() else 0
