"""Entities that words may mean: what the same words were linked to before, then what is spelt like them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from rapidfuzz import fuzz, process, utils

from accounts.access import Viewer
from annotations.models import AnnotationSet, Entity, EntityName, Mention, Span
from annotations.selectors.authority import visible_entities
from annotations.selectors.merges import merge_chains, root_of
from annotations.selectors.withheld import hidden_from, without
from annotations.vocabulary import SpanRole
from archive.analysis import fold

#: Names that are spelt less alike than this (rapidfuzz, 0 to 100) are not offered.
LIKE_ENOUGH = 62.0

#: How many names are looked at closely, the likeliest of all.
_NAMES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entity, the name of it that is like the words, how alike (0 to 100), and how often they were linked to it."""

    uuid: UUID
    label: str
    kind: str
    description: str
    name: str
    score: float
    links: int


def entity_candidates(words: str, *, viewer: Viewer, kind: str | None = None, limit: int = 8) -> list[Candidate]:
    """Give the entities that ``words`` may mean, likeliest first.

    First those that the very words (in any case) were linked to in sets that the viewer may see, the commonest first;
    then by spelling, case and marks aside: rapidfuzz's WRatio over labels and names. Those of another ``kind`` come
    last. A merged entity is given as the one that stands for it. Five queries, and one a step of merging.
    """
    wanted = " ".join(words.replace("\x00", " ").split())
    if not wanted:
        return []
    links = _prior_links(wanted, viewer)
    names = _names_of(viewer)
    alike = _alike(_plain(wanted), names)
    chains = merge_chains(Entity, alike.keys() | links.keys())
    best: dict[int, tuple[float, str]] = {}
    counts: Counter[int] = Counter()
    for pk in alike.keys() | links.keys():
        root = root_of(chains, pk).pk
        best[root] = max(best.get(root, (0.0, "")), alike.get(pk, (0.0, "")))
        counts[root] += links.get(pk, 0)
    found = [_candidate(chains[pk], *best[pk], links=counts[pk]) for pk in best]
    found.sort(key=lambda one: (bool(kind) and one.kind != kind, -one.links, -one.score, one.label))
    return found[:limit]


def _candidate(entity: Entity, score: float, name: str, *, links: int) -> Candidate:
    return Candidate(
        uuid=entity.uuid,
        label=entity.label,
        kind=entity.kind,
        description=entity.description,
        name=name or entity.label,
        score=round(score, 1),
        links=links,
    )


def _prior_links(words: str, viewer: Viewer) -> dict[int, int]:
    """Give how often mentions of the same words were linked to each entity, by its key."""
    sets = AnnotationSet.objects.visible_to(viewer).without_suggestions().order_by()
    spans = Span.objects.filter(
        role=SpanRole.BODY, exact__iexact=words, annotation__deleted_at=None, annotation__annotation_set__in=sets
    ).order_by()
    linked = Mention.objects.filter(annotation__in=spans.values("annotation"), entity__isnull=False).order_by()
    hidden = hidden_from(viewer)
    return {pk: count for pk, count in Counter(linked.values_list("entity", flat=True)).items() if pk not in hidden}


def _names_of(viewer: Viewer) -> dict[int, list[str]]:
    """Give the label and all names of every entity that a viewer may be offered, by its key."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    offered = visible_entities(viewer).filter(without(hidden_from(viewer))).order_by()
    for pk, label in offered.values_list("pk", "label"):
        names[pk].append(label)
    for pk, name in EntityName.objects.order_by().values_list("entity", "name"):
        if pk in names:
            names[pk].append(name)
    return names


def _alike(wanted: str, names: Mapping[int, list[str]]) -> dict[int, tuple[float, str]]:
    """Give, by key, how alike an entity's likest name is, and that name; those that are not alike are left out."""
    places = [(pk, name) for pk, found in names.items() for name in found]
    folded = [_plain(name) for _pk, name in places]
    alike: dict[int, tuple[float, str]] = {}
    for _name, score, index in process.extract(
        wanted, folded, scorer=fuzz.WRatio, processor=None, limit=_NAMES, score_cutoff=LIKE_ENOUGH
    ):
        pk, name = places[index]
        exact = 1.0 if folded[index] == wanted else 0.0
        alike[pk] = max(alike.get(pk, (0.0, "")), (score + exact, name))
    return alike


@lru_cache(maxsize=200_000)
def _plain(words: str) -> str:
    """Give words without case, marks and punctuation: Müller, MULLER and muller are one."""
    return utils.default_process(fold(words))
