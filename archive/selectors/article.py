"""Articles that a viewer may read."""

from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from accounts.access import Viewer
from archive.models import Article, ArticleQuerySet, FieldValue
from archive.selectors.snapshot import WHOLE, article_snapshots, loaded_snapshots
from archive.snapshots import ArticleSnapshot


def list_articles(*, viewer: Viewer) -> ArticleQuerySet:
    """Give the articles that have a text, newest first, then by reference code; undated ones come last.

    Each has its publisher and agency, and ``date_status``: the status of the date that stands for it.
    """
    status = FieldValue.objects.filter(article=OuterRef("pk"), field=OuterRef("date_field"), current=True)
    return (
        Article.objects.visible_to(viewer)
        .filter(current_text__isnull=False)
        .select_related("publisher", "agency")
        .annotate(date_status=Subquery(status.order_by().values("status")[:1]))
        .order_by(F("date_earliest").desc(nulls_last=True), "reference_code")
    )


def browse_articles(*, viewer: Viewer) -> ArticleQuerySet:
    """Give the articles that have a text, for lists that filter and order them themselves."""
    return Article.objects.visible_to(viewer).filter(current_text__isnull=False).order_by("pk")


def get_article(*, uuid: UUID, viewer: Viewer) -> Article:
    """Give an article that has a text.

    Raises Article.DoesNotExist alike where there is none and where the viewer may not know of it.
    """
    return list_articles(viewer=viewer).get(uuid=uuid)


def read_article(*, uuid: UUID, viewer: Viewer) -> tuple[Article, ArticleSnapshot]:
    """Give an article as ``get_article`` does, and as a snapshot; five queries. Raises as ``get_article`` does."""
    return _whole(list_articles(viewer=viewer), uuid)


def browse_article(*, uuid: UUID, viewer: Viewer) -> tuple[Article, ArticleSnapshot]:
    """Give what ``read_article`` gives, but for ``date_status``, which takes its time."""
    return _whole(browse_articles(viewer=viewer), uuid)


def _whole(articles: ArticleQuerySet, uuid: UUID) -> tuple[Article, ArticleSnapshot]:
    article = articles.select_related(*WHOLE).get(uuid=uuid)
    return article, next(loaded_snapshots([article]))


def get_snapshot(*, uuid: UUID, viewer: Viewer) -> ArticleSnapshot:
    """Give one article with its text, captures, values and events; six queries. Raises as ``get_article`` does."""
    found = next(article_snapshots(articles=Article.objects.filter(uuid=uuid), viewer=viewer), None)
    if found is None:
        raise Article.DoesNotExist(f"no article {uuid} that this viewer may read")
    return found
