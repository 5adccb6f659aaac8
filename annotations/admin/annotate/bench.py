"""Everything that stands on one set's annotate page, read with a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from annotations.models import Annotation, AnnotationSet, Layer, Span, StatementSource
from annotations.vocabulary import LayerKind, SpanRole
from archive.models import Block


@dataclass(frozen=True, kw_only=True)
class AnnotationRow:
    """One annotation as a line of the table: its words, what it says, and the block it begins in."""

    annotation: Annotation
    words: str
    what: str
    colour: str
    who: str
    sure: str
    block: int

    @property
    def spans(self) -> list[Span]:
        return list(self.annotation.spans.all())


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A set with its text's blocks, the project's layers, and its annotations in the order of the text."""

    annotation_set: AnnotationSet
    blocks: Sequence[Block]
    layers: Sequence[Layer]

    @cached_property
    def annotations(self) -> Sequence[Annotation]:
        """Give all that the set holds, deleted ones too; read when first asked for, as a save needs none."""
        return list(whole_annotations(Annotation.objects.filter(annotation_set=self.annotation_set)))

    @property
    def text(self) -> str:
        return self.annotation_set.text_version.text

    @cached_property
    def rows(self) -> list[AnnotationRow]:
        """Give the annotations that are there, in the order of the text."""
        live = [self._row(annotation) for annotation in self.annotations if annotation.deleted_at is None]
        return sorted(live, key=lambda row: min((span.start for span in row.spans), default=0))

    @cached_property
    def deleted(self) -> list[AnnotationRow]:
        """Give the deleted annotations, the last one first."""
        gone = [annotation for annotation in self.annotations if annotation.deleted_at is not None]
        return [self._row(annotation) for annotation in sorted(gone, key=lambda one: one.modified, reverse=True)]

    def find(self, pk: int) -> AnnotationRow | None:
        return next((row for row in (*self.rows, *self.deleted) if row.annotation.pk == pk), None)

    def block_at(self, position: int) -> Block | None:
        return next((block for block in self.blocks if block.start <= position < block.end), None)

    def _row(self, annotation: Annotation) -> AnnotationRow:
        spans = list(annotation.spans.all())
        head = [span for span in spans if span.role in {SpanRole.BODY, SpanRole.CONTENT}]
        block = self.block_at(min((span.start for span in spans), default=0))
        words = " … ".join(span.exact for span in sorted(head, key=lambda span: span.order))
        return AnnotationRow(annotation=annotation, words=words, block=block.order if block else 0, **_said(annotation))


def _said(annotation: Annotation) -> dict[str, str]:
    """Give the parts of a row that differ between mentions and statements."""
    if annotation.layer.kind == LayerKind.ENTITY:
        mention = annotation.mention
        return {
            "what": mention.tag.name,
            "colour": mention.tag.colour,
            "who": mention.entity.label if mention.entity else "",
            "sure": mention.get_certainty_display(),
        }
    statement = annotation.statement
    return {
        "what": statement.get_attribution_display(),
        "colour": "statement",
        "who": ", ".join(_source_name(source) for source in statement.sources.all()),
        "sure": statement.get_factuality_display(),
    }


def _source_name(source: StatementSource) -> str:
    """Give a source's name: its description or entity, else the words that name it in the text, else its kind."""
    if source.span and not (source.description or source.entity):
        return source.span.exact
    return str(source)


def read_bench(annotation_set: AnnotationSet) -> Bench:
    """Give a set's bench; seven queries, however many annotations."""
    return Bench(
        annotation_set=annotation_set,
        blocks=list(annotation_set.text_version.blocks.all()),
        layers=list(annotation_set.project.layers.prefetch_related("tags")),
    )


def whole_annotations(found: QuerySet[Annotation]) -> QuerySet[Annotation]:
    """Give annotations with everything they say."""
    sources = StatementSource.objects.select_related("entity", "speaks_for", "span")
    return found.select_related(
        "layer", "creator", "derived_from", "mention__tag", "mention__entity", "statement__parent__annotation"
    ).prefetch_related("spans", Prefetch("statement__sources", queryset=sources))
