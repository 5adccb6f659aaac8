"""Pages of entities: the list by kind, and one entity across all articles."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import viewer_of
from annotations.models import Entity
from annotations.selectors.readable import find_entity, list_entities
from annotations.vocabulary import EntityKind
from readingroom.pages.entities import entity_kinds, kind_choices
from readingroom.pages.entity import entity_page

#: Entities on a page of the list.
PAGE_SIZE = 50


@require_safe
def entity_list(request: HttpRequest) -> HttpResponse:
    """Show entities by kind, fifty to a page; ``?kind=`` narrows, what is no kind narrows to none."""
    viewer = viewer_of(request.user)
    kind = request.GET.get("kind", "")
    chosen = kind if kind in EntityKind.values else ""
    page = Paginator(list_entities(viewer=viewer, kind=chosen), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "kinds": entity_kinds(entities=list(page.object_list), viewer=viewer),
        "choices": kind_choices(chosen=chosen, viewer=viewer),
        "query": f"kind={chosen}&" if chosen else "",
    }
    return render(request, "readingroom/entity_list.html", context)


@require_safe
def entity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one entity; a merged one leads to the one that stands for it."""
    viewer = viewer_of(request.user)
    try:
        found = find_entity(uuid=uuid, viewer=viewer)
    except Entity.DoesNotExist as error:
        raise Http404(_("There is no such entity.")) from error
    if found.uuid != uuid:
        return redirect("readingroom:entity", found.uuid, permanent=True)
    page = entity_page(entity=found, page_number=request.GET.get("page", ""), viewer=viewer)
    return render(request, "readingroom/entity.html", {"page": page, "entity": found})
