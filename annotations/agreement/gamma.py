"""Gamma (Mathet, Widlöcher and Métivier 2015) with ``pygamma-agreement``, which need not be installed. No Django here.

Gamma aligns units and compares the disorder of the best alignment with that of shuffled ones, so it takes overlapping
and nested units as they are. It is measured a document at a time, over its tokens, and the documents' mean is given.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from math import sqrt

from annotations.agreement.records import Figure, Range, Reason

#: Weights of position and of tag in the dissimilarity, and what a unit without a partner costs.
POSITION, TAG, EMPTY = 3.0, 1.0, 1.0

#: Shuffled documents that a document's expected disorder is the mean of, at least. More are made until the mean over
#: the documents is known to 1 % (95 % confidence; section 5.3 of the paper), each to 5 % at the least.
SAMPLES, PRECISION, LEAST = 30, 0.01, 0.05

#: What the shuffling begins with: the same documents give the same figure.
SEED = 2015


@dataclass(frozen=True, slots=True)
class Continuum:
    """One document for gamma: its number of tokens, and each annotator's units as (tag, tokens)."""

    length: int
    annotators: Mapping[str, Sequence[tuple[str, Range]]]


def is_installed() -> bool:
    """Say whether the extra that measures gamma is installed."""
    return find_spec("pygamma_agreement") is not None


def gamma(documents: Sequence[Continuum]) -> Figure:
    """Give the mean gamma of the documents in which anybody marked anything; ``items`` is the number of their units.

    Where one of two annotators marked nothing and the other did, gamma is 0: no alignment differs from one by chance.
    Undefined where nobody marked anything, and where the library is missing.
    """
    marked = [one for one in documents if len(one.annotators) > 1 and any(one.annotators.values())]
    items = sum(len(units) for one in marked for units in one.annotators.values())
    if not marked:
        return Figure(value=None, reason=Reason.NO_UNITS, documents=len(documents))
    if not is_installed():
        return Figure(value=None, reason=Reason.NOT_INSTALLED, items=items, documents=len(marked))
    with _repeatable(), _quiet():
        precision = min(LEAST, PRECISION * sqrt(len(marked)))
        values = [_of_document(one, precision) for one in marked]
    return Figure(value=sum(values) / len(values), items=items, documents=len(marked))


def _of_document(document: Continuum, precision: float) -> float:
    from pyannote.core import Segment
    from pygamma_agreement import CombinedCategoricalDissimilarity, ShuffleContinuumSampler
    from pygamma_agreement import Continuum as GammaContinuum

    if sum(1 for units in document.annotators.values() if units) < 2:
        return 0.0
    if len({tuple(sorted(units)) for units in document.annotators.values()}) == 1:
        return 1.0  # no disorder at all: whatever chance would give, nothing is to be shuffled for
    continuum = GammaContinuum()
    for name, units in sorted(document.annotators.items()):
        continuum.add_annotator(name)
        for tag, (start, end) in units:
            continuum.add(name, Segment(start, end), tag)
    continuum.bound_inf, continuum.bound_sup = 0.0, float(document.length)
    result = continuum.compute_gamma(
        CombinedCategoricalDissimilarity(alpha=POSITION, beta=TAG, delta_empty=EMPTY),
        n_samples=SAMPLES,
        precision_level=precision,
        sampler=ShuffleContinuumSampler(),
    )
    return float(result.gamma)


@contextmanager
def _repeatable() -> Iterator[None]:
    """Begin numpy's shared random numbers, which the library takes, at a fixed place, and put them back."""
    import numpy as np

    former = np.random.get_state()
    np.random.seed(SEED)
    try:
        yield
    finally:
        np.random.set_state(former)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library from saying for each document which solver it uses."""

    def keep(record: logging.LogRecord) -> bool:
        return "solver not installed" not in record.getMessage()

    root = logging.getLogger()
    root.addFilter(keep)
    try:
        yield
    finally:
        root.removeFilter(keep)
