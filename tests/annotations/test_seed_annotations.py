"""The demo annotations of five articles: whole in themselves, with everything that a reader should find in them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from edtf import parse_edtf

from annotations import vocabulary
from archive.vocabulary import Certainty
from tests.annotations.seed_annotations import (
    ANNOTATIONS,
    BESIDE,
    BY_KEY,
    CLAIMS,
    DATA,
    ENTITIES,
    MENTIONS,
    READ_WITH,
    SEEDS,
    SET_OF,
    STATEMENTS,
    TEXTS,
    Record,
    content_extent,
    folded,
    is_read,
    words_of,
)

#: Mentions and statements that a full reading of an article gives at least.
LEAST = {"000": (50, 25), "001": (60, 25), "002": (50, 20), "003": (55, 25), "004": (65, 30)}

READ_STATEMENTS = [item for _, item in STATEMENTS if is_read(item["key"])]


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
    statements = {item["key"] for _, item in STATEMENTS}
    assert {*claims} - CLAIMS == set()
    assert {*entity_references()} - {*ENTITIES, None} == set()
    assert {stance["statement"] for stance in DATA["stances"]} - statements == set()
    assert {link[side] for link in DATA["utterance_links"] for side in ("a", "b")} - statements == set()
    assert {reading["article"] for reading in DATA["readings"]} == {*TEXTS}


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
    persons = [item for _, item in MENTIONS if item["mention"]["tag"] == "person"]
    printed = {(item["mention"]["entity"], folded(item["spans"][0]["exact"])) for item in persons}
    assert printed - {(key, name["name"]) for key, one in ENTITIES.items() for name in one["names"]} == set()


def test_each_article_is_read_with_a_set_that_covers_it() -> None:
    layers = Counter((article, BY_KEY[key]["layer"]) for key, (article, _) in SET_OF.items() if is_read(key))
    counts = {article: (layers[article, "entities"], layers[article, "statements"]) for article in TEXTS}
    assert [article for article, (m, s) in LEAST.items() if counts[article][0] < m or counts[article][1] < s] == []
    assert ({*SET_OF.values()}, {article for article, _ in READ_WITH}) == (READ_WITH | BESIDE, {*TEXTS})


def test_sets_that_articles_are_read_with_hold_enough_of_everything() -> None:
    linked = [i["mention"]["entity"] for _, i in MENTIONS if is_read(i["key"]) and i["mention"]["entity"]]
    attributions = Counter(item["statement"]["attribution"] for item in READ_STATEMENTS)
    nested = [item["key"] for item in READ_STATEMENTS if item["statement"]["parent"]]
    articles = {(stance["claim"], SET_OF[stance["statement"]][0]) for stance in DATA["stances"]}
    shared = [claim for claim, times in Counter(claim for claim, _ in articles).items() if times > 1]
    assert (len(linked) >= 120, len({*linked}) >= 35) == (True, True)
    assert (len(READ_STATEMENTS) - attributions["none"] >= 45, len(nested) >= 3) == (True, True)
    assert {*attributions} == {"direct", "indirect", "mixed", "none"}
    assert (len(shared) >= 18, {*CLAIMS} - {claim for claim, _ in articles}) == (True, set())


def test_readme_gives_the_figures() -> None:
    linked = [i["mention"]["entity"] for _, i in MENTIONS if is_read(i["key"])]
    attributed = [item for item in READ_STATEMENTS if item["statement"]["attribution"] != "none"]
    nested = [item for item in READ_STATEMENTS if item["statement"]["parent"]]
    figures = [
        f"{len(linked)} mentions of {len({*linked})} entities and {len(READ_STATEMENTS)} statements",
        f"{len(attributed)} of them attributed, {len(nested)} nested",
        f"{len(CLAIMS)} claims with {len(DATA['stances'])} stances",
    ]
    readme = folded((SEEDS / "README.md").read_text(encoding="utf-8"))
    assert [figure for figure in figures if figure not in readme] == []


def statements_with(**source: Any) -> list[Record]:
    """Give the statements read that have a source with these members."""
    return [
        item
        for item in READ_STATEMENTS
        if any(source.items() <= found.items() for found in item["statement"]["sources"])
    ]


def test_misspelled_man_speaks_in_three_articles() -> None:
    spoken = statements_with(role="speaker", entity="konstantin-totsky")
    assert {SET_OF[item["key"]][0] for item in spoken} == {"000", "001", "002"}
    marked = {(o["article"], i["spans"][0]["exact"]) for o, i in MENTIONS if is_read(i["key"]) and "Tot" in str(i)}
    assert {("000", "Konstantin Totksy"), ("001", "Konstantin Totsky"), ("002", "Totskiy")} <= marked


def passed_on(item: Record) -> tuple[str, str, list[str], list[str], list[str]]:
    """Give the article, who speaks, who passes it on, and the cue, of a statement with a relay."""
    roles = {source["role"]: source for source in item["statement"]["sources"]}
    speaker = roles["speaker"]["entity"] or roles["speaker"]["kind"]
    relay = [roles["relay"]["kind"], roles["relay"]["entity"] or ""]
    return SET_OF[item["key"]][0], speaker, relay, words_of(item, "via"), words_of(item, "cue")


def test_relays_are_told_from_speakers() -> None:
    correspondent = ["reporter", "jonathan-marcus"], ["our diplomatic correspondent"]
    quoted = ["quoted", "as saying"]
    assert [passed_on(item) for item in statements_with(role="relay")] == [
        ("001", "konstantin-totsky", *correspondent, ["hinted"]),
        ("001", "konstantin-totsky", *correspondent, ["described as"]),
        ("002", "konstantin-totsky", ["interpreter", ""], ["an interpreter"], ["says"]),
        ("003", "unnamed", ["named", "vedomosti"], ["Vedomosti"], quoted),
        ("004", "anatoly-serdyukov", ["agency", "interfax"], ["Interfax"], quoted),
    ]


def test_capitals_and_officials_speak_for_their_state() -> None:
    capitals = statements_with(description="Washington", entity="united-states", speaks_for="united-states")
    assert {SET_OF[item["key"]][0] for item in capitals} == {"001", "004"}
    unnamed = statements_with(role="speaker", kind="unnamed", entity=None)
    assert {SET_OF[item["key"]][0] for item in unnamed} == {*TEXTS}
    assert [source for item in unnamed for source in item["statement"]["sources"] if not source["description"]] == []
