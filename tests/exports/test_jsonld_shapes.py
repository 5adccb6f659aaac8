"""The shapes hold the vocabularies' lists, pass what is written, and catch what is planted."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.collection import Collection

from annotations.webannotation.context import CODES, NAMESPACE
from exports.formats import jsonld
from exports.formats.jsonld.codes import TERMS
from exports.formats.jsonld.context import DOCUMENT_CONTEXT
from exports.formats.jsonld.strict import SHAPES_DIR, find_graph_faults
from tests.exports.example import BASE_URL, dossier

ROOT = Path(__file__).resolve().parents[2]
SHAPE = rdflib.Namespace("https://w3id.org/dateline/shapes#")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
PREFIXES = {name: iri for name, iri in DOCUMENT_CONTEXT[1].items() if isinstance(iri, str)}
Json = dict[str, Any]


def terms() -> dict[str, set[str]]:
    """Give the terms that each closed list may take, as addresses."""
    found = {name: set(listed.values()) for name, listed in TERMS.items()}
    for name, codes in CODES.items():
        found[name] = {("oa:" if name == "Motivation" else "dl:") + code for code in codes}
    prefixes = {**PREFIXES, "oa": "http://www.w3.org/ns/oa#", "dl": NAMESPACE}
    return {
        name: {prefixes[term.partition(":")[0]] + term.partition(":")[2] for term in listed}
        for name, listed in found.items()
    }


def test_shapes_have_the_closed_lists_of_codes() -> None:
    graph = rdflib.Graph().parse(SHAPES_DIR / "codes.ttl")
    shapes = {
        str(shape).removeprefix(SHAPE): {str(term) for term in Collection(graph, listed)}
        for shape, listed in graph.subject_objects(SH["in"])
    }
    assert shapes == terms()


def test_shapes_ask_for_every_list() -> None:
    graph = rdflib.Graph()
    for path in SHAPES_DIR.glob("*.ttl"):
        graph.parse(path)
    assert {str(shape).removeprefix(SHAPE) for shape in graph.objects(None, SH.node)} >= set(terms())


def document() -> Json:
    found: Json = json.loads(jsonld.write(dossier(), base_url=BASE_URL))
    del found["@context"]
    return found


def text(data: Json) -> Json:
    found: Json = data["schema:encoding"]
    return found


def capture(data: Json) -> Json:
    found: Json = data["dl:captures"][0]["dl:capture"]
    return found


def value(data: Json) -> Json:
    found: Json = data["dl:values"][0]
    return found


def owner(data: Json) -> Json:
    found: Json = data["dl:annotationSets"][0]
    return found


def annotation(data: Json, body: str = "SpecificResource") -> Json:
    found: list[Json] = [
        one for one in owner(data)["first"]["items"] if any(part["type"] == body for part in one.get("body", ()))
    ]
    return found[0]


def statement(data: Json) -> Json:
    found: Json = next(body for body in annotation(data, "dl:Statement")["body"] if body["type"] == "dl:Statement")
    return found


def selector(data: Json, kind: str) -> Json:
    found: Json = next(one for one in annotation(data)["target"][0]["selector"] if one["type"] == kind)
    return found


def first(data: Json, name: str) -> Json:
    found: Json = data[name][0]
    return found


def miscount(data: Json) -> None:
    for one in (owner(data), owner(data)["first"]["partOf"]):
        one["total"] = 9


Change = Callable[[Json], object]
FAULTS: dict[str, tuple[Change, str]] = {
    "a member that no context knows": (lambda data: data.update(wordCount=3), "wordCount: JSON-LD drops this member"),
    "no text": (lambda data: data.pop("schema:encoding"), "schema:encoding"),
    "two texts": (
        lambda data: data.update({"schema:encoding": [text(data), {**text(data), "id": f"{text(data)['id']}x"}]}),
        "schema:encoding",
    ),
    "no capture": (lambda data: data.pop("dl:captures"), "dl:captures"),
    "an access that is none": (lambda data: data.update({"dl:access": "dl:everybody"}), "dl:access"),
    "a time that is a word": (lambda data: data.update(created="yesterday"), "dcterms:created"),
    "an agent that nothing is said of": (lambda data: data.update({"dl:agents": []}), "an agent that the document"),
    "a digest that is none": (lambda data: text(data).update({"schema:sha256": "abc"}), "schema:sha256"),
    "a text cut short": (lambda data: text(data).update({"schema:text": text(data)["schema:text"][:-3]}), "add up to"),
    "a gap between blocks": (lambda data: text(data)["dl:blocks"][1].update(start=19), "where the one before it ends"),
    "a block that ends before it starts": (lambda data: text(data)["dl:blocks"][0].update(end=0), "oa:start"),
    "a block of no role": (lambda data: text(data)["dl:blocks"][0].update({"dl:role": "dl:footer"}), "dl:role"),
    "a capture of minus one byte": (
        lambda data: capture(data).update({"dl:byteCount": -1}),
        "dl:capture: Value is not >=",
    ),
    "a capture from nowhere": (lambda data: capture(data).pop("dl:accession"), "->dl:accession"),
    "a value of no field": (lambda data: value(data).update({"dl:field": "dl:weather"}), "dl:field"),
    "a value that nobody gave": (lambda data: value(data).pop("prov:wasAttributedTo"), "prov:wasAttributedTo"),
    "a value of two minds": (lambda data: value(data).update({"dl:current": [True, False]}), "dl:current"),
    "an event of no type": (lambda data: first(data, "dl:events").pop("premis:eventType"), "premis:eventType"),
    "a set that miscounts": (miscount, "the set says that it has 9 annotations, and there are 4"),
    "a set of no project": (lambda data: owner(data).pop("dl:project"), "dl:project"),
    "an annotation without a target": (lambda data: annotation(data).pop("target"), "oa:hasTarget"),
    "an annotation changed before it was made": (
        lambda data: annotation(data).update(modified="2001-01-01T00:00:00Z"),
        "changed before it was made",
    ),
    "an annotation of no version": (lambda data: annotation(data).update({"dl:version": 0}), "dl:version"),
    "an annotation for no reason": (lambda data: annotation(data).update(motivation="bookmarking"), "oa:motivatedBy"),
    "a quote that is not in the text": (
        lambda data: selector(data, "TextQuoteSelector").update(exact="never said"),
        "not 'never said'",
    ),
    "an empty quote": (lambda data: selector(data, "TextQuoteSelector").update(exact=""), "oa:exact"),
    "a span that ends before it starts": (
        lambda data: selector(data, "TextPositionSelector").update(end=1),
        "oa:start",
    ),
    "a span with one selector": (
        lambda data: annotation(data)["target"][0]["selector"].pop(),
        "oa:hasTarget: Focus node",
    ),
    "a mention of what is no entity": (
        lambda data: data.update({"dl:entities": data["dl:entities"][3:]}),
        "a mention identifies one entity of the document",
    ),
    "a statement of no attribution": (lambda data: statement(data).pop("dl:attribution"), "dl:attribution"),
    "a source of no kind": (lambda data: statement(data)["dl:sources"][0].pop("dl:kind"), "dl:kind"),
    "a factuality that is none": (lambda data: statement(data).update({"dl:factuality": "dl:sure"}), "dl:factuality"),
    "an entity of no version": (lambda data: first(data, "dl:entities").pop("dl:version"), "dl:version"),
    "a claim said twice": (lambda data: first(data, "dl:claims").update({"schema:text": ["a", "b"]}), "schema:text"),
    "a stance on no claim": (lambda data: first(data, "dl:stances").update({"dl:claim": BASE_URL}), "dl:claim"),
    "a stance neither for nor against": (lambda data: first(data, "dl:stances").pop("dl:polarity"), "dl:polarity"),
    "a claim that bears on itself": (
        lambda data: first(data, "dl:claimRelations").update(
            {"cito:hasCitedEntity": first(data, "dl:claimRelations")["cito:hasCitingEntity"]}
        ),
        "cito:hasCitingEntity",
    ),
    "an utterance linked with itself": (
        lambda data: first(data, "dl:utteranceLinks").update(
            {"dl:sameUtterance": first(data, "dl:utteranceLinks")["dl:statement"]}
        ),
        "dl:statement",
    ),
}


def test_shapes_pass_what_is_written() -> None:
    assert find_graph_faults(document()) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_shapes_catch(fault: str) -> None:
    change, place = FAULTS[fault]
    data = document()
    change(data)
    found = find_graph_faults(data)
    assert any(place in reason for reason in found), found


def test_strict_names_file_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "archive.jsonld"
    data = document()
    data["dl:access"] = "dl:everybody"
    path.write_text(json.dumps({"@context": DOCUMENT_CONTEXT, "@graph": [document(), data]}, indent=1))
    read_fault, shape_fault = jsonld.validate_strict(path)
    assert {read_fault.file, shape_fault.file} == {str(path)}
    assert read_fault.line == shape_fault.line
    assert read_fault.reason.startswith("/@graph/1/dl:access")
    assert shape_fault.reason.startswith(f"{data['id']}, dl:access: ")


def test_strict_tells_what_is_no_json(tmp_path: Path) -> None:
    path = tmp_path / "archive.jsonld"
    path.write_text("<TEI/>")
    (fault,) = jsonld.validate_strict(path)
    assert (fault.line, fault.reason) == (1, "not JSON: expected “{”, found “<”")


@pytest.mark.parametrize("package", ["pyld", "pyshacl"])
def test_strict_says_what_to_install_where_a_package_is_missing(package: str) -> None:
    call = "s.find_graph_faults({})"
    code = f"import sys; sys.modules[{package!r}] = None; import exports.formats.jsonld.strict as s; {call}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    expected = {"pyld": "pyld", "pyshacl": "pySHACL"}[package]
    last = done.stderr.splitlines()[-1]
    assert last == f"exports.errors.ExportError: strict checks need {expected}: install the extra 'strict'"
