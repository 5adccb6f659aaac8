"""What a draft must fulfil: spans that stand in the text, members from the closed lists."""

from dataclasses import replace

import pytest

from annotations.drafts import AnnotationDraft, MentionDraft, SourceDraft, SpanDraft, StatementDraft
from annotations.errors import InvalidAnnotationError, InvalidSpanError
from annotations.services.checks import check_draft, check_span
from tests.annotations.drafting import TRAPS

TEXT = TRAPS
MENTION = AnnotationDraft(
    layer="entities", spans=(SpanDraft(start=3, end=9, exact="Russia"),), mention=MentionDraft(tag="gpe")
)
CONTENT = SpanDraft(start=31, end=35, exact="\u201cno\u201d", role="content")
STATEMENT = AnnotationDraft(layer="statements", spans=(CONTENT,), statement=StatementDraft(attribution="direct"))


def _span(words: str, **options) -> SpanDraft:
    start = TEXT.index(words)
    return SpanDraft(start=start, end=start + len(words), exact=words, **options)


@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [
        pytest.param(0, 2, "\U0001f1f7\U0001f1fa", id="a flag is two code points"),
        pytest.param(0, 1, "\U0001f1f7", id="half a flag is a span too"),
        pytest.param(3, 9, "Russia", id="after astral characters"),
        pytest.param(17, 19, "e\u0301", id="a letter with its combining accent"),
        pytest.param(17, 18, "e", id="the letter without its accent"),
        pytest.param(14, 25, "cafe\u0301\u00a0owner", id="across a no-break space"),
        pytest.param(3, 13, "Russia\nThe", id="across two blocks"),
        pytest.param(0, len(TEXT), TEXT, id="the whole text"),
        pytest.param(len(TEXT) - 1, len(TEXT), ".", id="the last code point"),
    ],
)
def test_check_span_takes_what_stands_there(start, end, exact):
    assert check_span(SpanDraft(start=start, end=end, exact=exact), text=TEXT) is None


@pytest.mark.parametrize(
    ("start", "end", "exact", "message"),
    [
        pytest.param(3, 3, "", "a span must start before it ends; it is [3, 3)", id="empty"),
        pytest.param(9, 3, "Russia", "a span must start before it ends; it is [9, 3)", id="backwards"),
        pytest.param(-6, -1, "left", "a span must start before it ends; it is [-6, -1)", id="from the end"),
        pytest.param(-1, 2, "x", "a span must start before it ends; it is [-1, 2)", id="before the beginning"),
        pytest.param(54, 59, "left.", f"the span ends at 59, the text at {len(TEXT)}", id="past the end"),
        pytest.param(900, 910, "x", f"the span ends at 910, the text at {len(TEXT)}", id="far past the end"),
        pytest.param(5, 11, "Russia", "at [5, 11) the text has “ssia\nT”, not “Russia”", id="in UTF-16 units"),
        pytest.param(3, 9, "russia", "at [3, 9) the text has “Russia”, not “russia”", id="another case"),
        pytest.param(18, 19, "\u00e9", "at [18, 19) the text has “\u0301”, not “\u00e9”", id="another composition"),
        pytest.param(
            14,
            25,
            "cafe\u0301 owner",
            "at [14, 25) the text has “cafe\u0301\u00a0owner”, not “cafe\u0301 owner”",
            id="a space for a no-break space",
        ),
        pytest.param(3, 9, "Russi", "at [3, 9) the text has “Russia”, not “Russi”", id="too few words"),
    ],
)
def test_check_span_refuses(start, end, exact, message):
    with pytest.raises(InvalidSpanError) as caught:
        check_span(SpanDraft(start=start, end=end, exact=exact, role="cue", order=2), text=TEXT)
    assert (str(caught.value), caught.value.role, caught.value.order) == (message, "cue", 2)


@pytest.mark.parametrize(
    ("kind", "draft"),
    [
        pytest.param("entity", MENTION, id="a mention"),
        pytest.param("entity", replace(MENTION, motivation="classifying"), id="a mention with a motivation"),
        pytest.param("entity", replace(MENTION, mention=MentionDraft(tag="gpe", certainty="low")), id="a guess"),
        pytest.param("claim", STATEMENT, id="a statement"),
        pytest.param(
            "claim",
            replace(
                STATEMENT,
                spans=(
                    _span("owner", role="content"),
                    _span("said", role="content", order=1),
                    _span("left", role="content", order=2),
                ),
            ),
            id="a discontinuous statement",
        ),
        pytest.param(
            "claim", replace(STATEMENT, spans=(CONTENT, _span("said \u201cno\u201d", role="cue"))), id="roles overlap"
        ),
        pytest.param(
            "claim",
            replace(STATEMENT, spans=(_span("owner", role="content"), _span(" said", role="content", order=1))),
            id="spans of a role touch",
        ),
        pytest.param(
            "claim",
            replace(STATEMENT, statement=StatementDraft(attribution="none", factuality="Uu", said="2007-04?")),
            id="an uncertain date",
        ),
    ],
)
def test_check_draft_takes(kind, draft):
    assert check_draft(draft, kind=kind, text=TEXT) is None


