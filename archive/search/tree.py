"""Queries as trees that every engine answers alike: what ``query.parse`` makes and ``names.resolve`` completes.

No Django and no engine here. Words are normalised by ``archive.analysis``. A field's condition holds for an
article where one of its annotations fulfils it; inside ``Within`` all conditions hold for one and the same annotation.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part of a query stands: ``[start, end)`` in code points of what was typed."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text field, in any of its inflected forms: equal stems match."""

    field: str
    word: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words of a text field that begin with ``letters``; engines bound how many words they try."""

    field: str
    letters: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words of a text field at most ``distance`` (1 or 2) edits away (Damerau-Levenshtein, optimal alignment)."""

    field: str
    word: str
    distance: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a text field as they are printed, one after the other within one block; case and accents don't count.

    ``slop`` is how many other words may stand between the first and the last one in all.
    """

    field: str
    words: tuple[str, ...]
    slop: int = 0


#: What ``Near`` and ``SameParagraph`` relate.
Passage = Word | Phrase


@dataclass(frozen=True, slots=True)
class Near:
    """Two passages of the article's text within one block, in either order.

    At most ``distance`` words from one to the other: neighbouring words are at distance 1.
    """

    first: Passage
    second: Passage
    distance: int


@dataclass(frozen=True, slots=True)
class SameParagraph:
    """Passages of the article's text that all stand in one block."""

    passages: tuple[Passage, ...]


#: The conditions on words: what is counted, marked and scored.
TextNode: TypeAlias = Word | Prefix | Fuzzy | Phrase | Near | SameParagraph


@dataclass(frozen=True, slots=True)
class Value:
    """A code, equal but for case; a language also matches its regional forms (``en`` finds ``en-GB``)."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Dates:
    """Articles whose best date may lie between two days, both included; None is open. Undated articles never match."""

    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Name:
    """A record by one of its names, as it was typed; ``names.resolve`` puts ``Ids`` in its place."""

    field: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Ids:
    """Any of some records, by the ids that the index holds; no ids match nothing."""

    field: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Articles:
    """Some articles, by key, or the annotations of these; no query can say it."""

    keys: frozenset[int]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article, or every annotation."""


@dataclass(frozen=True, slots=True)
class And:
    """All of several conditions, at least two."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of several conditions, at least two."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What does not fulfil a condition."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class Within:
    """One annotation of a kind, ``mention`` or ``statement``, that fulfils all that ``node`` asks."""

    kind: str
    node: "Node"


Node: TypeAlias = (
    Word
    | Prefix
    | Fuzzy
    | Phrase
    | Near
    | SameParagraph
    | Value
    | Dates
    | Name
    | Ids
    | Articles
    | Everything
    | And
    | Or
    | Not
    | Within
)
