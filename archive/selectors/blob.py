"""Captures and their bytes, as far as a viewer may have them."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from accounts.access import Viewer
from archive.models import Article, ArticleCapture, Blob, Capture
from archive.selectors.delisting import withheld_from
from archive.selectors.snapshot import capture_snapshot
from archive.snapshots import CaptureSnapshot
from archive.withholding import NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBlob:
    """A blob that a viewer may know of, and whether they may have its bytes."""

    sha256: str
    size: int
    bytes_expected: bool
    bytes_allowed: bool


def get_capture(*, uuid: UUID, viewer: Viewer) -> CaptureSnapshot:
    """Give a capture that holds an article the viewer may read; raises Capture.DoesNotExist for any other."""
    readable = ArticleCapture.objects.filter(article__in=Article.objects.visible_to(viewer))
    found = Capture.objects.filter(pk__in=readable.values("capture")).select_related("blob", "accession")
    row = found.get(uuid=uuid)
    withheld = withheld_from(viewer)
    if not withheld:
        return capture_snapshot(row)
    articles = ArticleCapture.objects.filter(capture=row).order_by().values_list("article", flat=True)
    return reduce(or_, map(withheld.of, articles), NOTHING).record(capture_snapshot(row))


def get_blob(*, sha256: str, viewer: Viewer) -> FoundBlob:
    """Give a blob that holds an article the viewer may read; raises Blob.DoesNotExist for any other.

    Its bytes are all of it: they are for those who may read every article in it, and then for staff, or for everybody
    where no rights statement limits quoting; not for those from whom a name in it is withheld.
    """
    blob = Blob.objects.get(sha256=sha256)
    held = Article.objects.filter(article_captures__capture__blob=blob).order_by()
    readable = held.filter(pk__in=Article.objects.visible_to(viewer).order_by())
    counts = held.distinct().count(), readable.distinct().count()
    if not counts[1]:
        raise Blob.DoesNotExist(f"no blob {sha256} that this viewer may know of")
    withheld = withheld_from(viewer)
    named = bool(withheld) and held.filter(pk__in=withheld.by_key).exists()
    limited = held.filter(rights__quotation_limit__isnull=False).exists()
    return FoundBlob(
        sha256=blob.sha256,
        size=blob.size,
        bytes_expected=blob.bytes_expected,
        bytes_allowed=counts[0] == counts[1] and (viewer.sees_bytes or not limited) and not named,
    )
