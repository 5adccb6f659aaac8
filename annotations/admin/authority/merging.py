"""Merging two entities after a look at both, under the name that is better; and telling them apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from accounts.access import Viewer, viewer_of
from annotations.admin.saving import acting_agent
from annotations.errors import AnnotationsError
from annotations.models import Entity
from annotations.selectors.authority import naming_counts
from annotations.services.authorities import merge_under, tell_apart, tell_together
from annotations.services.entities import told_apart
from archive.admin.cells import change_url

#: What a person needs to change the authority file.
KEEPING = "annotations.change_entity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two entities, with what is known of it; ``clashes`` are schemes in which the other has another value."""

    entity: Entity
    names: list[str]
    identifiers: list[tuple[str, bool]]
    mentions: int
    statements: int


def merge_page(model_admin: ModelAdmin[Entity], request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a merge would join; with POST, merge."""
    if not request.user.has_perm(KEEPING):
        raise PermissionDenied
    entity = get_object_or_404(Entity, pk=pk)
    wanted = (request.POST if request.method == "POST" else request.GET).get("into", "")
    into = Entity.objects.filter(pk=wanted).first() if wanted.isdecimal() else None
    if into is None or into == entity:
        messages.error(request, gettext("Choose what to merge it into."))
        return HttpResponseRedirect(change_url(entity))
    if request.method == "POST" and _merge(request, entity, into):
        return HttpResponseRedirect(change_url(entity) + "#merge")
    sides = _sides(entity, into, viewer_of(request.user))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": gettext("Merge “%(entity)s” into “%(into)s”?") % {"entity": entity, "into": into},
        "subtitle": None,
        "entity": entity,
        "into": into,
        "sides": sides,
        "labels": list(dict.fromkeys([into.label, entity.label])),
        "told_apart": told_apart(entity, into),
        "clashing": any(clash for side in sides for _identifier, clash in side.identifiers),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/annotations/merge_preview.html", context)


@require_POST
def apart_view(request: HttpRequest) -> HttpResponse:
    """Say that two entities are not the same, or take that back; then go back to where it was said."""
    if not request.user.has_perm(KEEPING):
        raise PermissionDenied
    one, other = (get_object_or_404(Entity, pk=_number(request.POST.get(name, ""))) for name in ("a", "b"))
    try:
        if request.POST.get("step") == "together":
            tell_together(one=one, other=other)
            messages.success(request, gettext("“%(a)s” and “%(b)s” may be offered again.") % {"a": one, "b": other})
        else:
            tell_apart(one=one, other=other, agent=acting_agent(request))
            told = gettext("“%(a)s” and “%(b)s” are not the same, and are not offered again.")
            messages.success(request, told % {"a": one, "b": other})
    except AnnotationsError as error:
        messages.error(request, str(error.args[0]))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back if safe else change_url(one))


def _merge(request: HttpRequest, entity: Entity, into: Entity) -> bool:
    versions = (_number(request.POST.get("version", "")), _number(request.POST.get("into_version", "")))
    try:
        merge_under(
            entity=entity,
            into=into,
            label=request.POST.get("label", ""),
            agent=acting_agent(request),
            versions=versions,
        )
    except AnnotationsError as error:
        messages.error(request, str(error.args[0]))
        return False
    messages.success(request, gettext("“%(entity)s” now stands under “%(into)s”.") % {"entity": entity, "into": into})
    return True


def _sides(entity: Entity, into: Entity, viewer: Viewer) -> list[Side]:
    mentions, statements = naming_counts([entity.pk, into.pk], viewer)
    held: Mapping[int, dict[str, str]] = {
        one.pk: dict(one.identifiers.values_list("scheme", "value")) for one in (entity, into)
    }
    sides = []
    for one, other in ((entity, into), (into, entity)):
        theirs: dict[str, Any] = held[other.pk]
        sides.append(
            Side(
                entity=one,
                names=[f"{name.name} ({name.get_kind_display()})" for name in one.names.all()],
                identifiers=[
                    (f"{scheme}: {value}", theirs.get(scheme, value) != value) for scheme, value in held[one.pk].items()
                ],
                mentions=mentions.get(one.pk, 0),
                statements=statements.get(one.pk, 0),
            )
        )
    return sides


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 18 else 0
