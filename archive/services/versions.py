"""Compare-and-swap on an article's version."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from archive.errors import StaleVersionError
from archive.models import Article


def claim_version(*, article: Article, version: int, **columns: Any) -> None:
    """Raise the article's version by one and set ``columns``, if it is still ``version``.

    Raises StaleVersionError where somebody else was faster; nothing is written then. Call it first in a transaction.
    """
    now = timezone.now()
    claimed = Article.objects.filter(pk=article.pk, version=version).update(
        version=F("version") + 1, modified=now, **columns
    )
    if not claimed:
        current = Article.objects.values_list("version", flat=True).get(pk=article.pk)
        raise StaleVersionError(
            f"{article.reference_code} was changed by somebody else since you opened it "
            f"(you have version {version}, it is now {current}).",
            current=current,
        )
    article.version = version + 1
    article.modified = now
    for name, value in columns.items():
        setattr(article, name, value)
