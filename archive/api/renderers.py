"""Representations other than JSON."""

from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer


class PlainTextRenderer(BaseRenderer):
    """Gives a text as it is, in UTF-8: no line end is added or changed."""

    media_type = "text/plain"
    format = "txt"
    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,  # noqa: ARG002 - the base's signature
        renderer_context: Mapping[str, Any] | None = None,  # noqa: ARG002 - the base's signature
    ) -> bytes:
        return str(data).encode()


class BytesRenderer(BaseRenderer):
    """Gives a document that was written already; subclasses say of which media type."""

    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,  # noqa: ARG002 - the base's signature
        renderer_context: Mapping[str, Any] | None = None,  # noqa: ARG002 - the base's signature
    ) -> bytes:
        return bytes(data)
