"""Whether a dossier is sound: what every format checks before it delivers a byte, and every restore after reading."""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from annotations.snapshots import AnnotationSetSnapshot, AnnotationSnapshot, LayerSnapshot, SpanSnapshot
from archive.snapshots import ArticleSnapshot, EvidenceSnapshot, FieldValueSnapshot
from exports.dossier import Dossier
from exports.errors import ExportError
from exports.references import check_agents_and_times, check_claims, check_order, check_unique


def check_dossier(dossier: Dossier) -> None:
    """Refuse a dossier whose offsets, digest or references don't hold.

    Checked are: the text's SHA-256, the blocks' tiling, every quote of a span or of evidence against the text, that
    every agent, project, layer, tag and capture named is in the dossier, as is every entity that an annotation and
    every claim that a stance or reading names, that no identifier stands twice, the order by uuid of entities and
    annotations, and time zones. Spans of other text versions can only be checked for their length. Raises
    ``ExportError``.
    """
    article = dossier.article
    try:
        _check_text(article)
        for value in article.values:
            _check_evidence(article, value)
        for annotation_set in dossier.sets:
            _check_set(dossier, annotation_set)
        check_agents_and_times(dossier)
        check_claims(dossier)
        check_order("entity", dossier.entities)
        check_unique(dossier)
    except ExportError as error:
        raise ExportError(error.reason, article=article.uuid, record=error.record, place=error.place) from None


def _check_text(article: ArticleSnapshot) -> None:
    text, record = article.text, f"text version {article.text.number}"
    try:
        digest = hashlib.sha256(text.text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise ExportError("a lone surrogate", record=record, place=f"code point {error.start}") from error
    if digest != text.sha256:
        raise ExportError(f"the text's SHA-256 is {digest}, not {text.sha256}", record=record)
    position = 0
    for index, block in enumerate(text.blocks):
        if block.start != position or block.end <= block.start:
            place = f"block {index} [{block.start}, {block.end})"
            raise ExportError(f"blocks must tile the text, and this one should start at {position}", place=place)
        position = block.end
    if position != len(text.text):
        raise ExportError(f"the blocks end at {position}, the text at {len(text.text)}", record=record)
    if text.capture not in {capture.uuid for capture in article.captures}:
        raise ExportError(f"made from capture {text.capture}, which isn't among the captures", record=record)


def _check_quote(article: ArticleSnapshot, version: int, start: int, end: int, exact: str) -> str:
    """Give the reason why a quote doesn't hold, or an empty string."""
    if not 0 <= start < end:
        return f"[{start}, {end}) is no span"
    if version != article.text.number:
        return "" if len(exact) == end - start else f"the quote has {len(exact)} code points, its span {end - start}"
    if end > len(article.text.text):
        return f"[{start}, {end}) runs past the text's end at {len(article.text.text)}"
    if article.text.text[start:end] != exact:
        return f"the text has {article.text.text[start:end]!r} at [{start}, {end}), the quote {exact!r}"
    return ""


def _check_evidence(article: ArticleSnapshot, value: FieldValueSnapshot) -> None:
    evidence = value.evidence or EvidenceSnapshot()
    record, place = f"value {value.uuid}", f"evidence of {value.field}"
    if evidence.start is None and evidence.end is None:
        return
    if evidence.start is None or evidence.end is None or evidence.text_version is None:
        raise ExportError("a span needs its start, its end and its text version", record=record, place=place)
    reason = _check_quote(article, evidence.text_version, evidence.start, evidence.end, evidence.exact)
    if reason:
        raise ExportError(reason, record=record, place=place)


def _check_set(dossier: Dossier, annotation_set: AnnotationSetSnapshot) -> None:
    record = f"set {annotation_set.uuid}"
    project = next((project for project in dossier.projects if project.uuid == annotation_set.project), None)
    if project is None:
        raise ExportError(f"project {annotation_set.project} is missing", record=record)
    layers = {layer.code: layer for layer in project.layers}
    entities = {entity.uuid for entity in dossier.entities}
    for annotation in annotation_set.annotations:
        _check_annotation(annotation, layers, entities)
        for span in annotation.spans:
            _check_span(dossier.article, annotation_set.text_version, annotation, span)
    check_order("annotation", annotation_set.annotations)


def _check_span(article: ArticleSnapshot, version: int, annotation: AnnotationSnapshot, span: SpanSnapshot) -> None:
    reason = _check_quote(article, version, span.start, span.end, span.exact)
    if reason:
        raise ExportError(reason, record=f"annotation {annotation.uuid}", place=f"span {span.role} {span.order}")


def _check_annotation(annotation: AnnotationSnapshot, layers: dict[str, LayerSnapshot], entities: set[UUID]) -> None:
    record = f"annotation {annotation.uuid}"
    layer = layers.get(annotation.layer)
    if layer is None:
        raise ExportError(f"layer {annotation.layer!r} isn't in the project", record=record)
    if not annotation.spans:
        raise ExportError("an annotation needs a span", record=record)
    mention = annotation.mention
    if mention and mention.tag not in {tag.code for tag in layer.tags}:
        raise ExportError(f"tag {mention.tag!r} isn't in layer {layer.code!r}", record=record)
    missing = next((entity for entity in _entities_of(annotation) if entity not in entities), None)
    if missing:
        raise ExportError(f"entity {missing} is missing", record=record)


def _entities_of(annotation: AnnotationSnapshot) -> Iterator[UUID]:
    if annotation.mention and annotation.mention.entity:
        yield annotation.mention.entity
    for source in annotation.statement.sources if annotation.statement else ():
        yield from (entity for entity in (source.entity, source.speaks_for) if entity)
