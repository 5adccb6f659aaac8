"""An index that has been written to many times answers as one that has just been made."""

from dataclasses import replace

import pytest

from archive.search._whoosh.engine import WhooshEngine
from archive.search.backend import Request
from archive.search.fields import Subject
from archive.search.names import all_fields
from archive.search.scan import ScanEngine
from archive.search.tree import Everything, Fuzzy, Near, Or, Phrase, Prefix, SameParagraph, Word
from tests.archive.search.engine_documents import DOCUMENTS, STAFF, article, statement

FACETS = ("publisher", "place", "language", "month", "speaker", "claim", "entity")
BRIDGE, HARBOUR = Word("text", "bridge"), Word("text", "harbour")
NODES = (
    Everything(),
    BRIDGE,
    Prefix("text", "o"),
    Fuzzy("text", "brigde", 2),
    Phrase("text", ("minister", "bridge"), 3),
    Near(HARBOUR, BRIDGE, 7),
    SameParagraph((HARBOUR, BRIDGE)),
    Or((Word("words", "bridge"), Word("cue", "said"))),
)


@pytest.fixture
def engine(tmp_path):
    made = WhooshEngine(tmp_path, all_fields().values())
    made.rebuild(DOCUMENTS)
    return made


def _requests():
    return [
        Request(node=node, target=target, readable=STAFF, limit=50, facets=FACETS)
        for node in NODES
        for target in Subject
    ]


def _assert_holds(engine, documents):
    """Assert that an index answers as the documents it should hold do."""
    scan = ScanEngine(lambda: documents, all_fields())
    requests = _requests()
    assert [engine.answer(one) for one in requests] == [scan.answer(one) for one in requests]


def test_replace_puts_a_document_in_the_place_of_its_former_one(engine):
    changed = replace(
        DOCUMENTS[0], content=("Nothing is left of it",), annotations=(statement(109, "nothing", speaker="75"),)
    )
    assert engine.replace([changed]) == 1
    _assert_holds(engine, [changed, *DOCUMENTS[1:]])


def test_replace_adds_documents(engine):
    added = article(9, "A ninth bridge", annotations=(statement(901, "bridge", speaker="71"),))
    assert engine.replace([added]) == 1
    _assert_holds(engine, [*DOCUMENTS, added])


def test_replace_drops_what_is_removed_with_its_annotations(engine):
    assert engine.replace([], removed=[1, 6, 999]) == 0
    _assert_holds(engine, [one for one in DOCUMENTS if one.key not in {1, 6}])


def test_replace_drops_everything(engine):
    engine.replace([], removed=[one.key for one in DOCUMENTS])
    _assert_holds(engine, [])


def test_replace_puts_single_annotations_in_the_place_of_their_former_ones(engine):
    first, second, *rest = DOCUMENTS
    kept = first.annotations[1:]
    changed = replace(first.annotations[0], texts={"words": "something else altogether", "cue": "said"})
    added = statement(199, "a bridge too far", speaker="71")
    gone = [one.key for one in second.annotations]
    assert gone
    assert engine.replace([], annotations=[changed, added], removed_annotations=[*gone, 99999]) == 0
    former = replace(first, annotations=(changed, *kept, added))
    _assert_holds(engine, [former, replace(second, annotations=()), *rest])


def test_replace_takes_whole_articles_and_single_annotations_of_others_in_one_go(engine):
    first, second, *rest = DOCUMENTS
    added = statement(199, "a bridge too far", speaker="71")
    shorter = replace(second, content=("Nothing is left of it",), annotations=())
    assert engine.replace([shorter], annotations=[added]) == 1
    _assert_holds(engine, [replace(first, annotations=(*first.annotations, added)), shorter, *rest])


def test_replace_with_nothing_changes_nothing(engine):
    before = [engine.answer(one) for one in _requests()]
    assert engine.replace([]) == 0
    assert [engine.answer(one) for one in _requests()] == before


def test_replace_many_times_merges_segments(engine):
    documents = {one.key: one for one in DOCUMENTS}
    for number in range(24):
        key = 10 + number
        annotations = (statement(key * 100 + 1, f"bridge {number}", speaker="71"),)
        documents[key] = article(key, f"bridge number {number} over the harbour", annotations=annotations)
        removed = 10 + number - 5 if number % 3 == 2 and number > 5 else None
        documents.pop(removed, None)
        engine.replace([documents[key], documents[2]], removed=[] if removed is None else [removed])
        again = replace(annotations[0], texts={"words": f"harbour {number}", "cue": ""})
        documents[key] = replace(documents[key], annotations=(again,))
        engine.replace([], annotations=[again])
        if number % 6 == 0:
            _assert_holds(engine, list(documents.values()))
    _assert_holds(engine, list(documents.values()))


def test_prefixes_stand_for_the_words_of_documents_that_are_still_there(engine):
    documents = [article(100 + number, f"xa{number:02}") for number in range(20)]
    gone = [article(200 + number, "xz") for number in range(5)]
    engine.replace([*documents, article(150, "xz"), *gone])
    engine.replace([], removed=[one.key for one in gone])
    found = engine.answer(Request(node=Prefix("text", "x"), target=Subject.ARTICLE, readable=STAFF, limit=None))
    assert found.keys == tuple(range(100, 120))


def test_rebuild_puts_a_new_index_in_the_place_of_the_former(engine):
    assert engine.rebuild(DOCUMENTS[2:4]) == 2
    _assert_holds(engine, DOCUMENTS[2:4])
