"""Dossiers for viewers from whom names are withheld: as long as before, and true to themselves."""

from collections.abc import Collection
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from annotations.snapshots import AnnotationSetSnapshot, AnnotationSnapshot, EntitySnapshot, SpanSnapshot
from archive.snapshots import ArticleSnapshot, CaptureSnapshot, FieldValueSnapshot
from archive.withholding import Withholding
from exports.dossier import Dossier

#: What an entity is called that is not to be known.
WITHHELD = "[name withheld]"


def without_names(dossier: Dossier, mask: Withholding, hidden: Collection[UUID]) -> Dossier:
    """Give a dossier without the names in ``mask`` and without what is known of ``hidden`` entities.

    The text's digest is that of the text given. Quotations are cut out of it anew, so that they agree with it.
    """
    shown = mask.record(dossier) if mask else dossier
    entities = tuple(_nameless(one) if one.uuid in hidden else one for one in shown.entities)
    if not mask:
        return replace(shown, entities=entities)
    article = _article(shown.article, dossier.article, mask)
    text, number = article.text.text, article.text.number
    sets = tuple(_set(one, text) if one.text_version == number else one for one in shown.sets)
    return replace(shown, article=article, sets=sets, entities=entities)


def _nameless(entity: EntitySnapshot) -> EntitySnapshot:
    return replace(entity, label=WITHHELD, description="", names=(), identifiers=())


def _article(shown: ArticleSnapshot, whole: ArticleSnapshot, mask: Withholding) -> ArticleSnapshot:
    text = replace(shown.text, sha256=sha256(shown.text.text.encode()).hexdigest())
    return replace(
        shown,
        text=text,
        captures=tuple(_capture(*pair, mask) for pair in zip(shown.captures, whole.captures, strict=True)),
        values=tuple(_value(value, shown.text.text, shown.text.number) for value in shown.values),
    )


def _capture(shown: CaptureSnapshot, whole: CaptureSnapshot, mask: Withholding) -> CaptureSnapshot:
    """Leave out an address that has a name in it: with the name blotted out it would be none."""
    return replace(shown, source_uri="" if mask.within(whole.source_uri) else whole.source_uri)


def _value(value: FieldValueSnapshot, text: str, number: int) -> FieldValueSnapshot:
    found = value.evidence
    if found is None or found.text_version != number or found.start is None or found.end is None:
        return value
    return replace(value, evidence=replace(found, exact=text[found.start : found.end]))


def _set(found: AnnotationSetSnapshot, text: str) -> AnnotationSetSnapshot:
    return replace(found, annotations=tuple(_annotation(one, text) for one in found.annotations))


def _annotation(found: AnnotationSnapshot, text: str) -> AnnotationSnapshot:
    return replace(found, spans=tuple(_span(one, text) for one in found.spans))


def _span(span: SpanSnapshot, text: str) -> SpanSnapshot:
    return replace(
        span,
        exact=text[span.start : span.end],
        prefix=text[span.start - len(span.prefix) : span.start],
        suffix=text[span.end : span.end + len(span.suffix)],
    )
