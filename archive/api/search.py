"""Searching over REST: what was found, with snippets, and how it divides."""

from collections.abc import Mapping
from typing import ClassVar, TypeVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from archive.api.endpoint import Endpoint
from archive.api.pages import read_limit, read_number
from archive.api.presenting import Json
from archive.api.problems import Fault, Problem, bad_parameter
from archive.api.search_schemas import SearchSchema
from archive.errors import QueryError
from archive.search.fields import Subject
from archive.search.results import Facet, Hit, SearchResult
from archive.search.searching import FACETS, MAX_LIMIT, MAX_OFFSET, search

#: Hits of a page, unless asked for fewer or more.
HITS = 20

_TARGETS = {"articles": Subject.ARTICLE, "annotations": Subject.ANNOTATION}
_SWITCH: dict[str, tuple[str, ...]] = {"true": FACETS, "false": ()}

Meaning = TypeVar("Meaning")


class Search(Endpoint):
    """What a query finds."""

    parameters: ClassVar[frozenset[str]] = frozenset({"q", "in", "limit", "offset", "facets"})

    @extend_schema(
        operation_id="search",
        parameters=[
            OpenApiParameter("q", OpenApiTypes.STR, description="The query; empty or left out: everything."),
            OpenApiParameter("in", {"type": "string", "enum": sorted(_TARGETS), "default": "articles"}),
            OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": HITS}),
            OpenApiParameter("offset", {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0}),
            OpenApiParameter("facets", {"type": "boolean", "default": True}, description="Whether to count values."),
        ],
        responses=SearchSchema,
    )
    def get(self, request: Request) -> Response:
        """Find articles or annotations that you may read.

        A query that can't be answered is refused (400): the fault of `q` has the `start` and `end` of its place.
        """
        query = request.query_params.get("q", "")
        limit = read_limit(request, default=HITS, most=MAX_LIMIT)
        offset = read_number(request, "offset", default=0, least=0, most=MAX_OFFSET)
        target = _chosen(request, "in", _TARGETS, "articles")
        facets = _chosen(request, "facets", _SWITCH, "true")
        try:
            result = search(query=query, viewer=self.viewer, target=target, offset=offset, limit=limit, facets=facets)
        except QueryError as error:
            fault: Fault = {"parameter": "q", "detail": str(error), "start": error.start, "end": error.end}
            raise Problem(400, f"q: {error}", errors=[fault]) from error
        following = self._next(request, result)
        response = Response(self._present(result, following))
        if following:
            response["Link"] = f'<{following}>; rel="next"'
        return response

    def _next(self, request: Request, result: SearchResult) -> str | None:
        offset = result.offset + result.limit
        if offset >= result.total or offset > MAX_OFFSET:
            return None
        query = request.query_params.copy()
        query["offset"] = str(offset)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

    def _present(self, result: SearchResult, following: str | None) -> Json:
        return {
            "query": result.query,
            "total": result.total,
            "offset": result.offset,
            "items": [self._hit(hit) for hit in result.hits],
            "next": following,
            "facets": [_facet(facet) for facet in result.facets],
            "from_database": result.from_database,
        }

    def _hit(self, hit: Hit) -> Json:
        named = self.addresses.named("annotations" if hit.kind == "annotation" else "articles", hit.uuid)
        found = {
            **named,
            "kind": hit.kind,
            "article": self.addresses.url("articles", hit.article),
            **{name: getattr(hit, name) for name in ("reference_code", "title", "publisher", "agency")},
            **{name: getattr(hit, name) for name in ("date", "date_field", "score")},
            "snippet": [{"text": piece.text, "marked": piece.marked} for piece in hit.snippet],
        }
        if hit.kind == "annotation":
            found |= {name: getattr(hit, name) for name in ("annotation_kind", "annotator", "curated", "start", "end")}
        return found


def _facet(facet: Facet) -> Json:
    values = [{"value": one.label, "count": one.count, "query": one.query} for one in facet.values]
    return {"name": facet.name, "label": facet.label, "values": values}


def _chosen(request: Request, name: str, meanings: Mapping[str, Meaning], default: str) -> Meaning:
    """Give what a parameter's word means; raises a Problem (400) for another word."""
    try:
        return meanings[request.query_params.get(name, default)]
    except KeyError as error:
        raise bad_parameter(name, f"one of {', '.join(sorted(meanings))}") from error
