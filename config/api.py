"""The API as a whole: the apps' addresses below /api/v1/, its schema and docs, and errors outside its views."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path, reverse
from django.views import defaults
from django.views.csrf import csrf_failure as csrf_page
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from annotations.api.schemas import COMPONENTS
from archive.api.addresses import ROOT
from archive.api.problems import Problem, problem_response

# The page's own styles hold its icons.
_docs = csp_update({"img-src": "data:"})(
    SpectacularSwaggerSplitView.as_view(url_name="api:schema", template_name="archive/api_docs.html")
)

app_name = "api"
urlpatterns = [
    path("", include("archive.api.urls")),
    path("", include("annotations.api.urls")),
    path("", include("exports.api.urls")),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", _docs, name="docs"),
]


#: The kinds of record that an identifier names, with the names of their addresses; and those with a page to read.
_NAMES = {
    "agents": "agent",
    "annotations": "annotation",
    "articles": "article",
    "claims": "claim",
    "entities": "entity",
}
_PAGES = {"articles", "claims", "entities"}


def identified(request: HttpRequest, kind: str, uuid: UUID, text: UUID | None = None) -> HttpResponse:
    """Lead from a record's identifier, as JSON-LD and TEI have it, to a description of it (303).

    Browsers are led to the reading room's page, where there is one.
    """
    wants_page = request.get_preferred_type(["application/json", "text/html"]) == "text/html"
    if text is not None:
        address = reverse("api:text", args=[uuid, text])
    else:
        face = "readingroom" if wants_page and kind in _PAGES else "api"
        address = reverse(f"{face}:{_NAMES[kind]}", args=[uuid])
    response = HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
    response["Vary"] = "Accept"
    return response


identifiers = [
    *(path(f"{kind}/<uuid:uuid>", identified, {"kind": kind}, name=f"identified-{kind}") for kind in _NAMES),
    path("articles/<uuid:uuid>/texts/<uuid:text>", identified, {"kind": "articles"}, name="identified-texts"),
]


def add_components(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Add to the OpenAPI document the shapes that no serializer can state."""
    result["components"]["schemas"] |= COMPONENTS
    return result


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400: below /api/ with a problem, elsewhere with a page; so do the others here."""
    if not request.path.startswith("/api/"):
        return defaults.bad_request(request, exception)
    return problem_response(request, Problem(HTTPStatus.BAD_REQUEST, "The request can't be understood."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    if not request.path.startswith("/api/"):
        return defaults.permission_denied(request, exception)
    return problem_response(request, Problem(HTTPStatus.FORBIDDEN, "You may not do that."))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    if not request.path.startswith("/api/"):
        return defaults.page_not_found(request, exception)
    return problem_response(request, Problem(HTTPStatus.NOT_FOUND, f"The API has no such address; see {ROOT}docs/."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, and give nothing away."""
    if not request.path.startswith("/api/"):
        return defaults.server_error(request)
    problem = Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; it has been noted.")
    return problem_response(request, problem)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that came without its token."""
    if not request.path.startswith("/api/"):
        return csrf_page(request, reason=reason)
    return problem_response(request, Problem(HTTPStatus.FORBIDDEN, f"CSRF: {reason}"))
