"""Searching: from what somebody typed to a page of hits with facets."""

from collections.abc import Sequence
from uuid import UUID

from accounts.access import Viewer
from archive.search.fields import Subject
from archive.search.results import SearchResult

#: The most hits that one page holds, and how far a page may lie into the result.
MAX_LIMIT, MAX_OFFSET = 200, 10_000

#: What is counted beside a result, in the order it is shown.
FACETS = ("publisher", "agency", "place", "language", "month", "entity", "speaker", "claim")


def search(
    *,
    query: str,
    viewer: Viewer,
    target: Subject = Subject.ARTICLE,
    offset: int = 0,
    limit: int = 20,
    facets: Sequence[str] = FACETS,
) -> SearchResult:
    """Give one page of what a viewer may find, with counts of the facets named.

    An empty query finds everything. ``limit`` is at most 200 and ``offset`` at most 10,000; more is taken as these.
    Raises QueryError, with its place, for a query that can't be answered.
    """


def matching_articles(*, query: str, viewer: Viewer) -> list[UUID]:
    """Give the uuids of all articles that a viewer may find, by reference code; raises QueryError."""
