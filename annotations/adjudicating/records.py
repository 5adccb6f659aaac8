"""What a curator decides between, as plain data. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from annotations.drafts import AnnotationDraft, SpanDraft

#: The spans that say what an annotation is about, rather than who said it or how.
_HEAD = frozenset({"body", "content"})


class Difference(StrEnum):
    """In what the versions of a case differ, the gravest first."""

    MISSING = "missing"
    SPAN = "span"
    TAG = "tag"
    LINK = "link"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One person's annotation: its content, and when it was last changed.

    Entities in ``draft`` are those that stand for the ones that were named (merges are followed), so that versions can
    be compared; ``parent`` of a statement is still the annotation of the person's own set.
    """

    annotation: UUID
    draft: AnnotationDraft
    modified: datetime

    @property
    def head(self) -> tuple[SpanDraft, ...]:
        """The spans of the name, or of what was said, in the order of the text."""
        head = [span for span in self.draft.spans if span.role in _HEAD] or self.draft.spans
        return tuple(sorted(head, key=_place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is to be decided about some words: one version of each set that marked them, by the set's index.

    ``start`` and ``end`` are the code points from the first to the last that any version covers, half-open. No
    difference: all sets say the same.
    """

    versions: Mapping[int, Version]
    differences: frozenset[Difference]

    @property
    def layer(self) -> str:
        return self._any.draft.layer

    @property
    def start(self) -> int:
        return min(span.start for version in self.versions.values() for span in version.head)

    @property
    def end(self) -> int:
        return max(span.end for version in self.versions.values() for span in version.head)

    @property
    def is_equal(self) -> bool:
        return not self.differences

    @property
    def key(self) -> UUID:
        """What the case is called: the uuid of its first version."""
        return self._any.annotation

    @property
    def _any(self) -> Version:
        return self.versions[min(self.versions)]


def _place(span: SpanDraft) -> tuple[int, int]:
    return span.start, span.end
