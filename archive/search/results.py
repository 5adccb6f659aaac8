"""What a search gives to faces."""

from dataclasses import dataclass
from uuid import UUID

from archive.search.fields import Subject


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet; ``marked`` where it is what was searched for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One article or annotation that was found.

    ``uuid`` is its own, ``article`` the article's. ``title`` is the headline, or a supplied title in square brackets.
    ``date`` is EDTF and ``date_field`` says which date it is (a ``Field``); both are empty where none is known.
    ``snippet`` is empty where the rights leave nothing to quote. ``start`` and ``end`` are an annotation's place;
    ``annotation_kind``, ``annotator`` and ``curated`` are said of annotations only.
    """

    kind: str
    uuid: UUID
    article: UUID
    reference_code: str
    title: str
    publisher: str
    agency: str
    date: str
    date_field: str
    snippet: tuple[Piece, ...]
    score: float
    annotation_kind: str = ""
    annotator: str = ""
    curated: bool = False
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What a value is called, and what stands for it in a query behind the field's name."""

    text: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value with the number of articles found that have it; ``query`` is the condition that narrows to it."""

    value: str
    label: str
    count: int
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The commonest values of a field among what was found; ``name`` is the field's name in queries."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """One page of what was found, and how much there is in all.

    ``hits`` are ``[offset, offset + limit)`` of ``total``, by score and then by reference code. ``from_database`` says
    that the index could not answer and the database did: slower, and just as right.
    """

    query: str
    target: Subject
    total: int
    offset: int
    limit: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()
    from_database: bool = False
