"""Hypothesis strategies for an article and all that the archive holds of it, and what all strategies share."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from archive import vocabulary as archive
from archive.snapshots import (
    AccessionSnapshot,
    AgentSnapshot,
    ArticleSnapshot,
    BlockSnapshot,
    CaptureSnapshot,
    CollectionSnapshot,
    EventSnapshot,
    EvidenceSnapshot,
    FieldValueSnapshot,
    PublisherSnapshot,
    RightsSnapshot,
    TextVersionSnapshot,
)

Draw = Callable[[st.SearchStrategy[Any]], Any]

#: What breaks careless writers: markup, edges, combining and astral characters, spaces that aren't ASCII, controls.
ODD = (
    "<>&'\"]]>\t\n  \u00a0\u0301\u200d\u2028\u2029\u0085\ufeff\u0003\u000b\u001b\u007f\ufffe\uffff\U0001f6f0\U0001fffe"
)
WORDS = st.sampled_from(
    ["Nato", "Moscow", "said", "e\u0301", "\U0001f1f7\U0001f1fa", "]]>", "&amp;", "  ", "\n\n", "\u0003"]
)
ARTICLE_CHARACTERS = st.one_of(
    st.sampled_from("abc "), st.sampled_from(ODD), st.characters(exclude_characters="\0\r", exclude_categories=["Cs"])
)
#: Free text elsewhere may hold carriage returns too; NUL is refused where records come in.
FREE = st.one_of(
    st.sampled_from(["", " ", "\n", "\r\n", "\u0003", "\t\u0003 ", "plain words", " edges "]),
    st.text(st.one_of(ARTICLE_CHARACTERS, st.just("\r")), max_size=6),
)
NAME = FREE.filter(bool)
MOMENTS = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis takes naive bounds and adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001 - hypothesis takes naive bounds and adds the zone
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]),
)
DAYS = st.one_of(st.none(), st.dates())
NUMBERS = st.integers(min_value=0, max_value=10**12)
VERSIONS = st.integers(min_value=1, max_value=2**31 - 1)
CODES = st.sampled_from(["person", "gpe", "x-1", "Überschrift", "two words"])


def choice(vocabulary: Any) -> st.SearchStrategy[str]:
    """One of a vocabulary's codes, as a plain string."""
    return st.sampled_from([str(value) for value in vocabulary.values])


def choice_or_none(vocabulary: Any) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), choice(vocabulary))


@dataclass
class World:
    """What the parts of one dossier share: identifiers that don't collide, agents, and the text."""

    draw: Draw
    seed: int
    agents: tuple[UUID, ...] = ()
    text: TextVersionSnapshot | None = None
    count: int = field(default=0)

    def uuid(self) -> UUID:
        self.count += 1
        return UUID(bytes=hashlib.sha256(f"{self.seed}.{self.count}".encode()).digest()[:16])

    def uuids(self, most: int) -> tuple[UUID, ...]:
        """Up to ``most`` new identifiers, in their order."""
        return tuple(sorted(self.uuid() for _ in range(self.draw(st.integers(0, most)))))

    def one_of(self, uuids: tuple[UUID, ...]) -> UUID:
        return self.draw(st.sampled_from(uuids))

    def maybe(self, uuids: tuple[UUID, ...], *, elsewhere: bool = False) -> UUID | None:
        """One of the identifiers, none, or (where that may be) one that is in no record of the dossier."""
        options = [None, *uuids, *([self.uuid()] if elsewhere else [])]
        return self.draw(st.sampled_from(options))

    def agent(self) -> UUID:
        return self.one_of(self.agents)

    def now(self) -> datetime:
        return self.draw(MOMENTS)

    def span(self) -> tuple[int, int]:
        """A span of the text."""
        length = len(self.text.text)
        start = self.draw(st.integers(0, length - 1))
        return start, self.draw(st.integers(start + 1, length))


def agents(world: World) -> tuple[AgentSnapshot, ...]:
    draw = world.draw
    uuids = tuple(sorted(world.uuid() for _ in range(draw(st.integers(1, 3)))))
    return tuple(
        AgentSnapshot(
            uuid=uuid,
            kind=draw(st.sampled_from(["person", "organization", "software"])),
            label=draw(FREE),
            orcid=draw(st.sampled_from(["", "0000-0002-1825-0097"])),
            version=draw(FREE),
        )
        for uuid in uuids
    )


def captures(world: World) -> tuple[CaptureSnapshot, ...]:
    draw = world.draw
    uuids = tuple(sorted(world.uuid() for _ in range(draw(st.integers(1, 2)))))
    return tuple(
        CaptureSnapshot(
            uuid=uuid,
            sha256=hashlib.sha256(uuid.bytes).hexdigest(),
            size=draw(NUMBERS),
            media_type=draw(st.sampled_from(["text/plain", "text/html"])),
            charset=draw(FREE),
            charset_evidence=draw(FREE),
            newline=draw(st.sampled_from(["\n", "\r\n", "lf", ""])),
            file_name=draw(FREE),
            accession=AccessionSnapshot(
                number=draw(FREE),
                acquired_from=draw(FREE),
                received_at=world.now(),
                reader=draw(FREE),
                agreement=draw(FREE),
            ),
            source_uri=draw(st.sampled_from(["", "https://example.org/a?b=1&c=<2>"])),
            locator=draw(FREE),
            captured_at=draw(st.one_of(st.none(), MOMENTS)),
            headers=draw(st.dictionaries(FREE, FREE, max_size=2)),
        )
        for uuid in uuids
    )


