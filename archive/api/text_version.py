"""The texts of articles."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from archive.api import presenting
from archive.api.conditional import set_last_modified
from archive.api.endpoint import Endpoint, or_not_found
from archive.api.renderers import PlainTextRenderer
from archive.api.schemas import TextVersionSchema, WholeTextVersionSchema
from archive.api.shapes import items_of
from archive.selectors.text_version import get_text, list_texts


class TextVersionList(Endpoint):
    """The texts of an article."""

    @extend_schema(operation_id="list_texts", responses=items_of(TextVersionSchema))
    def get(self, _request: Request, article: UUID) -> Response:
        """Give an article's texts by number, without their words, all at once."""
        with or_not_found():
            found = list_texts(article=article, viewer=self.viewer)
        return Response({"items": [self._present(row, article) for row in found]})

    def _present(self, row: Any, article: UUID) -> presenting.Json:
        return {
            **presenting.text_names(article, row.uuid, self.addresses),
            "number": row.number,
            "current": row.pk == row.current_id,
            "sha256": row.sha256,
            "length": row.length,
            "extractor": row.extractor,
            "extractor_version": row.extractor_version,
            "created": row.created,
            "capture": self.addresses.url("captures", row.capture),
        }


class TextVersionDetail(Endpoint):
    """One text of an article."""

    renderer_classes = (JSONRenderer, PlainTextRenderer)

    @extend_schema(
        operation_id="get_text",
        responses={(200, "application/json"): WholeTextVersionSchema, (200, "text/plain"): OpenApiTypes.STR},
    )
    def get(self, request: Request, article: UUID, uuid: UUID) -> Response:
        """Give a text with its blocks, or as text/plain its words alone, to the code point."""
        with or_not_found():
            text, current = get_text(article=article, uuid=uuid, viewer=self.viewer)
        if request.accepted_renderer.format == "txt":
            response = Response(text.text)
            set_last_modified(response, text.created)
            return response
        return Response(presenting.whole_text(text, article=article, current=current, addresses=self.addresses))
