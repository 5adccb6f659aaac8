"""The annotate page with its script, and what the script asks for: JSON in, JSON out, refusals as problem details."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache

from accounts.access import viewer_of
from accounts.models import Agent, User
from accounts.services.agents import agent_of
from annotations.admin.annotate.page_data import entity_data, page_data, state_data
from annotations.admin.annotate.views import may_write, own_set, visible_set
from annotations.admin.problems import problem, refusal
from annotations.admin.saving import acting_agent
from annotations.admin.working.queue import place_in_queue
from annotations.errors import AnnotationsError, InvalidAnnotationError
from annotations.models import Annotation, AnnotationSet, Claim, Statement
from annotations.selectors.bench import bench_content, sees_claims
from annotations.selectors.candidates import Candidate, entity_candidates
from annotations.selectors.claim_search import search_claims
from annotations.services.claims import create_claim
from annotations.services.comparing import compare_statements
from annotations.services.entities import create_entity
from annotations.services.stances import set_stance
from annotations.services.suggest import reject_suggestion
from annotations.vocabulary import Polarity, ReviewStatus
from archive.api.parsing import parse_json
from archive.api.problems import Problem

Json = dict[str, Any]
_View = Callable[[HttpRequest, int], HttpResponse]

#: Bytes of a body that the script may send.
_LONGEST = 64_000


def bench(model_admin: ModelAdmin[AnnotationSet], request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page with its script; without the permission to read the set, 403 or 404 as everywhere."""
    annotation_set = visible_set(request, pk)
    writable = may_write(request, annotation_set)
    may = {
        "write": writable,
        "entities": writable and request.user.has_perm("annotations.add_entity"),
        "judge": request.user.has_perm("annotations.curate"),
    }
    viewer = viewer_of(request.user)
    me = agent_of(request.user) if isinstance(request.user, User) else annotation_set.annotator
    context = {
        **model_admin.admin_site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "opts": model_admin.opts,
        "title": gettext("Annotate: %s") % annotation_set.text_version.article.title,
        "set": annotation_set,
        "article": annotation_set.text_version.article,
        "writable": writable,
        "queue": place_in_queue(request, annotation_set) if writable else None,
        "guidelines_changed": writable
        and bool(annotation_set.guidelines_version)
        and annotation_set.guidelines_version != annotation_set.project.guidelines_version,
        "data": page_data(annotation_set=annotation_set, viewer=viewer, me=me, may=may),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/annotations/bench_page.html", context)


def answers_json(method: str) -> Callable[[_View], _View]:
    """Make a view take one method, and answer what services refuse with problem details (RFC 9457)."""

    def decorate(view: _View) -> _View:
        @wraps(view)
        @never_cache
        def answer(request: HttpRequest, pk: int) -> HttpResponse:
            if request.method != method:
                return problem(HTTPStatus.METHOD_NOT_ALLOWED, f"Only {method} is answered here.")
            try:
                return view(request, pk)
            except AnnotationsError as error:
                return refusal(error)
            except PermissionDenied:
                return problem(HTTPStatus.FORBIDDEN, gettext("You may not do that."))
            except Http404:
                return problem(HTTPStatus.NOT_FOUND, gettext("There is nothing here that you may see."))

        return answer

    return decorate


@answers_json("GET")
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Give what is in the set now."""
    annotation_set = visible_set(request, pk)
    content = bench_content(annotation_set=annotation_set, viewer=viewer_of(request.user))
    return JsonResponse(state_data(content))


@answers_json("GET")
def candidates(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the entities that words may mean."""
    visible_set(request, pk)
    if not request.user.has_perm("annotations.view_entity"):
        raise PermissionDenied
    words, kind = read_query(request, "q"), read_query(request, "kind")
    found = entity_candidates(words, viewer=viewer_of(request.user), kind=kind)
    return JsonResponse({"candidates": [_offer(one) for one in found]})


@answers_json("POST")
def entity(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an entity at a uuid that the page chose."""
    agent = _writer(request, pk, "annotations.add_entity")
    body = read_body(request)
    made = create_entity(
        kind=read_text(body, "kind"), label=read_text(body, "label"), agent=agent, uuid=read_uuid(body, "uuid")
    )
    return JsonResponse(entity_data(made), status=HTTPStatus.CREATED)


@answers_json("GET")
def claims(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the claims that a statement of this set may be about."""
    annotation_set, viewer = visible_set(request, pk), viewer_of(request.user)
    if not sees_claims(annotation_set, viewer):
        raise PermissionDenied
    speaker = request.GET.get("speaker", "")
    found = search_claims(
        words=request.GET.get("q", "")[:1000],
        viewer=viewer,
        speaker=read_uuid({"speaker": speaker}, "speaker") if speaker else None,
    )
    offered = [{"uuid": str(one.uuid), "text": one.text, "hint": one.topic} for one in found]
    return JsonResponse({"claims": offered})


@answers_json("POST")
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a claim at a uuid that the page chose."""
    agent = _judge(request, pk, "annotations.add_claim")
    body = read_body(request)
    made = create_claim(text=read_text(body, "text"), agent=agent, uuid=read_uuid(body, "uuid"))
    return JsonResponse({"uuid": str(made.uuid), "text": made.text}, status=HTTPStatus.CREATED)


@answers_json("POST")
def stance(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a statement does to a claim, or with a polarity of null that it does nothing to it."""
    agent = _judge(request, pk, "annotations.curate")
    body = read_body(request)
    polarity = body.get("polarity")
    statement = _statement(request, body, "annotation")
    about = Claim.objects.filter(uuid=read_uuid(body, "claim")).first()
    if about is None:
        raise InvalidAnnotationError(gettext("There is no such claim."), pointer="/claim")
    taken_back = polarity is None
    set_stance(
        claim=about,
        statement=statement,
        polarity=Polarity.AFFIRMS if taken_back else read_text(body, "polarity"),
        agent=agent,
        status=ReviewStatus.REJECTED if taken_back else ReviewStatus.CONFIRMED,
    )
    return JsonResponse({"claim": str(about.uuid), "polarity": polarity})


@answers_json("POST")
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a suggestion is not wanted in this set, or, with ``rejected`` false, that it is offered again."""
    annotation_set = own_set(request, pk)
    if not may_write(request, annotation_set):
        raise PermissionDenied
    body = read_body(request)
    visible = AnnotationSet.objects.visible_to(viewer_of(request.user)).order_by()
    found = Annotation.objects.filter(uuid=read_uuid(body, "suggestion"), annotation_set__in=visible)
    suggested = found.select_related("annotation_set").first()
    if suggested is None:
        raise InvalidAnnotationError(gettext("There is no such suggestion."), pointer="/suggestion")
    rejected = body.get("rejected", True)
    if not isinstance(rejected, bool):
        raise InvalidAnnotationError(gettext("True or false is expected."), pointer="/rejected")
    reject_suggestion(suggestion=suggested, annotation_set=annotation_set, rejected=rejected)
    return JsonResponse({"suggestion": str(suggested.uuid), "rejected": rejected})


@answers_json("POST")
def tray(request: HttpRequest, pk: int) -> HttpResponse:
    """Record how two statements of the tray bear on each other."""
    agent = _judge(request, pk, "annotations.curate")
    body = read_body(request)
    compare_statements(
        a=_statement(request, body, "a"),
        b=_statement(request, body, "b"),
        kind=read_text(body, "kind"),
        extent=read_text(body, "extent", needed=False),
        rationale=read_text(body, "rationale", needed=False),
        agent=agent,
    )
    return JsonResponse({"kind": body["kind"]})


def _offer(found: Candidate) -> Json:
    links = ngettext("linked so %d time", "linked so %d times", found.links) % found.links if found.links else ""
    also = f"“{found.name}”" if found.name != found.label else ""
    hint = " · ".join(filter(None, (also, found.description[:80], links)))
    return {"uuid": str(found.uuid), "label": found.label, "kind": found.kind, "hint": hint}


def _writer(request: HttpRequest, pk: int, permission: str) -> Agent:
    """Give who annotates a set, if they may do more than that; raises PermissionDenied, Http404."""
    annotation_set = own_set(request, pk)
    if not may_write(request, annotation_set) or not request.user.has_perm(permission):
        raise PermissionDenied
    return acting_agent(request)


def _judge(request: HttpRequest, pk: int, permission: str) -> Agent:
    """Give who judges what is said in a set; raises PermissionDenied, Http404."""
    visible_set(request, pk)
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return acting_agent(request)


def _statement(request: HttpRequest, body: Json, name: str) -> Statement:
    """Give a statement in a set that the person may read, by the uuid of its annotation."""
    visible = AnnotationSet.objects.visible_to(viewer_of(request.user)).order_by()
    found = Statement.objects.filter(annotation__uuid=read_uuid(body, name), annotation__annotation_set__in=visible)
    statement = found.select_related("annotation__annotation_set__text_version__article").first()
    if statement is None:
        raise InvalidAnnotationError(gettext("There is no such statement."), pointer=f"/{name}")
    return statement


def read_query(request: HttpRequest, name: str, *, longest: int = 300) -> str:
    """Give a text of the query, cut to its longest; NUL, which PostgreSQL takes in no text, is a blank."""
    return request.GET.get(name, "")[:longest].replace("\x00", " ")


def read_body(request: HttpRequest) -> Json:
    """Give the JSON object of a request, read as strictly as the API's; raises InvalidAnnotationError for all else."""
    try:
        too_long = len(request.body) > _LONGEST
    except RequestDataTooBig:
        too_long = True
    if too_long:
        raise InvalidAnnotationError(gettext("That is too long."))
    try:
        body = parse_json(request.body)
    except Problem as error:
        raise InvalidAnnotationError(str(error.detail), pointer=str(error.errors[0]["pointer"])) from error
    if not isinstance(body, dict):
        raise InvalidAnnotationError(gettext("A JSON object is expected."))
    return body


def read_text(body: Json, name: str, *, needed: bool = True) -> str:
    """Give a member that is a text; raises InvalidAnnotationError for anything else."""
    value = body.get(name, "")
    if not isinstance(value, str) or (needed and not value) or "\x00" in value:
        raise InvalidAnnotationError(gettext("A text is expected."), pointer=f"/{name}")
    return value


def read_uuid(body: Json, name: str) -> UUID:
    """Give a member that is a UUID; raises InvalidAnnotationError for anything else."""
    try:
        return UUID(body[name])
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise InvalidAnnotationError(gettext("A UUID is expected."), pointer=f"/{name}") from error
