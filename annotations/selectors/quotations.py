"""Statements as they are quoted outside their article: words in context, cue, who said it and through whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Q

from accounts.access import Viewer
from annotations.models import AnnotationSet, Entity, Statement, StatementSource
from annotations.selectors.contexts import Context, contexts
from annotations.selectors.entities import entity_roots
from annotations.selectors.overlaps import Placed, agreeing
from annotations.selectors.places import StatementPlace, statement_places
from annotations.selectors.sets import counted_sets, ranked_sets
from annotations.vocabulary import SourceRole, SpanRole


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedSource:
    """A speaker or a relay in printed order; entities are those that stand for the ones named."""

    role: str
    kind: str
    description: str
    entity: Entity | None = None
    speaks_for: Entity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A statement with the set and article it stands in; ``words`` and ``cue`` are its spans, in order."""

    statement: Statement
    annotation_set: AnnotationSet
    article_id: int
    words: tuple[Context, ...]
    cue: tuple[Context, ...]
    sources: tuple[QuotedSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedStatement:
    """A statement that counts, of the best set that has it; ``agreed`` are the other sets that have the same words."""

    statement_id: int
    article_id: int
    annotation_set: AnnotationSet
    start: int
    agreed: tuple[AnnotationSet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """The statements that count of which an entity is the speaker, is spoken for, or is a relay."""

    said: tuple[CountedStatement, ...] = ()
    said_for: tuple[CountedStatement, ...] = ()
    passed_on: tuple[CountedStatement, ...] = ()


def sayings_of(*, entity_ids: Collection[int], viewer: Viewer) -> Sayings:
    """Give the statements of an entity, with all that was merged into it, by (article, place); three queries.

    Overlapping statements of several sets count once. What it said itself is not repeated as said for it.
    """
    roles = _roles(entity_ids, viewer)
    places = statement_places(statement_ids=set().union(*roles.values()))
    sets = ranked_sets(set_ids={row.set_id for row in places.values()})
    return Sayings(
        said=_counted(roles["said"], places, sets),
        said_for=_counted(roles["said_for"] - roles["said"], places, sets),
        passed_on=_counted(roles["passed_on"], places, sets),
    )


def _roles(entity_ids: Collection[int], viewer: Viewer) -> dict[str, set[int]]:
    """Give the keys of statements by what the entity is to them."""
    rows = StatementSource.objects.filter(
        Q(entity__in=entity_ids) | Q(speaks_for__in=entity_ids),
        statement__annotation__deleted_at=None,
        statement__annotation__annotation_set__in=counted_sets(viewer=viewer),
    )
    found: dict[str, set[int]] = {"said": set(), "said_for": set(), "passed_on": set()}
    for pk, role, entity, spoken_for in rows.order_by().values_list("statement_id", "role", "entity", "speaks_for"):
        if entity in entity_ids:
            found["said" if role == SourceRole.SPEAKER else "passed_on"].add(pk)
        if spoken_for in entity_ids:
            found["said_for"].add(pk)
    return found


def _counted(
    keys: Collection[int], places: Mapping[int, StatementPlace], sets: Mapping[int, AnnotationSet]
) -> tuple[CountedStatement, ...]:
    ranks = {pk: rank for rank, pk in enumerate(sets)}
    placed = [
        Placed(key=pk, set_id=place.set_id, group=place.article_id, start=place.start, end=place.end)
        for pk, place in places.items()
        if pk in keys
    ]
    return tuple(
        CountedStatement(
            statement_id=best,
            article_id=places[best].article_id,
            annotation_set=sets[places[best].set_id],
            start=places[best].start,
            agreed=tuple(sets[places[other].set_id] for other in others),
        )
        for best, *others in agreeing(placed, ranks=ranks)
    )


def quotations(*, statement_ids: Collection[int]) -> dict[int, Quotation]:
    """Give statements by key as they are quoted; a fixed number of queries, and one more a step of merging.

    Whoever asks must know that the viewer may read these statements: they come from ``stances_on``, ``sayings_of`` or
    ``same_words``.
    """
    statements = (
        Statement.objects.filter(pk__in=statement_ids)
        .select_related("annotation__annotation_set")
        .annotate(article_id=F("annotation__annotation_set__text_version__article"))
    )
    spans = contexts(annotation_ids=statement_ids, roles=[SpanRole.CONTENT, SpanRole.CUE])
    words, cues = (_by_annotation(spans, role) for role in (SpanRole.CONTENT, SpanRole.CUE))
    sources = _sources(statement_ids)
    return {
        row.pk: Quotation(
            statement=row,
            annotation_set=row.annotation.annotation_set,
            article_id=row.article_id,
            words=tuple(words[row.pk]),
            cue=tuple(cues[row.pk]),
            sources=tuple(sources[row.pk]),
        )
        for row in statements
    }


def _by_annotation(spans: Iterable[Context], role: str) -> defaultdict[int, list[Context]]:
    found: defaultdict[int, list[Context]] = defaultdict(list)
    for span in spans:
        if span.role == role:
            found[span.annotation_id].append(span)
    return found


def _sources(statement_ids: Collection[int]) -> defaultdict[int, list[QuotedSource]]:
    rows = list(StatementSource.objects.filter(statement__in=statement_ids).order_by("statement", "order"))
    named = {pk for row in rows for pk in (row.entity_id, row.speaks_for_id) if pk is not None}
    roots = entity_roots(entity_ids=named)
    found: defaultdict[int, list[QuotedSource]] = defaultdict(list)
    for row in rows:
        found[row.statement_id].append(
            QuotedSource(
                role=row.role,
                kind=row.kind,
                description=row.description,
                entity=None if row.entity_id is None else roots[row.entity_id],
                speaks_for=None if row.speaks_for_id is None else roots[row.speaks_for_id],
            )
        )
    return found
