"""Articles: the list, and one with its parts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from archive.api import presenting
from archive.api.endpoint import Endpoint, or_not_found
from archive.api.pages import PAGE_PARAMETERS, ListEndpoint
from archive.api.schemas import ArticleRelationSchema, ArticleSchema, EventSchema, FieldValueSchema, PlacedCaptureSchema
from archive.api.shapes import items_of, page_of
from archive.models import Article
from archive.selectors.article import browse_articles, get_article, get_snapshot
from archive.selectors.relations import confirmed_relations

#: How many of the longest shared passages are given.
RELATED_PASSAGES = 20


class ArticleFilter(django_filters.FilterSet):
    """What articles can be narrowed down by; every condition given must hold."""

    publisher = django_filters.CharFilter("publisher__slug", help_text="Slug of the outlet.")
    agency = django_filters.CharFilter("agency__slug", help_text="Slug of the news agency.")
    place = django_filters.CharFilter("place", lookup_expr="iexact", help_text="Place of the dateline.")
    language = django_filters.CharFilter("language", help_text="BCP 47 tag, such as `en`.")
    collection = django_filters.CharFilter("collection__slug", help_text="Slug of the collection.")
    date_from = django_filters.DateFilter(method="ending_from", help_text="May be of this day or later.")
    date_to = django_filters.DateFilter(method="beginning_to", help_text="May be of this day or earlier.")
    modified_since = django_filters.IsoDateTimeFilter(
        "modified", lookup_expr="gte", help_text="Changed at this time or later; with its zone, or in UTC."
    )

    class Meta:
        model = Article
        fields: tuple[str, ...] = ()

    def ending_from(self, found: QuerySet[Article], _name: str, value: Any) -> QuerySet[Article]:
        """Keep dated articles whose date may be ``value`` or later; an open end may be any day."""
        return found.filter(Q(date_latest__gte=value) | Q(date_latest=None, date_earliest__isnull=False))

    def beginning_to(self, found: QuerySet[Article], _name: str, value: Any) -> QuerySet[Article]:
        """Keep dated articles whose date may be ``value`` or earlier; an open beginning may be any day."""
        return found.filter(Q(date_earliest__lte=value) | Q(date_earliest=None, date_latest__isnull=False))


class ArticleList(ListEndpoint):
    """The articles that you may read."""

    kind = "articles"
    model = Article
    filterset_class = ArticleFilter

    def records(self) -> QuerySet[Any]:
        return browse_articles(viewer=self.viewer)

    def present(self, rows: Sequence[Any]) -> Iterable[Mapping[str, Any]]:
        return (presenting.article(row, self.addresses) for row in rows)

    @extend_schema(operation_id="list_articles", parameters=PAGE_PARAMETERS, responses=page_of(ArticleSchema))
    def get(self, request: Request) -> Response:
        """Give articles in the order they came in."""
        return self.page(request, rows=lambda found: list(found.values(*presenting.ARTICLE_COLUMNS)))


class ArticleCaptures(Endpoint):
    """The captures an article stands in."""

    @extend_schema(operation_id="list_article_captures", responses=items_of(PlacedCaptureSchema))
    def get(self, _request: Request, uuid: UUID) -> Response:
        """Give an article's captures, all at once."""
        with or_not_found(article=uuid):
            found = get_snapshot(uuid=uuid, viewer=self.viewer).captures
        return Response({"items": [presenting.placed_capture(one, self.addresses) for one in found]})


class ArticleValues(Endpoint):
    """The values of an article's descriptive fields."""

    @extend_schema(operation_id="list_article_values", responses=items_of(FieldValueSchema))
    def get(self, _request: Request, uuid: UUID) -> Response:
        """Give current and superseded values with their evidence, oldest first, all at once."""
        with or_not_found(article=uuid):
            found = get_snapshot(uuid=uuid, viewer=self.viewer).values
        return Response({"items": [presenting.field_value(one, self.addresses) for one in found]})


class ArticleEvents(Endpoint):
    """What was done to an article."""

    @extend_schema(operation_id="list_article_events", responses=items_of(EventSchema))
    def get(self, _request: Request, uuid: UUID) -> Response:
        """Give an article's preservation events, oldest first, all at once."""
        with or_not_found(article=uuid):
            found = get_snapshot(uuid=uuid, viewer=self.viewer).events
        return Response({"items": [presenting.event(one, self.addresses) for one in found]})


class ArticleRelations(Endpoint):
    """The articles that an article belongs with."""

    @extend_schema(operation_id="list_article_relations", responses=items_of(ArticleRelationSchema))
    def get(self, _request: Request, uuid: UUID) -> Response:
        """Give what an article is related to by a person's word, the surest first, all at once."""
        with or_not_found(article=uuid):
            article = get_article(uuid=uuid, viewer=self.viewer)
        found = confirmed_relations(article, self.viewer, passages=RELATED_PASSAGES)
        return Response({"items": [presenting.relation(one, self.addresses) for one in found]})
