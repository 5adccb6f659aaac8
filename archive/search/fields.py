"""The fields that a query may name: an allow-list, so that ``12:30`` and ``http://…`` are text."""

from dataclasses import dataclass
from enum import Enum


class FieldKind(Enum):
    """How a field's values are compared."""

    TEXT = "text"  # words: stems, phrases, prefixes
    CODE = "code"  # equal but for case
    NAME = "name"  # a record, by one of its names
    DATE = "date"  # a day or a range of days


class Subject(Enum):
    """What a field belongs to."""

    ARTICLE = "article"
    ANNOTATION = "annotation"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """A field: its name in queries, how it compares, what it belongs to, and what it is in words for people."""

    name: str
    kind: FieldKind
    subject: Subject
    help: str


#: The fields of articles; the text of an article is what bare words search.
ARTICLE_FIELDS = (
    FieldSpec(name="text", kind=FieldKind.TEXT, subject=Subject.ARTICLE, help="the article's own words"),
    FieldSpec(name="headline", kind=FieldKind.TEXT, subject=Subject.ARTICLE, help="words of the headline"),
    FieldSpec(name="boilerplate", kind=FieldKind.TEXT, subject=Subject.ARTICLE, help="words of the page around it"),
    FieldSpec(name="place", kind=FieldKind.TEXT, subject=Subject.ARTICLE, help="the place of the dateline"),
    FieldSpec(name="publisher", kind=FieldKind.NAME, subject=Subject.ARTICLE, help="the outlet, by name or slug"),
    FieldSpec(name="agency", kind=FieldKind.NAME, subject=Subject.ARTICLE, help="the news agency, by name or slug"),
    FieldSpec(name="collection", kind=FieldKind.NAME, subject=Subject.ARTICLE, help="the collection, by title or slug"),
    FieldSpec(name="language", kind=FieldKind.CODE, subject=Subject.ARTICLE, help="the language, as en or en-GB"),
    FieldSpec(name="code", kind=FieldKind.CODE, subject=Subject.ARTICLE, help="the reference code"),
    FieldSpec(name="date", kind=FieldKind.DATE, subject=Subject.ARTICLE, help="a day, month, year or [from TO to]"),
)

#: The field that bare words search, by what is searched for.
DEFAULT_FIELDS = {Subject.ARTICLE: "text", Subject.ANNOTATION: "words"}

#: The kinds that ``Within`` takes: ``mention:(…)`` and ``statement:(…)``.
ANNOTATION_KINDS = ("mention", "statement")
