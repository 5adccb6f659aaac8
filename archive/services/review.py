"""Accepting what came with an accession, and taking all of it back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import Agent
from archive.models import Accession, Article, ArticleCapture
from archive.services.events import record_event
from archive.services.rights import set_access, withdraw
from archive.vocabulary import Access, ArticleState, EventType


@transaction.atomic
def accept(*, places: Iterable[ArticleCapture], agent: Agent) -> int:
    """Accept articles that came with an accession: those that only staff read are given its access. Give how many.

    What was accepted already, or is withdrawn, stays as it is.
    """
    count = 0
    for place in places:
        article, accession = place.article, place.capture.accession
        if place.accepted_at or article.state != ArticleState.ACTIVE:
            continue
        ArticleCapture.objects.filter(pk=place.pk).update(accepted_at=timezone.now())
        record_event(
            type=EventType.POLICY_ASSIGNMENT,
            agent=agent,
            article=article,
            detail=f"accepted, as it came with accession {accession.number}",
            object_ids=[f"accession:{accession.number}"],
        )
        if article.access == Access.STAFF and accession.access != Access.STAFF:
            set_access(
                article=article,
                access=accession.access,
                embargo_until=article.embargo_until,
                rights=article.rights,
                agent=agent,
                version=article.version,
            )
        count += 1
    return count


@transaction.atomic
def undo_accession(*, accession: Accession, reason: str, agent: Agent) -> int:
    """Withdraw every article that came with an accession and is offered still; give how many.

    Each has an event with the reason, and can be reinstated by itself. An article that was here before stays. Raises
    InvalidValueError without a reason.
    """
    articles = Article.objects.filter(article_captures__capture__accession=accession, state=ArticleState.ACTIVE)
    earlier = Article.objects.filter(article_captures__capture__accession__lt=accession.pk)
    found = list(articles.exclude(pk__in=earlier.values("pk")).distinct().order_by("pk"))
    for article in found:
        withdraw(
            article=article,
            reason=f"accession {accession.number} was undone: {reason}" if reason.strip() else "",
            agent=agent,
            version=article.version,
        )
    return len(found)
