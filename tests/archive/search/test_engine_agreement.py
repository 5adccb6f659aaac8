"""Both engines answer every tree alike: trees are made at random from the words and values of the documents."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.search._whoosh.engine import WhooshEngine
from archive.search.backend import Request
from archive.search.fields import Subject
from archive.search.names import all_fields
from archive.search.scan import ScanEngine
from archive.search.tree import (
    And,
    Dates,
    Everything,
    Fuzzy,
    Ids,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    SameParagraph,
    Value,
    Within,
    Word,
)
from tests.archive.search.engine_documents import DOCUMENTS, READERS

_VOCABULARY = (
    *("the", "minister", "bridge", "bridges", "harbour", "opened", "opens", "late", "cafe"),
    *("fail", "said", "saying", "engineer", "a", "stayed", "secret"),
)
_words = st.sampled_from(_VOCABULARY)
_fields = st.sampled_from(["text", "headline", "boilerplate", "place", "words", "cue"])
_days = st.none() | st.dates(date(2023, 12, 1), date(2024, 6, 30))
_IDS = {
    "publisher": ["11", "12"],
    "agency": ["21"],
    "collection": ["31"],
    "speaker": ["71", "72"],
    "relay": ["73"],
    "claim": ["81", "82"],
    "entity": ["71", "72", "74"],
    "annotator": ["51", "52"],
}


def _passages(field: str) -> st.SearchStrategy[Word | Phrase]:
    phrases = st.lists(_words, min_size=1, max_size=3).map(tuple)
    return st.builds(Word, st.just(field), _words) | st.builds(Phrase, st.just(field), phrases, st.integers(0, 4))


def _texts(field: str) -> st.SearchStrategy[object]:
    passage = _passages(field)
    beginnings = st.builds(lambda word, size: word[:size], _words, st.integers(1, 5))
    return st.one_of(
        passage,
        st.builds(Prefix, st.just(field), beginnings),
        st.builds(Fuzzy, st.just(field), _words, st.integers(1, 2)),
        st.builds(Near, passage, passage, st.integers(1, 8)),
        st.builds(SameParagraph, st.lists(passage, min_size=2, max_size=3).map(tuple)),
    )


_ids = st.sampled_from(sorted(_IDS)).flatmap(
    lambda field: st.builds(Ids, st.just(field), st.frozensets(st.sampled_from([*_IDS[field], "99"]), max_size=2))
)
_values = st.sampled_from(
    [
        Value("language", "en"),
        Value("language", "EN-gb"),
        Value("code", "ar-003"),
        Value("tag", "per"),
        Value("attribution", "direct"),
        Everything(),
    ]
)
_leaves = _fields.flatmap(_texts) | _ids | _values | st.builds(Dates, _days, _days)


def _joined(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(And, several),
        st.builds(Or, several),
        st.builds(Not, inner),
        st.builds(Within, st.sampled_from(["mention", "statement"]), inner),
    )


_requests = st.builds(
    Request,
    node=st.recursive(_leaves, _joined, max_leaves=6),
    target=st.sampled_from(Subject),
    readable=st.sampled_from(list(READERS.values())),
    offset=st.integers(0, 4),
    limit=st.none() | st.integers(0, 9),
    facets=st.just(("publisher", "agency", "place", "language", "month", "entity", "speaker", "claim", "tag")),
    facet_size=st.integers(0, 4),
)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> tuple[WhooshEngine, ScanEngine]:
    """Give both engines with the documents, these in several segments and some of them put in anew."""
    index = WhooshEngine(tmp_path_factory.mktemp("index"), all_fields().values())
    index.rebuild(DOCUMENTS[:4])
    index.replace(DOCUMENTS[3:6])
    index.replace([*DOCUMENTS[6:], DOCUMENTS[0]])
    return index, ScanEngine(lambda: DOCUMENTS, all_fields())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(request=_requests)
def test_engines_agree(engines, request):
    index, scan = engines
    assert index.answer(request) == scan.answer(request)
