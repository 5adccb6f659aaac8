"""How claims bear on one another, as far as a viewer may know."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from accounts.access import Viewer
from annotations.models import Claim, ClaimRelation
from annotations.selectors.merges import merge_chains, root_of
from annotations.selectors.readable import readable_claims
from annotations.vocabulary import ReviewStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation seen from one claim: ``other`` stands for the far end; ``outward`` where the claim bears on it."""

    relation: ClaimRelation
    other: Claim
    outward: bool


def relations_of(*, families: Mapping[int, int], viewer: Viewer) -> dict[int, list[Relation]]:
    """Give, by the claim that stands for them, the relations to other readable claims, oldest first.

    ``families`` are ``merge_families`` of claims that the viewer may read. Rejected relations, and those that merging
    made into relations of a claim to itself, are left out.
    """
    rows = list(
        ClaimRelation.objects.filter(
            ~Q(status=ReviewStatus.REJECTED), Q(a__in=list(families)) | Q(b__in=list(families))
        ).order_by("at", "pk")
    )
    chains = merge_chains(Claim, {pk for row in rows for pk in (row.a_id, row.b_id)})
    roots = {pk: root_of(chains, pk).pk for pk in chains}
    readable = readable_claims(viewer=viewer).in_bulk(set(roots.values()))
    found: dict[int, list[Relation]] = {root: [] for root in families.values()}
    for row in rows:
        a, b = roots[row.a_id], roots[row.b_id]
        if a == b:
            continue
        if a in found and b in readable:
            found[a].append(Relation(relation=row, other=readable[b], outward=True))
        if b in found and a in readable:
            found[b].append(Relation(relation=row, other=readable[a], outward=False))
    return found
