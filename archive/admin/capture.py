"""Captures in the admin: one acquisition of bytes each."""

from collections.abc import Sequence

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import viewer_of
from archive.admin.cells import link
from archive.admin.read_only import ROWS, ReadOnlyAdmin, Table
from archive.models import Article, ArticleCapture, Capture


@admin.register(Capture)
class CaptureAdmin(ReadOnlyAdmin[Capture]):
    """Where bytes came from, when, and how their characters were decoded."""

    list_display = ("__str__", "media_type", "charset", "accession_link", "captured_at", "size")
    list_select_related = ("accession", "blob")
    list_filter = ("media_type", "charset")
    search_fields = ("file_name", "source_uri", "blob__sha256")
    fieldsets = (
        (None, {"fields": ("file_name", "source_uri", "captured_at", "accession_link", "uuid")}),
        (_("Bytes"), {"fields": ("blob_link", "size", "media_type")}),
        (_("Characters"), {"fields": ("charset", "charset_evidence", "newline")}),
    )
    readonly_fields = ("uuid", "accession_link", "blob_link", "size")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        """Give the captures whose articles, if they have any, include one that the person may read."""
        places = ArticleCapture.objects.filter(capture=OuterRef("pk"))
        readable = places.filter(article__in=Article.objects.visible_to(viewer_of(request.user)))
        return super().get_queryset(request).filter(Exists(readable) | ~Exists(places))

    @admin.display(description=_("accession"), ordering="accession__number")
    def accession_link(self, capture: Capture) -> SafeString | str:
        return link(capture.accession)

    @admin.display(description=_("SHA-256"))
    def blob_link(self, capture: Capture) -> SafeString | str:
        return link(capture.blob, capture.blob.sha256)

    @admin.display(description=_("size in bytes"), ordering="blob__size")
    def size(self, capture: Capture) -> int:
        return capture.blob.size

    def tables(self, request: HttpRequest, record: Capture) -> Sequence[Table]:
        readable = Article.objects.visible_to(viewer_of(request.user))
        places = record.article_captures.filter(article__in=readable).select_related("article")[:ROWS]
        articles = Table(
            heading=gettext("Articles"),
            head=(gettext("Article"), gettext("Where in the capture")),
            rows=[(link(place.article), place.locator or gettext("all of it")) for place in places],
            empty=gettext("No article was made from this capture."),
        )
        headers = Table(
            heading=gettext("Headers"),
            head=(gettext("Name"), gettext("Value")),
            rows=sorted(record.headers.items()),
            empty=gettext("No headers were kept."),
        )
        return articles, headers
