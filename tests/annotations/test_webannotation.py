"""Annotations as W3C Web Annotations: there and back, and plain ones of other tools."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from annotations import vocabulary
from annotations.snapshots import AnnotationSnapshot, MentionSnapshot
from annotations.webannotation import ANNO_CONTEXT, CONTEXT, to_web_annotation
from annotations.webannotation.context import CODES
from archive.vocabulary import Certainty
from tests.annotations.web_annotations import (
    AGENT,
    ANNOTATION,
    ARTICLE,
    BASE,
    DEFAULTS,
    ENTITY,
    MENTION,
    NOON,
    PARENT,
    POSITION,
    QUOTE,
    SOURCE,
    STATEMENT,
    TEXT,
    WORDS,
    annotations,
    plain,
    read,
    span,
    write,
)


def test_to_web_annotation_writes_a_mention_by_the_standard() -> None:
    data = to_web_annotation(
        MENTION, base_url=f"{BASE}/", article_uuid=ARTICLE, text_version_uuid=TEXT, agents={AGENT: "Annotator One"}
    )
    assert data == {
        "@context": ["http://www.w3.org/ns/anno.jsonld", CONTEXT],
        "id": f"{BASE}/annotations/{ANNOTATION}",
        "type": "Annotation",
        "motivation": "identifying",
        "creator": {"id": f"{BASE}/agents/{AGENT}", "name": "Annotator One"},
        "created": "2026-11-20T12:00:00Z",
        "modified": "2026-11-20T12:05:00.000007Z",
        "dl:layer": "entities",
        "dl:version": 3,
        "prov:wasDerivedFrom": f"{BASE}/annotations/{PARENT}",
        "body": [
            {
                "type": "TextualBody",
                "purpose": "tagging",
                "format": "text/plain",
                "value": "person",
                "dl:certainty": "dl:high",
            },
            {"type": "SpecificResource", "purpose": "identifying", "source": f"{BASE}/entities/{ENTITY}"},
        ],
        "target": [
            {
                "id": f"{BASE}/annotations/{ANNOTATION}#body-0",
                "type": "SpecificResource",
                "source": SOURCE,
                "scope": f"{BASE}/articles/{ARTICLE}",
                "dl:role": "dl:body",
                "dl:order": 0,
                "selector": [
                    {"type": "TextPositionSelector", "start": 24, "end": 41},
                    {
                        "type": "TextQuoteSelector",
                        "exact": "Konstantin Totsky",
                        "prefix": "The Russian ambassador, ",
                        "suffix": ", said that a common threat call",
                    },
                ],
            }
        ],
    }


def test_to_web_annotation_writes_a_statement_as_one_body() -> None:
    assert write(STATEMENT)["body"] == [
        {
            "id": f"{BASE}/annotations/{ANNOTATION}#statement",
            "type": "dl:Statement",
            "dl:attribution": "dl:indirect",
            "dl:factuality": "dl:CT+",
            "dl:said": "2007-04-19",
            "dl:occasion": "a press conference",
            "dl:parent": f"{BASE}/annotations/{PARENT}#statement",
            "dl:sources": [
                {
                    "type": "dl:StatementSource",
                    "dl:order": 0,
                    "dl:role": "dl:speaker",
                    "dl:kind": "dl:named",
                    "dl:entity": f"{BASE}/entities/{ENTITY}",
                    "dl:description": "Konstantin Totsky",
                    "dl:speaksFor": f"{BASE}/entities/{PARENT}",
                    "dl:span": f"{BASE}/annotations/{ANNOTATION}#source-0",
                },
                {"type": "dl:StatementSource", "dl:order": 1, "dl:role": "dl:relay", "dl:kind": "dl:agency"},
            ],
        }
    ]


@pytest.mark.parametrize("text", [pytest.param(None, id="without the text"), pytest.param(WORDS, id="with it")])
@pytest.mark.parametrize("snapshot", [pytest.param(MENTION, id="mention"), pytest.param(STATEMENT, id="statement")])
def test_from_web_annotation_gives_back_what_was_written(snapshot: AnnotationSnapshot, text: str | None) -> None:
    assert read(write(snapshot), text) == snapshot


def test_to_web_annotation_gives_a_context_of_its_own_each_time() -> None:
    first = to_web_annotation(MENTION, base_url=BASE, article_uuid=ARTICLE, text_version_uuid=TEXT)
    first["@context"][1]["dl:role"]["@type"] = "changed"  # type: ignore[index] - the test looks into plain data
    assert write(MENTION)["@context"] == [ANNO_CONTEXT, CONTEXT]


def test_from_web_annotation_reads_an_object_that_stands_in_a_larger_one() -> None:
    data = write(STATEMENT)
    del data["@context"]
    assert read(data) == STATEMENT


def test_every_term_that_is_written_stands_in_the_context() -> None:
    text = json.dumps([write(MENTION), write(STATEMENT)])
    plain = {"dl:layer", "dl:version", "dl:order", "dl:occasion", "dl:description"}
    written = {part.split('"')[0] for part in text.split('"dl:')[1:] if part.split('"')[1].startswith(": ")}
    assert {f"dl:{name}" for name in written} - plain == {name for name in CONTEXT if name.startswith("dl:")}


@pytest.mark.parametrize("name", CODES)
def test_codes_are_those_of_the_vocabulary(name: str) -> None:
    choices = Certainty if name == "Certainty" else getattr(vocabulary, name)
    assert CODES[name] == set(choices.values)


@settings(max_examples=300, deadline=None)
@given(annotations())
def test_from_web_annotation_gives_back_any_snapshot(snapshot: AnnotationSnapshot) -> None:
    assert read(write(snapshot)) == snapshot


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(plain(QUOTE), id="quotation only"),
        pytest.param(plain({**QUOTE, "prefix": "ambassador, ", "suffix": ", said"}), id="quotation with its context"),
        pytest.param(plain({**QUOTE, "prefix": "ambassador,\n"}), id="quotation with other white space before it"),
        pytest.param(plain(POSITION), id="position only"),
    ],
)
def test_from_web_annotation_finds_the_words_of_a_plain_annotation(data: dict[str, object]) -> None:
    assert read(data, WORDS, DEFAULTS) == AnnotationSnapshot(
        uuid=ANNOTATION,
        layer="entities",
        version=1,
        motivation="identifying",
        creator=AGENT,
        created=NOON,
        modified=NOON,
        spans=(span("Konstantin Totsky"),),
        mention=MentionSnapshot(tag="person"),
    )


def test_from_web_annotation_numbers_plain_targets_in_their_order() -> None:
    data = plain(POSITION)
    data["target"] = [{"source": SOURCE, "selector": selector} for selector in (QUOTE, {**QUOTE, "exact": "He left"})]
    found = read(data, WORDS, DEFAULTS)
    assert found.spans == (span("Konstantin Totsky"), span("He left", order=1))


def test_from_web_annotation_replaces_a_foreign_creator_by_the_default() -> None:
    data = {**plain(POSITION), "creator": {"id": "https://tool.example/users/4", "type": "Person", "name": "Four"}}
    assert read(data, WORDS, DEFAULTS).creator == AGENT


def test_from_web_annotation_keeps_what_a_plain_annotation_says() -> None:
    data = {
        **plain(POSITION),
        "created": "2026-01-02T03:04:05.678+01:00",
        "dl:layer": "names",
        "motivation": "commenting",
    }
    found = read(data, WORDS, DEFAULTS)
    moment = datetime(2026, 1, 2, 2, 4, 5, 678000, tzinfo=UTC)
    assert (found.created, found.modified, found.layer, found.motivation) == (moment, moment, "names", "commenting")
