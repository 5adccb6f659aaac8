"""Who a statement names: speakers and those who passed it on, by name, with the way to where they are mentioned."""

from dataclasses import dataclass
from uuid import UUID

from annotations.selectors.snapshot import Bundle
from annotations.snapshots import AnnotationSnapshot, EntitySnapshot, StatementSourceSnapshot
from annotations.vocabulary import EntityKind, SourceKind
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
    """A speaker or a relay: the name, the words that stand for it, whom it speaks for, and where it is in the text."""

    name: str
    kind: str
    colour: str = ""
    printed: str = ""
    speaks_for: str = ""
    anchor: str = ""


class People:
    """The entities of a bundle by name, and where each is first mentioned."""

    def __init__(self, bundle: Bundle) -> None:
        self._entities = {entity.uuid: entity for entity in bundle.entities}
        self._mentions: dict[UUID, tuple[int, str]] = {}
        for annotation in (row for found in bundle.sets for row in found.annotations):
            self._note(annotation)

    def _note(self, annotation: AnnotationSnapshot) -> None:
        if annotation.mention is None or annotation.mention.entity is None or not annotation.spans:
            return
        place = (annotation.spans[0].start, mention_anchor(annotation.uuid, annotation.spans[0].order))
        root = self.entity(annotation.mention.entity).uuid
        self._mentions[root] = min(place, self._mentions.get(root, place))

    def entity(self, uuid: UUID) -> EntitySnapshot:
        """Give the entity that stands for one, through all merges."""
        return stands_for(self._entities, uuid)

    def source(self, source: StatementSourceSnapshot, statement: UUID) -> ShownSource:
        """Give a source of a statement; it leads to its own words, else to where its entity is first mentioned."""
        entity = self.entity(source.entity) if source.entity else None
        kind = SourceKind(source.kind)
        name = entity.label if entity else source.description or str(kind.label)
        anchor = self._mentions.get(entity.uuid, (0, ""))[1] if entity else ""
        if source.span_role and source.span_order is not None:
            anchor = words_anchor(statement, source.span_role, source.span_order)
        speaks_for = self.entity(source.speaks_for).label if source.speaks_for else ""
        return ShownSource(
            name=name,
            kind=str(kind.label),
            colour=_COLOURS.get(EntityKind(entity.kind), "object") if entity else "",
            printed=source.description if source.description != name else "",
            speaks_for=speaks_for if speaks_for != name else "",
            anchor=anchor,
        )
