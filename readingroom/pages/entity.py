"""An entity's page: how it is named, where it is mentioned, and what it said, across all articles."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.core.paginator import Page, Paginator

from accounts.access import Viewer
from annotations.models import Entity
from annotations.selectors.contexts import Context, contexts
from annotations.selectors.entities import entity_snapshots
from annotations.selectors.judgements import same_words
from annotations.selectors.mentions import CountedMention, mentions_of
from annotations.selectors.merges import merge_families
from annotations.selectors.quotations import CountedStatement, sayings_of
from annotations.snapshots import EntitySnapshot
from annotations.vocabulary import EntityKind, NameKind, SpanRole
from archive.models import Article
from archive.search.fields import Subject
from archive.search.results import Piece
from archive.selectors.article import list_articles
from archive.selectors.delisting import withheld_from
from readingroom.pages.addresses import entity_address, mention_address
from readingroom.pages.headings import Heading, heading
from readingroom.pages.people import entity_colour
from readingroom.pages.quotes import ShownQuote, pieces, shown_quotes
from readingroom.pages.search import search_address

#: Articles with mentions on a page, and statements of each kind.
ARTICLES = 20
STATEMENTS = 25

#: Where identifiers of these schemes lead.
_AUTHORITIES = {
    "wikidata": "https://www.wikidata.org/entity/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "geonames": "https://sws.geonames.org/{}/",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "lcnaf": "https://id.loc.gov/authorities/names/{}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownName:
    """A name: what it is to the entity, where an authority has it, and how often it is printed so."""

    name: str
    count: int
    kind: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class ShownIdentifier:
    """An identifier in an outside authority, and where it leads, if that is known."""

    scheme: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class ShownMention:
    """A mention in its line, and where it stands."""

    pieces: tuple[Piece, ...]
    href: str


@dataclass(frozen=True, slots=True)
class MentioningArticle:
    """An article with the mentions in it, in the order of its text."""

    heading: Heading
    mentions: tuple[ShownMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSayings:
    """Statements of one kind: the first of them, and how many there are."""

    quotes: tuple[ShownQuote, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """All that an entity's page shows."""

    entity: Entity
    colour: str
    names: tuple[ShownName, ...]
    identifiers: tuple[ShownIdentifier, ...]
    mention_count: int
    page: "Page[Article]"
    articles: tuple[MentioningArticle, ...]
    said: ShownSayings
    said_for: ShownSayings
    passed_on: ShownSayings
    address: str
    search: str


def entity_page(*, entity: Entity, page_number: str, viewer: Viewer) -> EntityPage:
    """Give the page of an entity that the viewer may read and that stands for itself; see ``find_entity``.

    The number of queries is fixed, but for one more a step of merging.
    """
    families = merge_families(Entity, [entity.pk])
    mentions = mentions_of(families=families, viewer=viewer)[entity.pk]
    articles = list_articles(viewer=viewer).filter(pk__in={row.article_id for row in mentions})
    page = Paginator(articles, ARTICLES).get_page(page_number)
    members = entity_snapshots(entities={row.pk: row for row in Entity.objects.filter(pk__in=families)})
    sayings = sayings_of(entity_ids=families.keys(), viewer=viewer)
    withheld = withheld_from(viewer)
    shown = _said([sayings.said, sayings.said_for, sayings.passed_on], viewer)
    return EntityPage(
        entity=entity,
        colour=entity_colour(EntityKind(entity.kind)),
        names=_names(members.values(), [withheld.of(row.article_id).text(row.words) for row in mentions]),
        identifiers=_identifiers(members.values()),
        mention_count=len(mentions),
        page=page,
        articles=_articles(page.object_list, mentions, viewer),
        said=shown[0],
        said_for=shown[1],
        passed_on=shown[2],
        address=f"{settings.BASE_URL}{entity_address(entity.uuid)}",
        search=search_address(f"entity:{_named(entity)}", Subject.ARTICLE),
    )


def _named(entity: Entity) -> str:
    """Give what names an entity in a query: its label, or its uuid where the label can't be quoted."""
    return str(entity.uuid) if '"' in entity.label or "\\" in entity.label else f'"{entity.label}"'


def _names(members: Iterable[EntitySnapshot], printed: Sequence[str]) -> tuple[ShownName, ...]:
    """Give names that authorities have and names as printed, the ones printed most first; each once."""
    counts = Counter(printed)
    order = {kind.value: place for place, kind in enumerate(NameKind)}
    known = [name for member in members for name in member.names]
    named: dict[str, ShownName] = {}
    for row in sorted(known, key=lambda row: order[row.kind]):
        shown = ShownName(
            name=row.name, count=counts[row.name], kind=str(NameKind(row.kind).label), language=row.language
        )
        named.setdefault(row.name, shown)
    for words, count in counts.items():
        named.setdefault(words, ShownName(name=words, count=count))
    return tuple(sorted(named.values(), key=lambda row: (-row.count, row.name.casefold(), row.name)))


def _identifiers(members: Iterable[EntitySnapshot]) -> tuple[ShownIdentifier, ...]:
    found = {(row.scheme, row.value) for member in members for row in member.identifiers}
    return tuple(
        ShownIdentifier(scheme, value, _AUTHORITIES[scheme].format(value) if scheme in _AUTHORITIES else "")
        for scheme, value in sorted(found)
    )


def _articles(
    articles: Iterable[Article], mentions: Sequence[CountedMention], viewer: Viewer
) -> tuple[MentioningArticle, ...]:
    rows = list(articles)
    wanted = {row.pk for row in rows}
    by_article = {pk: list(group) for pk, group in groupby(mentions, key=lambda row: row.article_id) if pk in wanted}
    spans = _spans([row.annotation_id for group in by_article.values() for row in group])
    withheld = withheld_from(viewer)
    return tuple(
        withheld.of(row.pk).record(
            MentioningArticle(heading(row), tuple(_mention(row, mention, spans) for mention in by_article[row.pk]))
        )
        for row in rows
    )


def _spans(annotation_ids: Sequence[int]) -> dict[int, list[Context]]:
    rows = contexts(annotation_ids=annotation_ids, roles=[SpanRole.BODY])
    return {pk: list(group) for pk, group in groupby(rows, key=lambda row: row.annotation_id)}


def _mention(article: Article, mention: CountedMention, spans: Mapping[int, Sequence[Context]]) -> ShownMention:
    words = spans[mention.annotation_id]
    return ShownMention(
        pieces(words),
        mention_address(
            article=article.uuid, annotation_set=mention.annotation_set.uuid, annotation=mention.annotation_uuid
        ),
    )


def _said(kinds: Sequence[Sequence[CountedStatement]], viewer: Viewer) -> tuple[ShownSayings, ...]:
    shown = [rows[:STATEMENTS] for rows in kinds]
    sets = {row.statement_id: (row.annotation_set, *row.agreed) for rows in shown for row in rows}
    same = same_words(statement_ids=sets.keys(), viewer=viewer)
    quotes = shown_quotes(sets=sets, same=same, viewer=viewer)
    return tuple(
        ShownSayings(quotes=tuple(quotes[row.statement_id] for row in rows), count=len(all_rows))
        for rows, all_rows in zip(shown, kinds, strict=True)
    )
