"""The words before and after a span, cut out of its text by the database: no text is read for a line of it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest, Least, Substr

from annotations.models import Span
from archive.models import Block

#: Code points given on each side, where the block has as many.
WIDTH = 160

_TEXT = "annotation__annotation_set__text_version__text"


class Context(NamedTuple):
    """A span with its surroundings: ``before`` and ``after`` end with the block, or where ``cut`` says so, earlier."""

    annotation_id: int
    role: str
    order: int
    start: int
    end: int
    exact: str
    before: str
    after: str
    cut_before: bool
    cut_after: bool


def contexts(*, annotation_ids: Collection[int], roles: Collection[str]) -> list[Context]:
    """Give the spans of these annotations that have one of these roles, by (annotation, role, order); one query.

    Whoever asks must know that the viewer may read the annotations.
    """
    return list(_contexts(annotation_ids, roles))


def _contexts(annotation_ids: Collection[int], roles: Collection[str]) -> Iterator[Context]:
    rows = Span.objects.filter(annotation__in=annotation_ids, role__in=roles).annotate(
        first=Subquery(_blocks().filter(start__lte=OuterRef("start"), end__gt=OuterRef("start")).values("start")[:1]),
        last=Subquery(_blocks().filter(start__lt=OuterRef("end"), end__gte=OuterRef("end")).values("end")[:1]),
        before=Substr(_TEXT, Greatest(F("start") - WIDTH, 0) + 1, Least(F("start"), WIDTH)),
        after=Substr(_TEXT, F("end") + 1, WIDTH),
    )
    fields = ("annotation_id", "role", "order", "start", "end", "exact", "before", "after", "first", "last")
    found = rows.order_by("annotation", "role", "order").values_list(*fields)
    for pk, role, order, start, end, exact, before, after, first, last in found:
        left = min(len(before), start - first) if first is not None else len(before)
        right = min(len(after), last - end) if last is not None else len(after)
        yield Context(
            annotation_id=pk,
            role=role,
            order=order,
            start=start,
            end=end,
            exact=exact,
            before=before[len(before) - left :],
            after=after[:right],
            cut_before=first is not None and start - first > left,
            cut_after=last is not None and last - end > right,
        )


def _blocks() -> QuerySet[Block]:
    return Block.objects.filter(text_version=OuterRef("annotation__annotation_set__text_version")).order_by("order")
