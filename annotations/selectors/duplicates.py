"""Entities that may be one: alike in their names or identifiers, and not told apart."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz, utils

from annotations.models import Entity, EntityDistinction, EntityIdentifier, EntityName
from annotations.selectors.merges import roots
from annotations.vocabulary import NameKind
from archive.analysis import fold

#: Names that are less alike (rapidfuzz, 0 to 100) are not offered.
ALIKE = 86.0

#: Words that more names share than this tell nobody apart: “minister”, “party”.
_COMMON = 60

#: How many names that follow in the alphabet a name is compared with.
_NEIGHBOURS = 12


_NUMBER = re.compile(r"\d+")


class Likeness(StrEnum):
    """Why two entities may be one, the surest first."""

    IDENTIFIER = "identifier"
    NAME = "name"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Two entities of one kind that may be one; ``score`` from 0 to 100, ``words`` what is alike of each."""

    a: Entity
    b: Entity
    likeness: Likeness
    score: float
    words: tuple[str, str]


def duplicates(*, limit: int) -> list[Duplicate]:
    """Give the likeliest pairs of standing entities, the surest first; five queries and the merges'.

    Names are compared with their neighbours in the alphabet, and where they share the beginning of a word that few
    names have; so the time grows with the number of entities, not with its square.
    """
    entities = {entity.pk: entity for entity in Entity.objects.order_by()}
    merged = {pk for pk, entity in entities.items() if entity.merged_into_id is not None}
    standing = {pk: pk for pk in entities} | (roots(Entity, merged) if merged else {})
    apart = _apart(standing)
    found: dict[tuple[int, int], tuple[Likeness, float, tuple[str, str]]] = {}
    for pair, what in (*_by_identifier(standing), *_by_name(entities, standing)):
        a, b = pair
        if a != b and pair not in apart and entities[a].kind == entities[b].kind:
            held = found.get(pair)
            if held is None or what[1] > held[1]:
                found[pair] = what
    ranked = sorted(found.items(), key=lambda one: (-one[1][1], entities[one[0][0]].label, one[0]))
    return [
        Duplicate(a=entities[a], b=entities[b], likeness=likeness, score=round(score, 1), words=words)
        for (a, b), (likeness, score, words) in ranked[:limit]
    ]


_Found = tuple[tuple[int, int], tuple[Likeness, float, tuple[str, str]]]


def _apart(standing: Mapping[int, int]) -> set[tuple[int, int]]:
    rows = EntityDistinction.objects.order_by().values_list("a", "b")
    return {_pair(standing[a], standing[b]) for a, b in rows}


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _by_identifier(standing: Mapping[int, int]) -> Iterator[_Found]:
    groups: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for pk, scheme, value in EntityIdentifier.objects.order_by().values_list("entity", "scheme", "value"):
        groups[scheme, value].add(standing[pk])
    for (scheme, value), group in groups.items():
        for a, b in combinations(sorted(group), 2):
            yield (a, b), (Likeness.IDENTIFIER, 101.0, (f"{scheme}:{value}",) * 2)


def _by_name(entities: Mapping[int, Entity], standing: Mapping[int, int]) -> Iterator[_Found]:
    for one, other in _near(entities, list(dict.fromkeys(_names(entities, standing)))):
        if one.root == other.root:
            continue
        score = 100.0 if one.plain == other.plain else _alike(one.plain, other.plain)
        if score >= ALIKE:
            likeness = Likeness.NAME if score == 100.0 else Likeness.SPELLING
            first, second = sorted((one, other), key=lambda name: name.root)
            yield (first.root, second.root), (likeness, score, (first.name, second.name))


class _Name(NamedTuple):
    root: int
    name: str
    plain: str


def _near(entities: Mapping[int, Entity], names: Sequence[tuple[int, str]]) -> Iterator[tuple[_Name, _Name]]:
    """Give the names to be compared: neighbours in the alphabet, also by the last word, and those that share a word."""
    by_kind: defaultdict[str, list[_Name]] = defaultdict(list)
    for root, name in names:
        by_kind[entities[root].kind].append(_Name(root, name, utils.default_process(fold(name))))
    for group in by_kind.values():
        for turned in (False, True):
            ordered = sorted(group, key=lambda one: one.plain.split()[::-1] if turned else one.plain.split())
            for number, one in enumerate(ordered):
                yield from ((one, other) for other in ordered[number + 1 : number + 1 + _NEIGHBOURS])
        blocks: defaultdict[str, list[_Name]] = defaultdict(list)
        for one in group:
            for key in {word[:4] for word in one.plain.split() if len(word) > 2}:
                blocks[key].append(one)
        for block in blocks.values():
            if len(block) <= _COMMON:
                yield from combinations(block, 2)


def _alike(one: str, other: str) -> float:
    """Give how alike two names are: as they stand, or with their words in another order; 99 at most.

    Names with other numbers are other names: Shahab-1, Shahab-2.
    """
    if _NUMBER.findall(one) != _NUMBER.findall(other):
        return 0.0
    plain = fuzz.ratio(one, other, score_cutoff=ALIKE)
    turned = fuzz.token_sort_ratio(one, other, score_cutoff=ALIKE)
    return min(99.0, max(plain, turned))


def _names(entities: Mapping[int, Entity], standing: Mapping[int, int]) -> Iterable[tuple[int, str]]:
    """Give the labels and names of standing entities and of those they stand for; offices are no names."""
    for pk, entity in entities.items():
        yield standing[pk], entity.label
    rows = EntityName.objects.exclude(kind=NameKind.ROLE).order_by()
    for pk, name in rows.values_list("entity", "name"):
        yield standing[pk], name
