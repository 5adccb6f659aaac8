"""Counts of articles by value, over arrays."""

import numpy as np
import numpy.typing as npt

from archive.search._whoosh.generation import Generation
from archive.search._whoosh.schema import CATEGORIES
from archive.search._whoosh.vocabulary import vocabulary

Bools = npt.NDArray[np.bool_]
Counts = tuple[tuple[str, int], ...]


def count(field: str, *, articles: Bools, annotations: Bools, generation: Generation, size: int) -> Counts:
    """Give a field's commonest values with the number of articles that have each; most first, then by value.

    Values of articles are counted over ``articles``, values of annotations over ``annotations`` of those.
    """
    if field in CATEGORIES:
        numbers = generation.facts[f"category {field}"][articles] if generation.articles.size else np.zeros(0, np.int64)
    else:
        numbers = _distinct(field, articles, annotations, generation)
    counts = np.bincount(numbers)
    counts[:1] = 0
    return _commonest(field, counts, size)


def _distinct(field: str, articles: Bools, annotations: Bools, generation: Generation) -> npt.NDArray[np.int64]:
    """Give the number of a value once for each article that has it."""
    pairs = generation.annotation_facts.pairs.get(field)
    if pairs is None:
        return np.zeros(0, np.int64)
    documents, values = pairs
    owners = generation.article_of[documents]
    held = annotations[documents] & np.append(articles, False)[owners]
    width = len(vocabulary(field))
    seen = np.zeros(0, np.int64)
    if held.any():
        seen = np.unique(owners[held] * width + values[held]) % width
    return seen


def _commonest(field: str, counts: npt.NDArray[np.int64], size: int) -> Counts:
    known = np.flatnonzero(counts)
    if 0 < size < len(known):
        least = np.partition(counts[known], len(known) - size)[len(known) - size]
        known = known[counts[known] >= least]
    names = vocabulary(field)
    found = [(names.value(int(number)), int(counts[number])) for number in known]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:size])
