"""An article's descriptive values as a reader sees them: in words, with how each is known and where it stands."""

from dataclasses import dataclass
from datetime import datetime

from archive.snapshots import ArticleSnapshot, FieldValueSnapshot
from archive.vocabulary import DATE_FIELDS, Certainty, Field
from readingroom.dates import date_words
from readingroom.pages.marks import evidence_anchor
from readingroom.signs import Sign, status_sign


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownValue:
    """A value: its field's code and name, the value in words, its sign, and the words of the text it stands on.

    ``anchor`` is that of these words where they are in the current text.
    """

    code: str
    name: str
    words: str
    sign: Sign
    edtf: str = ""
    certainty: str = ""
    note: str = ""
    quote: str = ""
    anchor: str = ""
    locator: str = ""
    is_date: bool = False
    agent: str = ""
    at: datetime | None = None

    @property
    def href(self) -> str:
        """Where a reader finds the evidence: the words themselves, else the entry in the list of evidence."""
        return f"#{self.anchor or f'f-{self.code}'}"


def shown_values(article: ArticleSnapshot, agents: dict[str, str]) -> tuple[ShownValue, ...]:
    """Give the current values in the order of the field list; ``agents`` are pseudonyms by uuid."""
    order = {field.value: place for place, field in enumerate(Field)}
    current = sorted((value for value in article.values if value.current), key=lambda value: order[value.field])
    return tuple(_shown(value, article, agents) for value in current)


def former_values(article: ArticleSnapshot, agents: dict[str, str]) -> tuple[ShownValue, ...]:
    """Give the values that were superseded, latest first."""
    return tuple(_shown(value, article, agents) for value in reversed(article.values) if not value.current)


def _shown(value: FieldValueSnapshot, article: ArticleSnapshot, agents: dict[str, str]) -> ShownValue:
    is_date = value.field in DATE_FIELDS
    evidence = value.evidence
    in_text = evidence is not None and evidence.text_version == article.text.number
    return ShownValue(
        code=value.field,
        name=str(Field(value.field).label),
        words=date_words(value.edtf, earliest=value.earliest, latest=value.latest) or value.value
        if is_date
        else value.value,
        sign=status_sign(value.status),
        edtf=value.edtf,
        certainty=str(Certainty(value.certainty).label) if value.certainty else "",
        note=value.note,
        quote=evidence.exact if evidence else "",
        anchor=evidence_anchor(value.field) if in_text and value.current else "",
        locator=evidence.locator if evidence else "",
        is_date=is_date,
        agent=agents.get(str(value.agent), ""),
        at=value.at,
    )
