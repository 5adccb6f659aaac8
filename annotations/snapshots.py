"""Annotations, entities and claims as plain, frozen data: what exports and indexing read. No Django here.

Codes are the values of ``annotations.vocabulary``; every offset is a code point, half-open; every datetime is aware.
Tuples of records have one order, given in each docstring, so that equal content makes equal snapshots.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSnapshot:
    """A tag of a layer, for example ``person``."""

    code: str
    name: str
    colour: str = ""
    uri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSnapshot:
    """A layer of a project with its tags, in the project's order."""

    code: str
    kind: str
    name: str
    tags: tuple[TagSnapshot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSnapshot:
    """An annotation project: its guidelines and layers."""

    uuid: UUID
    slug: str
    name: str
    guidelines: str
    guidelines_version: str
    published: bool
    layers: tuple[LayerSnapshot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanSnapshot:
    """A span ``[start, end)`` with its words and up to 32 code points on each side; ordered by (role, order)."""

    role: str
    order: int
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionSnapshot:
    """A name in the text, its tag and the entity it stands for."""

    tag: str
    entity: UUID | None = None
    certainty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSourceSnapshot:
    """A source of a statement, in printed order; ``span_role`` and ``span_order`` name its span, where it has one."""

    order: int
    role: str
    kind: str
    entity: UUID | None = None
    description: str = ""
    speaks_for: UUID | None = None
    span_role: str = ""
    span_order: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSnapshot:
    """That somebody said something; ``parent`` is the statement it stands inside."""

    attribution: str
    factuality: str = ""
    said: str = ""
    occasion: str = ""
    parent: UUID | None = None
    sources: tuple[StatementSourceSnapshot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationSnapshot:
    """One annotation: a mention or a statement, on one or more spans."""

    uuid: UUID
    layer: str
    version: int
    motivation: str
    creator: UUID
    created: datetime
    modified: datetime
    spans: tuple[SpanSnapshot, ...]
    derived_from: UUID | None = None
    mention: MentionSnapshot | None = None
    statement: StatementSnapshot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSnapshot:
    """A note on a set."""

    uuid: UUID
    author: UUID
    body: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjudicationSnapshot:
    """A curator's decision: from which annotations, to which curated one (none: rejected)."""

    uuid: UUID
    decision: str
    by: UUID
    at: datetime
    sources: tuple[UUID, ...]
    curated: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationSetSnapshot:
    """All annotations one agent made in one role on one text version; annotations ordered by uuid."""

    uuid: UUID
    project: UUID
    text_version: int
    annotator: UUID
    role: str
    state: str
    created: datetime
    modified: datetime
    carried_from: UUID | None = None
    annotations: tuple[AnnotationSnapshot, ...] = ()
    notes: tuple[NoteSnapshot, ...] = ()
    adjudications: tuple[AdjudicationSnapshot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityNameSnapshot:
    """A name of an entity, ordered by (kind, name, language)."""

    name: str
    kind: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityIdentifierSnapshot:
    """An identifier in an outside authority, for example ``wikidata`` ``Q7184``; ordered by (scheme, value)."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitySnapshot:
    """An entity with its names and identifiers; a merged one points to the one that stands for it."""

    uuid: UUID
    kind: str
    label: str
    version: int
    description: str = ""
    merged_into: UUID | None = None
    names: tuple[EntityNameSnapshot, ...] = ()
    identifiers: tuple[EntityIdentifierSnapshot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSnapshot:
    """A proposition, across articles."""

    uuid: UUID
    text: str
    version: int
    topic: str = ""
    place: UUID | None = None
    time: str = ""
    merged_into: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceSnapshot:
    """What a statement does to a claim, as a curator judged it; ordered by (claim, statement)."""

    claim: UUID
    statement: UUID
    polarity: str
    by: UUID
    at: datetime
    status: str
    rationale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReadingSnapshot:
    """That a text version was read for a claim and found silent."""

    claim: UUID
    text_version: int
    by: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRelationSnapshot:
    """How claim ``a`` bears on claim ``b``; symmetric kinds have ``a < b``; ordered by (a, b, kind)."""

    a: UUID
    b: UUID
    kind: str
    by: UUID
    at: datetime
    status: str
    extent: str = ""
    rationale: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceLinkSnapshot:
    """The same words, reported twice: two statements, ``a < b``; ordered by (a, b)."""

    a: UUID
    b: UUID
    status: str
    method: str
    by: UUID
    at: datetime
    score: float | None = None
