"""Spans found again after edits: by examples, and by generated edits whose truth is tracked character by character."""

import time
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.anchoring import Anchor, Anchored, anchor, anchor_all
from annotations.errors import InvalidSpanError

PARAGRAPHS = (
    "Nato chief dismisses Russia fears",
    "Nato's chief has discounted concerns in Moscow that the proposals could lead to a new arms race with Russia.",
    "He said discussions would continue, and that both sides had agreed to meet again before the summer.",
    "The ambassador said that if there was a common threat, there should be a common approach to it.",
    "Both sides said they wanted a common approach, but differed on what the threat was.",
)
ARTICLE = "\n\n".join(PARAGRAPHS)


def span_of(text: str, words: str, nth: int = 0) -> Anchor:
    """Give the anchor of the nth occurrence of some words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return anchor_at(text, start, start + len(words))


def anchor_at(text: str, start: int, end: int) -> Anchor:
    return Anchor(start, end, text[start:end], text[max(0, start - 32) : start], text[end : end + 32])


def candidates(found: Anchored, text: str) -> list[tuple[str, bool]]:
    return [(text[one.start : one.end], one.verbatim) for one in found.candidates]


@pytest.mark.parametrize("old", [pytest.param(ARTICLE, id="with the old text"), pytest.param(None, id="without it")])
class TestEitherWay:
    def test_anchor_keeps_a_span_of_an_unchanged_text(self, old: str | None) -> None:
        span = span_of(ARTICLE, "common approach")
        assert anchor(old, ARTICLE, span) == Anchored("exact", span.start, span.end, 1.0)

    def test_anchor_keeps_offsets_where_the_edit_comes_later(self, old: str | None) -> None:
        span = span_of(ARTICLE, "discounted concerns")
        new = ARTICLE.replace("summer", "spring")
        assert anchor(old, new, span) == Anchored("exact", span.start, span.end, 1.0)

    def test_anchor_follows_words_behind_an_insertion(self, old: str | None) -> None:
        span = span_of(ARTICLE, "common approach", 1)
        new = ARTICLE.replace("He said", "On Thursday 😀 he said")
        start = new.index("common approach", new.index("common approach") + 1)
        assert anchor(old, new, span) == Anchored("moved", start, start + 15, 1.0)

    def test_anchor_follows_a_moved_paragraph(self, old: str | None) -> None:
        span = span_of(ARTICLE, "discussions would continue")
        new = "\n\n".join((*PARAGRAPHS[:2], *PARAGRAPHS[3:], PARAGRAPHS[2]))
        place = new.index(span.exact)
        kept_context = span.prefix == new[place - 32 : place]
        assert (kept_context, anchor(old, new, span).status) == (False, "ambiguous")

    def test_anchor_takes_context_with_other_white_space(self, old: str | None) -> None:
        span = span_of(ARTICLE, "both sides had")
        new = ARTICLE.replace("\n\n", "\n").replace("agreed to", "agreed\u00a0to")
        start = new.index("both sides had")
        assert anchor(old, new, span) == Anchored("moved", start, start + 14, 1.0)

    def test_anchor_asks_where_white_space_within_the_words_has_changed(self, old: str | None) -> None:
        span = span_of(ARTICLE, "arms race with Russia")
        new = ARTICLE.replace("arms race", "arms\r\nrace")
        found = anchor(old, new, span)
        assert (found.status, candidates(found, new)) == ("ambiguous", [("arms\r\nrace with Russia", False)])

    def test_anchor_asks_where_the_context_was_edited(self, old: str | None) -> None:
        span = span_of(ARTICLE, "discounted concerns")
        new = ARTICLE.replace("chief has", "head has")
        found = anchor(old, new, span)
        assert (found.status, found.start, candidates(found, new)) == (
            "ambiguous",
            None,
            [("discounted concerns", True)],
        )

    def test_anchor_orphans_words_that_are_gone(self, old: str | None) -> None:
        span = span_of(ARTICLE, "discounted concerns")
        assert anchor(old, ARTICLE.replace("discounted", "dismissed"), span) == Anchored("orphan")

    def test_anchor_orphans_common_words_whose_paragraph_is_gone(self, old: str | None) -> None:
        span = span_of(ARTICLE, "said")
        assert anchor(old, ARTICLE.replace(PARAGRAPHS[2], "Nothing more is known."), span) == Anchored("orphan")

    def test_anchor_orphans_everything_in_an_empty_text(self, old: str | None) -> None:
        assert anchor(old, "", span_of(ARTICLE, "said")) == Anchored("orphan")

    def test_anchor_asks_where_the_same_passage_stands_twice(self, old: str | None) -> None:
        span = span_of(ARTICLE, "there was a common threat")
        new = ARTICLE + "\n\n" + ARTICLE
        assert [one.score > 0.7 for one in anchor(old, new, span).candidates] == [True, True]

    def test_anchor_does_not_take_an_accented_letter_for_a_plain_one(self, old: str | None) -> None:
        span = span_of(ARTICLE, "Russia", 1)
        assert anchor(old, ARTICLE.replace("with Russia", "with Russia\u0301"), span).start is None

    def test_anchor_refuses_a_span_without_words(self, old: str | None) -> None:
        with pytest.raises(InvalidSpanError, match="without words"):
            anchor(old, ARTICLE, Anchor(3, 3, ""))


def test_anchor_tells_uses_of_one_word_apart_by_the_old_text() -> None:
    new = ARTICLE.replace("Both sides said they", "On Friday both sides said they")
    spans = [span_of(ARTICLE, "said", nth) for nth in range(3)]
    expected = [("exact", spans[0].start), ("exact", spans[1].start), ("ambiguous", None)]
    assert [(found.status, found.start) for found in anchor_all(ARTICLE, new, spans)] == expected


def test_anchor_asks_where_the_words_stood_twice_in_the_same_context() -> None:
    line = "[an error occurred while processing this directive]\n"
    old, new = line * 4, line * 3 + "Fixed.\n"
    assert anchor(old, new, anchor_at(old, 60, 70)).status == "ambiguous"


def test_anchor_does_not_join_a_word_at_the_edge_of_the_text() -> None:
    assert anchor("we met Nato", "we met Natolin", Anchor(7, 11, "Nato", "we met ")).status == "ambiguous"


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        pytest.param(Anchor(None, None, "discounted concerns"), ("moved", 52), id="words that stand once"),
        pytest.param(
            Anchor(None, None, "said", "race with Russia.\n\nHe "),
            ("moved", ARTICLE.index("said")),
            id="words told apart by a prefix",
        ),
        pytest.param(Anchor(None, None, "said"), ("ambiguous", None), id="words that stand more than once"),
        pytest.param(Anchor(None, None, "dis"), ("ambiguous", None), id="a part of words"),
        pytest.param(Anchor(None, None, "denied"), ("orphan", None), id="words that do not stand there"),
    ],
)
def test_anchor_finds_a_quotation_without_offsets(quote: Anchor, expected: tuple[str, int | None]) -> None:
    found = anchor(None, ARTICLE, quote)
    assert (found.status, found.start) == expected


@pytest.mark.parametrize(
    "span",
    [
        pytest.param(Anchor(1, 5, "Nato"), id="other words stand there"),
        pytest.param(Anchor(-4, 0, "Nato"), id="offsets before the text"),
        pytest.param(Anchor(0, 5, "Nato"), id="end does not fit the words"),
        pytest.param(Anchor(9000, 9004, "Nato"), id="offsets behind the text"),
    ],
)
def test_anchor_refuses_a_span_that_is_not_of_the_old_text(span: Anchor) -> None:
    with pytest.raises(InvalidSpanError, match="do not stand"):
        anchor(ARTICLE, ARTICLE, span)


def test_anchor_offers_ten_places_at_most() -> None:
    found = anchor(None, "ha " * 5000, Anchor(None, None, "ha"))
    assert (found.status, len(found.candidates)) == ("ambiguous", 10)


def long_text(paragraphs: int) -> str:
    """Give a text of about 100 code points a paragraph, in which words recur and no paragraph does."""
    return "\n\n".join(f"{PARAGRAPHS[n % 5]} This was item {n} of the day." for n in range(paragraphs))


def test_anchor_all_finds_every_span_away_from_the_edits() -> None:
    old = long_text(400)
    new = old.replace("item 7 of", "article 7 of").replace("wanted a", "still wanted a", 3)
    numbers = [n for n in range(400) if n != 7]
    spans = [span_of(old, f"item {n} of") for n in numbers]
    found = anchor_all(old, new, spans)
    assert [one.start for one in found] == [new.index(f"item {n} of") for n in numbers]


def test_anchor_all_finds_500_spans_in_50000_characters_within_seconds() -> None:
    old = long_text(500)[:50_000]
    spans = [anchor_at(old, start, start + 12) for start in range(50, 49_000, 97)]
    new = old.replace("item 9", "article 9").replace("He said", "She said", 5)
    began = time.perf_counter()
    found = anchor_all(old, new, spans)
    taken = time.perf_counter() - began
    assert (len(old), len(found), taken < 3.0) == (50_000, 505, True)


# Generated edits. A character is itself and its offset in the old text; those inserted have None.

PIECES = (
    "Nato", "said", "Nato chief", "missile shield", "é", "e\u0301", "😀", "👨\u200d👩\u200d👧",
    "\u00a0", " ", "  ", "\n", "\r\n", "the", ".", "a", "ab", "a b a b ",
)  # fmt: skip
Tracked = list[tuple[str, int | None]]
passages = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
texts = st.builds(lambda pieces, times: "".join(pieces) * times, st.lists(passages, min_size=1, max_size=8),
                  st.sampled_from((1, 1, 1, 2)))  # fmt: skip
edits = st.tuples(
    st.sampled_from(("insert", "delete", "replace", "copy", "move", "respace")),
    st.integers(0, 10**6), st.integers(1, 80), st.integers(0, 10**6), passages,
)  # fmt: skip
Edit = tuple[str, int, int, int, str]


def apply(edit: Edit, chars: Tracked) -> Tracked:
    """Give the text after one edit; places are taken modulo its length."""
    kind, at, length, to, words = edit
    start = at % (len(chars) + 1)
    before, part, after = chars[:start], chars[start : start + length], chars[start + length :]
    fresh: Tracked = [(char, None) for char in words]
    if kind == "insert":
        return before + fresh + part + after
    if kind == "delete":
        return before + after
    if kind == "replace":
        return before + fresh + after
    if kind == "respace":
        return before + [("\n", None) if char == " " else (char, origin) for char, origin in part] + after
    rest, pasted = (before + after, part) if kind == "move" else (chars, [(char, None) for char, _ in part])
    goal = to % (len(rest) + 1)
    return rest[:goal] + pasted + rest[goal:]


@dataclass
class Truth:
    """Where the span's own characters stand after the edits (None: edited away), and how much of its context does."""

    start: int | None
    context_kept: float


