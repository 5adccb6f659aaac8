"""In how many articles entities are named, and in how many they say something."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import BigIntegerField, Case, Count, F, QuerySet, Value, When

from accounts.access import Viewer
from annotations.models import Mention, StatementSource
from annotations.selectors.sets import counted_sets
from annotations.vocabulary import SourceRole


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityCounts:
    """The number of articles that mention an entity, and of those with a statement of its own."""

    articles: int = 0
    speaks_in: int = 0


def entity_counts(*, families: Mapping[int, int], viewer: Viewer) -> dict[int, EntityCounts]:
    """Give, by the entity that stands for them, the counts in the sets that count; two queries.

    ``families`` are ``merge_families`` of the entities.
    """
    sets = counted_sets(viewer=viewer)
    mentions = Mention.objects.filter(annotation__deleted_at=None, annotation__annotation_set__in=sets)
    speakers = StatementSource.objects.filter(
        role=SourceRole.SPEAKER, statement__annotation__deleted_at=None, statement__annotation__annotation_set__in=sets
    )
    named = _articles(mentions, "annotation", families)
    spoken = _articles(speakers, "statement__annotation", families)
    return {
        root: EntityCounts(articles=named.get(root, 0), speaks_in=spoken.get(root, 0))
        for root in set(families.values())
    }


def _articles(
    rows: QuerySet[Mention] | QuerySet[StatementSource], annotation: str, families: Mapping[int, int]
) -> dict[int, int]:
    """Count articles by entity; what was merged is counted with the one that stands for it, each article once."""
    merged = [When(entity=pk, then=Value(root)) for pk, root in families.items() if pk != root]
    found = rows.filter(entity__in=list(families)).annotate(
        root=Case(*merged, default=F("entity_id"), output_field=BigIntegerField())
    )
    articles = Count(f"{annotation}__annotation_set__text_version__article", distinct=True)
    return dict(found.order_by().values("root").annotate(articles=articles).values_list("root", "articles"))
