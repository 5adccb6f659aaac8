"""What the annotate page's template shows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext

from annotations.admin.annotate.bench import AnnotationRow, Bench
from annotations.admin.annotate.mention_form import MentionForm
from annotations.admin.annotate.statement_form import StatementForm
from annotations.admin.annotate.target import Target
from annotations.models import Annotation, Layer, Revision
from annotations.vocabulary import LayerKind, RevisionKind, SpanRole
from archive.admin.article_page import text_end
from archive.models import Block
from archive.segments import Fragment, Mark, Words, segments
from archive.vocabulary import BOILERPLATE_ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry:
    """A tag, or a layer of statements, with its colour and how often the set has it."""

    name: str
    colour: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchBlock:
    """A block with its text as a tree of marks; the one that is being annotated has the form below it."""

    block: Block
    nodes: Sequence[Words | Fragment]
    boilerplate: bool
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Blocks that follow each other; boilerplate is folded away until it is worked on."""

    blocks: Sequence[BenchBlock]
    folded: bool
    open: bool


def page_context(
    bench: Bench,
    *,
    target: Target | None,
    form: MentionForm | StatementForm | None,
    writable: bool,
    undo: AnnotationRow | None,
) -> dict[str, Any]:
    """Give the template's context; one query more where an annotation is being changed."""
    annotation_set = bench.annotation_set
    article = annotation_set.text_version.article
    return {
        "title": gettext("Annotate: %s") % article.title,
        "subtitle": None,
        "set": annotation_set,
        "article": article,
        "bench": bench,
        "runs": list(_runs(bench, target)),
        "legend": list(_legend(bench)),
        "target": target,
        "form": form,
        "former": _former(target.annotation) if target and target.annotation else [],
        "writable": writable,
        "undo": undo if writable else None,
    }


def _blocks(bench: Bench, target: Target | None) -> Iterator[BenchBlock]:
    marks = list(_marks(bench, target))
    for block in bench.blocks:
        yield BenchBlock(
            block=block,
            nodes=segments(bench.text, start=block.start, end=text_end(bench.text, block), marks=marks),
            boilerplate=block.role in BOILERPLATE_ROLES,
            active=target is not None and target.block.pk == block.pk,
        )


def _runs(bench: Bench, target: Target | None) -> Iterator[Run]:
    for folded, group in groupby(_blocks(bench, target), key=lambda row: row.boilerplate):
        rows = list(group)
        marked = any(isinstance(node, Fragment) for row in rows for node in row.nodes)
        yield Run(blocks=rows, folded=folded, open=marked or any(row.active for row in rows))


def _marks(bench: Bench, target: Target | None) -> Iterator[Mark]:
    """Give every span as a mark, with its colour and part; those of the annotation being changed stand out."""
    edited = target.annotation.pk if target and target.annotation else None
    for row in bench.rows:
        shown = ("shown",) if row.annotation.pk == edited else ()
        for span in row.spans:
            part = "m" if span.role == SpanRole.BODY else f"st-{span.role}"
            yield Mark(
                id=f"span-{span.pk}",
                start=span.start,
                end=span.end,
                classes=(part, row.colour, *shown),
                of=f"annotation-{row.annotation.pk}",
            )


def _legend(bench: Bench) -> Iterator[LegendEntry]:
    mentions = [row.annotation for row in bench.rows if row.annotation.layer.kind == LayerKind.ENTITY]
    tags = Counter(annotation.mention.tag_id for annotation in mentions)
    layers = Counter(row.annotation.layer_id for row in bench.rows)
    for layer in bench.layers:
        if layer.kind == LayerKind.CLAIM:
            yield LegendEntry(name=layer.name, colour="statement", count=layers[layer.pk])
        for tag in _tags(layer):
            yield LegendEntry(name=tag.name, colour=tag.colour, count=tags[tag.pk])


def _tags(layer: Layer) -> Sequence[Any]:
    return list(layer.tags.all()) if layer.kind == LayerKind.ENTITY else []


def _former(annotation: Annotation) -> list[Revision]:
    """Give the annotation's former versions, the last one first."""
    found = Revision.objects.filter(kind=RevisionKind.ANNOTATION, uuid=annotation.uuid, version__lt=annotation.version)
    return list(found.select_related("editor").order_by("-version"))
