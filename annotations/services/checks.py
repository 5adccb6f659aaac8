"""What a draft must fulfil before it is written. Pure but for the look-ups of names that it uses."""

from collections import defaultdict
from itertools import pairwise

from django.db.models import Model

from annotations.drafts import AnnotationDraft, SpanDraft, StatementDraft
from annotations.errors import InvalidAnnotationError, InvalidSpanError
from annotations.models import Statement, StatementSource
from annotations.vocabulary import (
    Attribution,
    Factuality,
    LayerKind,
    Motivation,
    SourceKind,
    SourceRole,
    SpanRole,
)
from archive import edtf_dates
from archive.errors import InvalidValueError
from archive.vocabulary import Certainty

_STATEMENT_ROLES = frozenset({SpanRole.CONTENT, SpanRole.SOURCE, SpanRole.CUE, SpanRole.VIA})


def check_draft(draft: AnnotationDraft, *, kind: str, text: str) -> None:
    """Raise InvalidSpanError or InvalidAnnotationError, naming the member, where a draft can't stand on a text."""
    if draft.motivation and draft.motivation not in Motivation.values:
        raise InvalidAnnotationError(f"{draft.motivation!r} is not a motivation", pointer="/motivation")
    if kind == LayerKind.ENTITY:
        _check_mention(draft)
    else:
        _check_statement(draft)
    for span in draft.spans:
        check_span(span, text=text)
    _check_orders(draft.spans)
    _check_lengths(draft)


def check_length(value: str, *, of: type[Model], field: str, pointer: str) -> None:
    """Raise InvalidAnnotationError where a value is longer than its column; PostgreSQL would refuse it, SQLite not."""
    longest = of._meta.get_field(field).max_length  # type: ignore[union-attr]  # only text columns are asked about
    if longest is not None and len(value) > longest:
        raise InvalidAnnotationError(f"at most {longest} characters, there are {len(value)}", pointer=pointer)


def check_span(span: SpanDraft, *, text: str) -> None:
    """Raise InvalidSpanError where a span is empty, ends past the text, or its words do not stand there."""
    if span.start < 0 or span.start >= span.end:
        raise InvalidSpanError(
            f"a span must start before it ends; it is [{span.start}, {span.end})", role=span.role, order=span.order
        )
    if span.end > len(text):
        raise InvalidSpanError(
            f"the span ends at {span.end}, the text at {len(text)}", role=span.role, order=span.order
        )
    found = text[span.start : span.end]
    if found != span.exact:
        raise InvalidSpanError(
            f"at [{span.start}, {span.end}) the text has “{found}”, not “{span.exact}”",
            role=span.role,
            order=span.order,
        )


def _check_mention(draft: AnnotationDraft) -> None:
    if draft.mention is None or draft.statement is not None:
        raise InvalidAnnotationError("this layer takes mentions", pointer="/mention")
    if draft.mention.certainty and draft.mention.certainty not in Certainty.values:
        raise InvalidAnnotationError(f"{draft.mention.certainty!r} is not a certainty", pointer="/mention/certainty")
    if not draft.spans or any(span.role != SpanRole.BODY for span in draft.spans):
        raise InvalidAnnotationError("a mention has body spans, at least one", pointer="/spans")


def _check_statement(draft: AnnotationDraft) -> None:
    if draft.statement is None or draft.mention is not None:
        raise InvalidAnnotationError("this layer takes statements", pointer="/statement")
    if any(span.role not in _STATEMENT_ROLES for span in draft.spans):
        raise InvalidAnnotationError("a statement's spans are content, source, cue or via", pointer="/spans")
    if not any(span.role == SpanRole.CONTENT for span in draft.spans):
        raise InvalidAnnotationError("a statement needs the words that were said", pointer="/spans")
    _check_said(draft.statement)
    places = {(span.role, span.order) for span in draft.spans}
    for index, source in enumerate(draft.statement.sources):
        pointer = f"/statement/sources/{index}"
        if source.role not in SourceRole.values:
            raise InvalidAnnotationError(f"{source.role!r} is not a role of a source", f"{pointer}/role")
        if source.kind not in SourceKind.values:
            raise InvalidAnnotationError(f"{source.kind!r} is not a kind of source", f"{pointer}/kind")
        if source.span is not None and source.span not in places:
            raise InvalidAnnotationError("the source's span is not one of the spans", f"{pointer}/span")


def _check_said(statement: StatementDraft) -> None:
    if statement.attribution not in Attribution.values:
        raise InvalidAnnotationError(
            f"{statement.attribution!r} is not an attribution", pointer="/statement/attribution"
        )
    if statement.factuality and statement.factuality not in Factuality.values:
        raise InvalidAnnotationError(f"{statement.factuality!r} is not a factuality", pointer="/statement/factuality")
    if statement.said:
        try:
            edtf_dates.check(statement.said)
        except InvalidValueError as error:
            raise InvalidAnnotationError(str(error), pointer="/statement/said") from error


def _check_orders(spans: tuple[SpanDraft, ...]) -> None:
    """Spans of a role are numbered from 0 in the order of the text and do not overlap."""
    by_role: dict[str, list[SpanDraft]] = defaultdict(list)
    for span in spans:
        by_role[span.role].append(span)
    for role, group in by_role.items():
        group.sort(key=lambda span: span.order)
        if [span.order for span in group] != list(range(len(group))):
            raise InvalidSpanError(
                f"the {role} spans must be numbered 0 to {len(group) - 1}", role=role, order=group[0].order
            )
        for former, latter in pairwise(group):
            if latter.start < former.end:
                raise InvalidSpanError(
                    f"the {role} spans must follow each other in the text", role=role, order=latter.order
                )


def _check_lengths(draft: AnnotationDraft) -> None:
    if draft.statement is None:
        return
    check_length(draft.statement.occasion, of=Statement, field="occasion", pointer="/statement/occasion")
    for index, source in enumerate(draft.statement.sources):
        pointer = f"/statement/sources/{index}/description"
        check_length(source.description, of=StatementSource, field="description", pointer=pointer)
