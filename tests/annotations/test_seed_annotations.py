"""The demo annotations of two articles: whole in themselves, true to the text, and what they say of one another."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf

from annotations import vocabulary
from archive.vocabulary import Certainty

Record = dict[str, Any]
Extent = tuple[int, int]

SEEDS = Path(__file__).parents[2] / "seeds"
DATA: Record = json.loads((SEEDS / "annotations.json").read_text(encoding="utf-8"))
TEXTS = {path.name[:3]: path.read_bytes().decode() for path in sorted(SEEDS.glob("00[01]_*.txt"))}
#: 1-based lines that are not the article's own: a truncation mark; page furniture and alt texts.
BOILERPLATE_LINES = {"000": {1}, "001": {1, 2, 3, 4, 6, 28, *range(40, 53)}}

ANNOTATIONS: list[tuple[Record, Record]] = [(owner, item) for owner in DATA["sets"] for item in owner["annotations"]]
MENTIONS = [(owner, item) for owner, item in ANNOTATIONS if item["layer"] == "entities"]
STATEMENTS = [(owner, item) for owner, item in ANNOTATIONS if item["layer"] == "statements"]
ENTITIES: dict[str, Record] = {entity["key"]: entity for entity in DATA["entities"]}
CLAIMS = {claim["key"] for claim in DATA["claims"]}
BY_KEY = {item["key"]: item for _, item in ANNOTATIONS}
SET_OF = {item["key"]: (owner["article"], owner["annotator"]) for owner, item in ANNOTATIONS}
#: Mentions and statements that a full reading gives at least.
LEAST = {("000", "annotator-1"): (35, 10), ("001", "curator-1"): (45, 12)}

#: What it makes of two articles that one of them affirms a claim and the other a related claim.
BEARINGS = {"contradicts": "contradicts", "supports": "corroborates"}
#: What the two articles say of one another, as (relation, content in 000, content in 001).
CLAIM_PAIRS: set[tuple[str, Extent, Extent]] = {
    ("corroborates", (699, 795), (760, 861)),  # ten interceptors in Poland, a radar in the Czech Republic
    ("corroborates", (984, 1040), (1608, 1762)),  # no objections, no critical comments
    ("corroborates", (1130, 1194), (1320, 1450)),  # the two systems complement each other: de Hoop Scheffer
    ("corroborates", (1075, 1129), (1320, 1450)),  # the same claim, as the allies agreed it
    ("contradicts", (1329, 1400), (1191, 1238)),  # which states are left uncovered
}


def spans_of(item: Record, role: str) -> list[Record]:
    return [span for span in item["spans"] if span["role"] == role]


def content_extent(key: str) -> Extent:
    content = spans_of(BY_KEY[key], "content")
    return content[0]["start"], content[-1]["end"]


def lines_of(text: str, span: Record) -> set[int]:
    return set(range(text.count("\n", 0, span["start"]) + 1, text.count("\n", 0, span["end"]) + 2))


def bearing_of(left: Record, right: Record) -> str:
    """Give what a stance of one article and one of the other make of each other, or nothing."""
    polarities = {left["polarity"], right["polarity"]}
    if left["claim"] == right["claim"]:
        meeting = {("affirms",): "corroborates", ("denies",): "corroborates", ("affirms", "denies"): "contradicts"}
        return meeting.get(tuple(sorted(polarities)), "")
    claims = {left["claim"], right["claim"]}
    kinds = {one["kind"] for one in DATA["relations"] if {one["a"], one["b"]} == claims}
    bearings = [bearing for kind, bearing in BEARINGS.items() if kind in kinds and polarities == {"affirms"}]
    return bearings[0] if bearings else ""


def derived_pairs() -> set[tuple[str, Extent, Extent]]:
    confirmed = [(SET_OF[one["statement"]][0], one) for one in DATA["stances"] if one["status"] == "confirmed"]
    sides = [[one for article, one in confirmed if article == side] for side in ("000", "001")]
    return {
        (bearing_of(left, right), content_extent(left["statement"]), content_extent(right["statement"]))
        for left, right in product(*sides)
        if bearing_of(left, right)
    }


def overlap(one: Extent, other: Extent) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def test_spans_quote_the_text() -> None:
    placed = [(TEXTS[owner["article"]], span) for owner, item in ANNOTATIONS for span in item["spans"]]
    assert [span for text, span in placed if text[span["start"] : span["end"]] != span["exact"]] == []
    assert [span for _, span in placed if not 0 <= span["start"] < span["end"]] == []
    assert [span for _, span in placed if span["exact"] != span["exact"].strip()] == []


def test_spans_stay_on_one_line_of_content() -> None:
    placed = [(owner["article"], item["key"], span) for owner, item in ANNOTATIONS for span in item["spans"]]
    lines = [(article, key, lines_of(TEXTS[article], span)) for article, key, span in placed]
    assert [key for article, key, on in lines if len(on) != 1 or on & BOILERPLATE_LINES[article]] == []


def test_spans_of_one_role_follow_the_text() -> None:
    rows = [(i["key"], spans_of(i, role)) for _, i in ANNOTATIONS for role in vocabulary.SpanRole.values]
    assert [key for key, spans in rows for one, two in pairwise(spans) if one["end"] > two["start"]] == []


def test_mentions_have_one_body_span_without_closing_punctuation() -> None:
    assert [i["key"] for _, i in MENTIONS if [span["role"] for span in i["spans"]] != ["body"]] == []
    # a stop closes an abbreviation, "U.S.", and nothing else
    words = [item["spans"][0]["exact"].removesuffix("U.S.") or "US" for _, item in MENTIONS]
    assert [exact for exact in words if not (exact[0].isalnum() and exact[-1].isalnum())] == []


def test_statements_have_content_and_no_body() -> None:
    roles = [(item["key"], {span["role"] for span in item["spans"]}) for _, item in STATEMENTS]
    assert [key for key, found in roles if "content" not in found or "body" in found] == []


def words_of(item: Record, source: Record) -> str:
    """Give the words of the span that a source points to, or none where it has none."""
    role, _, order = (source["span"] or "").partition(":")
    return str(spans_of(item, role)[int(order)]["exact"]) if role else ""


def test_sources_point_to_a_span_and_are_described_as_printed() -> None:
    described = [(item, source) for _, item in STATEMENTS for source in item["statement"]["sources"]]
    assert [i["key"] for i, source in described if source["description"] != words_of(i, source)] == []


def test_outlets_own_voice_has_content_alone() -> None:
    own_voice = [item for _, item in STATEMENTS if item["statement"]["attribution"] == "none"]
    assert {span["role"] for item in own_voice for span in item["spans"]} == {"content"}
    assert [item["key"] for item in own_voice if item["statement"]["sources"] or item["statement"]["parent"]] == []


def test_keys_are_unique() -> None:
    keys = [one["key"] for one in (*(item for _, item in ANNOTATIONS), *DATA["entities"], *DATA["claims"])]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def entity_references() -> Iterator[str | None]:
    yield from (item["mention"]["entity"] for _, item in MENTIONS)
    yield from (claim["place"] for claim in DATA["claims"])
    for _, item in STATEMENTS:
        for source in item["statement"]["sources"]:
            yield from (source["entity"], source["speaks_for"])


def test_references_resolve() -> None:
    claims = [row["claim"] for row in DATA["stances"] + DATA["readings"]]
    claims += [relation[side] for relation in DATA["relations"] for side in ("a", "b")]
    assert {*claims} - CLAIMS == set()
    assert {*entity_references()} - {*ENTITIES, None} == set()
    assert {stance["statement"] for stance in DATA["stances"]} - {item["key"] for _, item in STATEMENTS} == set()
    assert {reading["article"] for reading in DATA["readings"]} <= {*TEXTS}


def test_parents_stand_in_the_same_set_and_end_at_a_statement_without_parent() -> None:
    for _, item in STATEMENTS:
        seen = [item["key"]]
        while (parent := BY_KEY[seen[-1]]["statement"]["parent"]) is not None:
            assert parent not in seen
            assert SET_OF[parent] == SET_OF[item["key"]]
            seen.append(parent)


def test_nested_statement_stands_in_the_content_of_its_parent() -> None:
    nested = [(item["key"], item["statement"]["parent"]) for _, item in STATEMENTS if item["statement"]["parent"]]
    extents = [(key, content_extent(key), content_extent(parent)) for key, parent in nested]
    assert [key for key, inner, outer in extents if inner[0] < outer[0] or inner[1] > outer[1]] == []


def vocabulary_values() -> dict[str, tuple[set[str], list[str]]]:
    statements = [item["statement"] for _, item in STATEMENTS]
    sources = [source for statement in statements for source in statement["sources"]]
    roles = [span["role"] for _, item in ANNOTATIONS for span in item["spans"]]
    named = {
        "layer": ([layer["kind"] for layer in DATA["project"]["layers"]], vocabulary.LayerKind.values),
        "set role": ([owner["role"] for owner in DATA["sets"]], vocabulary.SetRole.values),
        "set state": ([owner["state"] for owner in DATA["sets"]], vocabulary.READABLE_STATES),
        "span role": (roles, vocabulary.SpanRole.values),
        "attribution": ([one["attribution"] for one in statements], vocabulary.Attribution.values),
        "factuality": ([one["factuality"] for one in statements], [*vocabulary.Factuality.values, ""]),
        "source role": ([source["role"] for source in sources], vocabulary.SourceRole.values),
        "source kind": ([source["kind"] for source in sources], vocabulary.SourceKind.values),
        "certainty": ([item["mention"]["certainty"] for _, item in MENTIONS], Certainty.values),
        "entity": ([entity["kind"] for entity in ENTITIES.values()], vocabulary.EntityKind.values),
        "name": ([name["kind"] for one in ENTITIES.values() for name in one["names"]], vocabulary.NameKind.values),
        "polarity": ([stance["polarity"] for stance in DATA["stances"]], vocabulary.Polarity.values),
        "stance status": ([stance["status"] for stance in DATA["stances"]], vocabulary.ReviewStatus.values),
        "relation": ([one["kind"] for one in DATA["relations"]], vocabulary.ClaimRelationKind.values),
        "extent": ([one["extent"] for one in DATA["relations"]], [*vocabulary.Extent.values, ""]),
        "decision": ([one["decision"] for one in DATA["adjudications"]], vocabulary.Decision.values),
    }
    return {name: ({*found}, [str(value) for value in allowed]) for name, (found, allowed) in named.items()}


@pytest.mark.parametrize("name", vocabulary_values())
def test_values_come_from_the_closed_list_of(name: str) -> None:
    found, allowed = vocabulary_values()[name]
    assert found - {*allowed} == set()


def test_tags_are_those_of_the_project_and_fit_the_entity() -> None:
    tags = {tag["code"] for layer in DATA["project"]["layers"] for tag in layer["tags"]}
    assert {item["mention"]["tag"] for _, item in MENTIONS} == tags
    assert [i["key"] for _, i in MENTIONS if i["mention"]["tag"] != ENTITIES[i["mention"]["entity"]]["kind"]] == []


def test_dates_are_edtf() -> None:
    dates = [item["statement"]["said"] for _, item in STATEMENTS] + [claim["time"] for claim in DATA["claims"]]
    assert [str(parse_edtf(date)) for date in dates if date] == [date for date in dates if date]


def test_persons_have_every_printed_form_among_their_names() -> None:
    printed = {(i["mention"]["entity"], i["spans"][0]["exact"]) for _, i in MENTIONS if i["mention"]["tag"] == "person"}
    assert printed - {(key, name["name"]) for key, one in ENTITIES.items() for name in one["names"]} == set()


def test_each_set_covers_its_article() -> None:
    layers = Counter((*SET_OF[item["key"]], item["layer"]) for _, item in ANNOTATIONS)
    thin = [key for key, (m, s) in LEAST.items() if layers[*key, "entities"] < m or layers[*key, "statements"] < s]
    assert thin == []
    assert {*SET_OF.values()} == {*LEAST, ("000", "annotator-2"), ("001", "annotator-1"), ("001", "annotator-2")}


@pytest.mark.parametrize(
    ("owner", "start", "end"),
    [
        pytest.param(("000", "annotator-1"), 1401, 1422, id="000 his office: Russian envoy to NATO"),
        pytest.param(("000", "annotator-1"), 1423, 1440, id="000 his name misspelled: Konstantin Totksy"),
        pytest.param(("001", "curator-1"), 2147, 2169, id="001 his office: The Russian ambassador"),
        pytest.param(("001", "curator-1"), 2171, 2188, id="001 his name: Konstantin Totsky"),
        pytest.param(("001", "curator-1"), 2314, 2323, id="001 his name with title: Mr Totsky"),
        pytest.param(("001", "curator-1"), 2403, 2423, id="001 his role: the Russian diplomat"),
    ],
)
def test_totsky_is_marked_where_he_is_printed(owner: tuple[str, str], start: int, end: int) -> None:
    places = [(SET_OF[i["key"]], i["spans"][0]["start"], i["spans"][0]["end"], i["mention"]) for _, i in MENTIONS]
    found = [mention["entity"] for who, first, last, mention in places if (who, first, last) == (owner, start, end)]
    assert found == ["konstantin-totsky"]


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


def test_stances_stand_on_the_curated_statements_or_on_the_annotators_where_nobody_curated() -> None:
    owners = {SET_OF[stance["statement"]] for stance in DATA["stances"]}
    assert owners == {("000", "annotator-1"), ("000", "annotator-2"), ("001", "curator-1")}
    assert max(Counter((one["claim"], one["statement"]) for one in DATA["stances"]).values()) == 1


def test_article_is_not_silent_on_a_claim_that_it_speaks_to() -> None:
    spoken = {(stance["claim"], SET_OF[stance["statement"]][0]) for stance in DATA["stances"]}
    assert {(reading["claim"], reading["article"]) for reading in DATA["readings"]} & spoken == set()
    assert CLAIMS - {claim for claim, _ in spoken} == set()


def test_articles_corroborate_and_contradict_each_other_as_read() -> None:
    assert derived_pairs() == CLAIM_PAIRS


@pytest.mark.parametrize(
    ("relation", "in_000", "in_001"),
    [
        pytest.param("corroborates", (723, 795), (760, 861), id="ten interceptors and a radar"),
        pytest.param("corroborates", (962, 1040), (1608, 1800), id="no objections, no critical comments"),
        pytest.param("corroborates", (1130, 1194), (1320, 1450), id="the two systems complement each other"),
        pytest.param("contradicts", (1329, 1400), (1191, 1238), id="which states are left uncovered"),
    ],
)
def test_passages_meet_in_a_derived_pair(relation: str, in_000: Extent, in_001: Extent) -> None:
    met = [pair for pair in derived_pairs() if overlap(pair[1], in_000) and overlap(pair[2], in_001)]
    assert [pair[0] for pair in met] == [relation]


def test_contradiction_of_the_coverage_is_strict() -> None:
    found = [(one["a"], one["b"], one["extent"]) for one in DATA["relations"] if one["kind"] == "contradicts"]
    assert found == [("gap-four-states", "gap-turkey-greece", "strict")]
