"""What was decided about a set, as its page shows it to who annotated it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from accounts.access import Viewer
from annotations.models import Annotation, AnnotationSet
from annotations.selectors.decisions import Outcome, decisions_about

OUTCOMES: dict[Outcome, StrPromise] = {
    Outcome.KEPT: _("kept"),
    Outcome.CHANGED: _("kept, and changed"),
    Outcome.OTHER: _("another version was kept"),
    Outcome.REJECTED: _("left out"),
    Outcome.MISSED: _("you had not marked it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedLine:
    """A row: the words, what became of them, what stands in the curated set, by whom and why."""

    words: str
    said: str
    outcome: StrPromise
    kept: bool
    curated: str
    by: str
    note: str


def decided_lines(annotation_set: AnnotationSet, viewer: Viewer) -> Sequence[DecidedLine]:
    """Give what was decided about a set, in the order of the text."""
    return [
        DecidedLine(
            words=_words(one.own or one.curated),
            said=_said(one.own),
            outcome=OUTCOMES[one.outcome],
            kept=one.outcome is Outcome.KEPT,
            curated=_said(one.curated, words=one.outcome is not Outcome.KEPT),
            by=one.decision.by.label,
            note=one.decision.note,
        )
        for one in decisions_about(annotation_set=annotation_set, viewer=viewer)
    ]


def _words(annotation: Annotation | None) -> str:
    return " … ".join(span.exact for span in annotation.spans.all()) if annotation else ""


def _said(annotation: Annotation | None, *, words: bool = False) -> str:
    """Give what an annotation says, with its words where they are wanted."""
    if annotation is None:
        return ""
    mention = getattr(annotation, "mention", None)
    if mention is None:
        said = annotation.statement.get_attribution_display()
    else:
        said = f"{mention.tag.name}: {mention.entity.label}" if mention.entity else mention.tag.name
    return f"“{_words(annotation)}” · {said}" if words else said
