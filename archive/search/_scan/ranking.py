"""Scores of documents, by ``archive.search.scoring``: statistics over all that were read."""

from collections.abc import Iterable, Sequence
from typing import Generic

from archive.search._scan.reading import Document, Read
from archive.search.conditions import field_of
from archive.search.scoring import PLACES, bm25, inverse_document_frequency
from archive.search.tree import TextNode

_SCALE = float(10**PLACES)


class Ranking(Generic[Document]):
    """Scores documents of one subject for some conditions; those that a viewer may not read count in the statistics."""

    def __init__(self, nodes: Iterable[TextNode], reads: Sequence[Read[Document]]) -> None:
        self._nodes = list(nodes)
        self._weights = {
            node: inverse_document_frequency(
                documents=len(reads), having=sum(1 for read in reads if read.counts[node] > 0)
            )
            for node in self._nodes
        }
        fields = {field_of(node) for node in self._nodes}
        self._averages = {
            field: sum(read.lengths[field] for read in reads) / len(reads) if reads else 0.0 for field in fields
        }

    def score(self, read: Read[Document]) -> float:
        """Give a document's score, rounded (scaled to whole numbers and back: halves to even) as results compare it."""
        total = 0.0
        for node in self._nodes:
            field = field_of(node)
            total += bm25(
                count=read.counts[node],
                length=read.lengths[field],
                average=self._averages[field],
                weight=self._weights[node],
            )
        return round(total * _SCALE) / _SCALE
