"""The same words in a person's other open sets: where else a name may be marked alike."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accounts.access import Viewer
from annotations.models import AnnotationSet, Span
from annotations.vocabulary import WRITABLE_STATES, SetRole, SpanRole
from archive.models import Block
from archive.text import context
from archive.vocabulary import CONTENT_ROLES

#: How many places are offered at most, and in how many sets they are looked for.
MOST, SETS = 500, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualPlace:
    """A place ``[start, end)`` in code points, with the words on either side."""

    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualPlaces:
    """The places in one set, in the order of its text."""

    annotation_set: AnnotationSet
    places: Sequence[EqualPlace]


def equal_places(*, words: str, layer: str, tag: str, beside: AnnotationSet, viewer: Viewer) -> tuple[EqualPlaces, ...]:
    """Give where ``words`` stand, as whole words, in the viewer's other open sets of the project, not yet marked alike.

    Only in content blocks; a run of white space stands for any other. At most ``MOST`` places, the latest sets first;
    four queries.
    """
    pattern = _pattern(words)
    sets = list(_sets(beside, viewer)) if pattern else []
    marked = _marked(sets, layer=layer, tag=tag)
    blocks: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Block.objects.filter(text_version__in=[one.text_version_id for one in sets], role__in=CONTENT_ROLES)
    for key, start, end in rows.order_by("text_version", "start").values_list("text_version", "start", "end"):
        blocks[key].append((start, end))
    found, left = [], MOST
    for one in sets:
        text = one.text_version.text
        spots = (spot for block in blocks[one.text_version_id] for spot in _spots(pattern, text, block))
        places = [_place(text, spot) for spot in spots if (one.pk, *spot) not in marked][:left]
        left -= len(places)
        if places:
            found.append(EqualPlaces(annotation_set=one, places=places))
    return tuple(found)


def own_open_sets(beside: AnnotationSet, viewer: Viewer) -> Iterator[AnnotationSet]:
    """Give the viewer's other open sets of the same project and role, with what writing needs."""
    return iter(_sets(beside, viewer))


def _sets(beside: AnnotationSet, viewer: Viewer) -> Sequence[AnnotationSet]:
    found = AnnotationSet.objects.owned_by(viewer).filter(
        project=beside.project_id, role=beside.role, state__in=WRITABLE_STATES
    )
    found = found.exclude(pk=beside.pk).exclude(role=SetRole.MACHINE)
    return list(found.select_related("project", "text_version__article").order_by("-modified", "-pk")[:SETS])


def _pattern(words: str) -> re.Pattern[str] | None:
    inner = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){inner}(?!\w)") if inner else None


def _spots(pattern: re.Pattern[str] | None, text: str, block: tuple[int, int]) -> Iterator[tuple[int, int]]:
    if pattern is not None:
        yield from (match.span() for match in pattern.finditer(text, *block))


def _marked(sets: Sequence[AnnotationSet], *, layer: str, tag: str) -> set[tuple[int, int, int]]:
    spans = Span.objects.filter(
        role=SpanRole.BODY,
        annotation__annotation_set__in=[one.pk for one in sets],
        annotation__deleted_at=None,
        annotation__layer__code=layer,
        annotation__mention__tag__code=tag,
    )
    return set(spans.values_list("annotation__annotation_set", "start", "end"))


def _place(text: str, spot: tuple[int, int]) -> EqualPlace:
    before, after = context(text, *spot, size=40)
    return EqualPlace(start=spot[0], end=spot[1], before=before, words=text[slice(*spot)], after=after)
