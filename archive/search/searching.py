"""Searching: from what somebody typed to a page of hits with facets."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.access import Viewer
from archive.errors import IndexUnreadableError
from archive.models import Article
from archive.search.backend import Answer, Readable, Request
from archive.search.contributor import CONTRIBUTORS
from archive.search.engines import database, index
from archive.search.fields import DEFAULT_FIELDS, Subject
from archive.search.hits import article_hits
from archive.search.names import all_fields, labels, resolve, withheld_ids
from archive.search.query import parse
from archive.search.results import Facet, FacetValue, Hit, SearchResult
from archive.search.tree import Node
from archive.search.withheld import without_names
from archive.selectors.delisting import Withheld, withheld_from
from archive.vocabulary import Access

#: The most hits that one page holds, and how far a page may lie into the result.
MAX_LIMIT, MAX_OFFSET = 200, 10_000

#: What is counted beside a result, in the order it is shown.
FACETS = ("publisher", "agency", "place", "language", "month", "entity", "speaker", "claim")

#: What the fields that are counted are called above their values.
FACET_LABELS = {
    "publisher": _("Outlet"),
    "agency": _("Agency"),
    "place": _("Dateline"),
    "language": _("Language"),
    "collection": _("Collection"),
    "month": _("Month"),
    "entity": _("Mentioned"),
    "speaker": _("Said by"),
    "speaks_for": _("Said for"),
    "claim": _("Claim"),
    "tag": _("Tag"),
}

#: The most values of a facet.
FACET_SIZE = 10

#: Keys that a database takes in one condition.
_KEYS = 10_000


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
    asked = _parsed(query, target)
    withheld = withheld_from(viewer)
    hidden = withheld_ids(withheld)
    node = _node(asked, viewer, withheld, hidden)
    request = Request(
        node=node,
        target=target,
        readable=readable_by(viewer),
        offset=min(max(offset, 0), MAX_OFFSET),
        limit=min(max(limit, 0), MAX_LIMIT),
        facets=tuple(facets),
        facet_size=FACET_SIZE,
    )
    answer, from_database = _answer(request)
    return SearchResult(
        query=query,
        target=target,
        total=answer.total,
        offset=request.offset,
        limit=request.limit or 0,
        hits=tuple(_hits(answer, node, target, viewer, withheld)),
        facets=_facets(answer, facets, hidden),
        from_database=from_database,
    )


def matching_articles(*, query: str, viewer: Viewer) -> list[UUID]:
    """Give the uuids of all articles that a viewer may find, by reference code; raises QueryError."""
    asked = _parsed(query, Subject.ARTICLE)
    withheld = withheld_from(viewer)
    node = _node(asked, viewer, withheld, withheld_ids(withheld))
    answer, _from_database = _answer(
        Request(node=node, target=Subject.ARTICLE, readable=readable_by(viewer), limit=None)
    )
    found: dict[int, UUID] = {}
    for first in range(0, len(answer.keys), _KEYS):
        keys = answer.keys[first : first + _KEYS]
        found |= dict(Article.objects.visible_to(viewer).filter(pk__in=keys).values_list("pk", "uuid"))
    return [found[key] for key in answer.keys if key in found]


def readable_by(viewer: Viewer) -> Readable:
    """Give what a viewer may read, as engines compare it."""
    levels = {Access.OPEN.value}
    if viewer.registered:
        levels.add(Access.REGISTERED.value)
    if viewer.sees_staff:
        levels = set(Access.values)
    readable = Readable(
        levels=frozenset(levels),
        now=viewer.now,
        embargoed=viewer.sees_embargoed,
        withdrawn=viewer.sees_withdrawn,
        every_set=viewer.sees_every_set,
        agent=viewer.agent_id,
    )
    return replace(readable, tasks=frozenset().union(*(one.tasks(viewer) for one in CONTRIBUTORS)))


def _parsed(query: str, target: Subject) -> Node:
    return parse(query, fields=all_fields(), default=DEFAULT_FIELDS[target])


def _node(asked: Node, viewer: Viewer, withheld: Withheld, hidden: Mapping[str, frozenset[str]]) -> Node:
    """Bind a query to records, with what is withheld from the viewer left out."""
    return resolve(without_names(asked, withheld.by_key) if withheld else asked, viewer=viewer, withheld=hidden)


def _answer(request: Request) -> tuple[Answer, bool]:
    """Ask the index, or where it can't be read the database; say which it was."""
    try:
        return index().answer(request), False
    except IndexUnreadableError:
        return database().answer(request), True


def _hits(answer: Answer, node: Node, target: Subject, viewer: Viewer, withheld: Withheld) -> list[Hit]:
    if target is Subject.ARTICLE:
        found = article_hits(answer.keys, answer.scores, node=node, viewer=viewer)
    else:
        every = (one.hits(answer.keys, answer.scores, viewer=viewer) for one in CONTRIBUTORS)
        found = list({hit.uuid: hit for hits in every for hit in hits}.values())
    return [withheld.of_uuid(hit.article).record(hit) for hit in found] if withheld else found


def _facets(answer: Answer, names: Sequence[str], hidden: Mapping[str, frozenset[str]]) -> tuple[Facet, ...]:
    facets = []
    for name in names:
        counts = [one for one in answer.facets[name] if one[0] not in hidden.get(name, ())]
        called = labels(name, [value for value, _count in counts])
        field = "date" if name == "month" else name
        values = tuple(
            FacetValue(value=value, label=called[value].text, count=count, query=f"{field}:{called[value].query}")
            for value, count in counts
            if value in called
        )
        facets.append(Facet(name=name, label=str(FACET_LABELS.get(name, name)), values=values))
    return tuple(facets)
