"""Cases as the page shows them: each set's version in its words, what it says, and what it says otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise
from uuid6 import uuid7

from annotations.adjudicating import Difference, Version
from annotations.admin.adjudicating.facts import Facts, Names
from annotations.models import Adjudication
from annotations.selectors.adjudication import Comparison, DecidedCase
from annotations.vocabulary import Decision
from archive.segments import Fragment, Mark, Words, segments

#: Code points shown on each side of a case's words.
AROUND = 70

DIFFERENCES: Mapping[Difference, StrPromise] = {
    Difference.MISSING: _("not marked by all"),
    Difference.SPAN: _("other words"),
    Difference.TAG: _("other tag"),
    Difference.LINK: _("other link"),
    Difference.ATTRIBUTE: _("other details"),
}

_MARKS = {"source": "st-source", "via": "st-via", "cue": "st-cue", "content": "st-content"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a version says of its words; ``differs`` where another version says something else."""

    name: str
    value: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one set has on a case: nothing (no ``annotation``), or a version with its words in context.

    ``places`` are the code points of its spans, as the page's script reads them; ``choice`` is what its button sends.
    """

    letter: str
    annotator: str
    choice: str
    annotation: UUID | None = None
    nodes: Sequence[Words | Fragment] = ()
    facts: Sequence[Fact] = ()
    places: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case with all that its form sends: the versions compared, and a new uuid for the decision."""

    key: UUID
    number: int
    layer: str
    words: str
    differences: Sequence[StrPromise]
    sides: Sequence[Side]
    versions: Sequence[UUID]
    uuid: UUID
    decided: bool
    stale: bool
    decision: str
    note: str
    edits: UUID | None

    @property
    def keeps_all(self) -> str:
        return "keep:" + ",".join(str(uuid) for uuid in self.versions)


def letter(index: int) -> str:
    """Give what a set is called on the page: A to Z, then A2 and so on."""
    turn, place = divmod(index, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(turn + 1) if turn else "")


def case_views(comparison: Comparison, *, text: str, names: Names) -> Iterator[CaseView]:
    """Give every case, in the order of the text; ``text`` is what the annotations stand on."""
    for number, decided in enumerate(comparison.cases, start=1):
        yield case_view(decided, comparison, number=number, text=text, names=names)


def case_view(decided: DecidedCase, comparison: Comparison, *, number: int, text: str, names: Names) -> CaseView:
    """Give one case; ``number`` is its place in the order of the text, from 1."""
    case = decided.case
    facts = Facts(case, names)
    kept = [version.annotation for version in case.versions.values() if decided.keeps(version)]
    return CaseView(
        key=case.key,
        number=number,
        layer=names.layers.get(case.layer, case.layer),
        words=Truncator(" ".join(text[case.start : case.end].split())).chars(90),
        differences=[DIFFERENCES[one] for one in Difference if one in case.differences],
        sides=[
            _side(index, decided, text, facts, annotator=found.annotator.label)
            for index, found in enumerate(comparison.sets)
        ],
        versions=[version.annotation for version in case.versions.values()],
        uuid=uuid7(),
        decided=decided.is_decided,
        stale=decided.stale,
        decision=_said(decided, comparison),
        note=" ".join(dict.fromkeys(one.note for one in decided.decisions if one.note)),
        edits=kept[0] if len(kept) == 1 else next(iter(case.versions.values())).annotation,
    )


def _side(index: int, decided: DecidedCase, text: str, facts: Facts, *, annotator: str) -> Side:
    version = decided.case.versions.get(index)
    if version is None:
        return Side(letter=letter(index), annotator=annotator, choice="keep:")
    spans = version.draft.spans
    return Side(
        letter=letter(index),
        annotator=annotator,
        choice=f"keep:{version.annotation}",
        annotation=version.annotation,
        nodes=_in_context(decided, version, text, colour=facts.colour(version)),
        facts=[Fact(name=name, value=value, differs=differs) for name, value, differs in facts.of(version)],
        places=" ".join(f"{span.start}-{span.end}" for span in spans),
        kept=decided.keeps(version),
    )


def _in_context(decided: DecidedCase, version: Version, text: str, *, colour: str) -> Sequence[Words | Fragment]:
    """Give a version's words with what stands around all versions' words, so that sides can be compared."""
    start, end = _window(decided, text)
    marks = [
        Mark(
            id=f"{version.annotation}-{span.role}-{span.order}",
            start=span.start,
            end=span.end,
            classes=(_MARKS[span.role], "statement") if span.role in _MARKS else ("m", colour),
        )
        for span in version.draft.spans
    ]
    return segments(text, start=start, end=end, marks=marks)


def _window(decided: DecidedCase, text: str) -> tuple[int, int]:
    """Give a range that holds the spans of all versions, and whole words around them."""
    spans = [span for one in decided.case.versions.values() for span in one.draft.spans]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    start, end = max(0, first - AROUND), min(len(text), last + AROUND)
    if start:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", last, end), last)
    return start, end


def _said(decided: DecidedCase, comparison: Comparison) -> str:
    """Give what was decided, in words."""
    if not decided.decisions:
        return ""
    if not decided.curated:
        return gettext("left out") if _rejects(decided.decisions) else gettext("kept, then deleted in the set")
    kept = [letter(index) for index, version in decided.case.versions.items() if decided.keeps(version)]
    changed = any(one.decision == Decision.CHANGED for one in decided.decisions)
    if decided.case.is_equal and len(comparison.sets) > 1 and not changed:
        return gettext("kept: all say the same")
    words = gettext("%s kept, and changed") if changed else gettext("%s kept")
    return words % gettext(" and ").join(kept)


def _rejects(decisions: Sequence[Adjudication]) -> bool:
    return all(one.decision == Decision.REJECTED for one in decisions)


def find_view(comparison: Comparison, key: UUID, *, text: str, names: Names) -> CaseView | None:
    """Give the case that holds an annotation; None where there is none any more."""
    found = comparison.find(key)
    if found is None:
        return None
    return case_view(found, comparison, number=comparison.cases.index(found) + 1, text=text, names=names)


def progress(comparison: Comparison) -> dict[str, int | str]:
    """Give how far the work is, in numbers and words."""
    total = len(comparison.cases)
    done = total - comparison.left
    words = gettext("%(done)d of %(total)d decided") % {"done": done, "total": total}
    return {"done": done, "total": total, "progress": words}
