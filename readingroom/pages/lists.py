"""Articles as lines of a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.access import Viewer
from annotations.selectors.sets import SetCounts, set_counts
from archive.models import Article
from readingroom.pages.headings import Heading, headings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """An article in a list: how it is named, and how much is marked in it."""

    heading: Heading
    counts: SetCounts


def article_lines(*, articles: Iterable[Article], viewer: Viewer) -> tuple[ArticleLine, ...]:
    """Give articles of ``list_articles`` as lines; two queries for all."""
    rows = list(articles)
    counts = set_counts(article_ids=[row.pk for row in rows], viewer=viewer)
    named = zip(rows, headings_of(rows, viewer=viewer), strict=True)
    return tuple(ArticleLine(heading=title, counts=counts.get(row.pk, SetCounts())) for row, title in named)
