"""A set's statements as a reader follows them: who said it, through whom it came, what it does to which claim."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from annotations.selectors.mentions import GAP
from annotations.selectors.snapshot import Bundle
from annotations.snapshots import AnnotationSnapshot, ClaimSnapshot, SpanSnapshot, StanceSnapshot, StatementSnapshot
from annotations.vocabulary import Attribution, Factuality, ReviewStatus, SourceRole, SpanRole
from archive.snapshots import ArticleSnapshot
from archive.text import ByteMap
from readingroom.dates import date_words
from readingroom.pages.addresses import claim_address
from readingroom.pages.marks import statement_anchor, words_anchor
from readingroom.pages.merged import stands_for
from readingroom.pages.people import People, ShownSource, chain
from readingroom.pages.places import byte_map
from readingroom.signs import Sign, polarity_sign

#: Deeper nesting than this is not indented further.
_DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStance:
    """What a statement does to a claim, in a sign and in words."""

    sign: Sign
    claim: str
    href: str = ""
    rationale: str = ""
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand, ``[start, end)`` in code points, and in the capture's bytes where that is known."""

    start: int
    end: int
    bytes: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStatement:
    """A statement: its number in reading order, its words and where they stand, and all that is known of it.

    ``chain`` is the way the words came, from who said them to who printed them; ``parent`` the number and anchor of
    the statement it stands inside.
    """

    uuid: UUID
    number: int
    level: int
    anchor: str
    words_anchor: str
    last_anchor: str
    words: str
    places: tuple[Place, ...]
    attribution: str
    own_voice: bool
    speakers: tuple[ShownSource, ...]
    relays: tuple[ShownSource, ...]
    chain: tuple[str, ...]
    cue: str = ""
    factuality: str = ""
    said: str = ""
    occasion: str = ""
    parent: tuple[int, str] | None = None
    stances: tuple[ShownStance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a statement comes in the list: its number, how deep, and inside which other."""

    annotation: AnnotationSnapshot
    statement: StatementSnapshot
    number: int
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What all statements of a page share: who is named, which houses printed it, the numbers, the way to the bytes."""

    people: People
    houses: tuple[str, ...]
    numbers: Mapping[UUID, int]
    bytes_of: ByteMap | None


def shown_statements(article: ArticleSnapshot, bundle: Bundle, people: People) -> tuple[ShownStatement, ...]:
    """Give the statements of the bundle's sets in text order, nested ones right after the one they stand in."""
    places = _places([row for found in bundle.sets for row in found.annotations])
    stances = _stances(bundle)
    setting = _Setting(
        people=people,
        houses=tuple(house.name for house in (article.agency, article.publisher) if house),
        numbers={place.annotation.uuid: place.number for place in places},
        bytes_of=byte_map(article),
    )
    return tuple(_shown(place, setting, tuple(stances[place.annotation.uuid])) for place in places)


def _places(annotations: Sequence[AnnotationSnapshot]) -> list[_Place]:
    """Number statements depth first; of a ring of parents, which services refuse to make, the first comes on top."""
    statements = {row.uuid: row.statement for row in annotations if row.statement}
    rows = sorted((row for row in annotations if row.uuid in statements), key=_text_order)
    inside: defaultdict[UUID | None, list[AnnotationSnapshot]] = defaultdict(list)
    for row in rows:
        parent = statements[row.uuid].parent
        inside[parent if parent in statements else None].append(row)
    places: list[_Place] = []
    seen: set[UUID] = set()
    waiting = [(0, row) for row in reversed([*inside[None], *rows])]
    while waiting:
        level, row = waiting.pop()
        if row.uuid in seen:
            continue
        seen.add(row.uuid)
        places.append(
            _Place(annotation=row, statement=statements[row.uuid], number=len(places) + 1, level=min(level, _DEEPEST))
        )
        waiting.extend((level + 1, child) for child in reversed(inside[row.uuid]))
    return places


def _text_order(row: AnnotationSnapshot) -> tuple[int, int, UUID]:
    contents = _content(row) or row.spans
    if not contents:
        return 0, 0, row.uuid
    return contents[0].start, -contents[-1].end, row.uuid


def _content(row: AnnotationSnapshot) -> list[SpanSnapshot]:
    return [span for span in row.spans if span.role == SpanRole.CONTENT]


def _shown(place: _Place, setting: _Setting, stances: tuple[ShownStance, ...]) -> ShownStatement:
    uuid, statement = place.annotation.uuid, place.statement
    content = _content(place.annotation)
    sources = [(source.role, setting.people.source(source, uuid)) for source in statement.sources]
    speakers = tuple(shown for role, shown in sources if role == SourceRole.SPEAKER)
    relays = tuple(shown for role, shown in sources if role == SourceRole.RELAY)
    return ShownStatement(
        uuid=uuid,
        number=place.number,
        level=place.level,
        anchor=statement_anchor(uuid),
        words_anchor=words_anchor(uuid),
        last_anchor=words_anchor(uuid, order=content[-1].order) if content else "",
        words=GAP.join(span.exact for span in content),
        places=tuple(_place_of(span, setting.bytes_of) for span in content),
        attribution=str(Attribution(statement.attribution).label),
        own_voice=statement.attribution == Attribution.NONE,
        speakers=speakers,
        relays=relays,
        chain=chain(speakers, relays, setting.houses),
        cue=GAP.join(span.exact for span in place.annotation.spans if span.role == SpanRole.CUE),
        factuality=str(Factuality(statement.factuality).label) if statement.factuality else "",
        said=date_words(statement.said) if statement.said else "",
        occasion=statement.occasion,
        parent=_parent(statement, setting.numbers),
        stances=stances,
    )


def _place_of(span: SpanSnapshot, bytes_of: ByteMap | None) -> Place:
    return Place(span.start, span.end, bytes_of.to_bytes(span.start, span.end) if bytes_of else None)


def _parent(statement: StatementSnapshot, numbers: Mapping[UUID, int]) -> tuple[int, str] | None:
    if statement.parent is None or statement.parent not in numbers:
        return None
    return numbers[statement.parent], statement_anchor(statement.parent)


def _stances(bundle: Bundle) -> defaultdict[UUID, list[ShownStance]]:
    """Give stances by statement, each with the claim that stands for its own."""
    claims = {claim.uuid: claim for claim in bundle.claims}
    found: defaultdict[UUID, list[ShownStance]] = defaultdict(list)
    for stance in bundle.stances:
        if stance.status != ReviewStatus.REJECTED:
            found[stance.statement].append(_stance(stance, claims))
    return found


def _stance(stance: StanceSnapshot, claims: Mapping[UUID, ClaimSnapshot]) -> ShownStance:
    claim = stands_for(claims, stance.claim)
    return ShownStance(
        sign=polarity_sign(stance.polarity),
        claim=claim.text,
        href=claim_address(claim.uuid),
        rationale=stance.rationale,
        suggested=stance.status == ReviewStatus.SUGGESTED,
    )
