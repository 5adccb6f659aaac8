"""Who a statement names: speakers and those who passed it on, by name, with the way to where they are mentioned."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from annotations.selectors.snapshot import Bundle
from annotations.snapshots import AnnotationSnapshot, EntitySnapshot, StatementSourceSnapshot
from annotations.vocabulary import EntityKind, SourceKind
from readingroom.pages.addresses import entity_address
from readingroom.pages.marks import mention_anchor, words_anchor
from readingroom.pages.merged import stands_for

_COLOURS = {
    EntityKind.PERSON: "person",
    EntityKind.ORGANIZATION: "org",
    EntityKind.GPE: "place",
    EntityKind.PLACE: "place",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSource:
    """A speaker or a relay: the name, the words that stand for it, whom it speaks for, and where it is in the text.

    ``href`` and ``speaks_for_href`` lead to the pages of the entities, where they are known.
    """

    name: str
    kind: str
    colour: str = ""
    printed: str = ""
    speaks_for: str = ""
    anchor: str = ""
    href: str = ""
    speaks_for_href: str = ""


def entity_colour(kind: EntityKind) -> str:
    """Give the palette name of a kind of entity."""
    return _COLOURS.get(kind, "object")


def chain(speakers: Sequence[ShownSource], relays: Sequence[ShownSource], houses: Sequence[str]) -> tuple[str, ...]:
    """Give the way the words came; a house that is a relay already is not named twice."""
    first = " + ".join(source.name for source in speakers)
    steps = [*([first] if first else []), *(source.name for source in relays)]
    return (*steps, *(house for house in houses if house not in steps))


class People:
    """The entities of a bundle by name, and where each is first mentioned; no way leads to the ``hidden`` ones."""

    def __init__(self, bundle: Bundle, *, hidden: Collection[UUID] = ()) -> None:
        self._hidden = hidden
        self._entities = {entity.uuid: entity for entity in bundle.entities}
        self._mentions: dict[UUID, tuple[int, str]] = {}
        self._named: dict[str, UUID] = {}
        for annotation in (row for found in bundle.sets for row in found.annotations):
            self._note(annotation)

    def _note(self, annotation: AnnotationSnapshot) -> None:
        if annotation.mention is None or annotation.mention.entity is None or not annotation.spans:
            return
        place = (annotation.spans[0].start, mention_anchor(annotation.uuid, annotation.spans[0].order))
        self._named[mention_anchor(annotation.uuid)] = annotation.mention.entity
        root = self.entity(annotation.mention.entity).uuid
        self._mentions[root] = min(place, self._mentions.get(root, place))

    def entity(self, uuid: UUID) -> EntitySnapshot:
        """Give the entity that stands for one, through all merges."""
        return stands_for(self._entities, uuid)

    def addresses(self) -> dict[str, str]:
        """Give the address of the entity that each mention stands for, by the mention's anchor."""
        found = {anchor: self._address(self.entity(entity)) for anchor, entity in self._named.items()}
        return {anchor: address for anchor, address in found.items() if address}

    def _address(self, entity: EntitySnapshot) -> str:
        return "" if entity.uuid in self._hidden else entity_address(entity.uuid)

    def source(self, source: StatementSourceSnapshot, statement: UUID) -> ShownSource:
        """Give a source of a statement; it leads to its own words, else to where its entity is first mentioned."""
        entity = self.entity(source.entity) if source.entity else None
        kind = SourceKind(source.kind)
        name = entity.label if entity else source.description or str(kind.label)
        anchor = self._mentions.get(entity.uuid, (0, ""))[1] if entity else ""
        if source.span_role and source.span_order is not None:
            anchor = words_anchor(statement, source.span_role, source.span_order)
        principal = self.entity(source.speaks_for) if source.speaks_for else None
        spoken_for = principal if principal and principal.label != name else None
        return ShownSource(
            name=name,
            kind=str(kind.label),
            colour=entity_colour(EntityKind(entity.kind)) if entity else "",
            printed=source.description if source.description != name else "",
            speaks_for=spoken_for.label if spoken_for else "",
            anchor=anchor,
            href=self._address(entity) if entity else "",
            speaks_for_href=self._address(spoken_for) if spoken_for else "",
        )