def text_version(world: World, capture: UUID) -> TextVersionSnapshot:
    """A text of up to some dozens of characters and the blocks that tile it."""
    draw = world.draw
    pieces = st.lists(st.one_of(WORDS, st.text(ARTICLE_CHARACTERS, max_size=8)), min_size=1, max_size=8)
    text = draw(pieces.map("".join).filter(bool))
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=5))})
    blocks = tuple(
        BlockSnapshot(start=start, end=end, role=draw(choice(archive.BlockRole)), xpath=draw(FREE))
        for start, end in pairwise(cuts)
    )
    return TextVersionSnapshot(
        uuid=world.uuid(),
        number=draw(st.integers(1, 3)),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        extractor=draw(FREE),
        extractor_version=draw(FREE),
        created=world.now(),
        capture=capture,
        blocks=blocks,
    )


def evidence(world: World) -> EvidenceSnapshot | None:
    draw = world.draw
    kind = draw(st.sampled_from(["none", "empty", "locator", "span", "other version"]))
    if kind == "span":
        start, end = world.span()
        exact, number = world.text.text[start:end], world.text.number
        return EvidenceSnapshot(text_version=number, start=start, end=end, exact=exact, locator=draw(FREE))
    if kind == "other version":
        exact = draw(NAME)
        return EvidenceSnapshot(text_version=world.text.number + 1, start=5, end=5 + len(exact), exact=exact)
    if kind == "locator":
        return EvidenceSnapshot(locator=draw(FREE), exact=draw(FREE), text_version=draw(st.sampled_from([None, 7])))
    return None if kind == "none" else EvidenceSnapshot()


def values(world: World) -> tuple[FieldValueSnapshot, ...]:
    draw = world.draw
    uuids = world.uuids(4)
    return tuple(
        FieldValueSnapshot(
            uuid=uuid,
            field=draw(choice(archive.Field)),
            value=draw(st.one_of(FREE, st.just("en-GB"))),
            status=draw(choice(archive.ValueStatus)),
            agent=world.agent(),
            at=world.now(),
            current=draw(st.booleans()),
            edtf=draw(st.sampled_from(["", "2007-04~", "2007-04-19/.."])),
            earliest=draw(DAYS),
            latest=draw(DAYS),
            certainty=draw(choice_or_none(archive.Certainty)),
            note=draw(FREE),
            evidence=evidence(world),
            supersedes=world.maybe(uuids, elsewhere=True),
        )
        for uuid in uuids
    )


def events(world: World) -> tuple[EventSnapshot, ...]:
    draw = world.draw
    return tuple(
        EventSnapshot(
            uuid=uuid,
            type=draw(choice(archive.EventType)),
            at=world.now(),
            agent=world.agent(),
            outcome=draw(choice(archive.Outcome)),
            detail=draw(FREE),
            objects=tuple(draw(st.lists(FREE, max_size=2))),
        )
        for uuid in world.uuids(3)
    )


def publisher(world: World) -> PublisherSnapshot:
    draw = world.draw
    kind = draw(choice(archive.PublisherKind))
    return PublisherSnapshot(slug=draw(FREE), name=draw(FREE), kind=kind, homepage=draw(FREE), authority_uri=draw(FREE))


def rights(world: World) -> RightsSnapshot:
    draw = world.draw
    uri = draw(
        st.sampled_from(["", "https://rightsstatements.org/vocab/InC/1.0/", "urn:x y", "http://[", "http://a/%zz"])
    )
    limit = draw(st.one_of(st.none(), NUMBERS))
    return RightsSnapshot(uri=uri, holder=draw(FREE), note=draw(FREE), quotation_limit=limit)


def collection(world: World) -> CollectionSnapshot:
    draw = world.draw
    level = draw(choice(archive.CollectionLevel))
    return CollectionSnapshot(
        slug=draw(FREE), title=draw(FREE), level=level, scope=draw(FREE), custodial_history=draw(FREE)
    )


def optional(world: World, part: Callable[[World], Any]) -> Any:
    return part(world) if world.draw(st.booleans()) else None


def article(world: World) -> ArticleSnapshot:
    """An article whose text is the world's from then on."""
    draw = world.draw
    taken = captures(world)
    world.text = text_version(world, draw(st.sampled_from(taken)).uuid)
    return ArticleSnapshot(
        uuid=world.uuid(),
        reference_code=draw(FREE),
        access=draw(choice(archive.Access)),
        state=draw(choice(archive.ArticleState)),
        created=world.now(),
        text=world.text,
        captures=taken,
        values=values(world),
        events=events(world),
        embargo_until=draw(st.one_of(st.none(), MOMENTS)),
        rights=optional(world, rights),
        collection=optional(world, collection),
        publisher=optional(world, publisher),
        agency=optional(world, publisher),
    )
