"""Articles that say nothing on a claim: those that were read for it, and those that nobody has read for it yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from accounts.access import Viewer
from annotations.models import ClaimReading
from archive.models import Article
from archive.selectors.article import list_articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """That an article's current text was read for a claim, by whom and when, and found silent."""

    article_id: int
    by: str
    at: datetime


def silences_on(*, claim_ids: Collection[int], spoken: Collection[int], viewer: Viewer) -> tuple[Silence, ...]:
    """Give the silent articles that a viewer may read, each once; ``spoken`` are those with a stance, which are not."""
    readings = (
        ClaimReading.objects.filter(
            claim__in=claim_ids,
            text_version=F("text_version__article__current_text"),
            text_version__article__in=Article.objects.visible_to(viewer),
        )
        .exclude(text_version__article__in=spoken)
        .annotate(article_id=F("text_version__article"))
        .select_related("by")
        .order_by("at", "pk")
    )
    found: dict[int, Silence] = {}
    for row in readings:
        found.setdefault(row.article_id, Silence(article_id=row.article_id, by=str(row.by), at=row.at))
    return tuple(found.values())


def unread_for(*, known: Collection[int], viewer: Viewer) -> QuerySet[Article]:
    """Give the articles, in the order of the list, that neither speak nor were found silent: ``known`` are those."""
    return list_articles(viewer=viewer).exclude(pk__in=known)
