"""Validators and conditional requests (RFC 9110, sections 8.8 and 13)."""

import re
from datetime import datetime
from hashlib import blake2b
from http import HTTPStatus
from typing import TypeVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from archive.api.problems import VARY, Problem, problem_response

_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')
_VERSION = re.compile(r'"([1-9][0-9]{0,9})-[0-9a-f]+"')


def strong_tag(content: bytes, media_type: str, *, version: int | None = None) -> str:
    """Give a strong entity tag: a digest of the representation, behind the record's version where it has one.

    What the viewer may not see is not in the content, so viewers who see something else have another tag.
    """
    digest = blake2b(content, digest_size=12, key=media_type.encode()[:64]).hexdigest()
    return f'"{version}-{digest}"' if version is not None else f'"{digest}"'


def tags_of(header: str) -> list[str]:
    """Give the entity tags that an If-Match or If-None-Match names; ``*`` alone is given as it is."""
    return ["*"] if header.strip() == "*" else _TAG.findall(header)


def versions_of(header: str) -> set[int]:
    """Give the versions that the strong tags of an If-Match name; a tag that is none of ours names none."""
    return {int(found[1]) for tag in tags_of(header) if (found := _VERSION.fullmatch(tag))}


def set_last_modified(response: HttpResponse, moment: datetime) -> None:
    """Say when the representation changed; not in the second it changed in, which HTTP could not tell from later."""
    if (timezone.now() - moment).total_seconds() > 1:
        response["Last-Modified"] = http_date(moment.timestamp())


_Answer = TypeVar("_Answer", bound=HttpResponseBase)


def finish(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a rendered answer with its validators, or 304 or 412 in its place where the request's conditions say so."""
    patch_vary_headers(response, VARY)
    known = bool(request.headers.get("Authorization") or request.COOKIES)
    response.setdefault("Cache-Control", "private, no-cache" if known else "no-cache")
    if request.method not in {"GET", "HEAD"} or response.status_code != HTTPStatus.OK:
        return response
    response.setdefault("ETag", strong_tag(response.content, response["Content-Type"]))
    return conditional(request, response)


def conditional(request: HttpRequest, response: _Answer) -> _Answer | HttpResponse:
    """Give an answer that has its validators, or 304 or 412 in its place."""
    etag = response["ETag"]
    unchanged = get_conditional_response(request, etag=etag, response=cast(HttpResponse, response))
    if unchanged is not None and unchanged.status_code == HTTPStatus.PRECONDITION_FAILED:
        return problem_response(request, Problem(412, "It is not what you expect it to be.", headers={"ETag": etag}))
    return unchanged or response
