"""Captures, and the bytes they brought."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from archive.api import presenting
from archive.api.conditional import conditional
from archive.api.endpoint import Endpoint, or_not_found
from archive.api.problems import VARY, Problem
from archive.api.renderers import BytesRenderer
from archive.api.schemas import BlobSchema, CaptureSchema
from archive.selectors.blob import get_blob, get_capture
from archive.storage import blob_chunks, has_blob


class CaptureDetail(Endpoint):
    """One acquisition of bytes."""

    @extend_schema(operation_id="get_capture", responses=CaptureSchema)
    def get(self, _request: Request, uuid: UUID) -> Response:
        """Give a capture: where its bytes came from, when, and how they were decoded."""
        with or_not_found():
            found = get_capture(uuid=uuid, viewer=self.viewer)
        return Response(presenting.capture(found, self.addresses))


class BlobDetail(Endpoint):
    """What is known of bytes."""

    @extend_schema(operation_id="get_blob", responses=BlobSchema)
    def get(self, _request: Request, sha256: str) -> Response:
        """Give a blob's size, and where its bytes are if you may have them."""
        with or_not_found():
            found = get_blob(sha256=sha256, viewer=self.viewer)
        address = self.addresses.url("blobs", sha256)
        allowed = found.bytes_allowed and found.bytes_expected
        return Response(
            {
                "sha256": found.sha256,
                "url": address,
                "size": found.size,
                "held": found.bytes_expected,
                "bytes": f"{address}bytes/" if allowed else None,
            }
        )


class OctetRenderer(BytesRenderer):
    """Bytes that nobody is to open in a browser."""

    media_type = "application/octet-stream"
    format = "bin"


class BlobBytes(Endpoint):
    """Bytes as received, to be kept and never to be shown: a capture may hold anything."""

    renderer_classes = (OctetRenderer,)

    @extend_schema(operation_id="get_blob_bytes", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, sha256: str) -> HttpResponseBase:
        """Give a blob's bytes as a file."""
        with or_not_found():
            found = get_blob(sha256=sha256, viewer=self.viewer)
        if not found.bytes_allowed:
            raise Problem(HTTPStatus.FORBIDDEN, "The rights in these bytes do not let you have them.")
        if not has_blob(sha256):
            raise Problem(HTTPStatus.NOT_FOUND, "The bytes are not held here.")
        response = StreamingHttpResponse(blob_chunks(sha256), content_type=OctetRenderer.media_type)
        response["Content-Length"] = str(found.size)
        response["Content-Disposition"] = content_disposition_header(True, f"{sha256}.bin") or "attachment"
        response["Content-Security-Policy"] = "sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-cache"
        response["ETag"] = f'"{sha256}"'
        patch_vary_headers(response, VARY)
        return conditional(request._request, response)
