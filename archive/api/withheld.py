"""Answers without the names that are withheld from who asks."""

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from archive.selectors.delisting import Withheld
from archive.withholding import NOTHING

#: The members of an answer whose values are records, each of an article of its own.
_LISTS = ("items", "sets")


def without_names(data: Any, withheld: Withheld, *, article: UUID | None = None) -> Any:
    """Give what an endpoint answers without the names withheld in the articles that its records tell of.

    ``article`` is the one that the address names. A record tells of the articles whose uuid stands in it.
    """
    if article in withheld.by_uuid:
        return withheld.of_uuid(article).record(data)  # type: ignore[arg-type]  # it is one of the keys
    if isinstance(data, list):
        return [without_names(one, withheld) for one in data]
    if isinstance(data, Mapping) and any(name in data for name in _LISTS):
        return {key: without_names(one, withheld) if key in _LISTS else one for key, one in data.items()}
    told = " ".join(_strings(data))
    masks = [mask for uuid, mask in withheld.by_uuid.items() if str(uuid) in told]
    return reduce(or_, masks, NOTHING).record(data) if masks else data


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str | UUID):
        yield str(data)
    elif isinstance(data, Mapping):
        for one in data.values():
            yield from _strings(one)
    elif isinstance(data, list | tuple):
        for one in data:
            yield from _strings(one)
