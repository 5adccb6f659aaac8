"""Where statements stand."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F

from annotations.models import Span
from annotations.vocabulary import SpanRole


@dataclass(frozen=True, slots=True)
class StatementPlace:
    """A statement's set and article, and the code points ``[start, end)`` from its first word to its last."""

    set_id: int
    article_id: int
    start: int
    end: int


def statement_places(*, statement_ids: Collection[int]) -> dict[int, StatementPlace]:
    """Give the places of statements by key, in the order of (article, start); one query."""
    spans = Span.objects.filter(annotation__in=statement_ids, role=SpanRole.CONTENT).annotate(
        article_id=F("annotation__annotation_set__text_version__article"), set_id=F("annotation__annotation_set")
    )
    found: dict[int, StatementPlace] = {}
    rows = spans.order_by("article_id", "start", "annotation_id")
    for pk, set_id, article_id, start, end in rows.values_list("annotation_id", "set_id", "article_id", "start", "end"):
        first = found.get(pk)
        found[pk] = StatementPlace(set_id, article_id, first.start if first else start, end)
    return found
