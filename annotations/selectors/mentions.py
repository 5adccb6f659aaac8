"""Where entities are mentioned, across articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from accounts.access import Viewer
from annotations.models import AnnotationSet, Span
from annotations.selectors.overlaps import Placed, agreeing
from annotations.selectors.sets import counted_sets, ranked_sets
from annotations.vocabulary import SpanRole

#: What stands between the pieces of a discontinuous whole.
GAP = " … "


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedMention:
    """A mention that counts: the annotation of the best set that has it, in its article, with its printed words."""

    annotation_id: int
    annotation_uuid: UUID
    article_id: int
    annotation_set: AnnotationSet
    start: int
    words: str


@dataclass(slots=True)
class _Whole:
    """A mention whose spans are being put together."""

    uuid: UUID
    set_id: int
    article_id: int
    start: int
    end: int
    words: list[str]


def mentions_of(*, families: Mapping[int, int], viewer: Viewer) -> dict[int, list[CountedMention]]:
    """Give, by the entity that stands for them, the mentions that count, by (article, place); two queries.

    ``families`` are ``merge_families`` of the entities. Mentions in several sets that overlap count once.
    """
    wholes, roots = _wholes(families, viewer)
    sets = ranked_sets(set_ids={whole.set_id for whole in wholes.values()})
    ranks = {pk: rank for rank, pk in enumerate(sets)}
    placed = [
        Placed(key=pk, set_id=whole.set_id, group=(roots[pk], whole.article_id), start=whole.start, end=whole.end)
        for pk, whole in wholes.items()
    ]
    found: dict[int, list[CountedMention]] = {root: [] for root in families.values()}
    for best, *_others in agreeing(placed, ranks=ranks):
        whole = wholes[best]
        found[roots[best]].append(
            CountedMention(
                annotation_id=best,
                annotation_uuid=whole.uuid,
                article_id=whole.article_id,
                annotation_set=sets[whole.set_id],
                start=whole.start,
                words=GAP.join(whole.words),
            )
        )
    return found


def _wholes(families: Mapping[int, int], viewer: Viewer) -> tuple[dict[int, _Whole], dict[int, int]]:
    """Give mentions by key with their spans put together, and the entity that each stands for in the end."""
    wholes: dict[int, _Whole] = {}
    roots: dict[int, int] = {}
    for pk, uuid, entity, set_id, article_id, start, end, exact in _rows(list(families), viewer):
        whole = wholes.setdefault(pk, _Whole(uuid, set_id, article_id, start, end, []))
        whole.words.append(" ".join(exact.split()))
        whole.end = end
        roots[pk] = families[entity]
    return wholes, roots


def _rows(entity_ids: Sequence[int], viewer: Viewer) -> QuerySet[Span, tuple[int, UUID, int, int, int, int, int, str]]:
    spans = Span.objects.filter(
        role=SpanRole.BODY,
        annotation__mention__entity__in=entity_ids,
        annotation__deleted_at=None,
        annotation__annotation_set__in=counted_sets(viewer=viewer),
    )
    return spans.order_by("annotation__annotation_set__text_version__article", "annotation_id", "order").values_list(
        "annotation_id",
        "annotation__uuid",
        "annotation__mention__entity",
        "annotation__annotation_set",
        "annotation__annotation_set__text_version__article",
        "start",
        "end",
        "exact",
    )
