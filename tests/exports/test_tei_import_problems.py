"""What TEI is refused for when it is read: always an ``ImportProblem`` with file, line and reason."""

import copy
import io
import random
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exports.dossier import Dossier
from exports.errors import ImportProblem
from exports.formats import tei
from tests.exports.example import BASE_URL, dossier, key
from tests.exports.examples import many

GOOD = tei.write(dossier(), base_url=BASE_URL)
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
DIGEST = dossier().article.text.sha256


def problem_of(data: bytes) -> str:
    with pytest.raises(ImportProblem) as caught:
        list(tei.read(io.BytesIO(data), file="a.xml"))
    return str(caught.value)


def changed(old: str, new: str) -> bytes:
    """The good file with the first ``old`` changed; that there is one is part of the test."""
    text = GOOD.decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def line_of(text: str) -> int:
    """The line of the good file on which ``text`` first stands."""
    return GOOD.decode().split(text, 1)[0].count("\n") + 1


BAD_XML = {
    "an empty file": (b"", "a.xml: no element found"),
    "no XML": (b"words", "a.xml, line 1: Start tag expected, '<' not found"),
    "a file that breaks off": (
        GOOD.split(b"<encodingDesc>")[0],
        f"a.xml, line {line_of('<encodingDesc>')}: Premature end of data in tag teiHeader line 3",
    ),
    "an unknown encoding": (
        b"<?xml version='1.0' encoding='klingon'?><a/>",
        "a.xml, line 1: Unsupported encoding: klingon",
    ),
    "another root": (b"<html/>", "a.xml, line 1: the root is html, not TEI's TEI or teiCorpus"),
    "a root of another namespace": (b"<TEI/>", "a.xml, line 1: the root is TEI, not TEI's TEI or teiCorpus"),
    "a DOCTYPE": (f"<!DOCTYPE TEI>{TEI}/>".encode(), "a.xml, line 1: a DOCTYPE is not accepted"),
    "a DOCTYPE elsewhere": (
        f'<!DOCTYPE TEI SYSTEM "file:///etc/passwd">{TEI}/>'.encode(),
        "a.xml, line 1: a DOCTYPE is not accepted",
    ),
    "an entity": (
        f'<!DOCTYPE TEI [<!ENTITY e "x">]>{TEI}>&e;</TEI>'.encode(),
        "a.xml, line 1: a DOCTYPE is not accepted",
    ),
    "an entity without a DOCTYPE": (f"{TEI}>&e;</TEI>".encode(), "a.xml, line 1: Entity 'e' not defined"),
    "a billion laughs": (
        f'<!DOCTYPE TEI [<!ENTITY l0 "ha">{LAUGHS}]>{TEI}>&l8;</TEI>'.encode(),
        "a.xml, line 1: a DOCTYPE is not accepted",
    ),
    "a corpus without articles": (
        b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></teiCorpus>',
        "a.xml: a corpus without articles",
    ),
    "text in a corpus": (
        b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\nwords<teiHeader/></teiCorpus>',
        "a.xml, line 1: text between articles",
    ),
    "something else in a corpus": (
        b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n<p/></teiCorpus>',
        "a.xml, line 2: {http://www.tei-c.org/ns/1.0}p has no place in a corpus",
    ),
}


@pytest.mark.parametrize(("data", "message"), BAD_XML.values(), ids=BAD_XML.keys())
def test_tei_refuses_bad_xml_with_file_line_and_reason(data: bytes, message: str) -> None:
    assert problem_of(data) == message


def test_tei_refuses_an_entity_bomb_in_an_attribute() -> None:
    """libxml2 expands attributes before anybody sees the DOCTYPE; its own limits stop it."""
    bomb = f'<!DOCTYPE TEI [<!ENTITY l0 "{"ha" * 500}">{LAUGHS}]>{TEI} n="&l8;"/>'.encode()
    assert problem_of(bomb).startswith("a.xml, line 1: Maximum entity amplification factor exceeded")


def test_tei_refuses_elements_nested_too_deep() -> None:
    deep = (f"{TEI}>" + "<p>" * 5000 + "</p>" * 5000 + "</TEI>").encode()
    assert problem_of(deep).startswith("a.xml, line 1: Excessive depth in document")


def test_tei_refuses_a_sound_document_after_a_broken_one() -> None:
    """lxml goes on after some errors, with what follows as with a new document."""
    broken = b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">&e;'.ljust(32768)
    assert problem_of(broken + GOOD) == "a.xml, line 2: not well-formed: a second root"


ARTICLE = f"article {key(10)}"
FALSE = {
    "a text that was changed": (
        changed("it.\n</p>", "it!\n</p>"),
        "text version 2: the text's SHA-256 is",
        f'xml:id="text.{key(11)}"',
    ),
    "a quote that was changed": (
        changed('source="char:17,23">Moscow', 'source="char:17,23">Mascow'),
        f"annotation {key(41)}, span body 0: the text has 'Moscow' at [17, 23), the quote 'Mascow'",
        f'xml:id="annotation.{key(41)}"',
    ),
    "evidence that was changed": (
        changed(">Shield talks end</ref>", ">Shield talks and</ref>"),
        f"value {key(13)}, evidence of headline: the text has",
        f'xml:id="value.{key(13)}"',
    ),
    "an agent who is missing": (
        changed(f'who="#agent.{key(2)}"', f'who="#agent.{key(3)}"'),
        f"event {key(16)}: agent {key(3)} is missing",
        f'xml:id="event.{key(16)}"',
    ),
}


