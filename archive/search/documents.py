"""What an index holds of an article and of an annotation: plain data, read from the database by selectors.

No Django and no engine here. Ids are the strings that ``tree.Ids`` names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationDocument:
    """One annotation of a set on an article's current text; ``article`` is the article's key.

    ``offered`` says that the set is submitted or curated and its project published; ``annotator`` is the agent's key.
    ``task`` names what an annotator is blind to while it is theirs to do: the set's project and text version.
    """

    key: int
    uuid: UUID
    article: int
    kind: str
    offered: bool
    curated: bool
    annotator: int
    task: str
    start: int
    end: int
    texts: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDocument:
    """One article: who may read it, its text by blocks, its description, and all annotations of its current text.

    ``content`` and ``boilerplate`` are the texts of blocks, in order.
    """

    key: int
    uuid: UUID
    reference_code: str
    access: str
    state: str
    embargo_until: datetime | None
    content: tuple[str, ...]
    boilerplate: tuple[str, ...]
    headline: str = ""
    place: str = ""
    language: str = ""
    publisher: str = ""
    agency: str = ""
    collection: str = ""
    earliest: date | None = None
    latest: date | None = None
    dated: bool = False
    annotations: tuple[AnnotationDocument, ...] = ()

    @property
    def month(self) -> str:
        """The year and month in which the date begins, or nothing."""
        return self.earliest.isoformat()[:7] if self.dated and self.earliest else ""
