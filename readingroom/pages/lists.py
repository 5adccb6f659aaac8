"""Articles as lines of a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.access import Viewer
from annotations.selectors.sets import SetCounts, set_counts
from archive.models import Article
from readingroom.pages.headings import Heading, heading


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """An article in a list: how it is named, and how much is marked in it."""

    heading: Heading
    counts: SetCounts


def article_lines(*, articles: Iterable[Article], viewer: Viewer) -> tuple[ArticleLine, ...]:
    """Give articles of ``list_articles`` as lines; one query for their counts."""
    rows = list(articles)
    counts = set_counts(article_ids=[row.pk for row in rows], viewer=viewer)
    return tuple(ArticleLine(heading=heading(row), counts=counts.get(row.pk, SetCounts())) for row in rows)
