"""Articles as lines of a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.access import Viewer
from annotations.selectors.sets import SetCounts, set_counts
from archive.models import Article
from archive.vocabulary import Field
from readingroom.dates import date_words
from readingroom.pages.titles import shown_house, shown_title
from readingroom.signs import Sign, status_sign


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """An article in a list: its title, house and best date in words, and how much is marked in it."""

    article: Article
    title: str
    house: str
    counts: SetCounts
    date: str = ""
    date_name: str = ""
    sign: Sign | None = None


def article_lines(*, articles: Iterable[Article], viewer: Viewer) -> tuple[ArticleLine, ...]:
    """Give articles of ``list_articles`` as lines; one query for their counts."""
    rows = list(articles)
    counts = set_counts(article_ids=[row.pk for row in rows], viewer=viewer)
    return tuple(_line(row, counts.get(row.pk, SetCounts())) for row in rows)


def _line(article: Article, counts: SetCounts) -> ArticleLine:
    status: str | None = article.date_status  # type: ignore[attr-defined]  # annotated by list_articles
    return ArticleLine(
        article=article,
        title=shown_title(article),
        house=shown_house(article),
        counts=counts,
        date=date_words(article.date_edtf, earliest=article.date_earliest, latest=article.date_latest),
        date_name=str(Field(article.date_field).label) if article.date_field else "",
        sign=status_sign(status) if status else None,
    )
