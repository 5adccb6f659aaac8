"""Names of the authority file in a text. No database."""

from uuid import UUID

import pytest

from annotations.suggesting import KnownName, find_names

ONE, TWO = UUID(int=1), UUID(int=2)


def _name(name: str, entity: UUID = ONE, kind: str = "person", **fields) -> KnownName:
    return KnownName(name=name, entity=entity, kind=kind, **fields)


def _found(text: str, *names: KnownName, within=None) -> list[tuple[str, UUID | None, bool]]:
    found = find_names(text, within=within or [(0, len(text))], names=names)
    return [(text[one.start : one.end], one.entity, one.sure) for one in found]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Anna Berg said no.", "Anna Berg", ["Anna Berg"]),
        ("Annabel and Bergen.", "Anna", []),
        ("the US, not US-made or USA", "US", ["US", "US"]),
        ("Tell us.", "US", []),
        ("PUTIN IN BERLIN", "Putin", ["PUTIN"]),
        ("Nato said NATO would.", "NATO", ["Nato", "NATO"]),
        ("Robert\nGates and Robert\u00a0Gates", "Robert Gates", ["Robert\nGates", "Robert\u00a0Gates"]),
        ("Nato\u2019s chief", "Nato's chief", ["Nato\u2019s chief"]),
        ("\U0001f1f7\U0001f1fa Oslo, Oslo\U0001f600", "Oslo", ["Oslo", "Oslo"]),
        ("a", "a", []),
    ],
)
def test_names_are_found_as_whole_words(text, name, words):
    assert _found(text, _name(name)) == [(word, ONE, True) for word in words]


def test_the_longest_name_of_a_place_is_taken():
    names = [_name("Ministry of Defence of Russia", TWO, "organization"), _name("Russia", ONE, "gpe")]
    assert _found("The Ministry of Defence of Russia and Russia", *names) == [
        ("Ministry of Defence of Russia", TWO, True),
        ("Russia", ONE, True),
    ]


def test_a_last_name_counts_where_the_whole_name_stands_too():
    name = _name("Konstantin Totsky")
    assert _found("Konstantin Totsky spoke. Totsky said no.", name) == [
        ("Konstantin Totsky", ONE, True),
        ("Totsky", ONE, False),
    ]
    assert _found("Totsky said no.", name) == []
    same = _name("Ivan Totsky", TWO)
    assert _found("Konstantin Totsky, Ivan Totsky, Totsky", name, same)[2] == ("Totsky", None, False)


def test_a_name_of_two_is_whose_it_was_most_or_nobodys():
    assert _found("Berg", _name("Berg", weight=3), _name("Berg", TWO, weight=1)) == [("Berg", ONE, True)]
    assert _found("Berg", _name("Berg", weight=2), _name("Berg", TWO, weight=2)) == [("Berg", None, False)]


def test_offices_are_taken_only_where_they_are_one_persons():
    minister = _name("Defence Minister", role=True)
    assert _found("The Defence Minister left.", minister) == [("Defence Minister", ONE, True)]
    assert _found("The Defence Minister left.", minister, _name("Defence Minister", TWO, role=True)) == []
    assert _found("the minister", _name("the minister", role=True)) == []


def test_names_outside_the_ranges_are_left():
    assert _found("Oslo\nOslo", _name("Oslo"), within=[(5, 9)]) == [("Oslo", ONE, True)]
    assert find_names("Oslo", within=[], names=[_name("Oslo")]) == []
    assert find_names("Oslo", within=[(0, 4)], names=[]) == []
