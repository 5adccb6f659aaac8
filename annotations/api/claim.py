"""Claims, and who affirmed or denied them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import presenting
from annotations.api.schemas import ClaimSchema, WholeClaimSchema
from annotations.models import Claim
from annotations.selectors.authority import get_claim
from annotations.selectors.claims import visible_claims
from archive.api.endpoint import Endpoint, or_not_found
from archive.api.pages import PAGE_PARAMETERS, ListEndpoint
from archive.api.shapes import page_of

_COLUMNS = ("pk", "uuid", "text", "topic", "place__uuid", "time", "version", "merged_into__uuid")


class ClaimFilter(django_filters.FilterSet):
    """What claims can be narrowed down by."""

    topic = django_filters.CharFilter("topic", lookup_expr="iexact")

    class Meta:
        model = Claim
        fields: tuple[str, ...] = ()


class ClaimList(ListEndpoint):
    """The claims that you may know."""

    kind = "claims"
    model = Claim
    filterset_class = ClaimFilter

    def records(self) -> QuerySet[Any]:
        return visible_claims(self.viewer)

    def present(self, rows: Sequence[Any]) -> Iterable[Mapping[str, Any]]:
        return (presenting.claim(row, self.addresses) for row in rows)

    @extend_schema(operation_id="list_claims", parameters=PAGE_PARAMETERS, responses=page_of(ClaimSchema))
    def get(self, request: Request) -> Response:
        """Give claims, merged ones among them."""
        return self.page(request, rows=lambda found: list(found.values(*_COLUMNS)))


class ClaimDetail(Endpoint):
    """One claim."""

    @extend_schema(operation_id="get_claim", responses=WholeClaimSchema)
    def get(self, _request: Request, uuid: UUID) -> Response:
        """Give a claim with its stances, the texts that are silent on it, and its relations to other claims."""
        with or_not_found():
            found = get_claim(uuid=uuid, viewer=self.viewer)
        return Response(presenting.whole_claim(found, self.addresses))
