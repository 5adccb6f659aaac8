"""Annotations written by hand in a file: loaded whole or not at all, once, with the same identifiers everywhere."""

import copy
from typing import Any
from uuid import UUID, uuid5

import pytest

from annotations.errors import AnnotationsError, InvalidAnnotationError, InvalidSpanError
from annotations.models import (
    Adjudication,
    Annotation,
    AnnotationSet,
    Claim,
    ClaimReading,
    ClaimRelation,
    Entity,
    Project,
    Stance,
    UtteranceLink,
)
from annotations.services.seeding import load_annotations
from archive.models import Article
from tests.factories import AgentFactory, ArticleFactory
from tests.rows import row_counts

pytestmark = pytest.mark.django_db

NAMESPACE = UUID("0c1f8f5c-2f1b-5d0e-9d3c-6b7a2f3e4d55")
TEXT = "The minister said the bridge was safe."


def _mention(key: str, **options: Any) -> dict[str, Any]:
    return {
        "key": key,
        "layer": "entities",
        "spans": [{"role": "body", "start": 4, "end": 12, "exact": "minister"}],
        "mention": {"tag": "person", "entity": "minister", "certainty": "high"},
        **options,
    }


def _statement(key: str, **options: Any) -> dict[str, Any]:
    source = {"role": "speaker", "kind": "named", "entity": "minister", "description": "", "speaks_for": None}
    return {
        "key": key,
        "layer": "statements",
        "spans": [
            {"role": "content", "start": 18, "end": 37, "exact": "the bridge was safe"},
            {"role": "source", "start": 0, "end": 12, "exact": "The minister"},
        ],
        "statement": {
            "attribution": "indirect",
            "factuality": "CT+",
            "said": "",
            "occasion": "",
            "parent": None,
            "sources": [{**source, "span": "source:0"}],
        },
        **options,
    }


DATA: dict[str, Any] = {
    "project": {
        "slug": "bridge",
        "name": "The bridge",
        "guidelines": "Mark what is named.",
        "guidelines_version": "2",
        "published": True,
        "layers": [
            {
                "code": "entities",
                "kind": "entity",
                "name": "Entities",
                "tags": [{"code": "person", "name": "Person", "colour": "person", "uri": ""}],
            },
            {"code": "statements", "kind": "claim", "name": "Statements", "tags": []},
        ],
    },
    "entities": [
        {
            "key": "minister",
            "kind": "person",
            "label": "The minister",
            "description": "",
            "names": [{"name": "minister", "kind": "role", "language": "en"}],
            "identifiers": [{"scheme": "wikidata", "value": "Q1"}],
        }
    ],
    "claims": [
        {"key": key, "text": f"The bridge is {key}.", "topic": "bridge", "place": None, "time": ""}
        for key in ("safe", "unsafe")
    ],
    "sets": [
        {
            "article": "000",
            "annotator": "curator",
            "role": "curator",
            "annotations": [_mention("c1", derived_from="a1"), _statement("c2")],
        },
        {"article": "000", "annotator": "annotator", "role": "annotator", "annotations": [_mention("a1")]},
        {"article": "001", "annotator": "annotator", "role": "annotator", "annotations": [_statement("b1")]},
    ],
    "adjudications": [
        {"article": "000", "decision": "accepted", "sources": ["a1"], "curated": "c1", "note": ""},
        {"article": "000", "decision": "added", "sources": [], "curated": "c2", "note": "Not seen."},
    ],
    "stances": [
        {"claim": "safe", "statement": "c2", "polarity": "affirms", "status": "confirmed", "rationale": "in its words"}
    ],
    "readings": [{"claim": "unsafe", "article": "000"}],
    "relations": [
        {
            "a": "safe",
            "b": "unsafe",
            "kind": "contradicts",
            "extent": "strict",
            "rationale": "both can't hold",
            "status": "confirmed",
        }
    ],
    "utterance_links": [{"a": "c2", "b": "b1"}],
}


@pytest.fixture
def world() -> dict[str, Any]:
    """Give the articles and the agents that the file names."""
    agents = {name: AgentFactory(label=name) for name in ("annotator", "curator")}
    articles = {key: ArticleFactory(text=TEXT) for key in ("000", "001")}
    return {"articles": articles, "agents": agents, "curator": agents["curator"]}


