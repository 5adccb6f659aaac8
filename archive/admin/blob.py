"""Blobs in the admin: bytes as received."""

from collections.abc import Sequence

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext

from archive.admin.capture import CaptureAdmin
from archive.admin.cells import link
from archive.admin.read_only import ROWS, ReadOnlyAdmin, Table
from archive.models import Blob, Capture


@admin.register(Blob)
class BlobAdmin(ReadOnlyAdmin[Blob]):
    """Digests and sizes; the bytes themselves are read by commands only."""

    list_display = ("sha256", "size")
    search_fields = ("sha256",)
    fields = ("sha256", "size")

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
