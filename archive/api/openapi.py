"""The OpenAPI document: what holds for every operation."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework.permissions import SAFE_METHODS

from archive.api.problems import MEDIA_TYPE
from archive.api.schemas import ProblemSchema


class ProblemSchemas(AutoSchema):
    """Says of every operation that whatever else it answers is a problem; groups operations by their first word."""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation:
            problem = self.resolve_serializer(ProblemSchema(), "response").ref
            operation["responses"]["default"] = {
                "description": "A problem (RFC 9457), or 304 where nothing changed.",
                "content": {MEDIA_TYPE: {"schema": problem}},
            }
        return operation

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Give the ways to say who one is; reading needs none, and then shows what everybody may see."""
        known: list[dict[str, list[str]]] = super().get_auth()
        return [*known, {}] if self.method in SAFE_METHODS else known

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0]]
