"""Statements quoted outside their article: words in context, who said them, how they came to print, and where."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from accounts.access import Viewer
from annotations.models import AnnotationSet
from annotations.selectors.contexts import Context
from annotations.selectors.mentions import GAP
from annotations.selectors.quotations import Quotation, QuotedSource, quotations
from annotations.selectors.withheld import withheld_entities
from annotations.vocabulary import Attribution, EntityKind, Factuality, SetState, SourceKind, SourceRole
from archive.search.results import Piece
from archive.selectors.delisting import withheld_from
from readingroom.dates import date_words
from readingroom.pages.addresses import entity_address, statement_address
from readingroom.pages.headings import Heading, headings
from readingroom.pages.people import ShownSource, chain, entity_colour

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class SameWords:
    """Where else the same words are reported."""

    heading: Heading
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuote:
    """A statement in its context; ``chain`` is the way the words came, ``marked_by`` whose annotations have it."""

    heading: Heading
    href: str
    pieces: tuple[Piece, ...]
    first: int
    last: int
    attribution: str
    own_voice: bool
    speakers: tuple[ShownSource, ...]
    relays: tuple[ShownSource, ...]
    chain: tuple[str, ...]
    cue: str = ""
    factuality: str = ""
    said: str = ""
    occasion: str = ""
    marked_by: str = ""
    agreed: tuple[str, ...] = ()
    same: tuple[SameWords, ...] = ()


def set_name(row: AnnotationSet) -> str:
    """Say whose annotations a set holds: the curated ones by that word, others by pseudonym."""
    return _("Curated") if row.state == SetState.CURATED else str(row.annotator)


def shown_quotes(
    *, sets: Mapping[int, Sequence[AnnotationSet]], same: Mapping[int, Collection[int]], viewer: Viewer
) -> dict[int, ShownQuote]:
    """Give statements that the viewer may read by key, as quotations.

    ``sets`` are those that have each statement, its own first; ``same`` is what ``same_words`` gives for them. The
    number of queries is fixed, but for one more a step of merging.
    """
    same = {pk: same.get(pk, ()) for pk in sets}
    found = quotations(statement_ids={*sets, *(pk for others in same.values() for pk in others)})
    withheld = withheld_from(viewer)
    hidden = withheld_entities(withheld)
    titles = headings(article_ids={row.article_id for row in found.values()}, viewer=viewer)
    return {
        pk: withheld.of(found[pk].article_id).record(
            _quote(_nameless(found[pk], hidden), titles, sets[pk], [found[other] for other in sorted(same[pk])])
        )
        for pk in sets
    }


def _nameless(row: Quotation, hidden: Collection[int]) -> Quotation:
    """Give a quotation whose sources are not linked to entities that the viewer is not to know of."""
    if not hidden:
        return row
    sources = tuple(
        replace(
            one,
            entity=None if one.entity and one.entity.pk in hidden else one.entity,
            speaks_for=None if one.speaks_for and one.speaks_for.pk in hidden else one.speaks_for,
        )
        for one in row.sources
    )
    return replace(row, sources=sources)


def _quote(
    row: Quotation, titles: Mapping[int, Heading], sets: Sequence[AnnotationSet], same: Sequence[Quotation]
) -> ShownQuote:
    statement = row.statement
    title = titles[row.article_id]
    speakers, relays = (_sources(row, role) for role in (SourceRole.SPEAKER, SourceRole.RELAY))
    own, *others = sets
    return ShownQuote(
        heading=title,
        href=_address(row, title),
        pieces=pieces(row.words),
        first=row.words[0].start,
        last=row.words[-1].end,
        attribution=str(Attribution(statement.attribution).label),
        own_voice=statement.attribution == Attribution.NONE,
        speakers=speakers,
        relays=relays,
        chain=chain(speakers, relays, _houses(title)),
        cue=GAP.join(span.exact for span in row.cue),
        factuality=str(Factuality(statement.factuality).label) if statement.factuality else "",
        said=date_words(statement.said) if statement.said else "",
        occasion=statement.occasion,
        marked_by=set_name(own),
        agreed=tuple(set_name(other) for other in others),
        same=tuple(
            SameWords(heading=titles[other.article_id], href=_address(other, titles[other.article_id]))
            for other in same
        ),
    )


def _address(row: Quotation, title: Heading) -> str:
    return statement_address(
        article=title.article.uuid, annotation_set=row.annotation_set.uuid, annotation=row.statement.annotation.uuid
    )


def _houses(title: Heading) -> tuple[str, ...]:
    houses = (title.article.agency, title.article.publisher)
    return tuple(house.name for house in houses if house)


def pieces(words: Sequence[Context]) -> tuple[Piece, ...]:
    """Give marked words with what stands before the first and after the last, cut at whole words."""
    first, last = words[0], words[-1]
    found = [Piece(_tail(first.before, cut=first.cut_before))]
    for place, span in enumerate(words):
        found += [*([Piece(GAP)] if place else []), Piece(span.exact, marked=True)]
    found.append(Piece(_head(last.after, cut=last.cut_after)))
    return tuple(piece for piece in found if piece.text)


def _tail(before: str, *, cut: bool) -> str:
    return f"{_ELLIPSIS}{before.partition(' ')[2]}" if cut and " " in before else before


def _head(after: str, *, cut: bool) -> str:
    return f"{after.rpartition(' ')[0]}{_ELLIPSIS}" if cut and " " in after else after


def _sources(row: Quotation, role: str) -> tuple[ShownSource, ...]:
    return tuple(_source(source) for source in row.sources if source.role == role)


def _source(source: QuotedSource) -> ShownSource:
    kind = str(SourceKind(source.kind).label)
    entity, principal = source.entity, source.speaks_for
    name = entity.label if entity else source.description or kind
    spoken_for = principal if principal and principal.label != name else None
    return ShownSource(
        name=name,
        kind=kind,
        colour=entity_colour(EntityKind(entity.kind)) if entity else "",
        printed=source.description if source.description != name else "",
        speaks_for=spoken_for.label if spoken_for else "",
        href=entity_address(entity.uuid) if entity else "",
        speaks_for_href=entity_address(spoken_for.uuid) if spoken_for else "",
    )
