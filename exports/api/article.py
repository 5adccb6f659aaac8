"""One article, in the representation that is asked for (RFC 9110, section 12)."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.annotation_set import annotated_sets
from annotations.api.presenting import LIST_CONTEXT
from annotations.api.schemas import AnnotatedArticleSchema
from archive.api import presenting
from archive.api.endpoint import Endpoint, or_not_found
from archive.api.problems import Problem, bad_parameter
from archive.api.renderers import BytesRenderer, PlainTextRenderer
from archive.selectors.article import browse_article, browse_articles, get_article
from exports.errors import ExportError
from exports.formats import FORMATS
from exports.formats.protocol import Format
from exports.services.render import render_article


def _renderer(format: Format) -> type[BytesRenderer]:  # noqa: A002 - the field's word
    members = {"media_type": format.media_type, "format": format.name, "__doc__": f"An article as {format.name}."}
    return type(f"{format.name.title()}Renderer", (BytesRenderer,), members)


class ArticleDetail(Endpoint):
    """One article."""

    parameters = frozenset({"include"})
    renderer_classes = (JSONRenderer, *(_renderer(one) for one in FORMATS.values()), PlainTextRenderer)

    @extend_schema(
        operation_id="get_article",
        parameters=[
            OpenApiParameter(
                "include", {"type": "string", "enum": ["annotations"]}, description="In JSON: the annotations too."
            )
        ],
        responses={
            (200, "application/json"): AnnotatedArticleSchema,
            **{(200, one.media_type): OpenApiTypes.BINARY for one in FORMATS.values()},
            (200, "text/plain"): OpenApiTypes.STR,
        },
    )
    def get(self, request: Request, uuid: UUID) -> HttpResponse:
        """Give an article: as JSON, as a document that holds all you may see of it, or as its current text alone."""
        include = request.query_params.get("include")
        if include not in (None, "annotations"):
            raise bad_parameter("include", "there is nothing to include but annotations")
        renderer = request.accepted_renderer
        if renderer.format in FORMATS:
            return Response(self._document(uuid, renderer))
        if renderer.format == PlainTextRenderer.format:
            with or_not_found(article=uuid):
                return Response(
                    browse_articles(viewer=self.viewer).values_list("current_text__text", flat=True).get(uuid=uuid)
                )
        return Response(self._json(uuid, include=include is not None))

    def _document(self, uuid: UUID, renderer: BaseRenderer) -> bytes:
        with or_not_found(article=uuid):
            article = get_article(uuid=uuid, viewer=self.viewer)
        try:
            return render_article(article=article, viewer=self.viewer, format=renderer.format)
        except ExportError as error:
            raise Problem(HTTPStatus.CONFLICT, f"The article can't be written so: {error}") from error

    def _json(self, uuid: UUID, *, include: bool) -> presenting.Json:
        with or_not_found(article=uuid):
            article, snapshot = browse_article(uuid=uuid, viewer=self.viewer)
        data = presenting.whole_article(presenting.article_row(article), snapshot, self.addresses)
        if include:
            data["@context"] = LIST_CONTEXT
            data["sets"] = annotated_sets(article, self.viewer, self.addresses)
        return data
