"""Entities: names, identifiers, merges."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import presenting
from annotations.api.schemas import EntitySchema
from annotations.models import Entity, EntityIdentifier, EntityName
from annotations.selectors.authority import get_entity, known_entities, visible_entities
from annotations.vocabulary import EntityKind
from archive.api.endpoint import Endpoint, or_not_found
from archive.api.pages import PAGE_PARAMETERS, ListEndpoint
from archive.api.shapes import page_of


class EntityFilter(django_filters.FilterSet):
    """What entities can be narrowed down by."""

    kind = django_filters.ChoiceFilter(choices=EntityKind.choices)
    name = django_filters.CharFilter(method="by_name", help_text="A name it has, whole, in any case.")
    identifier = django_filters.CharFilter(method="by_identifier", help_text="`scheme:value`, as `wikidata:Q7184`.")

    class Meta:
        model = Entity
        fields: tuple[str, ...] = ()

    def by_name(self, found: QuerySet[Entity], _name: str, value: str) -> QuerySet[Entity]:
        """Keep entities whose label or one of whose names is ``value``."""
        named = EntityName.objects.filter(name__iexact=value).order_by().values("entity")
        return found.filter(pk__in=named) | found.filter(label__iexact=value)

    def by_identifier(self, found: QuerySet[Entity], _name: str, value: str) -> QuerySet[Entity]:
        """Keep entities with an identifier."""
        scheme, _, rest = value.partition(":")
        return found.filter(
            pk__in=EntityIdentifier.objects.filter(scheme=scheme, value=rest).order_by().values("entity")
        )


class EntityList(ListEndpoint):
    """The entities that you may know."""

    kind = "entities"
    model = Entity
    filterset_class = EntityFilter

    def records(self) -> QuerySet[Any]:
        return visible_entities(self.viewer)

    def present(self, rows: Sequence[Any]) -> Iterable[Mapping[str, Any]]:
        return (presenting.entity(one, self.addresses) for one in known_entities(entities=rows, viewer=self.viewer))

    @extend_schema(operation_id="list_entities", parameters=PAGE_PARAMETERS, responses=page_of(EntitySchema))
    def get(self, request: Request) -> Response:
        """Give entities, merged ones among them: those say what stands for them."""
        return self.page(request)


class EntityDetail(Endpoint):
    """One entity."""

    @extend_schema(operation_id="get_entity", responses=EntitySchema)
    def get(self, _request: Request, uuid: UUID) -> Response:
        """Give an entity with its names and identifiers, and how often what you may read names it."""
        with or_not_found():
            found = get_entity(uuid=uuid, viewer=self.viewer)
        return Response(presenting.entity(found, self.addresses))
