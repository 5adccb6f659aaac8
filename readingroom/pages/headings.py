"""How an article is named above something taken out of it: its title, house and best date, in words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from accounts.access import Viewer
from archive.models import Article
from archive.selectors.article import list_articles
from archive.selectors.delisting import withheld_from
from archive.vocabulary import Field
from readingroom.dates import date_words
from readingroom.pages.titles import shown_house, shown_title
from readingroom.signs import Sign, status_sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An article's title, house and best date with what date it is and how it is known."""

    article: Article
    code: str
    title: str
    house: str
    date: str = ""
    date_name: str = ""
    sign: Sign | None = None


def heading(article: Article) -> Heading:
    """Give the heading of an article of ``list_articles``."""
    status: str | None = article.date_status  # type: ignore[attr-defined]  # annotated by list_articles
    return Heading(
        article=article,
        code=article.reference_code,
        title=shown_title(article),
        house=shown_house(article),
        date=date_words(article.date_edtf, earliest=article.date_earliest, latest=article.date_latest),
        date_name=str(Field(article.date_field).label) if article.date_field else "",
        sign=status_sign(status) if status else None,
    )


def headings_of(articles: Iterable[Article], *, viewer: Viewer) -> list[Heading]:
    """Give the headings of articles of ``list_articles``, without names that are withheld; one query."""
    withheld = withheld_from(viewer)
    return [withheld.of(row.pk).record(heading(row)) for row in articles]


def headings(*, article_ids: Collection[int], viewer: Viewer) -> dict[int, Heading]:
    """Give the headings of articles by key, in the order of the list of articles; two queries."""
    rows = list_articles(viewer=viewer).filter(pk__in=article_ids)
    return {one.article.pk: one for one in headings_of(rows, viewer=viewer)}
