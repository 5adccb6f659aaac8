"""What each condition finds, in every engine."""

from datetime import date

import pytest

from archive.search.backend import Request
from archive.search.fields import Subject
from archive.search.tree import (
    And,
    Dates,
    Everything,
    Fuzzy,
    Ids,
    Name,
    Near,
    Not,
    Or,
    Phrase,
    Place,
    Prefix,
    SameParagraph,
    Value,
    Within,
    Word,
)
from tests.archive.search.engine_documents import DOCUMENTS, PUBLIC, STAFF, article

BRIDGE, HARBOUR = Word("text", "bridge"), Word("text", "harbour")
SPEAKER, CLAIM = Ids("speaker", frozenset({"71"})), Ids("claim", frozenset({"82"}))


def _found(engine, node, *, target=Subject.ARTICLE, readable=PUBLIC):
    answer = engine.answer(Request(node=node, target=target, readable=readable, limit=None))
    assert answer.total == len(answer.keys)
    return list(answer.keys)


@pytest.mark.parametrize(
    ("node", "keys"),
    [
        pytest.param(BRIDGE, [1, 2, 3], id="a word in any of its forms"),
        pytest.param(Word("text", "opening"), [1, 2, 3], id="a word by its stem"),
        pytest.param(Word("text", "cafe"), [2, 3], id="a word without its accents"),
        pytest.param(Word("text", "nothing"), [], id="a word that nobody wrote"),
        pytest.param(Word("text", "12"), [4], id="a number"),
        pytest.param(Word("headline", "bridge"), [1, 2], id="a word of the headline"),
        pytest.param(Word("boilerplate", "subscribe"), [1], id="a word of the page around it"),
        pytest.param(Word("text", "subscribe"), [], id="not one of the page around it"),
        pytest.param(Word("place", "koln"), [3], id="a word of the place"),
        pytest.param(Prefix("text", "elect"), [4], id="a prefix of several words"),
        pytest.param(Prefix("text", "br"), [1, 2, 3], id="a short prefix"),
        pytest.param(Fuzzy("text", "brigde", 1), [1, 2, 3], id="letters changed about are one edit"),
        pytest.param(Fuzzy("text", "minitser", 1), [1, 2], id="one edit"),
        pytest.param(Fuzzy("text", "brdg", 1), [], id="two edits where one is allowed"),
        pytest.param(Fuzzy("text", "brdg", 2), [1, 2, 3], id="two edits where two are allowed"),
        pytest.param(Phrase("text", ("opens", "late")), [3], id="a phrase as it is printed"),
        pytest.param(Phrase("text", ("opened", "late")), [2], id="a phrase, not of other forms"),
        pytest.param(Phrase("text", ("bridge",)), [1, 2, 3], id="a phrase of one printed word"),
        pytest.param(Phrase("text", ("bridges",)), [1], id="a phrase of one word in another form"),
        pytest.param(Phrase("text", ("monday", "bridges")), [], id="a phrase over the end of a block"),
        pytest.param(Phrase("text", ("late", "late")), [3], id="a phrase of a word twice"),
        pytest.param(Phrase("text", ("minister", "bridge"), 1), [], id="a phrase with too many words between"),
        pytest.param(Phrase("text", ("minister", "bridge"), 2), [2], id="a phrase with two words between"),
        pytest.param(Phrase("text", ("minister", "bridge"), 3), [1, 2], id="a phrase with three words between"),
        pytest.param(Phrase("text", ("the", "opened", "the", "bridge"), 2), [1], id="words between in all"),
        pytest.param(Phrase("text", ("the", "opened", "the", "bridge"), 1), [], id="too many between in all"),
        pytest.param(Phrase("text", ("monday", "fail"), 5), [], id="a loose phrase over the end of a block"),
    ],
)
def test_engines_find_words_and_phrases(engine_of, node, keys):
    assert _found(engine_of(DOCUMENTS), node) == keys


@pytest.mark.parametrize(
    ("node", "keys"),
    [
        pytest.param(Near(HARBOUR, BRIDGE, 1), [1], id="neighbours"),
        pytest.param(Near(BRIDGE, HARBOUR, 1), [1], id="in either order"),
        pytest.param(Near(HARBOUR, BRIDGE, 6), [1], id="one too far"),
        pytest.param(Near(HARBOUR, BRIDGE, 7), [1, 3], id="just near enough"),
        pytest.param(Near(Word("text", "monday"), Word("text", "engineer"), 50), [], id="not in another block"),
        pytest.param(Near(BRIDGE, BRIDGE, 1), [3], id="a word near itself, twice"),
        pytest.param(Near(BRIDGE, Phrase("text", ("harbour", "bridge")), 50), [], id="overlapping does not count"),
        pytest.param(
            Near(Phrase("text", ("minister", "opened")), Phrase("text", ("bridge", "on")), 2), [], id="from last word"
        ),
        pytest.param(
            Near(Phrase("text", ("minister", "opened")), Phrase("text", ("bridge", "on")), 3), [1], id="to first word"
        ),
        pytest.param(SameParagraph((HARBOUR, BRIDGE)), [1, 3], id="one block with both"),
        pytest.param(SameParagraph((Word("text", "monday"), Word("text", "engineer"))), [], id="two blocks"),
        pytest.param(SameParagraph((BRIDGE, Word("text", "fail"), Word("text", "said"))), [1], id="three in a block"),
        pytest.param(
            SameParagraph((Phrase("text", ("near", "harbour"), 1), Word("text", "late"))), [3], id="a phrase and a word"
        ),
    ],
)
def test_engines_find_passages_by_where_they_stand(engine_of, node, keys):
    assert _found(engine_of(DOCUMENTS), node) == keys


