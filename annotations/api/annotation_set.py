"""Annotation sets: listed, opened, handed in, and all that is in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

import django_filters
import uuid6
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import Viewer
from accounts.api.viewers import writer_for
from annotations.api import presenting
from annotations.api.annotation import BODY, AnnotationEndpoint, answers
from annotations.api.faults import as_problems, invalid
from annotations.api.reading import read_draft
from annotations.api.schemas import AnnotationSetSchema, NewSetSchema
from annotations.models import Annotation, AnnotationSet
from annotations.selectors.annotation import placed_annotations
from annotations.selectors.projects import visible_projects
from annotations.services.annotate import create_annotation
from annotations.services.sets import open_set, submit_set
from annotations.vocabulary import SetRole, SetState
from annotations.webannotation import Iris
from archive.api.addresses import Addresses
from archive.api.endpoint import Endpoint, json_object, or_not_found
from archive.api.pages import PAGE_PARAMETERS, ListEndpoint
from archive.api.shapes import page_of
from archive.models import Article
from archive.selectors.article import get_article

_REF = "#/components/schemas/"


def presented_set(uuid: UUID, viewer: Viewer, addresses: Addresses) -> presenting.Json:
    """Give one set as JSON; raises AnnotationSet.DoesNotExist for one that the viewer may not see."""
    found = AnnotationSet.objects.visible_to(viewer).filter(uuid=uuid)
    return presenting.annotation_set(found.values(*presenting.SET_COLUMNS).get(), addresses)


def annotated_sets(article: Article, viewer: Viewer, addresses: Addresses) -> list[presenting.Json]:
    """Give the sets on an article's current text with their annotations; four queries, or five."""
    on_text = AnnotationSet.objects.visible_to(viewer).filter(text_version=article.current_text_id)
    sets = list(on_text.order_by("pk").values(*presenting.SET_COLUMNS))
    live = Annotation.objects.filter(annotation_set__in=[row["pk"] for row in sets], deleted_at=None)
    items: defaultdict[UUID, list[presenting.Json]] = defaultdict(list)
    for found in placed_annotations(annotations=live.order_by("pk"), viewer=viewer):
        items[found.annotation_set].append(presenting.web_annotation(found, alone=False))
    return [{**presenting.annotation_set(row, addresses), "items": items[row["uuid"]]} for row in sets]


class SetFilter(django_filters.FilterSet):
    """What sets can be narrowed down by."""

    article = django_filters.UUIDFilter("text_version__article__uuid")
    project = django_filters.UUIDFilter("project__uuid")
    annotator = django_filters.UUIDFilter("annotator__uuid")
    role = django_filters.ChoiceFilter(choices=SetRole.choices)
    state = django_filters.ChoiceFilter(choices=SetState.choices)

    class Meta:
        model = AnnotationSet
        fields: tuple[str, ...] = ()


class SetList(ListEndpoint):
    """The annotation sets that you may read."""

    kind = "sets"
    model = AnnotationSet
    filterset_class = SetFilter

    def records(self) -> QuerySet[Any]:
        return AnnotationSet.objects.visible_to(self.viewer)

    def present(self, rows: Sequence[Any]) -> Iterable[Mapping[str, Any]]:
        return (presenting.annotation_set(row, self.addresses) for row in rows)

    @extend_schema(operation_id="list_sets", parameters=PAGE_PARAMETERS, responses=page_of(AnnotationSetSchema))
    def get(self, request: Request) -> Response:
        """Give sets in the order they were opened in."""
        return self.page(request, rows=lambda found: list(found.values(*presenting.SET_COLUMNS)))

    @extend_schema(
        operation_id="open_set", request=NewSetSchema, responses={200: AnnotationSetSchema, 201: AnnotationSetSchema}
    )
    def post(self, request: Request) -> Response:
        """Open your set on an article's current text (201), or give the one that you have (200)."""
        viewer, agent = writer_for(request)
        wanted = NewSetSchema(data=_known(json_object(request), NewSetSchema))
        wanted.is_valid(raise_exception=True)
        project = visible_projects(viewer).filter(uuid=wanted.validated_data["project"]).first()
        if project is None:
            raise invalid("There is no such project.", "/project")
        text = _current_text(wanted.validated_data["article"], viewer)
        former = AnnotationSet.objects.filter(project=project, text_version=text, annotator=agent, role="annotator")
        status = HTTPStatus.OK if former.exists() else HTTPStatus.CREATED
        with as_problems():
            found = open_set(project=project, text_version=text, agent=agent)
        return Response(presented_set(found.uuid, viewer, self.addresses), status=status)


