"""One segment of an index: its columns as arrays, its postings and its words. Segments never change once written."""

import json
from collections.abc import Sequence
from functools import lru_cache
from threading import RLock
from typing import Any
from weakref import finalize

import numpy as np
import numpy.typing as npt

from archive.search._whoosh.postings import NOTHING, Ints, Postings, read_postings, terms_from
from archive.search._whoosh.torn import readable
from archive.search._whoosh.words import SEPARATOR, forms_prefix

#: How many terms' postings, and how many terms' places, are kept decoded for each segment.
KEPT_POSTINGS, KEPT_PLACES = 4096, 128


class Segment:
    """Postings and words of one segment, read under a lock and kept; ``rows`` are its documents' facts.

    Deletions are not the segment's: each generation has its own. Its files are closed when nobody reads it any more.
    """

    def __init__(self, reader: Any) -> None:
        self.size: int = reader.doc_count_all()
        self._reader = reader
        self._lock = RLock()
        #: Closes the files, once; called at the latest when nobody reads the segment any more.
        self.close = finalize(self, reader.close)
        self.postings = lru_cache(maxsize=KEPT_POSTINGS)(self._postings)
        self.places = lru_cache(maxsize=KEPT_PLACES)(self._places)
        self.forms = lru_cache(maxsize=KEPT_POSTINGS)(self._forms)
        self.lexicon = lru_cache(maxsize=None)(self._lexicon)

    def rows(self) -> list[Any]:
        """Give the facts of every document, in order; deleted ones too."""
        with self._lock, readable():
            column = self._reader.column_reader("facts", translate=False)
            rows: list[Any] = json.loads(b"[" + b",".join(column) + b"]")
            if len(rows) != self.size:
                raise ValueError(f"{len(rows)} facts of {self.size} documents")
        return rows

    def _postings(self, field: str, term: bytes) -> Postings:
        with self._lock, readable():
            found = read_postings(self._reader, field, term)
        # Positions are wanted of few terms: they are read again for those.
        return found._replace(positions=b"")

    def _places(self, field: str, term: bytes) -> Ints:
        with self._lock, readable():
            return read_postings(self._reader, field, term).places()

    def _forms(self, field: str, word: str) -> tuple[bytes, ...]:
        """Give the terms of all words with a folded word's stem."""
        with self._lock, readable():
            return tuple(terms_from(self._reader, field, forms_prefix(word)))

    def _lexicon(self, field: str) -> tuple[str, ...]:
        """Give every word of a field."""
        with self._lock, readable():
            terms = list(terms_from(self._reader, field, b""))
        return tuple(term.decode().partition(SEPARATOR)[2] for term in terms if SEPARATOR.encode() in term)

    def counts(self, field: str, terms: Sequence[bytes]) -> npt.NDArray[np.float64]:
        """Give how often each document has any of some terms."""
        total = np.zeros(self.size)
        for term in terms:
            found = self.postings(field, term)
            total[found.documents] += found.counts
        return total

    def places_of(self, field: str, terms: Sequence[bytes]) -> Ints:
        """Give every place of any of some terms, ascending."""
        found = [self.places(field, term) for term in terms]
        if len(found) == 1:
            return found[0]
        return np.sort(np.concatenate(found)) if found else NOTHING.documents
