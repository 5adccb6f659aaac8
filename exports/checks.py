"""Whether a dossier is sound: what every format checks before it delivers a byte, and every restore after reading."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from annotations.snapshots import AnnotationSetSnapshot, AnnotationSnapshot, LayerSnapshot, SpanSnapshot
from archive.snapshots import ArticleSnapshot, EvidenceSnapshot, FieldValueSnapshot
from exports.dossier import Dossier
from exports.errors import ExportError


def check_dossier(dossier: Dossier) -> None:
    """Refuse a dossier whose offsets, digest or references don't hold.

    Checked are: the text's SHA-256, the blocks' tiling, every quote of a span or of evidence against the text, that
    every agent, project, layer, tag and capture named is in the dossier, as is every entity that an annotation and
    every claim that a stance or reading names, the order by uuid of entities and annotations, and time zones. Spans
    of other text versions can only be checked for their length. Raises ``ExportError``.
    """
    article = dossier.article
    try:
        _check_text(article)
        for value in article.values:
            _check_evidence(article, value)
        for annotation_set in dossier.sets:
            _check_set(dossier, annotation_set)
        _check_people(dossier)
        _check_claims(dossier)
        _check_order("entity", (entity.uuid for entity in dossier.entities))
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
    _check_order("annotation", (annotation.uuid for annotation in annotation_set.annotations))


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


def _check_people(dossier: Dossier) -> None:
    """Agents must all be there, and every time must have a zone."""
    agents = {agent.uuid for agent in dossier.agents}
    for record, agent, *times in _acts(dossier):
        if agent is not None and agent not in agents:
            raise ExportError(f"agent {agent} is missing", record=record)
        if any(time.tzinfo is None for time in times if time):
            raise ExportError("a time without a zone", record=record)


type_of_act = tuple[str, UUID | None, datetime | None, datetime | None]


def _acts(dossier: Dossier) -> Iterator[type_of_act]:
    """Who did what when: the record, its agent and up to two times."""
    article = dossier.article
    yield f"article {article.uuid}", None, article.created, article.embargo_until
    yield f"text version {article.text.number}", None, article.text.created, None
    for capture in article.captures:
        yield f"capture {capture.uuid}", None, capture.captured_at, capture.accession.received_at
    for value in article.values:
        yield f"value {value.uuid}", value.agent, value.at, None
    for event in article.events:
        yield f"event {event.uuid}", event.agent, event.at, None
    for annotation_set in dossier.sets:
        yield from _acts_in_set(annotation_set)
    for stance in dossier.stances:
        yield f"stance on claim {stance.claim}", stance.by, stance.at, None
    for reading in dossier.readings:
        yield f"reading for claim {reading.claim}", reading.by, reading.at, None
    for relation in dossier.relations:
        yield f"relation of claim {relation.a}", relation.by, relation.at, None
    for link in dossier.utterance_links:
        yield f"link of statement {link.a}", link.by, link.at, None


def _acts_in_set(annotation_set: AnnotationSetSnapshot) -> Iterator[type_of_act]:
    yield f"set {annotation_set.uuid}", annotation_set.annotator, annotation_set.created, annotation_set.modified
    for note in annotation_set.notes:
        yield f"note {note.uuid}", note.author, note.at, None
    for decision in annotation_set.adjudications:
        yield f"adjudication {decision.uuid}", decision.by, decision.at, None
    for annotation in annotation_set.annotations:
        yield f"annotation {annotation.uuid}", annotation.creator, annotation.created, annotation.modified


def _check_claims(dossier: Dossier) -> None:
    claims = {claim.uuid for claim in dossier.claims}
    named = [("stance on", stance.claim) for stance in dossier.stances]
    named += [("reading for", reading.claim) for reading in dossier.readings]
    for kind, claim in named:
        if claim not in claims:
            raise ExportError(f"claim {claim} is missing", record=f"{kind} claim {claim}")


def _check_order(kind: str, uuids: Iterable[UUID]) -> None:
    for before, after in pairwise(uuids):
        if not before < after:
            raise ExportError("records must be ordered by uuid, each once", record=f"{kind} {after}")