def _known(body: presenting.Json, schema: Any) -> presenting.Json:
    """Give the body back; raises a Problem for a member that its shape does not have."""
    for name in body:
        if name not in schema._declared_fields:
            raise invalid("This member is not known here.", f"/{name.replace('~', '~0').replace('/', '~1')}")
    return body


def _current_text(uuid: UUID, viewer: Viewer) -> Any:
    try:
        return (
            Article.objects.visible_to(viewer)
            .select_related("current_text")
            .exclude(current_text=None)
            .get(uuid=uuid)
            .current_text
        )
    except Article.DoesNotExist as error:
        raise invalid("There is no such article.", "/article") from error


class SetDetail(Endpoint):
    """One annotation set."""

    @extend_schema(operation_id="get_set", responses=AnnotationSetSchema)
    def get(self, _request: Request, uuid: UUID) -> Response:
        """Give a set, without what is in it."""
        with or_not_found():
            return Response(presented_set(uuid, self.viewer, self.addresses))


class SetSubmission(Endpoint):
    """Handing a set in."""

    @extend_schema(operation_id="submit_set", request=None, responses=AnnotationSetSchema)
    def post(self, request: Request, uuid: UUID) -> Response:
        """Hand your set in: from now on it can be read, and no longer written."""
        viewer, agent = writer_for(request)
        with or_not_found():
            found = AnnotationSet.objects.visible_to(viewer).select_related("text_version__article").get(uuid=uuid)
        with as_problems():
            submit_set(annotation_set=found, agent=agent)
        return Response(presented_set(uuid, viewer, self.addresses))


class SetAnnotations(AnnotationEndpoint, ListEndpoint):
    """The annotations of a set."""

    kind = "annotations"
    model = AnnotationSet

    def known_parameters(self) -> frozenset[str]:
        return frozenset() if self.request.method == "POST" else super().known_parameters()

    def records(self) -> QuerySet[Any]:
        with or_not_found():
            found = AnnotationSet.objects.visible_to(self.viewer).get(uuid=self.kwargs["uuid"])
        return found.annotations.filter(deleted_at=None)

    def present(self, rows: Sequence[Any]) -> Iterable[Mapping[str, Any]]:
        return (presenting.web_annotation(row, alone=False) for row in rows)

    @extend_schema(
        operation_id="list_annotations",
        parameters=PAGE_PARAMETERS,
        responses={
            (200, media): {"$ref": f"{_REF}AnnotationPage"} for media in ("application/ld+json", "application/json")
        },
    )
    def get(self, request: Request, uuid: UUID) -> Response:  # noqa: ARG002 - the set's, read by ``records``
        """Give a set's annotations; their context stands once, at the head."""
        response = self.page(request, rows=lambda found: placed_annotations(annotations=found, viewer=self.viewer))
        response.data = {"@context": presenting.LIST_CONTEXT, **response.data}
        return response

    @extend_schema(operation_id="post_annotation", request=BODY, responses=answers(201))
    def post(self, request: Request, uuid: UUID) -> HttpResponse:
        """Create an annotation. An `id` of ours in the body is kept, and makes it safe to send again."""
        viewer, agent = writer_for(request)
        body = json_object(request)
        with or_not_found():
            found = AnnotationSet.objects.visible_to(viewer).select_related("project", "text_version__article")
            annotation_set = found.get(uuid=uuid)
        own = body.get("id")
        chosen = (Iris(settings.BASE_URL).read_annotation(own) if isinstance(own, str) else None) or uuid6.uuid7()
        draft = read_draft(body, annotation_set=annotation_set, uuid=chosen, creator=agent.uuid)
        with as_problems(body):
            annotation = create_annotation(annotation_set=annotation_set, draft=draft, agent=agent, uuid=chosen)
        return self.written(annotation, draft, HTTPStatus.CREATED)


class ArticleAnnotations(AnnotationEndpoint):
    """All annotations of an article."""

    @extend_schema(
        operation_id="list_article_annotations",
        responses={
            (200, media): {"$ref": f"{_REF}ArticleAnnotations"} for media in ("application/ld+json", "application/json")
        },
    )
    def get(self, _request: Request, uuid: UUID) -> Response:
        """Give the sets on an article's current text that you may read, with all that is in them, at once."""
        with or_not_found():
            article = get_article(uuid=uuid, viewer=self.viewer)
        return Response(
            {
                "@context": presenting.LIST_CONTEXT,
                "article": self.addresses.url("articles", uuid),
                "sets": annotated_sets(article, self.viewer, self.addresses),
            }
        )
