"""What curators judge in the demo: adjudications, stances, readings, and what the articles say of one another."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from annotations.vocabulary import ClaimRelationKind, Polarity
from tests.annotations.seed_annotations import (
    BESIDE,
    BY_KEY,
    CLAIMS,
    DATA,
    GROUND_TRUTH,
    READ_WITH,
    SET_OF,
    TEXTS,
    Record,
    content_extent,
    is_read,
    overlap,
    spans_of,
)

#: Pairs that the ground truth lists, by their number there, and those that follow from them, with the reason.
PAIRS: dict[str, list[Record]] = json.loads((Path(__file__).parents[1] / "data" / "demo-pairs.json").read_text())


class Pair(NamedTuple):
    """Two statements of different articles, the smaller key first, and what they make of each other."""

    relation: str
    extent: str
    a: str
    b: str


#: What two statements make of each other that affirm two claims of which one bears on the other; the rest say nothing.
BEARINGS = {
    ClaimRelationKind.SUPPORTS: "corroborates",
    ClaimRelationKind.CONTRADICTS: "contradicts",
    ClaimRelationKind.FULFILS: "fulfils",
}


def bearing_of(left: Record, right: Record) -> tuple[str, str] | None:
    """Give relation and extent of what two stances make of each other, or None."""
    polarities = {left["polarity"], right["polarity"]}
    if left["claim"] == right["claim"]:
        if polarities == {Polarity.AFFIRMS, Polarity.DENIES}:
            return "contradicts", "strict"
        return ("corroborates", "") if polarities in ({Polarity.AFFIRMS}, {Polarity.DENIES}) else None
    if polarities != {Polarity.AFFIRMS}:
        return None
    claims = {left["claim"], right["claim"]}
    related = [one for one in DATA["relations"] if {one["a"], one["b"]} == claims and one["kind"] in BEARINGS]
    return (BEARINGS[related[0]["kind"]], related[0]["extent"]) if related else None


def meetings() -> Iterator[tuple[Pair, set[str]]]:
    """Give each pair that the stances read imply across articles, with the claims it goes through.

    Statements linked as one utterance are the same words, so neither supports the other.
    """
    links = {frozenset((link["a"], link["b"])) for link in DATA["utterance_links"]}
    stances = [one for one in DATA["stances"] if one["status"] == "confirmed" and is_read(one["statement"])]
    for left, right in combinations(stances, 2):
        a, b = sorted((left["statement"], right["statement"]))
        bearing = bearing_of(left, right)
        if bearing is None or SET_OF[a][0] == SET_OF[b][0]:
            continue
        if bearing == ("corroborates", "") and frozenset((a, b)) in links:
            bearing = ("same-utterance", "")
        yield Pair(*bearing, a, b), {left["claim"], right["claim"]}


def pair_of(row: Record) -> Pair:
    return Pair(**{name: row[name] for name in Pair._fields})


LISTED = {pair_of(row): row["number"] for row in PAIRS["listed"]}
FURTHER = {pair_of(row): row["why"] for row in PAIRS["further"]}


def test_articles_say_of_one_another_what_was_listed_and_what_follows_and_nothing_else() -> None:
    assert {pair for pair, _ in meetings()} == {*LISTED, *FURTHER}
    assert {*LISTED} & {*FURTHER} == set()
    assert [pair for pair, why in FURTHER.items() if not why] == []


@pytest.mark.parametrize(
    ("number", "truth"),
    [pytest.param(number, one, id=f"{number} {one['note']}") for number, one in enumerate(GROUND_TRUTH["claim_pairs"])],
)
def test_listed_pair_joins_the_passages_of_the_ground_truth(number: int, truth: Record) -> None:
    [pair] = [pair for pair, found in LISTED.items() if found == number]
    assert (pair.relation, pair.extent) == (truth["relation"], truth.get("extent", ""))
    sides = {truth[side]["seed"]: (truth[side]["char_start"], truth[side]["char_end"]) for side in ("a", "b")}
    assert {SET_OF[key][0] for key in pair[2:]} == {*sides}
    assert [key for key in pair[2:] if not overlap(content_extent(key), sides[SET_OF[key][0]])] == []


def test_further_pairs_go_through_claims_of_listed_pairs() -> None:
    grounds = [claims for pair, claims in meetings() if pair in LISTED]
    loose = [(pair, claims) for pair, claims in meetings() if not claims <= set().union(*grounds)]
    assert loose == []


def test_utterance_links_join_words_of_one_speaker_and_not_a_talking_point_of_two() -> None:
    linked = {(link["a"], link["b"]) for link in DATA["utterance_links"]}
    same = {(pair.a, pair.b) for pair, _ in meetings() if pair.relation == "same-utterance"}
    # the second annotator of 000 marked the same words of de Hoop Scheffer
    assert linked == same | {("000-a2-s02", "002-a2-s06")}
    speakers = [tuple(BY_KEY[key]["statement"]["sources"][0]["entity"] for key in pair) for pair in linked]
    assert [pair for pair in speakers if len({*pair}) != 1] == []
    spectrum = [key for key in BY_KEY if "full spectrum" in " ".join(span["exact"] for span in words(key))]
    entities = [BY_KEY[key]["statement"]["sources"][0]["entity"] for key in spectrum]
    assert entities == ["eric-edelman", "robert-gates"]
    assert tuple(spectrum) not in {(pair.a, pair.b) for pair, _ in meetings()} | linked


def words(key: str) -> list[Record]:
    return spans_of(BY_KEY[key], "content")


def test_contradictions_have_an_extent_and_other_relations_none() -> None:
    assert [one for one in DATA["relations"] if (one["kind"] == "contradicts") is not bool(one["extent"])] == []
    assert [one for one in DATA["relations"] if not one["rationale"]] == []
    sides = [frozenset((one["a"], one["b"])) for one in DATA["relations"]]
    assert len(sides) == len({*sides})


def test_every_annotation_of_001_is_adjudicated() -> None:
    decided = DATA["adjudications"]
    annotated = {key for key, (article, who) in SET_OF.items() if article == "001" and who.startswith("annotator")}
    curated = Counter(key for key, (_, who) in SET_OF.items() if who == "curator-1")
    assert {key for one in decided for key in one["sources"]} == annotated
    assert Counter(one["curated"] for one in decided if one["curated"]) == curated
    assert [one for one in decided if one["article"] != "001" or not one["note"]] == []


def gist(key: str) -> tuple[Any, ...]:
    """Give what an annotation says, apart from its key and those of others."""
    item = BY_KEY[key]
    return item["spans"], item.get("mention"), {**item.get("statement", {}), "parent": None}


def test_curated_annotations_keep_or_change_a_version_as_their_decision_says() -> None:
    made = [(one, BY_KEY[one["curated"]].get("derived_from")) for one in DATA["adjudications"] if one["curated"]]
    unmade = [one["decision"] for one in DATA["adjudications"] if not one["curated"]]
    assert {*unmade} == {"rejected"}
    assert [one for one, origin in made if (origin or "added") not in (*one["sources"], one["decision"])] == []
    kept = {True: "accepted", False: "changed"}
    decisions = [(one["decision"], kept[gist(one["curated"]) == gist(origin)]) for one, origin in made if origin]
    assert [found for found, due in decisions if found != due] == []


def test_two_annotators_of_an_article_differ() -> None:
    for article in {article for article, _ in BESIDE}:
        of = {
            who: {str(BY_KEY[key]["spans"]) for key, owner in SET_OF.items() if owner == (article, who)}
            for who in ("annotator-1", "annotator-2")
        }
        common = of["annotator-1"] & of["annotator-2"]
        assert [who for who, spans in of.items() if not spans - common] == []
        assert len(common) > len(of["annotator-1"]) / 2


def test_stances_stand_on_the_sets_that_articles_are_read_with() -> None:
    owners = {SET_OF[stance["statement"]] for stance in DATA["stances"]}
    assert owners == READ_WITH | {("000", "annotator-2")}
    assert max(Counter((one["claim"], one["statement"]) for one in DATA["stances"]).values()) == 1
    assert [stance for stance in DATA["stances"] if not stance["rationale"]] == []


def test_second_annotator_of_000_adds_no_stance_of_another_kind() -> None:
    judged = [(one["claim"], one["polarity"], one["statement"]) for one in DATA["stances"]]
    first = [(claim, polarity, content_extent(key)) for claim, polarity, key in judged if key.startswith("000-a1")]
    second = [(claim, polarity, content_extent(key)) for claim, polarity, key in judged if key.startswith("000-a2")]
    agreed = [
        (claim, polarity, extent)
        for claim, polarity, extent in second
        if any((claim, polarity) == one[:2] and overlap(extent, one[2]) for one in first)
    ]
    assert (agreed, second != []) == (second, True)


def test_article_is_not_silent_on_a_claim_that_it_speaks_to() -> None:
    spoken = {(stance["claim"], SET_OF[stance["statement"]][0]) for stance in DATA["stances"]}
    silent = [(reading["claim"], reading["article"]) for reading in DATA["readings"]]
    assert ({*silent} & spoken, len(silent)) == (set(), len({*silent}))
    assert CLAIMS - {claim for claim, _ in spoken} == set()


def test_claims_were_looked_for_in_every_article_and_not_before_their_time() -> None:
    known = {(stance["claim"], SET_OF[stance["statement"]][0]) for stance in DATA["stances"]}
    known |= {(reading["claim"], reading["article"]) for reading in DATA["readings"]}
    whole = [claim for claim in CLAIMS if {(claim, article) for article in TEXTS} <= known]
    assert len(whole) >= 18
    # An article is not said to be silent on what came after it.
    late = {claim["key"] for claim in DATA["claims"] if claim["time"] == "2007-04-23"}
    early = [(one["claim"], one["article"]) for one in DATA["readings"] if one["article"] < "003"]
    assert [claim for claim, _ in early if claim in late] == []
