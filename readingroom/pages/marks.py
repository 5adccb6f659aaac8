"""What is shown on an article's words: mentions, statements with their cue and sources, and evidence."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from annotations.snapshots import AnnotationSetSnapshot, AnnotationSnapshot, ProjectSnapshot
from annotations.vocabulary import SpanRole
from archive.segments import Mark
from archive.snapshots import ArticleSnapshot

#: The layers a reader can switch, by the palette's names; what a tag has no colour for is "other".
PALETTE = ("person", "org", "place", "object")

#: The first class of a mention's marks; the second is the palette's name.
MENTION = "m"


def mention_anchor(uuid: UUID, order: int = 0) -> str:
    """Give the anchor of a mention's words."""
    return f"m-{uuid}-{order}" if order else f"m-{uuid}"


def statement_anchor(uuid: UUID) -> str:
    """Give the anchor of a statement in the list of statements."""
    return f"s-{uuid}"


def words_anchor(uuid: UUID, role: str = SpanRole.CONTENT, order: int = 0) -> str:
    """Give the anchor of a statement's words in the text, or of its cue or a source."""
    place = "" if role == SpanRole.CONTENT and order == 0 else f"-{role}-{order}"
    return f"t-{uuid}{place}"


def evidence_anchor(field: str) -> str:
    """Give the anchor of the words that a field's value stands on."""
    return f"ev-{field}"


def tag_colours(projects: tuple[ProjectSnapshot, ...]) -> dict[tuple[UUID, str, str], str]:
    """Give the palette name of each tag, by (project, layer code, tag code)."""
    return {
        (project.uuid, layer.code, tag.code): tag.colour if tag.colour in PALETTE else "other"
        for project in projects
        for layer in project.layers
        for tag in layer.tags
    }


def set_marks(chosen: AnnotationSetSnapshot, colours: Mapping[tuple[UUID, str, str], str]) -> Iterator[Mark]:
    """Give the marks of a set's annotations; a statement's are ``of`` its anchor, so that they light up together."""
    for annotation in chosen.annotations:
        if annotation.mention:
            colour = colours[chosen.project, annotation.layer, annotation.mention.tag]
            yield from _mention_marks(annotation, colour)
        if annotation.statement:
            yield from _statement_marks(annotation)


def _mention_marks(annotation: AnnotationSnapshot, colour: str) -> Iterator[Mark]:
    for span in annotation.spans:
        anchor = mention_anchor(annotation.uuid, span.order)
        of = mention_anchor(annotation.uuid)
        yield Mark(id=anchor, start=span.start, end=span.end, classes=(MENTION, colour), of=of)


def _statement_marks(annotation: AnnotationSnapshot) -> Iterator[Mark]:
    of = statement_anchor(annotation.uuid)
    for span in annotation.spans:
        anchor = words_anchor(annotation.uuid, span.role, span.order)
        kind = ("st",) if span.role == SpanRole.CONTENT else ("part", span.role)
        yield Mark(id=anchor, start=span.start, end=span.end, classes=kind, of=of)


def evidence_marks(article: ArticleSnapshot) -> Iterator[Mark]:
    """Give a mark for each current value that stands on words of the current text."""
    for value in article.values:
        found = value.evidence
        if not value.current or found is None or found.text_version != article.text.number:
            continue
        if found.start is not None and found.end is not None:
            yield Mark(id=evidence_anchor(value.field), start=found.start, end=found.end, classes=("ev",))
