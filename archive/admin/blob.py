"""Blobs in the admin: bytes as received."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext

from archive.admin.capture import CaptureAdmin
from archive.admin.cells import link
from archive.admin.preservation import CHECKING, preservation_page
from archive.admin.read_only import ROWS, ReadOnlyAdmin, Table
from archive.models import Blob, Capture


@admin.register(Blob)
class BlobAdmin(ReadOnlyAdmin[Blob]):
    """Digests and sizes; the bytes themselves are read by commands only."""

    list_display = ("sha256", "size")
    search_fields = ("sha256",)
    fields = ("sha256", "size")
    change_list_template = "admin/archive/blob_list.html"

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "preservation/", self.admin_site.admin_view(self.preservation_view), name="archive_blob_preservation"
        )
        return [own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"may_check": request.user.has_perm(CHECKING), **(extra_context or {})})

    def preservation_view(self, request: HttpRequest) -> HttpResponse:
        """Show how well the archive keeps."""
        return preservation_page(request, self.admin_site)

    def tables(self, request: HttpRequest, record: Blob) -> Sequence[Table]:
        captures = CaptureAdmin(Capture, self.admin_site).get_queryset(request).filter(blob=record)
        return (
            Table(
                heading=gettext("Captures"),
                head=(gettext("Capture"), gettext("Accession"), gettext("Media type")),
                rows=[
                    (link(capture), link(capture.accession), capture.media_type)
                    for capture in captures.select_related("accession")[:ROWS]
                ],
            ),
        )
