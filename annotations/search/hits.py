"""Annotations for a result page."""

from collections.abc import Mapping, Sequence

from accounts.access import Viewer
from annotations.models import Annotation, AnnotationSet
from annotations.vocabulary import SetState, SpanRole
from archive.search.hits import shown_quotation
from archive.search.results import Hit, Piece
from archive.text import CONTEXT_SIZE

_OWN = frozenset({SpanRole.BODY, SpanRole.CONTENT})


def annotation_hits(keys: Sequence[int], scores: Sequence[float], *, viewer: Viewer) -> list[Hit]:
    """Give the annotations with these keys that a viewer may read now, in order; two queries."""
    rows = (
        Annotation.objects.filter(
            pk__in=keys, deleted_at=None, annotation_set__in=AnnotationSet.objects.visible_to(viewer)
        )
        .select_related(
            "annotation_set__annotator",
            "annotation_set__text_version__article__publisher",
            "annotation_set__text_version__article__agency",
            "annotation_set__text_version__article__rights",
            "mention",
        )
        .prefetch_related("spans")
        .in_bulk()
    )
    found: Mapping[int, float] = dict(zip(keys, scores, strict=True))
    return [_hit(rows[key], score, viewer) for key, score in found.items() if key in rows]


def _hit(row: Annotation, score: float, viewer: Viewer) -> Hit:
    found = row.annotation_set
    article = found.text_version.article
    spans = sorted((span for span in row.spans.all() if span.role in _OWN), key=lambda span: span.start)
    pieces = [Piece(spans[0].prefix[-CONTEXT_SIZE:])]
    for order, span in enumerate(spans):
        pieces += [Piece(" … ")] if order else []
        pieces.append(Piece(span.exact, marked=True))
    pieces.append(Piece(spans[-1].suffix[:CONTEXT_SIZE]))
    return Hit(
        kind="annotation",
        uuid=row.uuid,
        article=article.uuid,
        reference_code=article.reference_code,
        title=article.title,
        publisher=article.publisher.name if article.publisher else "",
        agency=article.agency.name if article.agency else "",
        date=article.date_edtf,
        date_field=article.date_field,
        snippet=shown_quotation(tuple(piece for piece in pieces if piece.text), article=article, viewer=viewer),
        score=score,
        annotation_kind="mention" if hasattr(row, "mention") else "statement",
        annotator=str(found.annotator),
        curated=found.state == SetState.CURATED,
        start=spans[0].start,
        end=spans[-1].end,
    )
