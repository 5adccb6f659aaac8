"""A claim's page: who affirms and who denies it, in their words, and which articles say nothing on it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from accounts.access import Viewer
from annotations.models import Claim
from annotations.selectors.claim_relations import Relation, relations_of
from annotations.selectors.entities import entity_roots
from annotations.selectors.judgements import CountedStance, same_words, stances_on
from annotations.selectors.merges import merge_families
from annotations.selectors.silences import silences_on, unread_for
from annotations.vocabulary import ClaimRelationKind, Extent, Polarity, ReviewStatus
from archive.selectors.delisting import Withheld, withheld_from
from readingroom.dates import date_words
from readingroom.pages.addresses import claim_address, entity_address
from readingroom.pages.headings import Heading, headings, headings_of
from readingroom.pages.quotes import ShownQuote, shown_quotes
from readingroom.pages.tallies import Tally, tallies
from readingroom.signs import Sign, polarity_sign

#: Statements on a page, and articles that were not read yet.
STATEMENTS = 40
UNREAD = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A statement with what was judged about it, by whom and why."""

    quote: ShownQuote
    by: str
    at: datetime
    rationale: str = ""
    suggested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The statements that do one thing to a claim."""

    sign: Sign
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRelation:
    """How the claim bears on another, in words."""

    words: str
    code: str
    claim: str
    href: str
    extent: str = ""
    rationale: str = ""
    evidence: str = ""
    suggested: bool = False
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """An article that was read for the claim and says nothing on it."""

    heading: Heading
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """All that a claim's page shows; ``unread`` are the first of ``unread_count`` articles nobody has read for it."""

    claim: Claim
    time: str
    place: tuple[str, str] | None
    tallies: tuple[Tally, ...]
    articles: int
    sides: tuple[Side, ...]
    page: "Page[CountedStance]"
    relations: tuple[ShownRelation, ...]
    silent: tuple[Silent, ...]
    unread: tuple[Heading, ...]
    unread_count: int
    address: str


def claim_page(*, claim: Claim, page_number: str, viewer: Viewer) -> ClaimPage:
    """Give the page of a claim that the viewer may read and that stands for itself; see ``find_claim``.

    The number of queries is fixed, but for one more a step of merging.
    """
    relations = relations_of(families=merge_families(Claim, [claim.pk]), viewer=viewer)[claim.pk]
    families = merge_families(Claim, {claim.pk, *(row.other.pk for row in relations)})
    stances = stances_on(families=families, viewer=viewer)
    same = same_words(statement_ids={row.statement_id for rows in stances.values() for row in rows}, viewer=viewer)
    counts = {pk: tallies(rows, same=same) for pk, rows in stances.items()}
    order = list(Polarity)
    own = sorted(stances[claim.pk], key=lambda row: order.index(Polarity(row.stance.polarity)))
    page = Paginator(own, STATEMENTS).get_page(page_number)
    spoken = {row.article_id for row in own}
    members = [pk for pk, root in families.items() if root == claim.pk]
    hidden = withheld_from(viewer).everywhere()
    silent = _silent(members, spoken, viewer)
    unread = unread_for(known={*spoken, *(row.heading.article.pk for row in silent)}, viewer=viewer)
    return ClaimPage(
        claim=claim,
        time=date_words(claim.time) if claim.time else "",
        place=_place(claim),
        tallies=counts[claim.pk],
        articles=len(spoken),
        sides=_sides(list(page.object_list), same, viewer),
        page=page,
        relations=tuple(hidden.record(_relation(row, counts[row.other.pk])) for row in relations),
        silent=silent,
        unread=tuple(headings_of(unread[:UNREAD], viewer=viewer)),
        unread_count=unread.count(),
        address=f"{settings.BASE_URL}{claim_address(claim.uuid)}",
    )


def _place(claim: Claim) -> tuple[str, str] | None:
    """Give the name and address of the entity that stands for a claim's place."""
    if claim.place_id is None:
        return None
    root = entity_roots(entity_ids=[claim.place_id])[claim.place_id]
    return root.label, entity_address(root.uuid)


def _sides(stances: Collection[CountedStance], same: Mapping[int, Collection[int]], viewer: Viewer) -> tuple[Side, ...]:
    """Give the statements by what they do, those of the earliest article first."""
    sets = {row.statement_id: (row.annotation_set, *row.agreed) for row in stances}
    quotes = shown_quotes(sets=sets, same=same, viewer=viewer)
    withheld = withheld_from(viewer)
    found = []
    for polarity in Polarity:
        rows = [row for row in stances if row.stance.polarity == polarity]
        if rows:
            judged = sorted((_judged(row, quotes[row.statement_id], withheld) for row in rows), key=_by_date)
            found.append(Side(sign=polarity_sign(polarity), judged=tuple(judged)))
    return tuple(found)


def _judged(row: CountedStance, quote: ShownQuote, withheld: Withheld) -> Judged:
    return Judged(
        quote=quote,
        by=str(row.stance.by),
        at=row.stance.at,
        rationale=withheld.of(row.article_id).text(row.stance.rationale),
        suggested=row.stance.status == ReviewStatus.SUGGESTED,
    )


def _by_date(row: Judged) -> tuple[bool, str, str, int]:
    article = row.quote.heading.article
    day = article.date_earliest
    return day is None, day.isoformat() if day else "", article.reference_code, row.quote.first


def _relation(row: Relation, counts: tuple[Tally, ...]) -> ShownRelation:
    relation = row.relation
    return ShownRelation(
        words=_bearing(relation.kind, outward=row.outward),
        code=relation.kind,
        claim=row.other.text,
        href=claim_address(row.other.uuid),
        extent=str(Extent(relation.extent).label) if relation.extent else "",
        rationale=relation.rationale,
        evidence=relation.evidence,
        suggested=relation.status == ReviewStatus.SUGGESTED,
        tallies=counts,
    )


def _bearing(kind: str, *, outward: bool) -> str:
    """Say how the claim bears on the other; seen from the far end, how the other bears on it."""
    inward = {
        ClaimRelationKind.SUPPORTS: _("supported by"),
        ClaimRelationKind.QUALIFIES: _("qualified by"),
        ClaimRelationKind.UPDATES: _("updated by"),
        ClaimRelationKind.FULFILS: _("fulfilled by"),
    }
    code = ClaimRelationKind(kind)
    return str(code.label) if outward else inward.get(code, str(code.label))


def _silent(claim_ids: Sequence[int], spoken: Collection[int], viewer: Viewer) -> tuple[Silent, ...]:
    rows = silences_on(claim_ids=claim_ids, spoken=spoken, viewer=viewer)
    titles = headings(article_ids=[row.article_id for row in rows], viewer=viewer)
    by_article = {row.article_id: row for row in rows}
    return tuple(Silent(heading=title, by=by_article[pk].by, at=by_article[pk].at) for pk, title in titles.items())
