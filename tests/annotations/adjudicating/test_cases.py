"""Matching what several people marked, and saying in what they differ. No database."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.adjudicating import Difference, Version, cases
from annotations.drafts import AnnotationDraft, MentionDraft, SourceDraft, SpanDraft, StatementDraft

AT = datetime(2026, 1, 1, tzinfo=UTC)
ONE, TWO = UUID(int=101), UUID(int=102)


def _mention(number: int, *ranges: tuple[int, int], tag: str = "person", entity: UUID | None = None) -> Version:
    spans = tuple(
        SpanDraft(start=start, end=end, exact="x" * (end - start), order=order)
        for order, (start, end) in enumerate(ranges)
    )
    draft = AnnotationDraft(layer="entities", spans=spans, mention=MentionDraft(tag=tag, entity=entity))
    return Version(annotation=UUID(int=number), draft=draft, modified=AT)


def _statement(number: int, start: int, end: int, *, cue: tuple[int, int] | None = None, **fields) -> Version:
    spans = [SpanDraft(start=start, end=end, exact="x" * (end - start), role="content")]
    spans += [SpanDraft(start=cue[0], end=cue[1], exact="x" * (cue[1] - cue[0]), role="cue")] if cue else []
    said = StatementDraft(**{"attribution": "direct", **fields})
    draft = AnnotationDraft(layer="statements", spans=tuple(spans), statement=said)
    return Version(annotation=UUID(int=number), draft=draft, modified=AT)


def _plain(found) -> list[tuple[dict[int, int], set[str]]]:
    """Give cases as the numbers of their versions by set, and what they differ in."""
    return [
        ({index: version.annotation.int for index, version in case.versions.items()}, set(case.differences))
        for case in found
    ]


def test_equal_annotations_are_one_case_without_difference():
    found = cases([[_mention(1, (0, 5))], [_mention(2, (0, 5))]])
    assert _plain(found) == [({0: 1, 1: 2}, set())]
    assert (found[0].is_equal, found[0].key, found[0].layer, found[0].start, found[0].end) == (
        True,
        UUID(int=1),
        "entities",
        0,
        5,
    )


@pytest.mark.parametrize(
    ("other", "difference"),
    [
        (_mention(2, (0, 4)), "span"),
        (_mention(2, (0, 2), (3, 5)), "span"),
        (_mention(2, (0, 5), tag="place"), "tag"),
        (_mention(2, (0, 5), entity=ONE), "link"),
    ],
)
def test_mentions_differ_in_words_tag_or_link(other, difference):
    assert _plain(cases([[_mention(1, (0, 5))], [other]])) == [({0: 1, 1: 2}, {difference})]


@pytest.mark.parametrize(
    ("fields", "difference"),
    [
        ({"attribution": "indirect"}, "attribute"),
        ({"factuality": "ct+"}, "attribute"),
        ({"said": "2007-04-19"}, "attribute"),
        ({"parent": ONE}, "attribute"),
        ({"cue": (20, 24)}, "attribute"),
        ({"sources": (SourceDraft(role="speaker", kind="named", entity=ONE),)}, "link"),
    ],
)
def test_statements_differ_in_what_they_say_of_themselves(fields, difference):
    sources = (SourceDraft(role="speaker", kind="named", entity=TWO),)
    mine = {"cue": (10, 14), "sources": sources}
    found = cases([[_statement(1, 0, 9, **mine)], [_statement(2, 0, 9, **{**mine, **fields})]])
    assert _plain(found) == [({0: 1, 1: 2}, {difference})]


def test_whom_a_statement_stands_inside_is_not_compared_by_uuid():
    found = cases([[_statement(1, 0, 9, parent=ONE)], [_statement(2, 0, 9, parent=TWO)]])
    assert _plain(found) == [({0: 1, 1: 2}, set())]


def test_what_only_one_marked_is_missing_elsewhere():
    found = cases([[_mention(1, (0, 5)), _mention(2, (9, 12))], [_mention(3, (9, 12))], []])
    assert _plain(found) == [({0: 1}, {"missing"}), ({0: 2, 1: 3}, {"missing"})]


def test_layers_are_apart_and_so_are_words_that_do_not_meet():
    found = cases([[_mention(1, (0, 5))], [_mention(2, (5, 9)), _statement(3, 0, 5)]])
    assert _plain(found) == [({0: 1}, {"missing"}), ({1: 3}, {"missing"}), ({1: 2}, {"missing"})]


def test_of_nested_names_each_meets_the_one_it_shares_most_with():
    """“Ministry of Defence of Russia” and the “Russia” in it."""
    mine = [_mention(1, (0, 29), tag="organisation"), _mention(2, (23, 29), tag="place")]
    theirs = [_mention(3, (23, 29), tag="place"), _mention(4, (0, 19), tag="organisation")]
    assert _plain(cases([mine, theirs])) == [({0: 1, 1: 4}, {"span"}), ({0: 2, 1: 3}, set())]


def test_the_same_words_twice_meet_by_tag():
    mine = [_mention(1, (0, 5), tag="person"), _mention(2, (0, 5), tag="place")]
    theirs = [_mention(3, (0, 5), tag="place"), _mention(4, (0, 5), tag="person")]
    assert _plain(cases([mine, theirs])) == [({0: 1, 1: 4}, set()), ({0: 2, 1: 3}, set())]


def test_three_sets_meet_over_the_second():
    found = cases([[_mention(1, (0, 6))], [_mention(2, (4, 12))], [_mention(3, (9, 12))]])
    assert _plain(found) == [({0: 1, 1: 2, 2: 3}, {"span"})]


_RANGES = st.integers(0, 30).flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, start + 9)))


@given(st.lists(st.lists(st.tuples(_RANGES, st.sampled_from(["person", "place"])), max_size=6), min_size=1, max_size=3))
def test_every_annotation_is_in_one_case_and_each_set_gives_one_at_most(marked):
    numbers = iter(range(1, 1000))
    sets = [[_mention(next(numbers), place, tag=tag) for place, tag in one] for one in marked]
    found = cases(sets)
    held = [(index, version.annotation) for case in found for index, version in case.versions.items()]
    assert sorted(held) == sorted((index, version.annotation) for index, one in enumerate(sets) for version in one)
    for case in found:
        assert (Difference.MISSING in case.differences) == (len(case.versions) < len(sets))


@given(st.lists(st.tuples(_RANGES, st.sampled_from(["person", "place"])), unique=True, max_size=8))
def test_a_set_agrees_with_its_copy(marked):
    sets = [[_mention(100 * which + n, place, tag=tag) for n, (place, tag) in enumerate(marked)] for which in (1, 2)]
    assert [case.differences for case in cases(sets)] == [frozenset()] * len(marked)
