"""A page of what was found: lines with snippets, facets as links that narrow, and the way on."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from archive.errors import QueryError
from archive.search.fields import Subject
from archive.search.results import Facet, Hit, Piece, SearchResult
from archive.search.searching import MAX_OFFSET
from archive.vocabulary import Field
from readingroom.dates import date_words
from readingroom.pages.addresses import article_address, mention_address, statement_address
from readingroom.pages.choices import Choice
from readingroom.pages.narrowing import conjuncts, narrowed, widened

#: Hits on a page.
PAGE_SIZE = 20

#: What ``?in=`` says, by what is searched for.
TARGETS = {"articles": Subject.ARTICLE, "annotations": Subject.ANNOTATION}

_CODES = {subject: code for code, subject in TARGETS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHit:
    """An article or an annotation that was found: what it is called, where it leads, its words, and what is known."""

    title: str
    href: str
    code: str
    house: str
    date: str
    date_name: str
    snippet: tuple[Piece, ...]
    kind: str = ""
    marked_by: str = ""
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFacet:
    """The commonest values of a field, each a link that narrows the query, or widens it where it is chosen."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """One page of a result; ``first`` and ``last`` are the numbers of its hits, from 1."""

    query: str
    target: str
    targets: tuple[Choice, ...]
    hits: tuple[ShownHit, ...] = ()
    facets: tuple[ShownFacet, ...] = ()
    total: int = 0
    first: int = 0
    last: int = 0
    number: int = 1
    pages: int = 1
    previous: str = ""
    next: str = ""
    from_database: bool = False
    reached_limit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryFault:
    """What is wrong with a query, in words, and where: the query in pieces, the wrong one marked."""

    message: str
    pieces: tuple[Piece, ...]
    at_end: bool


def search_address(query: str, target: Subject, *, page: int = 1) -> str:
    """Give the address of a page of a result; articles and the first page are what it is without saying so."""
    said = {"q": query, "in": "" if target is Subject.ARTICLE else _CODES[target], "page": page if page > 1 else ""}
    return f"{reverse('readingroom:search')}?{urlencode({key: value for key, value in said.items() if value})}"


def target_choices(query: str, chosen: Subject) -> tuple[Choice, ...]:
    """Give the two things that can be searched for, with the query kept."""
    names = {Subject.ARTICLE: _("Articles"), Subject.ANNOTATION: _("Annotations")}
    return tuple(
        Choice(name=names[subject], href=search_address(query, subject), chosen=subject is chosen)
        for subject in TARGETS.values()
    )


def search_page(result: SearchResult, *, sets: Mapping[UUID, UUID]) -> SearchPage:
    """Give a result as a page; ``sets`` gives the uuid of the set that each annotation found is in."""
    reachable = min(result.total, MAX_OFFSET + PAGE_SIZE)
    pages = max(1, -(-reachable // PAGE_SIZE))
    number = result.offset // PAGE_SIZE + 1
    return SearchPage(
        query=result.query,
        target=_CODES[result.target],
        targets=target_choices(result.query, result.target),
        hits=tuple(_hit(hit, sets) for hit in result.hits),
        facets=tuple(_facet(facet, result) for facet in result.facets if facet.values),
        total=result.total,
        first=result.offset + 1 if result.hits else 0,
        last=result.offset + len(result.hits),
        number=number,
        pages=pages,
        previous=search_address(result.query, result.target, page=number - 1) if number > 1 else "",
        next=search_address(result.query, result.target, page=number + 1) if number < pages else "",
        from_database=result.from_database,
        reached_limit=result.total > reachable and number == pages,
    )


def query_fault(query: str, error: QueryError) -> QueryFault:
    """Give what is wrong with a query; a fault at its end is marked there, though no word is at fault."""
    start = min(max(error.start, 0), len(query))
    end = min(max(error.end, start), len(query))
    pieces = (Piece(query[:start]), Piece(query[start:end], marked=True), Piece(query[end:]))
    return QueryFault(
        message=str(error), pieces=tuple(piece for piece in pieces if piece.text), at_end=start == end == len(query)
    )


def _hit(hit: Hit, sets: Mapping[UUID, UUID]) -> ShownHit:
    return ShownHit(
        title=hit.title,
        href=_address(hit, sets),
        code=hit.reference_code,
        house=_house(hit),
        date=date_words(hit.date) if hit.date else "",
        date_name=str(Field(hit.date_field).label) if hit.date_field else "",
        snippet=hit.snippet,
        kind=_kind(hit),
        marked_by=_("Curated") if hit.curated else hit.annotator,
        place=(hit.start, hit.end) if hit.start is not None and hit.end is not None else None,
    )


def _kind(hit: Hit) -> str:
    return {"mention": _("Mention"), "statement": _("Statement")}.get(hit.annotation_kind, "")


def _house(hit: Hit) -> str:
    if hit.publisher and hit.agency:
        return _("%(outlet)s, from %(agency)s") % {"outlet": hit.publisher, "agency": hit.agency}
    return hit.publisher or hit.agency


def _address(hit: Hit, sets: Mapping[UUID, UUID]) -> str:
    if hit.uuid == hit.article or hit.uuid not in sets:
        return article_address(hit.article)
    address = mention_address if hit.annotation_kind == "mention" else statement_address
    return address(article=hit.article, annotation_set=sets[hit.uuid], annotation=hit.uuid)


def _facet(facet: Facet, result: SearchResult) -> ShownFacet:
    parts = conjuncts(result.query)
    return ShownFacet(
        name=facet.name,
        label=facet.label,
        choices=tuple(
            Choice(
                name=value.label,
                count=value.count,
                href=search_address(
                    (widened if value.query in parts else narrowed)(result.query, value.query), result.target
                ),
                chosen=value.query in parts,
            )
            for value in facet.values
        ),
    )
