"""Scores and order of what was found; the formula and the order are those of ``archive.search.scoring``."""

from typing import Any

import numpy as np
import numpy.typing as npt

from archive.search._whoosh.evaluation import Evaluation, subject_of
from archive.search._whoosh.generation import Generation
from archive.search.conditions import field_of, scored_nodes
from archive.search.fields import Subject
from archive.search.scoring import K1, PLACES, B, inverse_document_frequency
from archive.search.tree import Node, TextNode

Ints = npt.NDArray[np.int64]
Counts = npt.NDArray[np.float64]


def scores(node: Node, target: Subject, generation: Generation, evaluation: Evaluation) -> Counts | None:
    """Give every document's score, or None where nothing in the tree is scored."""
    total: Counts | None = None
    for leaf in scored_nodes(node):
        if subject_of(leaf, generation) is target:
            found = _score(leaf, generation, evaluation)
            total = found if total is None else total + found
    return None if total is None else np.round(total, PLACES)


def _score(node: TextNode, generation: Generation, evaluation: Evaluation) -> Counts:
    field = field_of(node)
    counts = evaluation.occurrences(node)
    lengths, average = generation.lengths(field)
    documents = int(generation.table(generation.subject(field)).live.sum())
    weight = inverse_document_frequency(documents=documents, having=int(np.count_nonzero(counts)))
    norm = K1 * (1 - B + B * lengths / average) if average else K1
    return weight * counts * (K1 + 1) / (counts + norm)


def page(found: Ints, scored: Counts | None, order: tuple[Ints, ...], window: tuple[int, int]) -> Ints:
    """Give ``[start, stop)`` of the documents found, by score and then by the keys of ``order``, first key first."""
    start, stop = window
    if scored is not None and 0 < stop < len(found):
        values = scored[found]
        least = np.partition(values, len(values) - stop)[len(values) - stop]
        found = found[values >= least]
    keys: list[npt.NDArray[Any]] = [key[found] for key in reversed(order)]
    if scored is not None:
        keys.append(-scored[found])
    return found[np.lexsort(keys)][start:stop]