@pytest.mark.parametrize(
    ("node", "keys"),
    [
        pytest.param(Value("language", "en"), [1, 2, 4], id="a language with its regional forms"),
        pytest.param(Value("language", "EN-gb"), [1], id="a regional form alone"),
        pytest.param(Value("language", "e"), [], id="no beginning of a language"),
        pytest.param(Value("language", ""), [], id="no value is none"),
        pytest.param(Value("code", "ar-003"), [3], id="a reference code in lower case"),
        pytest.param(Value("code", "ar"), [], id="no beginning of a reference code"),
        pytest.param(Ids("publisher", frozenset({"12"})), [3, 4], id="an outlet"),
        pytest.param(Ids("publisher", frozenset({"11", "12"})), [1, 2, 3, 4], id="any of two outlets"),
        pytest.param(Ids("agency", frozenset({"21"})), [1, 3], id="an agency"),
        pytest.param(Ids("collection", frozenset()), [], id="no ids"),
        pytest.param(Dates(date(2024, 3, 5), date(2024, 3, 5)), [1], id="a day"),
        pytest.param(Dates(date(2024, 4, 1), date(2024, 4, 30)), [2], id="a month that a range reaches into"),
        pytest.param(Dates(date(2024, 3, 6), None), [2], id="from a day"),
        pytest.param(Dates(None, date(2024, 3, 5)), [1, 3], id="to a day, an open beginning reaches back"),
        pytest.param(Dates(None, None), [1, 2, 3], id="undated articles never"),
        pytest.param(Everything(), [1, 2, 3, 4, 5], id="everything"),
        pytest.param(Not(BRIDGE), [4, 5], id="all others"),
        pytest.param(And((BRIDGE, Not(Value("language", "en")))), [3], id="all of several"),
        pytest.param(Or((Word("text", "results"), Value("language", "de"))), [3, 4], id="any of several"),
        pytest.param(Not(Or((BRIDGE, Word("text", "results")))), [5], id="none of several"),
    ],
)
def test_engines_compare_values_and_dates(engine_of, node, keys):
    assert _found(engine_of(DOCUMENTS), node) == keys


@pytest.mark.parametrize(
    ("node", "articles", "annotations"),
    [
        pytest.param(SPEAKER, [1, 2], [101, 201], id="who said it"),
        pytest.param(And((SPEAKER, CLAIM)), [1, 2], [201], id="two conditions, for an article of two annotations"),
        pytest.param(Within("statement", And((SPEAKER, CLAIM))), [2], [201], id="two conditions of one annotation"),
        pytest.param(Within("mention", SPEAKER), [], [], id="of another kind"),
        pytest.param(Within("mention", Everything()), [1], [103], id="any of a kind"),
        pytest.param(Within("statement", Not(SPEAKER)), [1, 2], [102, 202], id="one that does not"),
        pytest.param(Not(SPEAKER), [3, 4, 5], [103, 102, 202], id="an article of which none does"),
        pytest.param(Within("statement", And((SPEAKER, HARBOUR))), [1, 2], [101, 201], id="with its article's words"),
        pytest.param(Word("words", "bridge"), [1, 2], [101, 102, 202], id="words of annotations"),
        pytest.param(Word("cue", "says"), [2], [202], id="a stem of the cue"),
        pytest.param(Phrase("words", ("a", "bridge")), [2], [202], id="a phrase of the words"),
        pytest.param(Near(Word("words", "bridge"), Word("words", "fails"), 1), [1], [101], id="words near others"),
        pytest.param(Prefix("words", "harb"), [2], [201], id="a prefix of the words"),
        pytest.param(Fuzzy("cue", "sayd", 1), [1, 2], [101, 201], id="a fuzzy cue"),
        pytest.param(Value("attribution", "Direct"), [1], [101], id="a code"),
        pytest.param(Value("tag", "per"), [1], [103], id="a tag"),
        pytest.param(Ids("relay", frozenset({"73", "99"})), [1], [101], id="who passed it on"),
        pytest.param(Value("language", "en"), [1, 2, 4], [103, 101, 102, 201, 202], id="what articles are"),
    ],
)
def test_engines_ask_annotations(engine_of, node, articles, annotations):
    engine = engine_of(DOCUMENTS)
    assert _found(engine, node) == articles
    assert _found(engine, node, target=Subject.ANNOTATION) == sorted(annotations, key=_place)


def _place(key):
    return {103: (1, 1)}.get(key, (key // 100, key % 100)), key


def test_engines_take_the_commonest_words_of_a_short_prefix(engine_of):
    words = [f"x{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    documents = [article(number, word) for number, word in enumerate(words, start=1)]
    documents += [article(90, "xz"), article(91, "nothing")]
    engine = engine_of(documents)
    assert _found(engine, Prefix("text", "x")) == [*range(1, 20), 26, 90]


def test_engines_take_more_words_of_a_longer_prefix(engine_of):
    documents = [article(number, f"long{number}") for number in range(1, 40)]
    assert _found(engine_of(documents), Prefix("text", "long")) == list(range(1, 40))


@pytest.mark.parametrize("target", Subject)
def test_engines_answer_from_nothing(engine_of, target):
    answer = engine_of([]).answer(
        Request(node=Or((BRIDGE, SPEAKER)), target=target, readable=STAFF, facets=("publisher", "entity"))
    )
    assert (answer.total, answer.keys, answer.scores) == (0, (), ())
    assert answer.facets == {"publisher": (), "entity": ()}


def test_engines_refuse_names_that_were_not_resolved(engine_of):
    with pytest.raises(TypeError, match="Name is no condition that an engine can answer"):
        _found(engine_of(DOCUMENTS), Name("publisher", "Harbour News", Place(0, 12)))
