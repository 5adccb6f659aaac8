"""A tree against one generation for one reader: which articles and which annotations fulfil it."""

from functools import reduce

import numpy as np
import numpy.typing as npt

from archive.search._whoosh.facts import EARLIEST, LATEST
from archive.search._whoosh.generation import Generation
from archive.search._whoosh.vocabulary import vocabulary
from archive.search.backend import Readable
from archive.search.fields import Subject
from archive.search.tree import (
    And,
    Articles,
    Dates,
    Everything,
    Fuzzy,
    Ids,
    Name,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    SameParagraph,
    TextNode,
    Value,
    Within,
    Word,
)

Bools = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.float64]


class Evaluation:
    """Answers one request; every mask is over all documents of an index, in their order."""

    def __init__(self, generation: Generation, readable: Readable) -> None:
        self._generation = generation
        self._counted: dict[TextNode, Counts] = {}
        self.readable_articles = _readable_articles(generation, readable)
        self.readable_annotations = _readable_annotations(generation, readable, self.readable_articles)

    def articles(self, node: Node) -> Bools:
        """Say of each article whether it fulfils a node."""
        match node:
            case And(nodes):
                return reduce(np.logical_and, map(self.articles, nodes))
            case Or(nodes):
                return reduce(np.logical_or, map(self.articles, nodes))
            case Not(inner):
                return ~self.articles(inner)
            case Within(kind, inner):
                return self._lifted(self._of_kind(kind) & self.annotations(inner))
            case Everything():
                return np.ones(self._generation.articles.size, np.bool_)
        if subject_of(node, self._generation) is Subject.ARTICLE:
            return self._leaf(node)
        return self._lifted(self._leaf(node))

    def annotations(self, node: Node) -> Bools:
        """Say of each annotation whether it fulfils a node itself, or its article where the node is about articles."""
        match node:
            case And(nodes):
                return reduce(np.logical_and, map(self.annotations, nodes))
            case Or(nodes):
                return reduce(np.logical_or, map(self.annotations, nodes))
            case Not(inner):
                return ~self.annotations(inner)
            case Within(kind, inner):
                return self._of_kind(kind) & self.annotations(inner)
            case Everything():
                return np.ones(self._generation.annotations.size, np.bool_)
        if subject_of(node, self._generation) is Subject.ANNOTATION:
            return self._leaf(node)
        return self._lowered(self._leaf(node))

    def occurrences(self, node: TextNode) -> Counts:
        """Give how often each document has what a text condition asks for; computed once a request."""
        if node not in self._counted:
            table = self._generation.table(subject_of(node, self._generation))
            self._counted[node] = table.occurrences(node)
        return self._counted[node]

    def _leaf(self, node: Node) -> Bools:
        facts = self._generation.facts
        match node:
            case Word() | Prefix() | Fuzzy() | Phrase() | Near() | SameParagraph():
                return self.occurrences(node) > 0
            case Dates(earliest, latest):
                first = EARLIEST if earliest is None else earliest.toordinal()
                last = LATEST if latest is None else latest.toordinal()
                found: Bools = facts["dated"] & (facts["earliest"] <= last) & (facts["latest"] >= first)
                return found
            case Articles(keys):
                return np.isin(facts["key"], list(keys))
            case Value(field, value):
                return self._having(field, _matching(field, value))
            case Ids(field, ids):
                known = vocabulary(field)
                return self._having(field, [number for number in map(known.find, ids) if number is not None])
        raise TypeError(f"{type(node).__name__} is no condition that an engine can answer")

    def _having(self, field: str, numbers: list[int]) -> Bools:
        """Say of each document of the field's subject whether it has one of some values."""
        generation = self._generation
        subject = generation.subject(field)
        if subject is Subject.ARTICLE:
            column = generation.facts["code" if field == "code" else f"category {field}"]
            return np.isin(column, numbers)
        mask = np.zeros(generation.annotations.size, np.bool_)
        pairs = generation.annotation_facts.pairs.get(field)
        if pairs is not None:
            mask[pairs[0][np.isin(pairs[1], numbers)]] = True
        return mask

    def _of_kind(self, kind: str) -> Bools:
        number = vocabulary("kind").find(kind)
        if number is None or not self._generation.annotations.size:
            return np.zeros(self._generation.annotations.size, np.bool_)
        found: Bools = self._generation.annotation_facts["kind"] == number
        return found

    def _lifted(self, annotations: Bools) -> Bools:
        """Say of each article whether one of its annotations that may be read is among these."""
        mask = np.zeros(self._generation.articles.size, np.bool_)
        mask[self._generation.article_of[annotations & self.readable_annotations]] = True
        return mask

    def _lowered(self, articles: Bools) -> Bools:
        """Say of each annotation whether its article is among these."""
        numbers = self._generation.article_of
        return np.append(articles, False)[numbers] if len(numbers) else np.zeros(0, np.bool_)


def subject_of(node: Node, generation: Generation) -> Subject:
    """Say whether a leaf is about articles or about annotations."""
    match node:
        case Near(first, _second, _distance):
            return generation.subject(first.field)
        case SameParagraph(passages):
            return generation.subject(passages[0].field)
        case Dates() | Articles():
            return Subject.ARTICLE
        case Word() | Prefix() | Fuzzy() | Phrase() | Value() | Ids() | Name():
            return generation.subject(node.field)
    raise TypeError(f"{type(node).__name__} is no leaf")


def _matching(field: str, value: str) -> list[int]:
    """Give the numbers of the values that are equal but for case; of a language also the regional forms."""
    wanted = value.casefold()
    regional = f"{wanted}-" if field == "language" else None
    return [
        number
        for number, known in enumerate(vocabulary(field).values())
        if number and (known.casefold() == wanted or (regional and known.casefold().startswith(regional)))
    ]


def _readable_articles(generation: Generation, readable: Readable) -> Bools:
    table, facts = generation.articles, generation.facts
    if not table.size:
        return np.zeros(0, np.bool_)
    levels = [number for number in map(vocabulary("access").find, readable.levels) if number is not None]
    mask: Bools = table.live & np.isin(facts["level"], levels)
    if not readable.embargoed:
        mask &= facts["embargo"] <= readable.now.timestamp()
    if not readable.withdrawn:
        mask &= facts["state"] == vocabulary("state").number("active")
    return mask


def _readable_annotations(generation: Generation, readable: Readable, articles: Bools) -> Bools:
    table, facts = generation.annotations, generation.annotation_facts
    if not table.size:
        return np.zeros(0, np.bool_)
    mask: Bools = table.live & np.append(articles, False)[generation.article_of]
    if readable.every_set:
        return mask
    offered = facts["offered"].copy()
    if readable.tasks:
        tasks = [number for number in map(vocabulary("task").find, readable.tasks) if number is not None]
        offered &= ~np.isin(facts["task"], tasks)
    if readable.agent is not None:
        offered |= facts["annotator"] == readable.agent
    mask &= offered
    return mask
