"""What an engine is: a protocol that every engine fulfils alike, and the plain data it is asked with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from archive.search.documents import AnnotationDocument, ArticleDocument
from archive.search.fields import Subject
from archive.search.tree import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """What a viewer may read, as an engine compares it at query time.

    ``levels`` are access levels. Of annotations: every one; else those offered or the agent's own, but of ``tasks``
    that are still to be handed in only the agent's own.
    """

    levels: frozenset[str]
    now: datetime
    embargoed: bool = False
    withdrawn: bool = False
    every_set: bool = False
    agent: int | None = None
    tasks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A resolved tree, what is searched for, by whom, which page, and which fields to count values of.

    ``limit`` None gives every key, in the order of the archive and without scores: for exports.
    """

    node: Node
    target: Subject
    readable: Readable
    offset: int = 0
    limit: int | None = 20
    facets: Sequence[str] = ()
    facet_size: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Keys of a page (of articles or annotations) with their scores, the total, and counts of articles by value."""

    total: int
    keys: tuple[int, ...]
    scores: tuple[float, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


class Engine(Protocol):
    """An engine answers queries; the worker alone writes to it. Raises ``IndexUnreadableError`` where it can't read."""

    def answer(self, request: Request) -> Answer: ...


class WritableEngine(Engine, Protocol):
    """An engine that holds documents of its own. One process writes at a time: the one that holds the lock."""

    def replace(
        self,
        documents: Iterable[ArticleDocument],
        *,
        removed: Iterable[int] = (),
        annotations: Iterable[AnnotationDocument] = (),
        removed_annotations: Iterable[int] = (),
    ) -> int:
        """Put documents in the place of former ones with their keys, drop ``removed`` keys, commit once.

        ``annotations`` and ``removed_annotations`` are of other articles than the former two, which stay as they are.
        """
        ...

    def rebuild(self, documents: Iterable[ArticleDocument]) -> int:
        """Make the index anew beside the present one and put it in its place; gives how many articles it holds."""
        ...

    def request_rebuild(self) -> None:
        """Leave word that the index is to be made anew: nothing of what was deleted may stay in it."""
        ...
