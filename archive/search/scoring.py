"""How well a document answers: BM25 (Robertson and Zaragoza 2009, section 3), the same in every engine.

A document's score is the sum over the text conditions of a query on what is searched for, those left out that are
negated or stand within ``mention:(…)`` or ``statement:(…)``. Of each condition: how often the document fulfils it, how
many words the field has in the document and on average, and in how many documents it occurs; deleted documents do not
count, those a viewer may not read do. Results are ordered by score, rounded so that engines agree, then by reference
code.
"""

from math import log

#: How fast further occurrences count less, and how much long texts are held back.
K1, B = 1.2, 0.75

#: Decimal places that scores are compared with.
PLACES = 6


def inverse_document_frequency(*, documents: int, having: int) -> float:
    """Give the weight of a condition that ``having`` of ``documents`` fulfil."""
    return log(1 + (documents - having + 0.5) / (having + 0.5))


def bm25(*, count: int, length: int, average: float, weight: float) -> float:
    """Give one condition's part of a score; ``weight`` is the inverse document frequency."""
    norm = K1 * (1 - B + B * length / average) if average else K1
    return weight * count * (K1 + 1) / (count + norm)
