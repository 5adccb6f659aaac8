"""The page on which a set is carried over to its article's new text: former and new words side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from accounts.access import viewer_of
from annotations.admin.annotate.views import visible_set
from annotations.admin.saving import acting_agent
from annotations.anchoring import Anchored
from annotations.errors import AnnotationsError
from annotations.models import AnnotationSet
from annotations.services.carry_over import Carried, Places, carry_over, plan_carry_over
from archive.admin.cells import change_url
from archive.text import context

#: Code points shown on each side of the words.
AROUND = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """Words with what stands around them; ``value`` names the place in the form."""

    before: str
    words: str
    after: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class SpanRow:
    """One span: where it stood, and the places in the new text to choose from."""

    name: str
    role: str
    former: Passage
    choices: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One annotation that waits for a person."""

    uuid: UUID
    status: str
    what: str
    spans: tuple[SpanRow, ...]


def is_left_behind(annotation_set: AnnotationSet) -> bool:
    """Whether the set stands on a text that is no longer its article's current one."""
    current = annotation_set.text_version.article.current_text_id
    return current is not None and current != annotation_set.text_version_id


def may_carry(request: HttpRequest, annotation_set: AnnotationSet) -> bool:
    """Whether the person may carry this set over: its annotator, and curators."""
    mine = viewer_of(request.user).agent_id == annotation_set.annotator_id
    return request.user.has_perm("annotations.curate") or (mine and request.user.has_perm("annotations.annotate"))


def carrying_url(annotation_set: AnnotationSet) -> str:
    """Give the address of the page."""
    return reverse("admin:annotations_annotationset_carry", args=[annotation_set.pk])


def carry_view(model_admin: ModelAdmin[AnnotationSet], request: HttpRequest, pk: int) -> HttpResponse:
    """Show what stands where, and take what a person confirms."""
    annotation_set = visible_set(request, pk)
    if not may_carry(request, annotation_set):
        raise PermissionDenied
    if not is_left_behind(annotation_set):
        messages.info(request, gettext("This set stands on the article's current text: nothing is to be carried over."))
        return HttpResponseRedirect(change_url(annotation_set))
    if request.method == "POST":
        return _carry(request, annotation_set)
    plan = plan_carry_over(annotation_set)
    waiting = [_row(one, annotation_set) for one in plan if one.status != "exact"]
    request.current_app = model_admin.admin_site.name
    view_context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": gettext("Carry over to the current text"),
        "subtitle": annotation_set.text_version.article.title,
        "set": annotation_set,
        "exact": len(plan) - len(waiting),
        "moved": sum(row.status == "moved" for row in waiting),
        "rows": waiting,
    }
    return TemplateResponse(request, "admin/annotations/carry_over.html", view_context)


def _carry(request: HttpRequest, annotation_set: AnnotationSet) -> HttpResponseRedirect:
    agent = acting_agent(request)
    try:
        plan = plan_carry_over(annotation_set)
        result = carry_over(
            annotation_set=annotation_set,
            agent=agent,
            confirmed=_confirmed(request.POST, plan),
            given_up=[one.annotation.uuid for one in plan if f"give-up-{one.annotation.uuid}" in request.POST],
        )
    except AnnotationsError as error:
        messages.error(request, str(error.args[0]))
        return HttpResponseRedirect(carrying_url(annotation_set))
    told = ngettext("%d annotation was carried over.", "%d annotations were carried over.", result.carried)
    messages.success(request, told % result.carried)
    if result.waiting:
        left = ngettext("%d still waits.", "%d still wait.", len(result.waiting))
        messages.warning(request, left % len(result.waiting))
        return HttpResponseRedirect(carrying_url(annotation_set))
    return HttpResponseRedirect(change_url(result.target))


def _confirmed(posted: QueryDict, plan: list[Carried]) -> Mapping[UUID, Places]:
    """Give the annotations of which every span has a place: chosen, exactly where it was, or moved and taken so."""
    found: dict[UUID, Places] = {}
    take_moved = "take-moved" in posted
    for one in plan:
        places = []
        for index, (span, anchored) in enumerate(zip(one.draft.spans, one.anchored, strict=True)):
            start, _, end = posted.get(f"place-{one.annotation.uuid}-{index}", "").partition("-")
            if start.isdecimal() and end.isdecimal():
                places.append((int(start), int(end)))
            elif anchored.status == "exact":
                places.append((span.start, span.end))
            elif anchored.status == "moved" and take_moved:
                places += _places(anchored)
        if one.status != "exact" and len(places) == len(one.draft.spans):
            found[one.annotation.uuid] = places
    return found


def _row(one: Carried, annotation_set: AnnotationSet) -> Row:
    former = annotation_set.text_version.text
    current = annotation_set.text_version.article.current_text
    text = current.text if current else ""
    spans = tuple(
        SpanRow(
            name=f"place-{one.annotation.uuid}-{index}",
            role=span.role,
            former=_passage(former, span.start, span.end),
            choices=tuple(_passage(text, *place) for place in _places(anchored)),
        )
        for index, (span, anchored) in enumerate(zip(one.draft.spans, one.anchored, strict=True))
    )
    what = one.draft.mention.tag if one.draft.mention else gettext("statement")
    return Row(one.annotation.uuid, one.status, what, spans)


def _places(anchored: Anchored) -> list[tuple[int, int]]:
    if anchored.start is not None and anchored.end is not None:
        return [(anchored.start, anchored.end)]
    return [(one.start, one.end) for one in anchored.candidates]


def _passage(text: str, start: int, end: int) -> Passage:
    before, after = context(text, start, end, AROUND)
    return Passage(before, text[start:end], after, f"{start}-{end}")
