"""Marking a name in all of one's open sets: where it stands, and writing it there."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from accounts.access import viewer_of
from annotations.admin.annotate.bench_views import answers_json, read_body, read_query, read_text, read_uuid
from annotations.admin.annotate.views import may_write, own_set
from annotations.admin.saving import acting_agent
from annotations.drafts import MentionDraft
from annotations.errors import InvalidAnnotationError
from annotations.selectors.equal_places import MOST, equal_places, own_open_sets
from annotations.services.propagating import Spot, propagate, take_back


@never_cache
def propagation(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the places of ``q`` in the person's other open sets; with POST, mark them, or take that back."""
    return (_write if request.method == "POST" else _places)(request, pk)


@answers_json("GET")
def _places(request: HttpRequest, pk: int) -> HttpResponse:
    beside = own_set(request, pk)
    if not may_write(request, beside):
        raise PermissionDenied
    found = equal_places(
        words=read_query(request, "q"),
        layer=read_query(request, "layer", longest=100),
        tag=read_query(request, "tag", longest=100),
        beside=beside,
        viewer=viewer_of(request.user),
    )
    sets = [
        {
            "set": str(one.annotation_set.uuid),
            "code": one.annotation_set.text_version.article.reference_code,
            "title": one.annotation_set.text_version.article.title,
            "places": [
                {
                    "start": place.start,
                    "end": place.end,
                    "before": place.before,
                    "words": place.words,
                    "after": place.after,
                }
                for place in one.places
            ],
        }
        for one in found
    ]
    return JsonResponse({"sets": sets})


@answers_json("POST")
def _write(request: HttpRequest, pk: int) -> HttpResponse:
    beside = own_set(request, pk)
    if not may_write(request, beside):
        raise PermissionDenied
    body = read_body(request)
    agent, spots = acting_agent(request), _spots(body.get("places"))
    sets = {one.uuid: one for one in own_open_sets(beside, viewer_of(request.user))}
    if body.get("remove") is True:
        return JsonResponse({"removed": take_back(sets=sets, spots=spots, agent=agent)})
    entity = body.get("entity")
    mention = MentionDraft(tag=read_text(body, "tag"), entity=None if entity is None else read_uuid(body, "entity"))
    number = propagate(sets=sets, layer=read_text(body, "layer"), mention=mention, spots=spots, agent=agent)
    return JsonResponse({"written": number})


def _spots(places: Any) -> list[Spot]:
    """Read the places that a script sends; raises InvalidAnnotationError for what are none."""
    if not isinstance(places, list) or not 0 < len(places) <= MOST:
        raise InvalidAnnotationError(gettext("A list of places is expected."), pointer="/places")
    return [_spot(place, f"/places/{number}") for number, place in enumerate(places)]


def _spot(place: Any, pointer: str) -> Spot:
    wrong = InvalidAnnotationError(gettext("A place has set, uuid, start and end."), pointer=pointer)
    if not isinstance(place, dict) or any(type(place.get(name)) is not int for name in ("start", "end")):
        raise wrong
    try:
        uuids = {"annotation_set": UUID(place["set"]), "uuid": UUID(place["uuid"])}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise wrong from error
    return Spot(**uuids, start=place["start"], end=place["end"])
