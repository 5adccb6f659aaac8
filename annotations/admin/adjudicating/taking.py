"""Taking decisions: a form's or the script's, one by one, or all that every set agrees on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST
from uuid6 import uuid7

from accounts.access import viewer_of
from accounts.models import Agent
from annotations.admin.adjudicating.facts import names_of
from annotations.admin.adjudicating.presenting import find_view, progress
from annotations.admin.adjudicating.sets import adjudicate_url, curated_set_of
from annotations.admin.annotate.views import bench_url, owner_agent
from annotations.admin.problems import refusal
from annotations.errors import AnnotationsError, InvalidAnnotationError
from annotations.models import AnnotationSet
from annotations.selectors.adjudication import comparable_annotations, compare
from annotations.services.deciding import Verdict, decide, decide_all, withdraw


@require_POST
def take_equal(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep everything that all sets say alike and that is not decided yet."""
    curated_set = curated_set_of(request, pk)
    agent = owner_agent(request, curated_set)
    viewer = viewer_of(request.user)
    readable = comparable_annotations(curated_set=curated_set, viewer=viewer)
    waiting = [one for one in compare(curated_set=curated_set, viewer=viewer).cases if not one.is_decided]
    agreed = [[found.annotation for found in one.case.versions.values()] for one in waiting if one.case.is_equal]
    verdicts = [Verdict(uuid=uuid7(), versions=versions, keep=versions[:1]) for versions in agreed]
    try:
        decide_all(curated_set=curated_set, verdicts=verdicts, readable=readable, agent=agent)
    except AnnotationsError as error:
        messages.error(request, str(error.args[0]))
    else:
        number = len(agreed)
        said = ngettext(
            "%d annotation that all agree on is kept.", "%d annotations that all agree on are kept.", number
        )
        messages.success(request, said % number)
    return HttpResponseRedirect(adjudicate_url(curated_set))


def take(request: HttpRequest, curated_set: AnnotationSet) -> HttpResponse:
    """Write a decision; a script is answered with the case as it is then, a form with the page."""
    by_script = "application/json" in request.headers.get("Accept", "")
    agent = owner_agent(request, curated_set)
    place = ""
    try:
        action, verdict = _verdict(request.POST)
        place = f"?{request.GET.urlencode()}#case-{verdict.versions[0]}"
        edited = _write(request, curated_set, action, verdict, agent=agent)
    except AnnotationsError as error:
        if by_script:
            return refusal(error)
        messages.error(request, str(error.args[0]))
        return HttpResponseRedirect(adjudicate_url(curated_set) + place)
    if edited is not None:
        address = f"{bench_url(curated_set)}#annotation-{edited}"
        return JsonResponse({"location": address}) if by_script else HttpResponseRedirect(address)
    if by_script:
        return _case(request, curated_set, verdict.versions[0])
    return HttpResponseRedirect(adjudicate_url(curated_set) + place)


def _write(
    request: HttpRequest, curated_set: AnnotationSet, action: str, verdict: Verdict, *, agent: Agent
) -> UUID | None:
    """Do what a form asks for; give the curated annotation that is to be edited, if one is."""
    readable = comparable_annotations(curated_set=curated_set, viewer=viewer_of(request.user))
    if action == "undo":
        withdraw(curated_set=curated_set, versions=readable.filter(uuid__in=verdict.versions), agent=agent)
        return None
    made = decide(curated_set=curated_set, verdict=verdict, readable=readable, agent=agent)
    return made[0].curated.uuid if action == "edit" and made[0].curated else None


def _verdict(data: QueryDict) -> tuple[str, Verdict]:
    """Read a case's form; raises InvalidAnnotationError for what is none."""
    action, _colon, keep = data.get("choice", "").partition(":")
    if action not in {"keep", "edit", "undo"}:
        raise InvalidAnnotationError(gettext("Choose what is to be kept."), pointer="/choice")
    try:
        verdict = Verdict(
            uuid=UUID(data.get("uuid", "")),
            versions=[UUID(value) for value in data.getlist("versions")],
            keep=[UUID(value) for value in keep.split(",") if value],
            note=" ".join(data.get("note", "").replace("\x00", "").split()),
            to_edit=action == "edit",
        )
    except ValueError as error:
        raise InvalidAnnotationError(gettext("A UUID is expected."), pointer="/versions") from error
    if not verdict.versions:
        raise InvalidAnnotationError(gettext("Say which annotations are decided about."), pointer="/versions")
    return action, verdict


def _case(request: HttpRequest, curated_set: AnnotationSet, key: UUID) -> JsonResponse:
    """Give the case that holds an annotation as the page shows it, and how far the work is."""
    comparison = compare(curated_set=curated_set, viewer=viewer_of(request.user))
    names = names_of(curated_set.project, comparison.entities)
    view = find_view(comparison, key, text=curated_set.text_version.text, names=names)
    context: dict[str, Any] = {"case": view, "set": curated_set, "writable": True, "query": request.GET.urlencode()}
    body = {
        "html": render_to_string("admin/annotations/adjudicate_case.html", context, request=request),
        "decided": view is not None and view.decided,
        "left": comparison.left,
        **progress(comparison),
    }
    return JsonResponse(body)
