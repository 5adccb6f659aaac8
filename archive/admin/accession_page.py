"""What an accession's page shows: how far it is, what came with it, problems first, and what a person may do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.urls import reverse

from accounts.access import viewer_of
from archive.models import Accession, ArticleCapture
from archive.selectors.accession import (
    ReviewRow,
    neighbours,
    places_of,
    review_row,
    still_open,
    with_problems,
    without_problems,
)
from archive.services.uploads import is_unfinished
from archive.vocabulary import AccessionState, ArticleState

#: Articles on one page of the list.
ROWS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessionPage:
    """What the template shows; counts are of what the person may read."""

    rows: Sequence[ReviewRow]
    listed: Page[ArticleCapture]
    is_unfinished: bool
    may_stop: bool
    may_resume: bool
    may_accept: bool
    may_undo: bool
    open_count: int
    problem_count: int
    clear_count: int
    offered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewBar:
    """Where an article stands in the accession that a person looks through, and the articles beside it."""

    accession: Accession
    place: ArticleCapture
    number: int
    total: int
    problems: Sequence[str]
    recognised_as: str
    is_open: bool
    may_accept: bool
    previous: str
    following: str
    following_place: ArticleCapture | None


def accession_page(accession: Accession, request: HttpRequest) -> AccessionPage:
    """Give an accession's page for the person who asks."""
    may = request.user.has_perm
    places = places_of(accession, viewer_of(request.user))
    waiting = still_open(places)
    problems = with_problems(waiting).count()
    clear = without_problems(waiting).count()
    listed = Paginator(places, ROWS).get_page(request.GET.get("p"))
    return AccessionPage(
        rows=[review_row(place) for place in listed],
        listed=listed,
        is_unfinished=is_unfinished(accession),
        may_stop=may("archive.accession_article") and is_unfinished(accession),
        may_resume=may("archive.accession_article") and accession.state == AccessionState.STOPPED,
        may_accept=may("archive.set_rights"),
        may_undo=may("archive.set_rights"),
        open_count=problems + clear,
        problem_count=problems,
        clear_count=clear,
        offered=places.filter(article__state=ArticleState.ACTIVE).count(),
    )


def review_bar(request: HttpRequest, article_pk: int) -> ReviewBar | None:
    """Give the bar of an article that is looked at within an accession (``?review=`` names its place there)."""
    asked = request.GET.get("review", "")
    place = ArticleCapture.objects.filter(pk=asked, article=article_pk).first() if asked.isdecimal() else None
    if place is None:
        return None
    accession = place.capture.accession
    places = places_of(accession, viewer_of(request.user))
    found = places.filter(pk=place.pk).first()
    if found is None:
        return None
    row, beside = review_row(found), neighbours(places, found)
    return ReviewBar(
        accession=accession,
        place=found,
        number=beside.number,
        total=beside.total,
        problems=row.problems,
        recognised_as=row.recognised_as,
        is_open=row.is_open,
        may_accept=request.user.has_perm("archive.set_rights"),
        previous=review_url(beside.previous) if beside.previous else "",
        following=review_url(beside.following) if beside.following else "",
        following_place=beside.following,
    )


def review_url(place: ArticleCapture) -> str:
    """Give the address at which an article is looked at within its accession."""
    return f"{reverse('admin:archive_article_change', args=[place.article_id])}?review={place.pk}"
