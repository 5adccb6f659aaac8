"""Who finds what, in which order, on which page and with which counts, in every engine."""

import pytest

from archive.search.backend import Request
from archive.search.fields import Subject
from archive.search.tree import And, Everything, Not, Or, Value, Within, Word
from tests.archive.search.engine_documents import DOCUMENTS, PUBLIC, READERS, STAFF, article

BRIDGE = Word("text", "bridge")


def _answer(engine, node, **asked):
    return engine.answer(Request(**{"node": node, "target": Subject.ARTICLE, "readable": PUBLIC, **asked}))


@pytest.mark.parametrize(
    ("reader", "articles", "annotations"),
    [
        ("the public", [1, 2, 3, 4, 5], [103, 101, 102, 201, 202]),
        ("the registered", [1, 2, 3, 4, 5], [103, 101, 102, 201, 202]),
        ("staff", [1, 2, 3, 4, 5, 6, 7, 8], [103, 101, 102, 104, 201, 202, 301, 601, 701]),
        ("Anna", [1, 2, 3, 4, 5], [103, 101, 102, 201, 202, 301]),
        ("Anna at work on a task", [1, 2, 3, 4, 5], [103, 101, 201, 301]),
    ],
)
def test_engines_give_what_a_reader_may_read(engine_of, reader, articles, annotations):
    engine = engine_of(DOCUMENTS)
    found = _answer(engine, Everything(), readable=READERS[reader], limit=None)
    marked = _answer(engine, Everything(), target=Subject.ANNOTATION, readable=READERS[reader], limit=None)
    assert list(found.keys) == articles
    assert sorted(marked.keys) == sorted(annotations)


@pytest.mark.parametrize(
    ("reader", "articles"),
    [("the public", []), ("staff", [3, 7]), ("Anna", [3]), ("Anna at work on a task", [3])],
)
def test_engines_ask_only_annotations_that_may_be_read(engine_of, reader, articles):
    found = _answer(engine_of(DOCUMENTS), Value("tag", "LOC"), readable=READERS[reader])
    assert list(found.keys) == articles


def test_engines_lift_an_embargo_when_its_time_has_come(engine_of):
    embargoed = DOCUMENTS[6]
    reader = READERS["the registered"]
    now = embargoed.embargo_until
    engine = engine_of([embargoed])
    lifted = type(reader)(levels=reader.levels, now=now)
    assert _answer(engine, Everything(), readable=reader).keys == ()
    assert _answer(engine, Everything(), readable=lifted).keys == (7,)


@pytest.mark.parametrize(
    ("reader", "speakers"),
    [
        ("the public", (("71", 2), ("72", 2))),
        ("Anna at work on a task", (("71", 2),)),
        ("staff", (("71", 3), ("72", 2))),
    ],
)
def test_engines_count_articles_by_values_of_annotations_that_may_be_read(engine_of, reader, speakers):
    answer = _answer(engine_of(DOCUMENTS), Everything(), readable=READERS[reader], facets=("speaker",))
    assert answer.facets == {"speaker": speakers}


def test_engines_count_articles_by_value(engine_of):
    facets = ("publisher", "agency", "place", "language", "collection", "month", "tag", "headline")
    answer = _answer(engine_of(DOCUMENTS), Everything(), facets=facets, limit=1)
    assert answer.facets == {
        "publisher": (("11", 2), ("12", 2)),
        "agency": (("21", 2),),
        "place": (("Riga", 2), ("Köln", 1)),
        "language": (("EN", 1), ("de", 1), ("en", 1), ("en-GB", 1)),
        "collection": (("31", 1),),
        "month": (("2024-03", 2),),
        "tag": (("PER", 1),),
        "headline": (),
    }


@pytest.mark.parametrize(("size", "counted"), [(0, ()), (1, (("EN", 1),)), (3, (("EN", 1), ("de", 1), ("en", 1)))])
def test_engines_count_the_commonest_values(engine_of, size, counted):
    answer = _answer(engine_of(DOCUMENTS), Everything(), facets=("language",), facet_size=size)
    assert answer.facets == {"language": counted}


def test_engines_count_articles_of_annotations_found(engine_of):
    node = Within("statement", Value("attribution", "direct"))
    asked = {"target": Subject.ANNOTATION, "facets": ("speaker", "entity", "publisher")}
    answer = _answer(engine_of(DOCUMENTS), node, **asked)
    assert answer.facets == {"speaker": (("71", 1),), "entity": (), "publisher": (("11", 1),)}


def test_engines_score_by_how_often_and_how_long(engine_of):
    engine = engine_of([article(1, "river bank bridge"), article(2, "bridge bridge")])
    answer = _answer(engine, BRIDGE)
    assert answer.keys == (2, 1)
    assert answer.scores == (0.265634, 0.168533)


def test_engines_score_only_what_is_asked_for_outright(engine_of):
    engine = engine_of(DOCUMENTS)
    outright = _answer(engine, BRIDGE)
    node = And((BRIDGE, Not(Word("text", "results")), Or((Word("words", "bridge"), Everything()))))
    assert _answer(engine, node) == outright
    assert _answer(engine, Within("statement", Word("words", "bridge"))).scores == (0.0, 0.0)


def test_engines_count_in_scores_what_a_reader_may_not_read(engine_of):
    engine = engine_of(DOCUMENTS)
    everything = _answer(engine, BRIDGE, readable=STAFF)
    scores = dict(zip(everything.keys, everything.scores, strict=True))
    shown = _answer(engine, BRIDGE)
    assert shown.scores == tuple(scores[key] for key in shown.keys)


def test_engines_order_equal_scores_by_reference_code(engine_of):
    documents = [article(key, "bridge") for key in (5, 3, 9, 1)]
    assert _answer(engine_of(documents), BRIDGE).keys == (1, 3, 5, 9)


def test_engines_order_annotations_by_article_and_place(engine_of):
    answer = _answer(engine_of(reversed_documents()), Everything(), target=Subject.ANNOTATION)
    assert answer.keys == (101, 103, 102, 201, 202)
    assert answer.scores == (0.0,) * 5


def reversed_documents():
    return tuple(reversed(DOCUMENTS))


@pytest.mark.parametrize(
    ("offset", "limit", "keys"),
    [
        (0, 2, (1, 2)),
        (2, 2, (3, 4)),
        (4, 2, (5,)),
        (5, 2, ()),
        (99, 2, ()),
        (0, 0, ()),
        (0, 5, (1, 2, 3, 4, 5)),
        (3, None, (1, 2, 3, 4, 5)),
    ],
)
def test_engines_give_pages(engine_of, offset, limit, keys):
    answer = _answer(engine_of(DOCUMENTS), Everything(), offset=offset, limit=limit)
    assert (answer.total, answer.keys) == (5, keys)


@pytest.mark.parametrize(("offset", "limit"), [(0, 0), (0, 1), (1, 1), (2, 1), (3, 1)])
def test_engines_give_pages_by_score(engine_of, offset, limit):
    engine = engine_of(DOCUMENTS)
    whole = _answer(engine, BRIDGE)
    part = _answer(engine, BRIDGE, offset=offset, limit=limit)
    assert part.keys == whole.keys[offset : offset + limit]
    assert part.scores == whole.scores[offset : offset + limit]


def test_engines_give_everything_for_exports_by_reference_code_without_scores(engine_of):
    answer = _answer(engine_of(reversed_documents()), BRIDGE, limit=None)
    assert (answer.keys, answer.scores) == ((1, 2, 3), (0.0, 0.0, 0.0))
