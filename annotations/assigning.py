"""Sharing articles out among annotators: how many each article needs, evenly. Pure: no Django here."""

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

ArticleT = TypeVar("ArticleT", bound=Hashable)
PersonT = TypeVar("PersonT", bound=Hashable)


def share_out(
    articles: Sequence[ArticleT],
    annotators: Sequence[PersonT],
    *,
    each: int,
    held: Mapping[ArticleT, AbstractSet[PersonT]],
) -> list[tuple[ArticleT, PersonT]]:
    """Give who is to annotate what, so that each article has ``each`` annotators, or all where there are fewer.

    ``held`` says who has an article already; those count for it. Whoever has got least so far comes next, in the order
    given, so that loads differ by at most one where nobody has anything yet. The same input gives the same answer.
    """
    load = dict.fromkeys(annotators, 0)
    order = {person: place for place, person in enumerate(annotators)}
    shared: list[tuple[ArticleT, PersonT]] = []
    for article in articles:
        already = held.get(article, frozenset())
        free = sorted(
            (person for person in annotators if person not in already), key=lambda one: (load[one], order[one])
        )
        for person in free[: max(0, each - len(already))]:
            shared.append((article, person))
            load[person] += 1
    return shared
