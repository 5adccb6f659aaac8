"""Cohen's kappa and Krippendorff's nominal alpha on the labels of tokens. No Django here.

Each token is one item; its label is the set of tags that stand on it, so that it is the tag itself where there is one
and the empty set ("O") where there is none. Two sets that differ are two labels (nominal). For one tag the label is
whether the tag stands there.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from annotations.agreement.places import Placed
from annotations.agreement.records import Figure, Reason, Scope

#: Labels of one document: one row an annotator, one column a token.
Labels = NDArray[np.int64]


class Coding:
    """The labels of tokens within one scope, as numbers: 0 is the empty set."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._numbers: dict[frozenset[tuple[str, str]], int] = {frozenset(): 0}

    def labels(self, placed: Iterable[Placed], tokens: int) -> Labels:
        """Give the label of each of a document's tokens by what one annotator marked."""
        tags: dict[int, set[tuple[str, str]]] = {}
        for one in placed:
            if self._scope.holds(one.unit):
                for start, end in one.tokens:
                    for token in range(start, end):
                        tags.setdefault(token, set()).add((one.unit.layer, one.unit.tag))
        found = np.zeros(tokens, dtype=np.int64)
        for token, names in tags.items():
            found[token] = self._numbers.setdefault(frozenset(names), len(self._numbers))
        return found


def kappa(first: Labels, second: Labels, *, documents: int = 0) -> Figure:
    """Give Cohen's kappa (Cohen 1960) of two annotators' labels of the same tokens.

    (observed - expected) / (1 - expected), where expected is what two people with these shares of labels reach by
    chance. Undefined without tokens, and where both gave one and the same label throughout.
    """
    size = len(first)
    if not size:
        return Figure(value=None, reason=Reason.NO_TOKENS, documents=documents)
    most = int(max(first.max(), second.max())) + 1
    # Whole numbers, so that "expected is 1" is exact.
    agreed = int((first == second).sum())
    chance = int(np.bincount(first, minlength=most) @ np.bincount(second, minlength=most))
    if chance == size * size:
        return Figure(value=None, reason=Reason.NO_VARIATION, items=size, documents=documents)
    value = (agreed * size - chance) / (size * size - chance)
    return Figure(value=value, items=size, documents=documents)


def alpha(documents: Sequence[Labels]) -> Figure:
    """Give Krippendorff's nominal alpha (Krippendorff 2004, chapter 11) over documents of two annotators or more.

    Each document has rows for those who read it: who did not is missing there. Undefined without tokens, and where
    there is one label only. ``items`` is the number of tokens.

    Nominal alpha is the mean of the alphas of "this label or another", each weighed by the disagreement to be expected
    about it, n_c (n - n_c): this keeps the library's tables at two columns, however many sets of tags there are.
    """
    read = [matrix for matrix in documents if len(matrix) > 1]
    items = sum(matrix.shape[1] for matrix in read)
    if not items:
        return Figure(value=None, reason=Reason.NO_TOKENS, documents=len(read))
    counts = value_counts(read)
    if counts.shape[1] < 2:
        return Figure(value=None, reason=Reason.NO_VARIATION, items=items, documents=len(read))
    totals = counts.sum(axis=0)
    weights = totals * (totals.sum() - totals)
    values = [_binary_alpha(counts[:, column], counts.sum(axis=1)) for column in range(counts.shape[1])]
    return Figure(value=float(np.average(values, weights=weights)), items=items, documents=len(read))


def _binary_alpha(given: NDArray[np.int64], values: NDArray[np.int64]) -> float:
    """Give alpha of "this label or another": how often each item was given it, of how many values."""
    import krippendorff  # only where agreement is asked for

    disputed = (given > 0) & (given < values)
    rows = [
        *zip(given[disputed], (values - given)[disputed], strict=True),
        (given[given == values].sum(), 0),
        (0, values[given == 0].sum()),
    ]
    return float(krippendorff.alpha(value_counts=np.array(rows), level_of_measurement="nominal"))


def value_counts(documents: Sequence[Labels]) -> NDArray[np.int64]:
    """Give how often each item was given each label that occurs; the items that all agree on are one for each label.

    m values that agree add m to the diagonal of the coincidence matrix, and so do k·m values in one item. What is left
    are the tokens that somebody disagrees about: memory grows with these, not with the text.
    """
    names = np.unique(np.concatenate([np.unique(matrix) for matrix in documents]))
    agreed = np.zeros(len(names), dtype=np.int64)
    found = []
    for matrix in documents:
        places = np.searchsorted(names, matrix)
        same = (places == places[0]).all(axis=0)
        agreed += np.bincount(places[0, same], minlength=len(names)) * len(places)
        disputed = places[:, ~same]
        rows = np.zeros((disputed.shape[1], len(names)), dtype=np.int64)
        for given in disputed:
            rows[np.arange(len(given)), given] += 1
        found.append(rows)
    return np.concatenate([np.diag(agreed), *found])
