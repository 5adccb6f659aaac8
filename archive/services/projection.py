"""The article's columns that repeat its current field values."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify

from archive.models import FieldValue, Publisher
from archive.vocabulary import Field, PublisherKind

#: Which date stands for the article in lists and in ``date:`` searches: the first of these that is bounded on both
#: sides, else the first that is bounded at all.
BEST_DATES = (Field.PUBLISHED, Field.DATELINE_DATE, Field.MODIFIED, Field.EVENT_DATE)


def projected_columns(
    values: Mapping[str, FieldValue], *, publishers: dict[tuple[str, str], Publisher]
) -> dict[str, Any]:
    """Give the article columns that follow from its current values, keyed by field.

    ``publishers`` is a cache that the caller may keep over a batch; missing outlets and agencies are made.
    """

    def text(field: Field) -> str:
        found = values.get(field)
        return found.value if found else ""

    best = _best_date(values)
    return {
        "headline": text(Field.HEADLINE),
        "byline": text(Field.BYLINE)[:300],
        "publisher": _publisher(text(Field.PUBLISHER), PublisherKind.OUTLET, publishers),
        "agency": _publisher(text(Field.AGENCY), PublisherKind.AGENCY, publishers),
        "place": text(Field.DATELINE_PLACE)[:200],
        "language": text(Field.LANGUAGE)[:35],
        "date_field": best.field if best else "",
        "date_edtf": best.edtf if best else "",
        "date_earliest": best.earliest if best else None,
        "date_latest": best.latest if best else None,
    }


def _best_date(values: Mapping[str, FieldValue]) -> FieldValue | None:
    dated = [values[field] for field in BEST_DATES if field in values]
    closed = [value for value in dated if value.earliest and value.latest]
    bounded = [value for value in dated if value.earliest or value.latest]
    return next(iter([*closed, *bounded]), None)


def _publisher(name: str, kind: PublisherKind, known: dict[tuple[str, str], Publisher]) -> Publisher | None:
    name = " ".join(name.split())[:200]
    if not name:
        return None
    if (name, kind) not in known:
        known[name, kind] = _get_or_make(name, kind)
    return known[name, kind]


def _get_or_make(name: str, kind: PublisherKind) -> Publisher:
    """Find an outlet or agency by its name; a house that is both keeps the kind it was first seen as."""
    found = Publisher.objects.filter(name=name).order_by("id").first()
    if found:
        return found
    slug = slugify(name)[:90] or "publisher"
    taken = set(Publisher.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    number = 2
    free = slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    return Publisher.objects.create(slug=free, name=name, kind=kind)