def test_load_annotations_loads_everything(world):
    counts = load_annotations(DATA, **world)
    assert counts == {"entities": 1, "claims": 2, "sets": 3, "annotations": 4, "stances": 1}
    project = Project.objects.get()
    assert (project.slug, project.guidelines_version, project.published) == ("bridge", "2", True)
    assert list(AnnotationSet.objects.order_by("role", "id").values_list("role", "state")) == [
        ("annotator", "submitted"),
        ("annotator", "submitted"),
        ("curator", "curated"),
    ]
    models = (Annotation, Adjudication, Stance, ClaimReading, ClaimRelation, UtteranceLink)
    assert [model.objects.count() for model in models] == [4, 2, 1, 1, 1, 1]
    source = Annotation.objects.get(annotation_set__role="curator", layer__code="statements").statement.sources.get()
    assert (source.entity.label, source.span.exact) == ("The minister", "The minister")


def test_load_annotations_gives_every_archive_the_same_identifiers(world):
    load_annotations(DATA, **world)
    assert Project.objects.get().uuid == uuid5(NAMESPACE, "bridge")
    assert Entity.objects.get().uuid == uuid5(NAMESPACE, "bridge/entity/minister")
    assert Claim.objects.get(text="The bridge is safe.").uuid == uuid5(NAMESPACE, "bridge/claim/safe")
    assert set(Annotation.objects.values_list("uuid", flat=True)) == {
        uuid5(NAMESPACE, f"bridge/annotation/{key}") for key in ("a1", "b1", "c1", "c2")
    }


def test_load_annotations_derives_what_was_decided(world):
    load_annotations(DATA, **world)
    found = {row.decision: row for row in Adjudication.objects.all()}
    origin = Annotation.objects.get(uuid=uuid5(NAMESPACE, "bridge/annotation/a1"))
    assert (found["accepted"].curated.derived_from, list(found["accepted"].sources.all())) == (origin, [origin])
    assert (found["added"].curated.derived_from, found["added"].note) == (None, "Not seen.")


def test_load_annotations_twice_is_once(world):
    first = load_annotations(DATA, **world)
    before = row_counts()
    assert (load_annotations(DATA, **world), row_counts()) == (first, before)


def test_load_annotations_tells_how_far_it_is(world):
    seen: list[int] = []
    load_annotations(DATA, **world, progress=seen.append)
    assert sorted(seen) == [1, 1, 2]


def _wrong_words(data: dict[str, Any]) -> None:
    data["sets"][2]["annotations"][0]["spans"][0]["exact"] = "the bridge was sound"


def _wrong_tag(data: dict[str, Any]) -> None:
    data["sets"][1]["annotations"][0]["mention"]["tag"] = "bird"


def _wrong_polarity(data: dict[str, Any]) -> None:
    data["stances"][0]["polarity"] = "likes"


def _silent_though_it_speaks(data: dict[str, Any]) -> None:
    data["readings"][0]["claim"] = "safe"


def _unknown_entity(data: dict[str, Any]) -> None:
    data["sets"][1]["annotations"][0]["mention"]["entity"] = "nobody"


def _unknown_article(data: dict[str, Any]) -> None:
    data["sets"][2]["article"] = "999"


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        (_wrong_words, InvalidSpanError),
        (_wrong_tag, InvalidAnnotationError),
        (_wrong_polarity, InvalidAnnotationError),
        (_silent_though_it_speaks, AnnotationsError),
        (_unknown_entity, KeyError),
        (_unknown_article, KeyError),
    ],
    ids=lambda value: value.__name__.strip("_").replace("_", " ") if callable(value) else "",
)
def test_load_annotations_with_one_fault_loads_nothing(world, damage, error):
    data = copy.deepcopy(DATA)
    damage(data)
    before = row_counts()
    with pytest.raises(error):
        load_annotations(data, **world)
    assert row_counts() == before


def test_load_annotations_of_an_article_without_text_loads_nothing(world):
    Article.objects.filter(pk=world["articles"]["001"].pk).update(current_text=None)
    world["articles"]["001"] = Article.objects.get(pk=world["articles"]["001"].pk)
    before = row_counts()
    with pytest.raises(LookupError, match="^article 001 has no text$"):
        load_annotations(DATA, **world)
    assert row_counts() == before
