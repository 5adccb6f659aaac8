"""Entities and claims one by one, as a viewer may know them: what they are, what stands for them, how much there is."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from accounts.access import Viewer
from annotations.models import (
    AnnotationSet,
    Claim,
    ClaimReading,
    ClaimRelation,
    Entity,
    Mention,
    Stance,
    StatementSource,
)
from annotations.selectors.claims import visible_claims, visible_stances
from annotations.selectors.entities import entity_snapshots
from annotations.selectors.merges import merge_chains, root_of
from annotations.selectors.withheld import hidden_from, without
from annotations.snapshots import EntitySnapshot
from annotations.vocabulary import ReviewStatus
from archive.models import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntity:
    """An entity, the one that stands for it in the end (None: itself), and how often readable sets name it."""

    snapshot: EntitySnapshot
    root: UUID | None
    mentions: int
    statements: int


def visible_entities(viewer: Viewer) -> QuerySet[Entity]:
    """Give the entities a viewer may know: who annotates chooses among all; others those that what they read names.

    Named by a mention or a source in a set that the viewer may see, as a claim's place, or standing for one of these.
    """
    if viewer.annotates or viewer.sees_every_set:
        return Entity.objects.all()
    known = without(hidden_from(viewer))
    sets = AnnotationSet.objects.visible_to(viewer).order_by()
    mentions = Mention.objects.filter(annotation__deleted_at=None, annotation__annotation_set__in=sets).order_by()
    sources = StatementSource.objects.filter(
        statement__annotation__deleted_at=None, statement__annotation__annotation_set__in=sets
    ).order_by()
    named = (
        Q(pk__in=mentions.values("entity"))
        | Q(pk__in=sources.values("entity"))
        | Q(pk__in=sources.values("speaks_for"))
        | Q(pk__in=visible_claims(viewer).order_by().values("place"))
    )
    return Entity.objects.filter(known, named | Q(pk__in=_standing(named)))


def _standing(named: Q) -> set[int]:
    """Give the keys of the entities that stand, by one step or several, for merged ones among those named."""
    merged = Entity.objects.filter(named, merged_into__isnull=False).order_by().values_list("pk", flat=True)
    return set(merge_chains(Entity, set(merged)))


def get_entity(*, uuid: UUID, viewer: Viewer) -> KnownEntity:
    """Give an entity, merged or not; raises Entity.DoesNotExist for one that the viewer may not know."""
    row = visible_entities(viewer).get(uuid=uuid)
    return known_entities(entities=[row], viewer=viewer)[0]


def known_entities(*, entities: Collection[Entity], viewer: Viewer) -> list[KnownEntity]:
    """Give these entities with their names and counts; five queries, and one a step of merging."""
    keys = [row.pk for row in entities]
    chains = merge_chains(Entity, keys)
    snapshots = entity_snapshots(entities=chains)
    mentions, statements = naming_counts(keys, viewer)
    found = []
    for row in entities:
        root = root_of(chains, row.pk)
        found.append(
            KnownEntity(
                snapshot=snapshots[row.pk],
                root=None if root.pk == row.pk else root.uuid,
                mentions=mentions.get(row.pk, 0),
                statements=statements.get(row.pk, 0),
            )
        )
    return found


def naming_counts(keys: Collection[int], viewer: Viewer) -> tuple[dict[int, int], dict[int, int]]:
    """Give how many mentions name each entity, and how many statements it is a source of, in readable sets."""
    sets = AnnotationSet.objects.visible_to(viewer).without_suggestions().order_by()
    mentions = Mention.objects.filter(
        entity__in=keys, annotation__deleted_at=None, annotation__annotation_set__in=sets
    ).order_by()
    statements = StatementSource.objects.filter(
        entity__in=keys,
        statement__annotation__deleted_at=None,
        statement__annotation__annotation_set__in=sets,
    ).order_by()
    return (
        dict(mentions.values_list("entity").annotate(Count("pk"))),
        dict(statements.values_list("entity").annotate(Count("statement", distinct=True))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownClaim:
    """A claim, the one that stands for it (None: itself), and the judgements on it that a viewer may see, as rows."""

    claim: Claim
    root: UUID | None
    stances: list[dict[str, object]]
    readings: list[dict[str, object]]
    relations: list[dict[str, object]]


def get_claim(*, uuid: UUID, viewer: Viewer) -> KnownClaim:
    """Give a claim with its judgements; raises Claim.DoesNotExist for one that the viewer may not know.

    At most seven queries, and one a step of merging.
    """
    claim = visible_claims(viewer).select_related("place", "merged_into").get(uuid=uuid)
    root = root_of(merge_chains(Claim, [claim.pk]), claim.pk)
    return KnownClaim(
        claim=claim,
        root=None if root.pk == claim.pk else root.uuid,
        stances=list(_stances(claim, viewer)),
        readings=list(_readings(claim, viewer)),
        relations=list(_relations(claim, viewer)),
    )


def _stances(claim: Claim, viewer: Viewer) -> QuerySet[Stance, dict[str, object]]:
    found = visible_stances(viewer).filter(claim=claim).order_by("statement__annotation__uuid")
    return found.values(  # type: ignore[return-value]  # rows of the columns named
        "polarity",
        "status",
        "rationale",
        "at",
        by_uuid=F("by__uuid"),
        annotation=F("statement__annotation__uuid"),
        article=F("statement__annotation__annotation_set__text_version__article__uuid"),
    )


def _readings(claim: Claim, viewer: Viewer) -> QuerySet[ClaimReading, dict[str, object]]:
    readable = Article.objects.visible_to(viewer).order_by()
    found = ClaimReading.objects.filter(claim=claim, text_version__article__in=readable)
    return found.order_by("text_version__uuid").values(  # type: ignore[return-value]  # rows of the columns named
        "at",
        by_uuid=F("by__uuid"),
        text_uuid=F("text_version__uuid"),
        article=F("text_version__article__uuid"),
    )


def _relations(claim: Claim, viewer: Viewer) -> QuerySet[ClaimRelation, dict[str, object]]:
    known = visible_claims(viewer).order_by()
    reviewed = Q() if viewer.sees_every_set else ~Q(status=ReviewStatus.REJECTED)
    found = ClaimRelation.objects.filter(reviewed, Q(a=claim) | Q(b=claim), a__in=known, b__in=known)
    return found.order_by("a__uuid", "b__uuid", "kind").values(  # type: ignore[return-value]  # rows of the columns named
        "kind",
        "extent",
        "status",
        "rationale",
        "evidence",
        "at",
        by_uuid=F("by__uuid"),
        a_uuid=F("a__uuid"),
        b_uuid=F("b__uuid"),
    )
