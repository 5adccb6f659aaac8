"""What is corrected in bulk: articles with their values as rows, and the corrections that were made."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.access import Viewer
from archive.models import Article, BulkCorrection, FieldValue
from archive.vocabulary import Field, ValueStatus


def value_rows(*, articles: Collection[UUID], viewer: Viewer, field: str = "") -> Iterator[tuple[object, ...]]:
    """Give articles' current values as rows of ``archive.bulk_csv``, by reference code; one field, or all.

    Where one field is asked for, an article without a value has a row too, to be filled in. Two queries.
    """
    found = list(Article.objects.visible_to(viewer).filter(uuid__in=articles).order_by("reference_code", "pk"))
    values: defaultdict[int, list[FieldValue]] = defaultdict(list)
    wanted = FieldValue.objects.filter(article__in=[one.pk for one in found], current=True)
    for value in (wanted.filter(field=field) if field else wanted).order_by("pk"):
        values[value.article_id].append(value)
    order = list(Field.values)
    for article in found:
        held = sorted(values[article.pk], key=lambda value: order.index(value.field))
        start = (article.uuid, article.version, article.reference_code, article.title)
        for value in held:
            yield (*start, value.field, value.value, value.edtf, value.status, value.note)
        if field and not held:
            yield (*start, field, "", "", ValueStatus.SUPPLIED.value, "")


def bulk_corrections(*, limit: int) -> QuerySet[BulkCorrection]:
    """Give the latest corrections, the last one first, with ``is_undone``."""
    undone = Exists(BulkCorrection.objects.filter(undoes=OuterRef("pk")))
    return BulkCorrection.objects.select_related("agent", "undoes").annotate(is_undone=undone).order_by("-pk")[:limit]
