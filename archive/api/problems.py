"""Errors as problem details (RFC 9457), ours and Django's: what happened, and the members at fault."""

import json
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.cache import patch_vary_headers
from rest_framework import exceptions
from rest_framework.request import Request

MEDIA_TYPE = "application/problem+json"

#: Seconds after which a request may be sent again that the database had no time for.
RETRY_AFTER = "2"

#: What the answers of the API depend on, besides the address.
VARY = ("Accept", "Authorization", "Cookie")

#: One fault: ``detail``, and ``pointer`` (RFC 6901, a member of the body) or ``parameter`` (of the query), where it has
#: parts with their ``start`` and ``end``.
Fault = Mapping[str, str | int]


class Problem(exceptions.APIException):
    """An error to be answered as problem details; ``members`` are extension members of the body."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        super().__init__(detail)
        self.status_code = status
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.members = members


def pointed(detail: str, pointer: str) -> Fault:
    """Give a fault of the body's member that a JSON Pointer names."""
    return {"pointer": pointer, "detail": detail}


def bad_parameter(name: str, detail: str) -> Problem:
    """Give the problem of one query parameter, to be raised."""
    return Problem(HTTPStatus.BAD_REQUEST, f"{name}: {detail}", errors=[{"parameter": name, "detail": detail}])


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Give a problem as the answer to a request; nothing may keep it."""
    status = HTTPStatus(problem.status_code)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": str(problem.detail),
        "instance": request.path,
    }
    if problem.errors:
        body["errors"] = problem.errors
    body |= problem.members
    response = HttpResponse(json.dumps(body), status=status, content_type=MEDIA_TYPE, headers=problem.headers)
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, VARY)
    return response


def answer_error(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """Give REST Framework the answer to an error; None for what is no answer but a defect."""
    problem = problem_of(error)
    request: Request = context["request"]
    return problem_response(request._request, problem) if problem else None


def problem_of(error: Exception) -> Problem | None:
    """Give the problem that an error of the framework is."""
    match error:
        case Problem():
            return error
        case Http404():
            return Problem(HTTPStatus.NOT_FOUND, "There is nothing here that you may see.")
        case DjangoPermissionDenied():
            return Problem(HTTPStatus.FORBIDDEN, str(error) or "You may not do that.")
        case RequestDataTooBig():
            return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large.")
        case UnreadablePostError():
            return Problem(HTTPStatus.BAD_REQUEST, "The body broke off.")
        case OperationalError():  # a lock that was waited for too long, or a server that is away
            detail = "The database is busy or away: try again in a moment."
            return Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": RETRY_AFTER})
        case exceptions.APIException():
            return _framework_problem(error)
    return None


def _framework_problem(error: exceptions.APIException) -> Problem:
    """Give the problem of one of REST Framework's own errors, with the headers that go with it."""
    headers = {}
    if challenge := getattr(error, "auth_header", ""):
        headers["WWW-Authenticate"] = challenge
    wait = getattr(error, "wait", None)
    if wait is not None:
        headers["Retry-After"] = str(ceil(wait))
    if isinstance(error, exceptions.ValidationError):
        faults = list(_faults(error.detail, ""))
        return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(faults[0]["detail"]), errors=faults, headers=headers)
    return Problem(error.status_code, str(error.detail), headers=headers)


def _faults(detail: Any, pointer: str) -> Iterator[Fault]:
    """Give REST Framework's nested messages one by one."""
    if isinstance(detail, dict):
        for name, value in detail.items():
            own = pointer if name == "non_field_errors" else f"{pointer}/{name}"
            yield from _faults(value, own)
    elif isinstance(detail, list):
        for value in detail:
            yield from _faults(value, pointer)
    else:
        yield pointed(str(detail), pointer)
