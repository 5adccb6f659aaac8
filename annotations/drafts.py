"""What a person sends to be written: the content of an annotation, before it has a version, a creator or a time.

No Django here. Codes are the values of ``annotations.vocabulary``; offsets are code points, half-open.
"""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanDraft:
    """A range ``[start, end)`` and the words that must stand there."""

    start: int
    end: int
    exact: str
    role: str = "body"
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionDraft:
    """A tag's code, and the entity where it is known."""

    tag: str
    entity: UUID | None = None
    certainty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft:
    """A source of a statement; ``span`` names one of the draft's spans as (role, order)."""

    role: str
    kind: str
    entity: UUID | None = None
    description: str = ""
    speaks_for: UUID | None = None
    span: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDraft:
    """Attribution, factuality, time and occasion of a statement; ``parent`` is an annotation of the same set."""

    attribution: str
    factuality: str = ""
    said: str = ""
    occasion: str = ""
    parent: UUID | None = None
    sources: tuple[SourceDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationDraft:
    """One annotation's content: a layer's code, its spans, and a mention or a statement as the layer asks."""

    layer: str
    spans: tuple[SpanDraft, ...]
    mention: MentionDraft | None = None
    statement: StatementDraft | None = None
    motivation: str = ""
    derived_from: UUID | None = None
