"""Help for queries: examples that can be tried, and the fields."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.search.contributor import CONTRIBUTORS
from archive.search.fields import ARTICLE_FIELDS, FieldSpec


@dataclass(frozen=True, slots=True)
class Example:
    """A query and what it finds."""

    query: str
    finds: str | Promise


EXAMPLES = (
    Example('"missile shield"', _("the two words side by side, as printed")),
    Example("radar OR interceptor*", _("either word, the second one however it ends")),
    Example("speaker:Totsky", _("articles in which somebody is quoted, under any of their names")),
    Example('claim:"strategic balance" AND date:2007-04', _("articles of a month with a statement on a claim")),
    Example("statement:(speaker:Putin AND cue:said)", _("both in one and the same statement")),
    Example("date:[2007-04-19 TO 2007-04-23] NOT agency:Reuters", _("articles of some days, without an agency's")),
)


def field_help() -> tuple[FieldSpec, ...]:
    """Give the fields that a query may name, those of articles first."""
    return (*ARTICLE_FIELDS, *(field for contributor in CONTRIBUTORS for field in contributor.fields))
