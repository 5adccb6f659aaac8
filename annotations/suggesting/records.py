"""What is looked for and what is found, as plain data; offsets are code points, half-open. No Django here."""

from dataclasses import dataclass
from uuid import UUID

#: A half-open range of code points.
Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A name of an entity; ``kind`` is the entity's (``person``…), ``weight`` how often it was linked so far.

    ``role`` says that the words denote whoever holds an office, and so may denote somebody else elsewhere.
    """

    name: str
    entity: UUID
    kind: str
    weight: int = 0
    role: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Words that name an entity (None: several may be meant); ``sure``: its whole name, and no other's."""

    start: int
    end: int
    kind: str
    entity: UUID | None
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement: what was said (several ranges: with a gap), by which words, by whom, through whom.

    ``speaker`` and ``relay`` are the words that name them; ``who`` is the name found there, if it is one of the
    authority file. ``attribution`` is direct, indirect or mixed; ``pronoun`` says that the speaker's words are one.
    """

    content: tuple[Range, ...]
    attribution: str
    cue: Range | None = None
    speaker: Range | None = None
    who: Named | None = None
    pronoun: bool = False
    relay: Range | None = None
    through: Named | None = None
