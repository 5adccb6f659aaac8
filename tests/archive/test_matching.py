"""Shared passages: found word for word, weighed by rarity, and nothing that is not shared."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.matching import (
    LEAST_WORDS,
    SHINGLE,
    WINDOW,
    Weights,
    candidates,
    fingerprints,
    hashes_of,
    shared,
    words_of,
)

WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"]), max_size=60)


def weights(*texts: str) -> Weights:
    frequencies: Counter[int] = Counter()
    for text in texts:
        frequencies.update({int(one) for one in hashes_of(list(words_of(text)))})
    return Weights(len(texts), frequencies)


def compared(one: str, other: str, *rest: str):
    return shared(list(words_of(one)), list(words_of(other)), weights(one, other, *rest))


def test_words_are_found_without_case_and_with_their_place():
    assert [(word.text, word.start, word.end) for word in words_of("The “Brücke” – 19th")] == [
        ("the", 0, 3),
        ("brücke", 5, 11),
        ("19th", 15, 19),
    ]


def test_a_passage_is_as_long_as_the_words_agree():
    one = "Yesterday the mayor of the old town said the bridge would stay closed, he added."
    other = "In a letter THE MAYOR of the old town said\nthe bridge would stay; closed it is not."
    found = compared(one, other)
    assert [(one[p.start : p.end], other[p.other_start : p.other_end], p.words) for p in found.passages] == [
        (
            "the mayor of the old town said the bridge would stay closed",
            "THE MAYOR of the old town said\nthe bridge would stay; closed",
            12,
        )
    ]


def test_a_text_that_is_contained_scores_one_and_equal_ones_are_mutual():
    text = "one two three four five six seven eight nine ten"
    assert (compared(text, text).score, compared(text, text).mutual) == (1, 1)
    longer = f"{text} but then much more is said that stands nowhere else at all"
    found = compared(text, longer)
    assert found.score == 1
    assert found.mutual < 0.6


def test_a_formula_that_most_articles_have_weighs_nothing():
    formula = "radar in the Czech Republic"
    texts = [f"story {number} {'abcde'[number]} has {formula} and {number} ends" for number in range(5)]
    found = compared(*texts)
    assert (found.score, found.passages) == (0, ())


@given(WORDS, WORDS)
def test_every_passage_is_the_same_words_in_both(one, other):
    one, other = " ".join(one), " ".join(other)
    found = compared(one, other)
    for passage in found.passages:
        assert one[passage.start : passage.end] == other[passage.other_start : passage.other_end]
        assert passage.words == len(one[passage.start : passage.end].split()) >= LEAST_WORDS
    assert 0 <= found.mutual <= found.score <= 1
    assert found.score == compared(other, one).score


@settings(max_examples=60)
@given(WORDS, WORDS, st.integers(0, 10**9))
def test_texts_that_share_enough_words_in_a_row_share_a_fingerprint(before, after, number):
    common = [f"w{number}x{index}" for index in range(WINDOW + SHINGLE - 1)]
    one = hashes_of(list(words_of(" ".join([*before, *common]))))
    other = hashes_of(list(words_of(" ".join([*common, *after]))))
    assert len(np.intersect1d(fingerprints(one), fingerprints(other)))


def test_candidates_are_pairs_with_enough_in_common():
    arrays = [np.array(found, dtype=np.uint64) for found in ([1, 2, 3], [2, 3, 4], [4, 9], [7])]
    assert sorted(candidates(enumerate(arrays))) == [(0, 1), (1, 2)]
    assert sorted(candidates(enumerate(arrays), least=2)) == [(0, 1)]
    assert list(candidates([])) == []
