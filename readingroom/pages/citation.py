"""How to cite an article: outlet, title, date, reference code, permanent address, day of reading."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.models import Article
from readingroom.pages.titles import shown_house, shown_title
from readingroom.pages.values import ShownValue


def citation(article: Article, values: Sequence[ShownValue], *, address: str, read_on: datetime) -> str:
    """Give the citation as text; what is not known is left out, and a supplied date stands in square brackets."""
    best = next((value for value in values if value.code == article.date_field), None)
    day = "" if best is None else best.words if best.sign.code == "as-printed" else f"[{best.words}]"
    parts = [shown_house(article), f"“{shown_title(article)}”", day, article.reference_code, address]
    read = _("read on %(date)s") % {"date": date_format(read_on, "j F Y")}
    return f"{', '.join(part for part in parts if part)} ({read})."
