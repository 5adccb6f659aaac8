"""Lists: a page of records in the order they came in, and the address of the next (keyset, so it never shifts)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django_filters import FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from archive.api.cursors import make_cursor, read_cursor
from archive.api.endpoint import Endpoint
from archive.api.problems import Problem, bad_parameter

#: Records on a page, unless asked for fewer or more, and at most.
PAGE_SIZE, MAX_PAGE_SIZE = 50, 100

PAGE_PARAMETERS = [
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE},
        description="Records on a page.",
    ),
    OpenApiParameter("cursor", OpenApiTypes.STR, description="Where to go on: copied from `next`, never made up."),
]


class ProblemFilterBackend(DjangoFilterBackend):
    """Filters by the query; a value that can't be read is a problem that names its parameter."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filters = self.get_filterset(request, queryset, view)
        if filters is None:
            return queryset
        if not filters.is_valid():
            faults = [
                {"parameter": _parameter(name, request), "detail": str(message)}
                for name, messages in filters.errors.items()
                for message in messages
            ]
            raise Problem(400, f"{faults[0]['parameter']}: {faults[0]['detail']}", errors=faults)
        found: QuerySet[Any] = filters.qs
        return found


def _parameter(name: str, request: Request) -> str:
    """Give the parameter of a filter; both ends of a range are one filter with two parameters."""
    return next((known for known in request.query_params if known.startswith(name)), name)


def read_limit(request: Request, *, default: int = PAGE_SIZE, most: int = MAX_PAGE_SIZE) -> int:
    """Give how many records are wanted; raises a Problem (400) for what is no number from 1 to ``most``."""
    return read_number(request, "limit", default=default, least=1, most=most)


def read_number(request: Request, name: str, *, default: int, least: int, most: int) -> int:
    """Give a parameter's number; raises a Problem (400) for what is no number from ``least`` to ``most``."""
    text = request.query_params.get(name, str(default))
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and least <= int(text) <= most):
        raise bad_parameter(name, f"a whole number from {least} to {most}")
    return int(text)


class ListEndpoint(Endpoint, GenericAPIView[Any]):
    """A list of what ``records`` gives, filtered by ``filterset_class``; ``kind`` marks its cursors."""

    kind: ClassVar[str]
    model: ClassVar[type[Model]]
    filter_backends = (ProblemFilterBackend,)
    filterset_class: type[FilterSet] | None = None
    pagination_class = None

    def records(self) -> QuerySet[Any]:
        """Give the records that the viewer may see, unordered."""
        raise NotImplementedError

    def present(self, rows: Sequence[Any]) -> Iterable[Mapping[str, Any]]:
        """Give the rows of a page as JSON objects."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Any]:
        if getattr(self, "swagger_fake_view", False):  # asked for its type only, while the schema is made
            return self.model._default_manager.none()
        return self.records()

    def known_parameters(self) -> frozenset[str]:
        filters = self.filterset_class.base_filters if self.filterset_class else ()
        return frozenset({*filters, "limit", "cursor"})

    def page(self, request: Request, *, rows: Callable[[QuerySet[Any]], Sequence[Any]] = list) -> Response:
        """Give a page; ``rows`` reads a sliced queryset whose rows have a ``pk``, as attribute or as member."""
        limit = read_limit(request)
        found = self.filter_queryset(self.get_queryset()).order_by("pk")
        if "cursor" in request.query_params:
            found = found.filter(pk__gt=read_cursor(self.kind, request.query_params["cursor"]))
        page = rows(found[: limit + 1])
        more = len(page) > limit
        page = page[:limit]
        following = self._next(request, _key(page[-1])) if more else None
        response = Response({"items": list(self.present(page)), "next": following})
        if following:
            response["Link"] = f'<{following}>; rel="next"'
        return response

    def _next(self, request: Request, key: int) -> str:
        query = request.query_params.copy()
        query["cursor"] = make_cursor(self.kind, key)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _key(row: Any) -> int:
    key: int = row["pk"] if isinstance(row, dict) else row.pk
    return key
