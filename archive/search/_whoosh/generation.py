"""Both indexes at one moment: their tables and columns, and which article each annotation belongs to."""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from archive.search._whoosh.table import Columns, Table
from archive.search.fields import FieldSpec, Subject

Ints = npt.NDArray[np.int64]


class Generation:
    """What an engine answers from; nothing in it changes, so threads share it.

    ``fields`` are the specs by name. Documents are numbered through the segments of their index.
    """

    def __init__(
        self,
        fields: dict[str, FieldSpec],
        articles: tuple[Table, Columns],
        annotations: tuple[Table, Columns],
    ) -> None:
        self.fields = fields
        self.articles, self.facts = articles
        self.annotations, self.annotation_facts = annotations
        self._averages: dict[str, float] = {}

    @cached_property
    def article_of(self) -> Ints:
        """The article's number of each annotation; -1 where the article is not there."""
        live = np.flatnonzero(self.articles.live)
        if not len(live) or not self.annotations.size:
            return np.full(self.annotations.size, -1, np.int64)
        keys = self.facts["key"][live]
        order = np.argsort(keys)
        wanted = self.annotation_facts["article"]
        found = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
        numbers: Ints = np.where(keys[order][found] == wanted, live[order][found], -1)
        return numbers

    @cached_property
    def order(self) -> Ints:
        """The rank of each article by reference code."""
        ranks = np.empty(self.articles.size, np.int64)
        ranks[np.argsort(self.facts["reference"], kind="stable")] = np.arange(self.articles.size)
        return ranks

    def subject(self, field: str) -> Subject:
        """Say what a field belongs to."""
        return self.fields[field].subject

    def table(self, subject: Subject) -> Table:
        """Give the documents of articles or of annotations."""
        return self.articles if subject is Subject.ARTICLE else self.annotations

    def columns(self, subject: Subject) -> Columns:
        """Give the facts of articles or of annotations."""
        return self.facts if subject is Subject.ARTICLE else self.annotation_facts

    def lengths(self, field: str) -> tuple[Ints, float]:
        """Give the number of words of a field in each document, and the average over the live ones."""
        subject = self.subject(field)
        lengths: Ints = self.columns(subject)[f"length {field}"]
        if field not in self._averages:
            live = lengths[self.table(subject).live]
            self._averages[field] = float(live.mean()) if len(live) else 0.0
        return lengths, self._averages[field]
