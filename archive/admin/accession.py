"""Accessions in the admin: what was taken in, and what was rejected and why."""

from collections.abc import Sequence

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import viewer_of
from archive.admin.cells import link
from archive.admin.read_only import ROWS, ReadOnlyAdmin, Table
from archive.models import Accession, Article


@admin.register(Accession)
class AccessionAdmin(ReadOnlyAdmin[Accession]):
    """Acts of taking in; made by the ingest command."""

    list_display = ("number", "received_at", "acquired_from", "reader", "read", "ingested", "unchanged", "rejected")
    list_filter = ("reader", "collection", "received_at")
    search_fields = ("number", "acquired_from")
    fieldsets = (
        (None, {"fields": ("number", "acquired_from", "agreement", "received_at", "collection", "agent", "reader")}),
        (_("What became of it"), {"fields": (("read", "ingested", "unchanged", "rejected"),)}),
    )
    readonly_fields = ("rejected",)

    @admin.display(description=_("rejected"))
    def rejected(self, accession: Accession) -> int:
        return len(accession.report)

    def tables(self, request: HttpRequest, record: Accession) -> Sequence[Table]:
        return self._rejected(record), self._articles(request, record)

    def _rejected(self, accession: Accession) -> Table:
        keys = ("file", "record", "line", "reason")
        return Table(
            heading=gettext("Rejected inputs"),
            head=(gettext("File"), gettext("Record"), gettext("Line"), gettext("Reason")),
            rows=[[row.get(key) or "–" for key in keys] for row in accession.report[:ROWS]],
            empty=gettext("Nothing was rejected."),
        )

    def _articles(self, request: HttpRequest, accession: Accession) -> Table:
        found = Article.objects.visible_to(viewer_of(request.user)).filter(
            article_captures__capture__accession=accession
        )
        return Table(
            heading=gettext("Articles"),
            head=(gettext("Reference code"), gettext("Title")),
            rows=[(link(one, one.reference_code), one.title) for one in found.distinct()[:ROWS]],
            empty=gettext("No article that you may read came with this accession."),
        )