@pytest.mark.parametrize(("data", "message", "place"), FALSE.values(), ids=FALSE.keys())
def test_tei_refuses_what_doesnt_hold_and_names_the_records_line(data: bytes, message: str, place: str) -> None:
    line = f"line {line_of(place)}: " if not message.startswith("text version") else f"line {line_of('<TEI')}: "
    assert problem_of(data).startswith(f"a.xml, {line}{ARTICLE}, {message}")


INVALID = {
    "a set that is missing": (
        changed(f'corresp="#set.{key(21)}"', f'corresp="#set.{key(23)}"'),
        "a member can't be read",
    ),
    "a tag that is missing": (changed(f'.{key(20)}.1.1" cert', f'.{key(20)}.1.9" cert'), "a member can't be read"),
    "a day that is none": (changed('when="2007-04-19T12:00:00Z"', 'when="2007-04-19T24:00:00Z"'), "a member can't be"),
    "an identifier that stands twice": (changed('xml:id="b2"', 'xml:id="b1"'), "b1 stands twice"),
    "a pointer into another block": (
        changed('target="#string-range(b3,0,4)" source', 'target="#string-range(b2,0,4)" source'),
        "@target is '#string-range(b2,0,4)', but should be '#string-range(b3,0,4)'",
    ),
    "a range of another text version": (
        changed('source="char:17,23"', 'source="version:1,17,23"'),
        "@source is 'version:1,17,23', but should be 'char:17,23'",
    ),
    "a member that is missing": (
        changed('<note type="extractor" xml:space="preserve">html</note>', ""),
        f"text.{key(11)}: ",
    ),
    "a code that isn't known": (changed('<symbol value="affirms"/>', '<symbol value="likes"/>'), "fs: "),
    "a role that isn't known": (changed('subtype="navigation"', 'subtype="poem"'), "text: "),
}


@pytest.mark.parametrize(("data", "message"), INVALID.values(), ids=INVALID.keys())
def test_tei_refuses_what_is_not_as_it_writes(data: bytes, message: str) -> None:
    place, _, reason = problem_of(data).partition(": ")
    assert place.startswith("a.xml, line ")
    assert reason.startswith(message)


def test_tei_gives_the_articles_before_a_faulty_one() -> None:
    stream = io.BytesIO()
    tei.write_many([dossier(), dossier()], stream, base_url=BASE_URL)
    head, _, tail = stream.getvalue().rpartition(b"Moscow")
    articles = tei.read(io.BytesIO(head + b"Mascow" + tail))
    assert list(islice(articles, 1)) == [dossier()]
    with pytest.raises(ImportProblem):
        next(articles)


def outcome(data: bytes) -> list[Dossier] | None:
    """What reading gives, or None where it is refused; any other error fails the test."""
    try:
        return list(tei.read(io.BytesIO(data)))
    except ImportProblem:
        return None


@many
@given(st.randoms(use_true_random=False))
def test_tei_with_random_bytes_is_refused_or_read(chance: random.Random) -> None:
    data = bytearray(GOOD)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(data))
        change = chance.choice(["set", "delete", "insert", "copy"])
        if change == "set":
            data[place] = chance.randrange(256)
        elif change == "delete":
            del data[place : place + chance.randrange(1, 30)]
        elif change == "insert":
            data[place:place] = bytes([chance.choice(b"<>&\"'/0123 abc#:;-\0\xff\xc3")])
        else:
            data[place:place] = data[(start := chance.randrange(len(data))) : start + chance.randrange(1, 200)]
    found = outcome(bytes(data))
    assert found is None or outcome(tei.write(found[0], base_url=BASE_URL)) == found


VALUES = [
    *("", "0", "-1", " 1 ", "9" * 20, "9" * 5000, "2007-02-30T00:00:00Z", "0000-01-01T00:00:00Z", "char:5,3"),
    *("char:0,999999", "#string-range(b1,0,99999)", "U+110000", "U+D800", "current", "#b1", "\u0085"),
]


@many
@given(st.randoms(use_true_random=False))
def test_tei_with_random_elements_is_refused_or_read(chance: random.Random) -> None:
    root = etree.fromstring(GOOD)
    for _ in range(chance.randint(1, 2)):
        mutate(chance, chance.choice(list(root.iter())), chance.choice(list(root.iter())))
    found = outcome(etree.tostring(root))
    assert found is None or outcome(tei.write(found[0], base_url=BASE_URL)) == found


def mutate(chance: random.Random, element: etree._Element, other: etree._Element) -> None:
    """Change an element in one of the ways in which files get broken."""
    change = chance.choice(["remove", "drop", "value", "text", "tag", "copy", "tail"])
    name = chance.choice(list(element.attrib) or ["n"])
    if change == "remove" and element.getparent() is not None:
        element.getparent().remove(element)
    elif change == "drop":
        element.attrib.pop(name, None)
    elif change == "value":
        element.set(name, chance.choice([*VALUES, *other.attrib.values()]))
    elif change == "text":
        element.text = other.text
    elif change == "tag":
        element.tag = other.tag
    elif change == "copy":
        element.append(copy.deepcopy(other))
    else:
        element.tail = "words"
