"""One article in a format, for a download."""

from django.conf import settings

from accounts.access import Viewer
from archive.models import Article
from exports.errors import ExportError
from exports.formats import FORMATS
from exports.selectors.dossiers import dossiers


def render_article(*, article: Article, viewer: Viewer, format: str = "tei") -> bytes:  # noqa: A002 - the field's word
    """Give an article as the viewer may see it; raises ExportError where it can't be written or may not be read."""
    found = next(dossiers(articles=Article.objects.filter(pk=article.pk), viewer=viewer), None)
    if found is None:
        raise ExportError("the article can't be read", article=article.uuid)
    return FORMATS[format].write(found, base_url=settings.BASE_URL)
