"""Where units stand among a document's tokens. No Django here."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.agreement.records import Document, Range, Unit


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit and the tokens it touches: half-open ranges of their places, in order, apart from one another."""

    unit: Unit
    tokens: tuple[Range, ...]


def place(document: Document, units: Iterable[Unit]) -> tuple[list[Placed], int]:
    """Give the units that touch a token, with the tokens, in the order of the text, and how many touch none.

    A token is touched where at least one code point is marked: a span that cuts through a word counts for all of it.
    """
    starts = [start for start, _end in document.tokens]
    ends = [end for _start, end in document.tokens]
    found = []
    left_out = 0
    for unit in sorted(units, key=lambda one: (one.ranges, one.layer, one.tag)):
        touched = ((bisect_right(ends, start), bisect_left(starts, end)) for start, end in unit.ranges)
        tokens = joined((first, last) for first, last in touched if first < last)
        if tokens:
            found.append(Placed(unit, tokens))
        else:
            left_out += 1
    return found, left_out


def joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Give the ranges in order, those that overlap or touch made one."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Give the ranges in order, those that overlap made one; those that only touch stay two."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def gaps(units: Sequence[Range], length: int) -> list[int]:
    """Give the lengths of what lies before, between and after units that are in order and apart."""
    edges = [0, *(edge for unit in units for edge in unit), length]
    return [end - start for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
