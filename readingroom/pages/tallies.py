"""How statements stand to a claim, counted: by what they do to it, and as utterances, which are counted once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from annotations.selectors.judgements import CountedStance
from annotations.vocabulary import Polarity, ReviewStatus
from readingroom.signs import Sign, polarity_sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many statements do one thing to a claim, and how many utterances these are reports of."""

    sign: Sign
    statements: int
    utterances: int


def tallies(stances: Iterable[CountedStance], *, same: Mapping[int, Collection[int]]) -> tuple[Tally, ...]:
    """Give a tally for each thing that confirmed stances do, ordered as ``Polarity``; ``same`` is ``same_words``'."""
    confirmed = [row for row in stances if row.stance.status == ReviewStatus.CONFIRMED]
    found = []
    for polarity in Polarity:
        statements = {row.statement_id for row in confirmed if row.stance.polarity == polarity}
        if statements:
            count = _utterances(statements, same)
            found.append(Tally(sign=polarity_sign(polarity), statements=len(statements), utterances=count))
    return tuple(found)


def _utterances(statements: Collection[int], same: Mapping[int, Collection[int]]) -> int:
    """Count the groups that links tie together; a link through a statement that is not among these ties none."""
    waiting, groups = set(statements), 0
    while waiting:
        groups += 1
        reached = [waiting.pop()]
        while reached:
            linked = waiting & set(same.get(reached.pop(), ()))
            waiting -= linked
            reached.extend(linked)
    return groups
