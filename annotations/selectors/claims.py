"""Claims, and what curators recorded about them, as far as a viewer may know."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from accounts.access import Viewer
from annotations.models import AnnotationSet, Claim, ClaimReading, ClaimRelation, Stance, UtteranceLink
from annotations.selectors.merges import lineage, merge_chains
from annotations.selectors.withheld import claims_with_names
from annotations.vocabulary import ReviewStatus


def _reviewed(viewer: Viewer) -> Q:
    """Keep what has not been rejected; who sees every set sees rejected judgements too."""
    return Q() if viewer.sees_every_set else ~Q(status=ReviewStatus.REJECTED)


def visible_stances(viewer: Viewer) -> QuerySet[Stance]:
    """Give the stances of undeleted statements in sets that a viewer may see."""
    return Stance.objects.filter(
        _reviewed(viewer),
        statement__annotation__deleted_at=None,
        statement__annotation__annotation_set__in=AnnotationSet.objects.visible_to(viewer),
    )


def visible_claims(viewer: Viewer) -> QuerySet[Claim]:
    """Give the claims that a visible statement takes a stance on, itself or through a claim merged into it."""
    if viewer.sees_every_set:
        return Claim.objects.all()
    stances = visible_stances(viewer).order_by()
    return Claim.objects.filter(
        claims_with_names(viewer),
        Q(pk__in=stances.values("claim")) | Q(pk__in=stances.values("claim__merged_into")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRows:
    """Judgements on some articles' statements and texts, and by key every claim that they name or lead to."""

    stances: list[Stance]
    readings: list[ClaimReading]
    relations: list[ClaimRelation]
    links: list[UtteranceLink]
    claims: Mapping[int, Claim]

    def agent_ids(self) -> set[int]:
        """Give the keys of everybody who judged."""
        judges = [row.by_id for row in self.stances] + [row.by_id for row in self.readings]
        return {*judges, *(row.by_id for row in self.relations), *(row.by_id for row in self.links)}

    def place_ids(self) -> set[int]:
        """Give the keys of the entities that claims name as their place."""
        return {claim.place_id for claim in self.claims.values() if claim.place_id is not None}

    def of(self, *, article_id: int, set_ids: Collection[int]) -> "ClaimRows":
        """Give what touches one article, whose sets these are."""
        stances = [row for row in self.stances if row.set_id in set_ids]  # type: ignore[attr-defined]  # annotated
        readings = [row for row in self.readings if row.article_id == article_id]  # type: ignore[attr-defined]  # annotated
        named = lineage(self.claims, _named(stances, readings))
        relations = [row for row in self.relations if row.a_id in named or row.b_id in named]
        claims = lineage(self.claims, named | {pk for row in relations for pk in (row.a_id, row.b_id)})
        return ClaimRows(
            stances=stances,
            readings=readings,
            relations=relations,
            links=[row for row in self.links if row.a_set in set_ids or row.b_set in set_ids],  # type: ignore[attr-defined]  # annotated
            claims={pk: self.claims[pk] for pk in claims},
        )


def read_claims(*, set_ids: Collection[int], text_ids: Collection[int], viewer: Viewer) -> ClaimRows:
    """Give stances, links, readings and relations that touch these sets and texts.

    Relations are followed one step from the claims that the sets and texts name; a claim at the other end that the
    viewer may not know, and the relation to it, stay out.
    """
    stances = list(_stances(set_ids, viewer))
    readings = list(_readings(text_ids, viewer))
    named = merge_chains(Claim, _named(stances, readings))
    relations = list(_relations(named.keys(), viewer))
    claims = named | merge_chains(Claim, {pk for row in relations for pk in (row.a_id, row.b_id)} - named.keys())
    return ClaimRows(
        stances=stances,
        readings=readings,
        relations=relations,
        links=list(_links(set_ids, viewer)),
        claims=claims,
    )


def _named(stances: list[Stance], readings: list[ClaimReading]) -> set[int]:
    return {row.claim_id for row in stances} | {row.claim_id for row in readings}


def _stances(set_ids: Collection[int], viewer: Viewer) -> QuerySet[Stance]:
    live = Stance.objects.filter(
        _reviewed(viewer), statement__annotation__annotation_set__in=set_ids, statement__annotation__deleted_at=None
    )
    return live.annotate(set_id=F("statement__annotation__annotation_set")).order_by(
        "claim__uuid", "statement__annotation__uuid"
    )


def _readings(text_ids: Collection[int], viewer: Viewer) -> QuerySet[ClaimReading]:
    found = ClaimReading.objects.filter(text_version__in=text_ids, claim__in=visible_claims(viewer))
    return found.annotate(article_id=F("text_version__article"), number=F("text_version__number")).order_by(
        "claim__uuid", "number"
    )


def _relations(claim_ids: Collection[int], viewer: Viewer) -> QuerySet[ClaimRelation]:
    known = Q(a__in=claim_ids) | Q(a__in=visible_claims(viewer))
    known_too = Q(b__in=claim_ids) | Q(b__in=visible_claims(viewer))
    touching = Q(a__in=claim_ids) | Q(b__in=claim_ids)
    return ClaimRelation.objects.filter(_reviewed(viewer), touching, known, known_too).order_by(
        "a__uuid", "b__uuid", "kind"
    )


def _links(set_ids: Collection[int], viewer: Viewer) -> QuerySet[UtteranceLink]:
    visible = AnnotationSet.objects.visible_to(viewer)
    touching = Q(a__annotation__annotation_set__in=set_ids) | Q(b__annotation__annotation_set__in=set_ids)
    return (
        UtteranceLink.objects.filter(
            _reviewed(viewer),
            touching,
            a__annotation__deleted_at=None,
            b__annotation__deleted_at=None,
            a__annotation__annotation_set__in=visible,
            b__annotation__annotation_set__in=visible,
        )
        .annotate(
            a_uuid=F("a__annotation__uuid"),
            b_uuid=F("b__annotation__uuid"),
            a_set=F("a__annotation__annotation_set"),
            b_set=F("b__annotation__annotation_set"),
        )
        .order_by("a_uuid", "b_uuid")
    )
