"""What agreement is measured on, and the figures it gives: plain data. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

#: A half-open range of code points, or of tokens where it says so.
Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing that somebody marked: its words, in a layer, under a tag.

    ``ranges`` are code points, half-open, in order; several make one discontinuous unit.
    """

    layer: str
    tag: str
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text that several people read: its tokens, and what each of them marked.

    ``tokens`` are ranges of code points, in order, that do not overlap; ``annotators`` has an entry also for somebody
    who read the text and marked nothing.
    """

    key: str
    tokens: tuple[Range, ...]
    annotators: Mapping[str, tuple[Unit, ...]]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Scope:
    """What is compared: everything (both empty), a layer, or one tag of a layer."""

    layer: str = ""
    tag: str = ""

    def holds(self, unit: Unit) -> bool:
        """Say whether a unit is compared."""
        return (not self.layer or unit.layer == self.layer) and (not self.tag or unit.tag == self.tag)


class Measure(StrEnum):
    """What is measured; the values name columns of what is downloaded."""

    F1_STRICT = "f1_strict"
    F1_EXACT = "f1_exact"
    F1_PARTIAL = "f1_partial"
    F1_TYPE = "f1_type"
    KAPPA = "kappa"
    ALPHA = "alpha"
    UNITIZING_ALPHA = "u_alpha"
    GAMMA = "gamma"


class Reason(StrEnum):
    """Why a figure is undefined."""

    NO_UNITS = "nobody marked anything"
    NO_TOKENS = "the documents have no words"
    NO_VARIATION = "every word has the same label"
    UNDEFINED_FOR_PAIRS = "it is undefined for every pair"
    NOT_ASKED = "not asked for"
    LAYERS_ONLY = "measured for a layer or a chosen tag"
    NOT_INSTALLED = "the extra “gamma” is not installed"
    TOO_MUCH = "too many spans to do at once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value, or None with the reason; ``items`` (spans or tokens) and ``documents`` say what it rests on.

    ``pairs`` is the number of pairs of annotators that went into it: of a mean, those for whom it is defined.
    """

    value: float | None
    reason: Reason | None = None
    items: int = 0
    documents: int = 0
    pairs: int = 1

    def __post_init__(self) -> None:
        if (self.value is None) != (self.reason is not None):
            raise ValueError("a figure has a value or a reason, never both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """All figures of one scope for one pair of annotators, or (``together``) over all annotators.

    ``documents`` are those that at least two of them read; ``tokens`` are these documents' words, counted once;
    ``spans`` are the units in scope, by annotator, in the annotators' order.
    """

    scope: Scope
    annotators: tuple[str, ...]
    together: bool
    documents: int
    tokens: int
    spans: tuple[int, ...]
    pairs: int
    figures: Mapping[Measure, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Every row; ``left_out`` counts units that touch no token (they stand outside the words that are compared)."""

    rows: tuple[Row, ...]
    annotators: tuple[str, ...]
    documents: int
    tokens: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which rows are wanted: of one layer, one tag, one pair of annotators; what is empty leaves it open.

    ``gamma`` asks for gamma; ``most`` is how many documents it may be measured on, counted once a row (0: any number).
    """

    layer: str = ""
    tag: str = ""
    pair: frozenset[str] = frozenset()
    gamma: bool = False
    most: int = 0
