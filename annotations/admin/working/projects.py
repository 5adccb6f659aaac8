"""A project's pages for who runs it: how far it is, and its guidelines version by version."""

import csv
from collections.abc import Sequence
from dataclasses import asdict
from difflib import SequenceMatcher
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from accounts.access import viewer_of
from annotations.models import GuidelinesVersion, Project
from annotations.selectors.acceptance import acceptance
from annotations.selectors.progress import Progress, Tally, project_progress
from annotations.selectors.projects import visible_projects

#: What a person needs to see how others get on, and to share work out.
RUNNING = "annotations.curate"

_COLUMNS = ("name", "assigned", "waiting", "open", "returned", "submitted", "curated", "annotations")


def project_of(request: HttpRequest, pk: int, permission: str) -> Project:
    """Give a project; raises PermissionDenied for who may not open the page, Http404 where there is none."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return get_object_or_404(visible_projects(viewer_of(request.user)), pk=pk)


def project_page(
    model_admin: ModelAdmin[Project], request: HttpRequest, project: Project, template: str, context: dict[str, Any]
) -> TemplateResponse:
    """Show one of a project's pages."""
    request.current_app = model_admin.admin_site.name
    whole = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "subtitle": str(project),
        "project": project,
        **context,
    }
    return TemplateResponse(request, f"admin/annotations/{template}.html", whole)


def progress_page(model_admin: ModelAdmin[Project], request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a project is, or send it as a file where ``format`` asks for one."""
    project = project_of(request, pk, RUNNING)
    progress = project_progress(project=project, viewer=viewer_of(request.user))
    wanted = request.GET.get("format", "")
    if wanted == "json":
        rows = {"annotators": progress.annotators, "articles": [tally for _pk, tally in progress.articles]}
        plain = {name: [asdict(one) for one in found] for name, found in rows.items()}
        return _as_file(JsonResponse({"project": project.slug, **plain}), project, "json")
    if wanted == "csv":
        return _as_file(_csv(progress), project, "csv")
    suggested = acceptance(project=project, viewer=viewer_of(request.user))
    context = {"title": gettext("Progress"), "progress": progress, "suggested": suggested}
    return project_page(model_admin, request, project, "progress", context)


def guidelines_page(model_admin: ModelAdmin[Project], request: HttpRequest, pk: int) -> HttpResponse:
    """Show every version of a project's guidelines, and what one changed against another."""
    project = project_of(request, pk, "annotations.view_project")
    versions = list(project.guidelines_history.select_related("by").order_by("-pk"))
    shown = _chosen(versions, request.GET.get("version", "")) or (versions[0] if versions else None)
    against = _chosen(versions, request.GET.get("against", ""))
    context = {
        "title": gettext("Guidelines"),
        "versions": versions,
        "shown": shown,
        "against": against,
        "changes": changes(against.text, shown.text) if shown and against else [],
    }
    return project_page(model_admin, request, project, "guidelines", context)


def changes(former: str, latter: str) -> list[tuple[str, str]]:
    """Give the lines of two texts as (``same``, ``gone`` or ``new``, line), in order."""
    old, new = former.splitlines(), latter.splitlines()
    found: list[tuple[str, str]] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [("same", line) for line in old[start:end]]
        else:
            found += [("gone", line) for line in old[start:end]] + [("new", line) for line in new[new_start:new_end]]
    return found


def _chosen(versions: Sequence[GuidelinesVersion], name: str) -> GuidelinesVersion | None:
    return next((one for one in versions if one.version == name), None)


def _csv(progress: Progress) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow(("of", *_COLUMNS))
    rows: list[tuple[str, Tally]] = [("annotator", one) for one in progress.annotators]
    rows += [("article", tally) for _pk, tally in progress.articles]
    for kind, tally in rows:
        writer.writerow((kind, *(getattr(tally, column) for column in _COLUMNS)))
    return response


def _as_file(response: HttpResponse, project: Project, ending: str) -> HttpResponse:
    response["Content-Disposition"] = content_disposition_header(True, f"progress-{project.slug}.{ending}") or ""
    return response
