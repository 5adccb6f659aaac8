"""What counts of curators' judgements: stances on claims, and which statements report the same words."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.access import Viewer
from annotations.models import Annotation, AnnotationSet, Stance, UtteranceLink
from annotations.selectors.overlaps import Placed, agreeing
from annotations.selectors.places import StatementPlace, statement_places
from annotations.selectors.sets import counted_sets, ranked_sets, sets_to_read
from annotations.vocabulary import ReviewStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedStance:
    """A stance that counts, with the statement that has it; ``agreed`` are the sets whose statements say the same.

    ``statement_id`` is that of the best set. A judgement on an annotator's statement follows the curated copy.
    """

    stance: Stance
    claim_id: int
    statement_id: int
    article_id: int
    annotation_set: AnnotationSet
    start: int
    agreed: tuple[AnnotationSet, ...] = ()


def counted_statements(*, statement_ids: Collection[int], viewer: Viewer) -> dict[int, int]:
    """Give, by key, the statement that counts for one: itself, or the curated copy made of it; at most two queries.

    Statements that count for nothing are absent: those that a viewer may not read or a curator did not take over.
    """
    counted = Annotation.objects.filter(deleted_at=None, annotation_set__in=counted_sets(viewer=viewer))
    found = {pk: pk for pk in counted.filter(pk__in=statement_ids).order_by().values_list("pk", flat=True)}
    copies = counted.filter(derived_from__in=set(statement_ids) - found.keys(), statement__isnull=False)
    pairs = copies.order_by("-pk").values_list("derived_from_id", "pk")
    return found | {origin: copy for origin, copy in pairs if origin is not None}


def stances_on(*, families: Mapping[int, int], viewer: Viewer) -> dict[int, list[CountedStance]]:
    """Give, by the claim that stands for them, the stances that count, by (article, place); at most five queries.

    ``families`` are ``merge_families`` of the claims. Rejected stances are left out. Overlapping statements of several
    sets that do the same to a claim count once.
    """
    stances = list(_stances(list(families), viewer))
    counting = counted_statements(statement_ids={row.statement_id for row in stances}, viewer=viewer)
    places = statement_places(statement_ids=set(counting.values()))
    sets = ranked_sets(set_ids={place.set_id for place in places.values()})
    judged = _judged(stances, counting, places, families)
    ranks = {pk: rank for rank, pk in enumerate(sets)}
    found: dict[int, list[CountedStance]] = {root: [] for root in families.values()}
    placed = [_placed(key, row, places[row.statement]) for key, row in enumerate(judged)]
    for best, *others in agreeing(placed, ranks=ranks):
        row, place = judged[best], places[judged[best].statement]
        found[row.claim].append(
            CountedStance(
                stance=row.stance,
                claim_id=row.claim,
                statement_id=row.statement,
                article_id=place.article_id,
                annotation_set=sets[place.set_id],
                start=place.start,
                agreed=tuple(sets[places[judged[other].statement].set_id] for other in others),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _Judged:
    """A stance with the statement it counts for and the claim that stands for its own."""

    stance: Stance
    statement: int
    claim: int


def _judged(
    stances: Collection[Stance],
    counting: Mapping[int, int],
    places: Mapping[int, StatementPlace],
    families: Mapping[int, int],
) -> list[_Judged]:
    """Give one stance for each (statement, claim): one on the statement itself before one on what it was made of."""
    found: dict[tuple[int, int], _Judged] = {}
    for own in (True, False):
        for stance in stances:
            statement = counting.get(stance.statement_id)
            if statement is None or statement not in places or own != (statement == stance.statement_id):
                continue
            claim = families[stance.claim_id]
            found.setdefault((statement, claim), _Judged(stance, statement, claim))
    return list(found.values())


def _placed(key: int, row: _Judged, place: StatementPlace) -> Placed:
    group = (row.claim, place.article_id, row.stance.polarity, row.stance.status)
    return Placed(key=key, set_id=place.set_id, group=group, start=place.start, end=place.end)


def _stances(claim_ids: Collection[int], viewer: Viewer) -> QuerySet[Stance]:
    return (
        Stance.objects.filter(
            ~Q(status=ReviewStatus.REJECTED),
            claim__in=claim_ids,
            statement__annotation__deleted_at=None,
            statement__annotation__annotation_set__in=sets_to_read(viewer=viewer),
        )
        .select_related("by")
        .order_by("pk")
    )


def same_words(*, statement_ids: Collection[int], viewer: Viewer) -> dict[int, set[int]]:
    """Give, by statement, the others that count and report the same words, rejected links left out; four queries.

    A link to what a curated copy was made of is one to the copy.
    """
    origins = dict(
        Annotation.objects.filter(pk__in=statement_ids, derived_from__isnull=False).values_list("derived_from_id", "pk")
    )
    touched = {*statement_ids, *(pk for pk in origins if pk is not None)}
    links = UtteranceLink.objects.filter(~Q(status=ReviewStatus.REJECTED), Q(a__in=touched) | Q(b__in=touched))
    pairs = list(links.order_by().values_list("a_id", "b_id"))
    counting = counted_statements(statement_ids={pk for pair in pairs for pk in pair}, viewer=viewer)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        one, other = counting.get(a), counting.get(b)
        if one is not None and other is not None and one != other:
            found[one].add(other)
            found[other].add(one)
    return {pk: found[pk] for pk in statement_ids if pk in found}
