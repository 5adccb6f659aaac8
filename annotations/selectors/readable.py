"""Entities and claims that a viewer meets in what they may read; merges are followed to what stands for itself."""

from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from accounts.access import Viewer
from annotations.models import Claim, Entity, Mention, Stance, StatementSource
from annotations.selectors.merges import merge_chains, root_of
from annotations.selectors.sets import sets_to_read
from annotations.selectors.withheld import claims_with_names, hidden_from, without
from annotations.vocabulary import EntityKind, ReviewStatus


def readable_claims(*, viewer: Viewer) -> QuerySet[Claim]:
    """Give the claims that a statement a viewer may read takes a stance on, itself or through a merged claim."""
    if viewer.sees_every_set:
        return Claim.objects.filter(merged_into=None)
    stances = Stance.objects.filter(
        ~Q(status=ReviewStatus.REJECTED),
        statement__annotation__deleted_at=None,
        statement__annotation__annotation_set__in=sets_to_read(viewer=viewer),
    ).order_by()
    merged = Claim.objects.filter(pk__in=stances.values("claim"), merged_into__isnull=False)
    chains = merge_chains(Claim, set(merged.order_by().values_list("pk", flat=True)))
    roots = {root_of(chains, pk).pk for pk in chains}
    return Claim.objects.filter(
        claims_with_names(viewer), Q(pk__in=stances.values("claim")) | Q(pk__in=roots), merged_into=None
    )


def readable_entities(*, viewer: Viewer) -> QuerySet[Entity]:
    """Give the entities that what a viewer may read names as mention or source, and those that claims are about."""
    if viewer.sees_every_set:
        return Entity.objects.filter(merged_into=None)
    known = without(hidden_from(viewer))
    named = _named(viewer)
    merged = Entity.objects.filter(named, merged_into__isnull=False)
    chains = merge_chains(Entity, set(merged.order_by().values_list("pk", flat=True)))
    roots = {root_of(chains, pk).pk for pk in chains}
    return Entity.objects.filter(known, named | Q(pk__in=roots), merged_into=None)


def _named(viewer: Viewer) -> Q:
    sets = sets_to_read(viewer=viewer)
    mentions = Mention.objects.filter(
        entity=OuterRef("pk"), annotation__deleted_at=None, annotation__annotation_set__in=sets
    )
    sources = StatementSource.objects.filter(
        statement__annotation__deleted_at=None, statement__annotation__annotation_set__in=sets
    )
    return (
        Q(Exists(mentions))
        | Q(Exists(sources.filter(entity=OuterRef("pk"))))
        | Q(Exists(sources.filter(speaks_for=OuterRef("pk"))))
        | Q(pk__in=readable_claims(viewer=viewer).filter(place__isnull=False).order_by().values("place"))
    )


def list_entities(*, viewer: Viewer, kind: str = "") -> QuerySet[Entity]:
    """Give readable entities, of one kind or of all in the order of ``EntityKind``, then by label."""
    order = Case(*(When(kind=code, then=Value(place)) for place, code in enumerate(EntityKind.values)))
    found = readable_entities(viewer=viewer)
    return (found.filter(kind=kind) if kind else found).order_by(order, "label", "pk")


def kind_counts(*, viewer: Viewer) -> dict[str, int]:
    """Give the number of readable entities of each kind that has any, in the order of ``EntityKind``; one query."""
    rows = readable_entities(viewer=viewer).order_by().values("kind").annotate(count=Count("pk"))
    counts = dict(rows.values_list("kind", "count"))
    return {code: counts[code] for code in EntityKind.values if code in counts}


def list_claims(*, viewer: Viewer, topic: str | None = None) -> QuerySet[Claim]:
    """Give readable claims, of one topic or of all, by topic and text."""
    found = readable_claims(viewer=viewer)
    return (found if topic is None else found.filter(topic=topic)).order_by("topic", "text", "pk")


def topic_counts(*, viewer: Viewer) -> dict[str, int]:
    """Give the number of readable claims of each topic, by its name; one query."""
    rows = readable_claims(viewer=viewer).order_by("topic").values("topic").annotate(count=Count("pk"))
    return dict(rows.values_list("topic", "count"))


def find_entity(*, uuid: UUID, viewer: Viewer) -> Entity:
    """Give the entity that stands for the one with this uuid: itself, or what it was merged into in the end.

    Raises Entity.DoesNotExist alike where there is none and where the viewer may not know of it.
    """
    asked = Entity.objects.get(uuid=uuid)
    root = root_of(merge_chains(Entity, [asked.pk]), asked.pk)
    return readable_entities(viewer=viewer).get(pk=root.pk)


def find_claim(*, uuid: UUID, viewer: Viewer) -> Claim:
    """Give the claim that stands for the one with this uuid: itself, or what it was merged into in the end.

    Raises Claim.DoesNotExist alike where there is none and where the viewer may not know of it.
    """
    asked = Claim.objects.get(uuid=uuid)
    root = root_of(merge_chains(Claim, [asked.pk]), asked.pk)
    return readable_claims(viewer=viewer).select_related("place").get(pk=root.pk)
