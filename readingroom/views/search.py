"""The search page: one box, what was found, and help."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import Viewer, viewer_of
from annotations.selectors.sets import sets_of
from archive.errors import QueryError
from archive.search.fields import Subject
from archive.search.results import SearchResult
from archive.search.searching import MAX_OFFSET
from archive.search.searching import search as find
from readingroom.pages.search import PAGE_SIZE, TARGETS, query_fault, search_page, target_choices
from readingroom.pages.search_help import EXAMPLES, field_help


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show a page of what was found; a query that can't be answered is shown with its fault, and status 400.

    A page that doesn't exist is the nearest one that does; what ``?in=`` does not know are articles.
    """
    viewer = viewer_of(request.user)
    query = request.GET.get("q", "").strip()
    target = TARGETS.get(request.GET.get("in", ""), Subject.ARTICLE)
    context: dict[str, Any] = {
        "search_query": query,
        "search_in": request.GET.get("in", "") if target is not Subject.ARTICLE else "",
        "examples": EXAMPLES,
        "fields": field_help(),
    }
    try:
        result = _found(query, target, _number(request.GET.get("page", "")), viewer)
    except QueryError as error:
        context |= {"fault": query_fault(query, error), "targets": target_choices(query, target)}
        return render(request, "readingroom/search.html", context, status=HTTPStatus.BAD_REQUEST)
    sets = sets_of(annotations=[hit.uuid for hit in result.hits if hit.uuid != hit.article], viewer=viewer)
    page = search_page(result, sets=sets)
    context |= {"page": page, "targets": page.targets}
    return render(request, "readingroom/search.html", context)


def _number(said: str) -> int:
    """Give the page asked for, 1 where that is no number."""
    return max(1, int(said)) if said.isdecimal() and len(said) < len(str(MAX_OFFSET)) else 1


def _found(query: str, target: Subject, number: int, viewer: Viewer) -> SearchResult:
    """Give a page, and for one beyond the last the last."""
    last = MAX_OFFSET // PAGE_SIZE
    offset = min(number - 1, last) * PAGE_SIZE
    result = find(query=query, viewer=viewer, target=target, offset=offset, limit=PAGE_SIZE)
    if result.hits or not result.total or not offset:
        return result
    offset = min((result.total - 1) // PAGE_SIZE, last) * PAGE_SIZE
    return find(query=query, viewer=viewer, target=target, offset=offset, limit=PAGE_SIZE)
