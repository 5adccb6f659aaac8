"""In what the versions of a case differ."""

from collections.abc import Hashable, Iterator, Mapping

from annotations.adjudicating.records import Difference, Version
from annotations.drafts import AnnotationDraft


def differences(versions: Mapping[int, Version], *, sets: int) -> frozenset[Difference]:
    """Give the kinds of difference between versions; ``sets`` is how many were compared.

    The words that source, cue and relay stand on belong to what a statement says of itself: they are attributes.
    Nesting is compared as being nested or not: what a statement stands inside is decided with that one.
    """
    found = {kind for kind, values in _compared(versions) if len(values) > 1}
    if len(versions) < sets:
        found.add(Difference.MISSING)
    return frozenset(found)


def _compared(versions: Mapping[int, Version]) -> Iterator[tuple[Difference, set[Hashable]]]:
    drafts = [version.draft for version in versions.values()]
    yield Difference.SPAN, {tuple((span.start, span.end) for span in one.head) for one in versions.values()}
    yield Difference.TAG, {draft.mention.tag if draft.mention else "" for draft in drafts}
    yield Difference.LINK, {_links(draft) for draft in drafts}
    yield Difference.ATTRIBUTE, {_attributes(draft) for draft in drafts}


def _links(draft: AnnotationDraft) -> Hashable:
    """Give whom a draft names, in the order of its sources."""
    if draft.mention:
        return draft.mention.entity
    sources = draft.statement.sources if draft.statement else ()
    return tuple((source.role, source.entity, source.speaks_for) for source in sources)


def _attributes(draft: AnnotationDraft) -> Hashable:
    """Give all else that a draft says."""
    parts = tuple(
        sorted((span.role, span.start, span.end) for span in draft.spans if span.role not in {"body", "content"})
    )
    mention, statement = draft.mention, draft.statement
    said = statement and (
        statement.attribution,
        statement.factuality,
        statement.said,
        statement.occasion,
        statement.parent is not None,
        tuple((source.role, source.kind, source.description) for source in statement.sources),
    )
    return draft.motivation, parts, mention.certainty if mention else "", said
