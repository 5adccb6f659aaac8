"""What other apps add to search: fields, the annotations of articles, names to records and records to labels.

An app registers in its ``AppConfig.ready``; archive imports none of them.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from accounts.access import Viewer
from archive.search.documents import AnnotationDocument
from archive.search.fields import FieldSpec
from archive.search.results import Hit, Label
from archive.selectors.delisting import Withheld


class Contributor(Protocol):
    """An app's part in search. Every call may be asked about many records and takes a fixed number of queries."""

    @property
    def fields(self) -> Sequence[FieldSpec]: ...

    @property
    def facets(self) -> Sequence[str]:
        """The names of the fields whose values may be counted, in the order they are shown."""
        ...

    def documents(self, article_ids: Collection[int]) -> Mapping[int, tuple[AnnotationDocument, ...]]:
        """Give the annotations of the current text of these articles, by article."""
        ...

    def annotations(self, keys: Collection[int]) -> Sequence[AnnotationDocument]:
        """Give the annotations with these keys (``AnnotationDocument.key``) that ``documents`` would give."""
        ...

    def resolve(self, field: str, text: str, *, viewer: Viewer) -> frozenset[str]:
        """Give the ids that a name stands for in a field; none where there is no such name."""
        ...

    def labels(self, field: str, ids: Collection[str]) -> Mapping[str, Label]:
        """Give what values of a field are called and how a query names them."""
        ...

    def withheld(self, withheld: Withheld) -> Mapping[str, frozenset[str]]:
        """Give the ids that are not to be known where this is withheld, by the field whose values they are."""
        ...

    def tasks(self, viewer: Viewer) -> frozenset[str]:
        """Give the tasks that are the viewer's to hand in, in the form of ``AnnotationDocument.task``."""
        ...

    def hits(self, keys: Sequence[int], scores: Sequence[float], *, viewer: Viewer) -> list[Hit]:
        """Give annotations for a result page, in the order of the keys; those that may not be read are left out."""
        ...


CONTRIBUTORS: list[Contributor] = []


def register(contributor: Contributor) -> None:
    """Add an app's part; called once, from ``AppConfig.ready``."""
    CONTRIBUTORS.append(contributor)
