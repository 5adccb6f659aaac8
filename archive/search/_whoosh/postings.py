"""Postings of one segment as arrays.

Whoosh gives postings one by one; its blocks hold them by the hundred. Reading by blocks uses members of
``W3LeafMatcher`` that its documentation does not name: the distribution is pinned for that too, and a test compares
the result with Whoosh's own.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from archive.search._whoosh.words import POSITION_SIZE

Ints = npt.NDArray[np.int64]

#: A position within a segment: the document in the upper half, the position in its text in the lower.
SHIFT = 32


class Postings(NamedTuple):
    """The documents that have a term, ascending, how often each has it, and all positions as bytes."""

    documents: Ints
    counts: Ints
    positions: bytes

    def places(self) -> Ints:
        """Give every place of the term, ascending."""
        documents = np.repeat(self.documents, self.counts)
        return (documents << SHIFT) | np.frombuffer(self.positions, dtype=np.uint32)


NOTHING = Postings(np.empty(0, np.int64), np.empty(0, np.int64), b"")


def read_postings(reader: Any, field: str, term: bytes) -> Postings:
    """Read a term's postings from a segment's reader, deleted documents included."""
    terms = reader._terms
    if field not in reader.schema or (field, term) not in terms:
        return NOTHING
    matcher = terms.matcher(field, term, reader.schema[field].format)
    documents: list[int] = []
    values: list[bytes] = []
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_values()
        documents.extend(matcher._ids)
        values.extend(matcher._values)
        matcher._next_block()
    sizes = np.fromiter(map(len, values), np.int64, len(values))
    return Postings(np.array(documents, np.int64), sizes // POSITION_SIZE, b"".join(values))


def terms_from(reader: Any, field: str, start: bytes) -> Iterator[bytes]:
    """Give the terms of a field that begin with ``start``, in order."""
    if field not in reader.schema:
        return
    for name, term in reader._terms.terms_from(field, start):
        if name != field or not term.startswith(start):
            return
        yield term