def truth_of(span: Anchor, old: str, chars: Tracked) -> Truth:
    origins = [origin for _, origin in chars]
    if span.start not in origins or span.end is None:
        return Truth(None, 0.0)
    place, size = origins.index(span.start), len(span.exact)
    if origins[place : place + size] != list(range(span.start, span.end)):
        return Truth(None, 0.0)
    kept = 0
    while kept < len(span.prefix) and place > kept and origins[place - kept - 1] == span.start - kept - 1:
        kept += 1
    behind = 0
    while behind < len(span.suffix) and origins[place + size + behind :][:1] == [span.end + behind]:
        behind += 1
    return Truth(place, (kept + behind) / max(1, len(span.prefix) + len(span.suffix)))


def stands_in_context(text: str, start: int, span: Anchor) -> bool:
    """Tell whether words and recorded context stand there, but for the lengths of runs of white space."""
    end = start + len(span.exact)
    before, after = " ".join(f"{text[:start]}|".split()), " ".join(f"|{text[end:]}".split())
    prefix, suffix = " ".join(f"{span.prefix}|".split()), " ".join(f"|{span.suffix}".split())
    return text[start:end] == span.exact and before.endswith(prefix) and after.startswith(suffix)


@settings(max_examples=2500, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts,
    st.lists(edits, min_size=4, max_size=4),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 40)), max_size=3),
)
def test_anchor_is_never_silently_wrong_after_generated_edits(
    old: str, changes: list[Edit], places: list[tuple[int, int]]
) -> None:
    chars: Tracked = [(char, index) for index, char in enumerate(old)]
    for change in changes:
        chars = apply(change, chars)
    new = "".join(char for char, _ in chars)
    starts = [(at % len(old), length) for at, length in places]
    spans = [anchor_at(old, start, min(len(old), start + length)) for start, length in starts]
    for span, found in zip(spans, anchor_all(old, new, spans), strict=True):
        check_is_not_wrong(span, found, truth_of(span, old, chars), old, new)


def check_is_not_wrong(span: Anchor, found: Anchored, truth: Truth, old: str, new: str) -> None:
    if found.status in ("ambiguous", "orphan"):
        assert (found.start, found.end) == (None, None)
        return
    assert found.start is not None
    assert (new[found.start : found.end], stands_in_context(new, found.start, span)) == (span.exact, True)
    if found.status == "exact":
        assert (found.start, found.end) == (span.start, span.end)
    # Two texts can't tell a passage that stayed, with a copy elsewhere, from one that moved, with a trace left behind:
    # where less than a quarter of its context is left, the whole copy is what a reader would call the span.
    if truth.start is not None and truth.context_kept >= 0.25 and new != old:
        assert found.start == truth.start
