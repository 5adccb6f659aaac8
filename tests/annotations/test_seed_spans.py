"""Where the demo annotations stand: true to the text, in the article's own words, in the order of the text."""

from itertools import pairwise

import pytest

from annotations import vocabulary
from tests.annotations.seed_annotations import (
    ANNOTATIONS,
    ENTITIES,
    GROUND_TRUTH,
    MENTIONS,
    SET_OF,
    STATEMENTS,
    TEXTS,
    Record,
    folded,
    is_read,
    overlap,
    spans_of,
    words_of,
)

#: 1-based lines that are not the article's own: a truncation mark; page furniture and alt texts.
BOILERPLATE_LINES = {
    one["seed"]: {row["line"] for row in one["boilerplate"]} | ({*range(40, 53)} if one["seed"] == "001" else set())
    for one in GROUND_TRUTH["seeds"]
}
VARIANTS = [(one["id"], variant) for one in GROUND_TRUTH["entity_variants"] for variant in one["variants"]]


def lines_of(text: str, span: Record) -> set[int]:
    return set(range(text.count("\n", 0, span["start"]) + 1, text.count("\n", 0, span["end"]) + 2))


def test_spans_quote_the_text() -> None:
    placed = [(TEXTS[owner["article"]], span) for owner, item in ANNOTATIONS for span in item["spans"]]
    assert [span for text, span in placed if text[span["start"] : span["end"]] != span["exact"]] == []
    assert [span for _, span in placed if not 0 <= span["start"] < span["end"]] == []
    assert [span for _, span in placed if span["exact"] != span["exact"].strip()] == []


def test_spans_stay_in_one_paragraph_of_content() -> None:
    placed = [(owner["article"], item["key"], span) for owner, item in ANNOTATIONS for span in item["spans"]]
    lines = [(article, key, lines_of(TEXTS[article], span)) for article, key, span in placed]
    assert [key for article, key, on in lines if on & BOILERPLATE_LINES[article]] == []
    # The paragraphs of 003 run over several lines and are parted by empty ones; elsewhere each is one line.
    assert [key for article, key, on in lines if len(on) != 1 and article != "003"] == []
    assert [key for article, key, span in placed if "\n\n" in span["exact"]] == []
    assert [key for article, key, on in lines if len(on) > 1 and is_read(key)] != []


def test_spans_of_one_role_follow_the_text() -> None:
    rows = [(i["key"], spans_of(i, role)) for _, i in ANNOTATIONS for role in vocabulary.SpanRole.values]
    assert [key for key, spans in rows for one, two in pairwise(spans) if one["end"] > two["start"]] == []


def test_mentions_have_one_body_span_without_closing_punctuation() -> None:
    assert [i["key"] for _, i in MENTIONS if [span["role"] for span in i["spans"]] != ["body"]] == []
    # a stop closes an abbreviation, "U.S.", and nothing else
    words = [item["spans"][0]["exact"].removesuffix("U.S.") or "US" for _, item in MENTIONS]
    assert [exact for exact in words if not (exact[0].isalnum() and exact[-1].isalnum())] == []


def test_no_words_are_marked_twice_in_one_set() -> None:
    places = [(SET_OF[i["key"]], i["spans"][0]["start"], i["spans"][0]["end"]) for _, i in MENTIONS]
    assert len(places) == len({*places})


def test_statements_have_content_and_no_body() -> None:
    roles = [(item["key"], {span["role"] for span in item["spans"]}) for _, item in STATEMENTS]
    assert [key for key, found in roles if "content" not in found or "body" in found] == []


def test_attributed_statements_have_a_cue() -> None:
    attributed = [item for _, item in STATEMENTS if item["statement"]["attribution"] != "none"]
    assert [item["key"] for item in attributed if not spans_of(item, "cue") or not item["statement"]["sources"]] == []


def test_sources_point_to_a_span_and_are_described_as_printed() -> None:
    described = [(item, source) for _, item in STATEMENTS for source in item["statement"]["sources"]]
    places = [(item, source, *(source["span"] or "").partition(":")[::2]) for item, source in described]
    printed = [
        (item["key"], source["description"], words_of(item, role)[int(order)] if role else "")
        for item, source, role, order in places
    ]
    assert [key for key, description, words in printed if description != words] == []
    # who speaks is a source, who passes on is via
    roles = {(source["role"], role) for _, source, role, _ in places if role}
    assert roles == {("speaker", "source"), ("relay", "via")}


def test_outlets_own_voice_has_content_alone() -> None:
    own_voice = [item for _, item in STATEMENTS if item["statement"]["attribution"] == "none"]
    assert {span["role"] for item in own_voice for span in item["spans"]} == {"content"}
    assert [item["key"] for item in own_voice if item["statement"]["sources"] or item["statement"]["parent"]] == []


@pytest.mark.parametrize(
    ("entity", "variant"),
    [pytest.param(entity, variant, id=f"{variant['seed']} {variant['quote']}") for entity, variant in VARIANTS],
)
def test_variant_is_a_name_of_its_entity_and_marked_where_it_stands(entity: str, variant: Record) -> None:
    # a name is marked without the possessive, and so are its records
    name = variant["quote"].removesuffix("'s")
    assert name in {row["name"] for row in ENTITIES[entity]["names"]}
    place = (variant["char_start"], variant["char_end"])
    marked = [
        folded(item["spans"][0]["exact"])
        for owner, item in MENTIONS
        if owner["article"] == variant["seed"] and is_read(item["key"]) and item["mention"]["entity"] == entity
        if overlap(place, (item["spans"][0]["start"], item["spans"][0]["end"]))
    ]
    # a mention may have more words than the variant ("NATO" for "the NATO 26", a title) or lack the article in front
    assert [words for words in marked if words in name or name in words] == marked
    # one stands in an alt text first, which is not the article's own
    lines = lines_of(TEXTS[variant["seed"]], {"start": place[0], "end": place[1]})
    assert (marked == []) is bool(lines & BOILERPLATE_LINES[variant["seed"]])
