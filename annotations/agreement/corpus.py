"""Documents made ready to be compared within one scope: units, labels and places, by annotator. No Django here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from annotations.agreement import gamma
from annotations.agreement.labels import Coding, Labels
from annotations.agreement.places import Placed, place
from annotations.agreement.records import Document, Range, Scope, Unit
from annotations.agreement.unitizing import Tag


@dataclass(frozen=True, slots=True)
class Read:
    """A document with what each annotator marked, where it stands among the tokens."""

    document: Document
    placed: dict[str, list[Placed]]

    @property
    def size(self) -> int:
        """Number of tokens."""
        return len(self.document.tokens)


def read(documents: Iterable[Document]) -> tuple[list[Read], int]:
    """Give the documents that two people or more read, and how many of their units touch no token."""
    found: list[Read] = []
    left_out = 0
    for document in documents:
        if len(document.annotators) < 2:
            continue
        placed = {}
        for name, units in sorted(document.annotators.items()):
            placed[name], outside = place(document, units)
            left_out += outside
        found.append(Read(document, placed))
    return found, left_out


def shared(documents: Sequence[Read], names: Iterable[str]) -> list[int]:
    """Give the places of the documents that at least two of these annotators read."""
    wanted = set(names)
    return [index for index, one in enumerate(documents) if len(wanted & one.placed.keys()) > 1]


class Slice:
    """The documents within one scope; they are named by their places."""

    def __init__(self, scope: Scope, documents: Sequence[Read]) -> None:
        self.scope = scope
        self._documents = documents
        coding = Coding(scope)
        self._labels = [
            {name: coding.labels(placed, one.size) for name, placed in one.placed.items()} for one in documents
        ]
        self._placed = [
            {name: [unit for unit in placed if scope.holds(unit.unit)] for name, placed in one.placed.items()}
            for one in documents
        ]

    def tokens(self, places: Iterable[int]) -> int:
        """Give how many tokens the documents at these places have."""
        return sum(self._documents[index].size for index in places)

    def spans(self, name: str, places: Iterable[int]) -> int:
        """Give how many units somebody has in the documents at these places."""
        return sum(len(self._placed[index].get(name, ())) for index in places)

    def units(self, pair: tuple[str, str], places: Iterable[int]) -> list[tuple[list[Unit], list[Unit]]]:
        """Give both annotators' units, document by document."""
        first, second = pair
        return [
            ([one.unit for one in self._placed[index][first]], [one.unit for one in self._placed[index][second]])
            for index in places
        ]

    def matrices(self, names: Sequence[str], places: Iterable[int]) -> list[Labels]:
        """Give a matrix of labels a document, with a row for each of these annotators who read it."""
        return [
            np.stack([self._labels[index][name] for name in names if name in self._labels[index]]) for index in places
        ]

    def vector(self, name: str, places: Sequence[int]) -> Labels:
        """Give somebody's labels of the documents at these places, one after another."""
        return np.concatenate([self._labels[index][name] for index in places])

    def continuum(self, name: str, places: Iterable[int]) -> dict[Tag, list[Range]]:
        """Give somebody's units by tag, in tokens, the documents at these places laid one after another."""
        found: dict[Tag, list[Range]] = {}
        offset = 0
        for index in places:
            for one in self._placed[index][name]:
                ranges = found.setdefault((one.unit.layer, one.unit.tag), [])
                ranges += [(offset + start, offset + end) for start, end in one.tokens]
            offset += self._documents[index].size
        return found

    def continua(self, names: Sequence[str], places: Iterable[int]) -> list[gamma.Continuum]:
        """Give the documents at these places for gamma."""
        return [
            gamma.Continuum(
                self._documents[index].size,
                {
                    name: [(f"{one.unit.layer}/{one.unit.tag}", piece) for one in placed for piece in one.tokens]
                    for name, placed in self._placed[index].items()
                    if name in names
                },
            )
            for index in places
        ]
