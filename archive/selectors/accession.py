"""What came with an accession, for the person who looks it through: problems first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext

from accounts.access import Viewer
from archive.models import Accession, Article, ArticleCapture, Event, FieldValue
from archive.vocabulary import ArticleState, EventType, Field, Outcome

#: Fields of which an article has one, or somebody should look.
_DATES = (Field.PUBLISHED, Field.DATELINE_DATE, Field.MODIFIED)

#: What somebody should look at, of places that are annotated as ``places_of`` does.
_PROBLEM = Q(has_headline=False) | Q(has_date=False) | Q(outcome=Outcome.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """An article of an accession: where it stands in its capture, what it was taken for, and what to look at."""

    place: ArticleCapture
    recognised_as: str
    problems: Sequence[str]

    @property
    def is_open(self) -> bool:
        """Whether somebody has to accept it still."""
        return self.place.accepted_at is None and self.place.article.state == ArticleState.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The number of a place among others, and those beside it."""

    number: int
    total: int
    previous: ArticleCapture | None
    following: ArticleCapture | None


def places_of(accession: Accession, viewer: Viewer) -> QuerySet[ArticleCapture]:
    """Give the articles that came with an accession and that this person may read, those to look at first.

    Annotated with ``has_headline``, ``has_date`` and ``warned``, the detail of an extraction with warnings.
    """
    current = FieldValue.objects.filter(article=OuterRef("article"), current=True).exclude(status="not-stated")
    warned = Event.objects.filter(article=OuterRef("article"), type=EventType.EXTRACTION).order_by("-pk")
    latest = warned.values("outcome")[:1]
    found = ArticleCapture.objects.filter(
        capture__accession=accession, article__in=Article.objects.visible_to(viewer)
    ).annotate(
        has_headline=Exists(current.filter(field=Field.HEADLINE)),
        has_date=Exists(current.filter(field__in=_DATES)),
        outcome=Subquery(latest),
        warned=Subquery(warned.values("detail")[:1]),
    )
    ranked = found.annotate(rank=Case(When(_PROBLEM, then=0), default=1, output_field=IntegerField()))
    return ranked.select_related("article__publisher", "capture__accession").order_by("rank", "pk")


def neighbours(places: QuerySet[ArticleCapture], place: ArticleCapture) -> Neighbours:
    """Give where a place stands among those of its accession, and the ones beside it; ``place`` is one of them."""
    rank = place.rank  # type: ignore[attr-defined]  # annotated
    before = places.filter(Q(rank__lt=rank) | Q(rank=rank, pk__lt=place.pk))
    after = places.filter(Q(rank__gt=rank) | Q(rank=rank, pk__gt=place.pk))
    return Neighbours(number=before.count() + 1, total=places.count(), previous=before.last(), following=after.first())


def with_problems(places: QuerySet[ArticleCapture]) -> QuerySet[ArticleCapture]:
    """Keep those that somebody should look at."""
    return places.filter(_PROBLEM)


def without_problems(places: QuerySet[ArticleCapture]) -> QuerySet[ArticleCapture]:
    """Keep those that nothing was noticed about."""
    return places.exclude(_PROBLEM)


def still_open(places: QuerySet[ArticleCapture]) -> QuerySet[ArticleCapture]:
    """Keep those that nobody has accepted, and that are not withdrawn."""
    return places.filter(accepted_at__isnull=True, article__state=ArticleState.ACTIVE)


def review_row(place: ArticleCapture) -> ReviewRow:
    """Give a row of the list; ``place`` is one of ``places_of``."""
    problems = []
    if not place.has_headline:  # type: ignore[attr-defined]  # annotated
        problems.append(gettext("no headline"))
    if not place.has_date:  # type: ignore[attr-defined]
        problems.append(gettext("no date"))
    if place.outcome == Outcome.WARNING:  # type: ignore[attr-defined]
        problems.append(str(place.warned))  # type: ignore[attr-defined]
    return ReviewRow(
        place=place,
        recognised_as=str(place.capture.headers.get("recognised-as") or place.capture.media_type),
        problems=problems,
    )
