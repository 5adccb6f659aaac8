"""The report: which rows there are, on what they rest, and what changes nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.agreement import Choice, Document, Figure, Measure, Reason, Scope, agreement
from tests.annotations.agreement.documents import LAYER, SCOPES, corpora, document, unit

ALL = Scope()


def rows(documents, **options):
    return agreement(documents, scopes=SCOPES, **options).rows


def values(row) -> dict[str, float | None]:
    return {measure.value: figure.value for measure, figure in row.figures.items()}


def test_report_has_a_row_for_all_and_for_each_pair_of_every_scope():
    found = rows([document({"a": [], "b": [], "c": []})])
    assert [(row.scope, row.annotators) for row in found] == [
        (scope, names) for scope in SCOPES for names in [("a", "b", "c"), ("a", "b"), ("a", "c"), ("b", "c")]
    ]
    assert [row.together for row in found] == [True, False, False, False] * len(SCOPES)


def test_report_leaves_out_documents_that_one_person_read_and_pairs_without_a_document():
    read = [document({"a": [unit(0, 1)], "b": [unit(0, 1)]}, key="1"), document({"c": [unit(0, 1)]}, key="2")]
    report = agreement(read, scopes=[ALL])
    assert (report.documents, report.tokens, report.annotators) == (1, 10, ("a", "b"))
    assert [row.annotators for row in report.rows] == [("a", "b"), ("a", "b")]


def test_report_by_hand():
    """Ten tokens: a marks 0-1 and 5, b marks 0-1; two labels agree on nine of ten."""
    [_together, row] = rows([document({"a": [unit(0, 2), unit(5, 6)], "b": [unit(0, 2)]})])[:2]
    found = values(row)
    assert (row.documents, row.tokens, row.spans, row.pairs) == (1, 10, (2, 1), 1)
    assert found["f1_strict"] == found["f1_partial"] == pytest.approx(2 * 1 / 3)
    # Observed 9/10, expected (3 · 2 + 7 · 8) / 100.
    assert found["kappa"] == pytest.approx((0.9 - 0.62) / (1 - 0.62))
    # Two of 20 values disagree, of 5 and 15: 1 - 19 · 2 / (2 · 5 · 15).
    assert found["alpha"] == pytest.approx(1 - 19 * 2 / 150)
    assert found["gamma"] is None


def test_report_shows_no_figure_where_nobody_marked_anything():
    figures = rows([document({"a": [], "b": []})])[0].figures
    assert {figure.value for figure in figures.values()} == {None}
    assert [
        figures[one].reason for one in (Measure.F1_EXACT, Measure.KAPPA, Measure.ALPHA, Measure.UNITIZING_ALPHA)
    ] == [
        Reason.NO_UNITS,
        Reason.NO_VARIATION,
        Reason.NO_VARIATION,
        Reason.NO_UNITS,
    ]


def test_report_of_documents_without_words_has_no_figure():
    empty = Document(key="1", tokens=(), annotators={"a": (unit(0, 3),), "b": (unit(0, 3),)})
    report = agreement([empty], scopes=[ALL])
    assert (report.left_out, report.rows[0].figures[Measure.ALPHA].reason) == (2, Reason.NO_TOKENS)
    assert {figure.value for row in report.rows for figure in row.figures.values()} == {None}


def test_report_gives_the_mean_of_the_pairs_that_have_a_figure():
    read = [
        document({"a": [unit(0, 1)], "b": [unit(0, 1)]}, key="1"),
        document({"a": [], "c": []}, key="2"),
        document({"b": [unit(0, 1)], "c": []}, key="3"),
    ]
    together = rows(read)[0]
    assert together.figures[Measure.F1_EXACT] == Figure(value=0.5, items=3, documents=2, pairs=2)
    assert (together.documents, together.pairs) == (3, 3)


def test_those_who_are_apart_are_compared_in_pairs_only():
    read = [document({"a": [unit(0, 1)], "b": [unit(0, 1)], "curator": [unit(4, 5)]})]
    found = [row for row in rows(read, apart={"curator"}) if row.scope == ALL]
    assert [row.annotators for row in found] == [("a", "b"), ("a", "b"), ("a", "curator"), ("b", "curator")]
    assert found[0].figures[Measure.F1_EXACT].value == 1


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        (
            Choice(tag="place"),
            [(Scope(layer=LAYER, tag="place"), ("a", "b")), (Scope(layer=LAYER, tag="place"), ("a", "b"))],
        ),
        (Choice(layer=LAYER, tag="none"), []),
        (Choice(pair=frozenset("ab")), [(scope, ("a", "b")) for scope in SCOPES]),
        (Choice(pair=frozenset("az")), []),
    ],
    ids=["a tag", "a tag that is not", "a pair", "a pair that is not"],
)
def test_choice_narrows_the_rows(choice, wanted):
    found = rows([document({"a": [], "b": []})], choice=choice)
    assert [(row.scope, row.annotators) for row in found] == wanted


def test_unit_is_compared_by_the_tokens_that_it_touches():
    words = Document(
        key="1",
        tokens=((0, 3), (4, 8), (20, 23)),
        annotators={"a": (unit(0, 5), unit(9, 12)), "b": (unit(0, 8), unit(30, 33))},
    )
    report = agreement([words], scopes=[ALL])
    assert (report.left_out, report.rows[-1].spans) == (2, (1, 1))
    assert (values(report.rows[-1])["kappa"], values(report.rows[-1])["f1_exact"]) == (1, 0)


@settings(max_examples=50)
@given(corpora(), st.randoms(use_true_random=False))
def test_order_of_documents_units_and_annotators_changes_nothing(read, random):
    other = []
    for one in random.sample(read, len(read)):
        names = random.sample(sorted(one.annotators), len(one.annotators))
        mixed = {name: random.sample(one.annotators[name], len(one.annotators[name])) for name in names}
        other.append(document(mixed, tokens=len(one.tokens), key=one.key))
    assert rows(other) == rows(read)


@settings(max_examples=50)
@given(corpora())
def test_no_figure_is_above_one_and_each_has_a_value_or_a_reason(read):
    for row in rows(read):
        for figure in row.figures.values():
            assert (figure.value is None) != (figure.reason is None)
            assert figure.value is None or figure.value <= 1 + 1e-12


def test_figure_needs_a_value_or_a_reason():
    with pytest.raises(ValueError, match="never both"):
        Figure(value=None)