@pytest.mark.parametrize(
    ("kind", "draft", "message"),
    [
        pytest.param("entity", STATEMENT, "/mention: this layer takes mentions", id="a statement as a mention"),
        pytest.param("claim", MENTION, "/statement: this layer takes statements", id="a mention as a statement"),
        pytest.param(
            "entity", replace(MENTION, statement=STATEMENT.statement), "/mention: this layer takes mentions", id="both"
        ),
        pytest.param("entity", replace(MENTION, mention=None), "/mention: this layer takes mentions", id="neither"),
        pytest.param(
            "entity", replace(MENTION, motivation="fun"), "/motivation: 'fun' is not a motivation", id="motivation"
        ),
        pytest.param(
            "entity",
            replace(MENTION, mention=MentionDraft(tag="gpe", certainty="sure")),
            "/mention/certainty: 'sure' is not a certainty",
            id="certainty",
        ),
        pytest.param(
            "entity", replace(MENTION, spans=()), "/spans: a mention has body spans, at least one", id="no span"
        ),
        pytest.param(
            "entity",
            replace(MENTION, spans=(_span("Russia", role="content"),)),
            "/spans: a mention has body spans, at least one",
            id="a mention with content",
        ),
        pytest.param(
            "claim",
            replace(STATEMENT, spans=(CONTENT, _span("said"))),
            "/spans: a statement's spans are content, source, cue or via",
            id="a statement with a body",
        ),
        pytest.param(
            "claim",
            replace(STATEMENT, spans=(_span("said", role="cue"),)),
            "/spans: a statement needs the words that were said",
            id="a cue without words",
        ),
        pytest.param(
            "claim",
            replace(STATEMENT, statement=StatementDraft(attribution="shouted")),
            "/statement/attribution: 'shouted' is not an attribution",
            id="attribution",
        ),
        pytest.param(
            "claim",
            replace(STATEMENT, statement=StatementDraft(attribution="direct", factuality="yes")),
            "/statement/factuality: 'yes' is not a factuality",
            id="factuality",
        ),
    ],
)
def test_check_draft_refuses(kind, draft, message):
    with pytest.raises(InvalidAnnotationError) as caught:
        check_draft(draft, kind=kind, text=TEXT)
    assert f"{caught.value.pointer}: {caught.value}" == message


def test_check_draft_refuses_a_time_that_is_no_date():
    draft = replace(STATEMENT, statement=StatementDraft(attribution="direct", said="last week"))
    with pytest.raises(InvalidAnnotationError, match="last week.* is not a date in EDTF") as caught:
        check_draft(draft, kind="claim", text=TEXT)
    assert caught.value.pointer == "/statement/said"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (SourceDraft(role="friend", kind="named"), "/statement/sources/1/role: 'friend' is not a role of a source"),
        (SourceDraft(role="relay", kind="bird"), "/statement/sources/1/kind: 'bird' is not a kind of source"),
        (
            SourceDraft(role="relay", kind="named", span=("source", 0)),
            "/statement/sources/1/span: the source's span is not one of the spans",
        ),
    ],
)
def test_check_draft_refuses_a_source_and_says_which(source, message):
    first = SourceDraft(role="speaker", kind="unnamed", span=("content", 0))
    draft = replace(STATEMENT, statement=StatementDraft(attribution="direct", sources=(first, source)))
    with pytest.raises(InvalidAnnotationError) as caught:
        check_draft(draft, kind="claim", text=TEXT)
    assert f"{caught.value.pointer}: {caught.value}" == message


@pytest.mark.parametrize(
    ("spans", "message", "order"),
    [
        pytest.param([("Russia", 1)], "the body spans must be numbered 0 to 0", 1, id="it begins with 1"),
        pytest.param([("Russia", 0), ("left", 0)], "the body spans must be numbered 0 to 1", 0, id="one order twice"),
        pytest.param([("Russia", 0), ("left", 2)], "the body spans must be numbered 0 to 1", 0, id="a gap"),
        pytest.param(
            [("left", 0), ("Russia", 1)], "the body spans must follow each other in the text", 1, id="swapped"
        ),
        pytest.param(
            [("Russia", 0), ("sia\nThe", 1)], "the body spans must follow each other in the text", 1, id="overlapping"
        ),
        pytest.param(
            [("Russia", 0), ("Russia", 1)], "the body spans must follow each other in the text", 1, id="the same twice"
        ),
    ],
)
def test_check_draft_refuses_spans_out_of_order(spans, message, order):
    draft = replace(MENTION, spans=tuple(_span(words, order=number) for words, number in spans))
    with pytest.raises(InvalidSpanError) as caught:
        check_draft(draft, kind="entity", text=TEXT)
    assert (str(caught.value), caught.value.role, caught.value.order) == (message, "body", order)
