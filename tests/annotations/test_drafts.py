"""Drafts as JSON: what a revision keeps is the draft again."""

import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.drafts import AnnotationDraft, MentionDraft, SourceDraft, SpanDraft, StatementDraft

A, B = UUID(int=1), UUID(int=2)

spans = st.builds(
    SpanDraft, start=st.integers(0), end=st.integers(0), exact=st.text(), role=st.text(), order=st.integers(0)
)
uuids = st.none() | st.uuids()
mentions = st.builds(MentionDraft, tag=st.text(), entity=uuids, certainty=st.text())
sources = st.builds(
    SourceDraft,
    role=st.text(),
    kind=st.text(),
    entity=uuids,
    description=st.text(),
    speaks_for=uuids,
    span=st.none() | st.tuples(st.text(min_size=1), st.integers(0)),
)
statements = st.builds(
    StatementDraft,
    attribution=st.text(),
    factuality=st.text(),
    said=st.text(),
    occasion=st.text(),
    parent=uuids,
    sources=st.lists(sources, max_size=3).map(tuple),
)
drafts = st.builds(
    AnnotationDraft,
    layer=st.text(),
    spans=st.lists(spans, max_size=3).map(tuple),
    mention=st.none() | mentions,
    statement=st.none() | statements,
    motivation=st.text(),
    derived_from=uuids,
)


def test_draft_to_json_names_every_member():
    draft = AnnotationDraft(
        layer="statements",
        spans=(SpanDraft(start=0, end=2, exact="no", role="content"),),
        statement=StatementDraft(
            attribution="direct",
            factuality="CT+",
            said="2007-04-19",
            occasion="a briefing",
            parent=A,
            sources=(SourceDraft(role="speaker", kind="named", entity=B, description="he", span=("source", 0)),),
        ),
    )
    assert draft.to_json() == {
        "layer": "statements",
        "spans": [{"start": 0, "end": 2, "exact": "no", "role": "content", "order": 0}],
        "mention": None,
        "statement": {
            "attribution": "direct",
            "factuality": "CT+",
            "said": "2007-04-19",
            "occasion": "a briefing",
            "parent": str(A),
            "sources": [
                {
                    "role": "speaker",
                    "kind": "named",
                    "entity": str(B),
                    "description": "he",
                    "speaks_for": None,
                    "span": ["source", 0],
                }
            ],
        },
        "motivation": "",
        "derived_from": None,
    }


@given(drafts)
def test_draft_from_json_gives_the_draft_again(draft):
    assert AnnotationDraft.from_json(json.loads(json.dumps(draft.to_json()))) == draft


@pytest.mark.parametrize("member", ["layer", "spans", "mention", "statement", "motivation", "derived_from"])
def test_draft_from_json_misses_no_member(member):
    whole = AnnotationDraft(layer="entities", spans=(), mention=MentionDraft(tag="person")).to_json()
    del whole[member]
    with pytest.raises(KeyError, match=member):
        AnnotationDraft.from_json(whole)
