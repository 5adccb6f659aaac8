"""Short ways to write drafts on the text of a set."""

from typing import Any

from annotations.drafts import AnnotationDraft, MentionDraft, SpanDraft, StatementDraft
from annotations.models import AnnotationSet

#: A text in which every trap of offsets stands: an astral character, a combining accent, a no-break space, two lines.
TRAPS = "\U0001f1f7\U0001f1fa Russia\nThe cafe\u0301\u00a0owner said \u201cno\u201d.\nThe cafe\u0301\u00a0owner left."


def span(annotation_set: AnnotationSet, words: str, *, role: str = "body", order: int = 0, nth: int = 0) -> SpanDraft:
    """Give the ``nth`` place of ``words`` in the set's text."""
    text = annotation_set.text_version.text
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return SpanDraft(start=start, end=start + len(words), exact=words, role=role, order=order)


def mention(
    annotation_set: AnnotationSet, words: str = "minister", *, tag: str = "person", **fields: Any
) -> AnnotationDraft:
    """Give a mention of ``words``; ``fields`` are the mention's."""
    return AnnotationDraft(
        layer="entities", spans=(span(annotation_set, words),), mention=MentionDraft(tag=tag, **fields)
    )


def statement(annotation_set: AnnotationSet, words: str = "the bridge was safe", **fields: Any) -> AnnotationDraft:
    """Give a statement whose content is ``words``; ``fields`` are the statement's."""
    return AnnotationDraft(
        layer="statements",
        spans=(span(annotation_set, words, role="content"),),
        statement=StatementDraft(**{"attribution": "indirect", **fields}),
    )
