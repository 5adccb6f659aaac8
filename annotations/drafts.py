"""What a person sends to be written: the content of an annotation, before it has a version, a creator or a time.

No Django here. Codes are the values of ``annotations.vocabulary``; offsets are code points, half-open.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from annotations.snapshots import AnnotationSnapshot, StatementSnapshot


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

    def to_json(self) -> dict[str, Any]:
        """Give the draft as plain JSON: what a revision keeps."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "AnnotationDraft":
        """Give the draft that ``to_json`` gave ``data`` for."""
        mention, statement = data["mention"], data["statement"]
        return cls(
            layer=data["layer"],
            spans=tuple(SpanDraft(**span) for span in data["spans"]),
            mention=MentionDraft(**{**mention, "entity": _uuid(mention["entity"])}) if mention else None,
            statement=_statement(statement) if statement else None,
            motivation=data["motivation"],
            derived_from=_uuid(data["derived_from"]),
        )


def _plain(value: Any) -> Any:
    """Give a value with every UUID as text and every tuple as a list."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(member) for member in value]
    return value


def _uuid(value: str | None) -> UUID | None:
    return UUID(value) if value else None


def _statement(data: Mapping[str, Any]) -> StatementDraft:
    sources = tuple(
        SourceDraft(
            **{
                **source,
                "entity": _uuid(source["entity"]),
                "speaks_for": _uuid(source["speaks_for"]),
                "span": tuple(source["span"]) if source["span"] else None,
            }
        )
        for source in data["sources"]
    )
    return StatementDraft(**{**data, "parent": _uuid(data["parent"]), "sources": sources})


def draft_of(found: AnnotationSnapshot) -> AnnotationDraft:
    """Give a snapshot's content as the draft that would have written it."""
    mention, statement = found.mention, found.statement
    return AnnotationDraft(
        layer=found.layer,
        spans=tuple(
            SpanDraft(role=span.role, order=span.order, start=span.start, end=span.end, exact=span.exact)
            for span in found.spans
        ),
        mention=MentionDraft(tag=mention.tag, entity=mention.entity, certainty=mention.certainty) if mention else None,
        statement=_statement_draft(statement) if statement else None,
        motivation=found.motivation,
        derived_from=found.derived_from,
    )


def _statement_draft(statement: StatementSnapshot) -> StatementDraft:
    return StatementDraft(
        attribution=statement.attribution,
        factuality=statement.factuality,
        said=statement.said,
        occasion=statement.occasion,
        parent=statement.parent,
        sources=tuple(
            SourceDraft(
                role=source.role,
                kind=source.kind,
                entity=source.entity,
                description=source.description,
                speaks_for=source.speaks_for,
                span=None if source.span_order is None else (source.span_role, source.span_order),
            )
            for source in statement.sources
        ),
    )
