"""The graph behind a document: processors agree on it, nothing is dropped, frames find every annotation."""

import json
from typing import Any

import pytest
import rdflib
from hypothesis import given
from pyld import jsonld as pyld
from rdflib.compare import isomorphic

from exports.dossier import Dossier
from exports.errors import ExportError
from exports.formats import jsonld
from exports.formats.jsonld.context import CONTEXT
from exports.formats.jsonld.strict import find_graph_faults, to_quads
from exports.formats.jsonld.w3c import TERMS, load
from tests.exports.example import BASE_URL, dossier
from tests.exports.examples import rare
from tests.exports.strategies import dossiers

OPTIONS = {"documentLoader": load}
#: Prefixes and terms by the standard that they are facts of.
FACTS = {
    "http://www.w3.org/ns/oa#hasTarget": ("target", {"@type": "@id"}),
    "http://www.w3.org/ns/oa#start": ("start", {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"}),
    "http://purl.org/dc/terms/created": ("created", {"@type": "http://www.w3.org/2001/XMLSchema#dateTime"}),
    "http://www.w3.org/2000/01/rdf-schema#label": ("label", {}),
}


def document() -> Any:
    return json.loads(jsonld.write(dossier(), base_url=BASE_URL))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_graph_is_one_for_pyld_and_rdflib() -> None:
    dropped, quads = to_quads(document())
    ours = rdflib.Graph().parse(data=quads, format="nt")
    # rdflib would fetch the W3C's context: the same terms stand in its place.
    theirs = rdflib.Graph().parse(data=json.dumps(document() | {"@context": [TERMS, CONTEXT]}), format="json-ld")
    assert (dropped, len(ours)) == ([], 604)
    assert isomorphic(ours, theirs)


def test_graph_is_the_same_after_expansion_and_compaction() -> None:
    expanded = pyld.expand(document(), OPTIONS)
    compacted = pyld.compact(expanded, document()["@context"], OPTIONS)
    forms = [
        pyld.normalize(one, OPTIONS | {"algorithm": "URDNA2015", "format": "application/n-quads"})
        for one in (document(), expanded, compacted)
    ]
    assert len(set(forms)) == 1
    assert len(forms[0].splitlines()) == 604


def test_graph_keeps_what_was_written_when_it_is_compacted() -> None:
    """Members come back under the same names: no term of ours is shadowed by another."""
    compacted = pyld.compact(pyld.expand(document(), OPTIONS), document()["@context"], OPTIONS)
    assert names(compacted) == names(document())


def names(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {*value, *(name for member in value.values() for name in names(member))} - {"@context"}
    return {name for member in value for name in names(member)} if isinstance(value, list) else set()


@pytest.mark.parametrize(
    ("frame", "count"),
    [
        ({"type": "Annotation"}, 6),
        ({"type": "AnnotationCollection"}, 2),
        ({"type": "AnnotationPage"}, 2),
        ({"type": "dl:Statement"}, 1),
        ({"type": "schema:NewsArticle"}, 1),
    ],
    ids=["annotations", "collections", "pages", "statement bodies", "articles"],
)
def test_frame_finds_every(frame: dict[str, str], count: int) -> None:
    framed = pyld.frame(document(), {"@context": document()["@context"], **frame}, OPTIONS | {"omitGraph": False})
    assert len(framed["@graph"]) == count


def test_frame_gives_an_annotation_with_its_target_and_body() -> None:
    frame = {"@context": document()["@context"], "type": "Annotation"}
    framed = pyld.frame(document(), frame, OPTIONS | {"omitGraph": False, "embed": "@always"})
    assert [exact(one) for one in framed["@graph"]] == sorted(exact(one) for one in annotations())


def annotations() -> list[Any]:
    return [one for owner in document()["dl:annotationSets"] for one in owner["first"]["items"]]


def exact(annotation: Any) -> tuple[str, str]:
    targets = annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]
    quotes = [one for target in targets for one in target["selector"] if one["type"] == "TextQuoteSelector"]
    return annotation["id"], min(quote["exact"] for quote in quotes)


@rare
@given(dossiers())
def test_shapes_pass_every_dossier(one: Dossier) -> None:
    article = json.loads(jsonld.write(one, base_url=BASE_URL))
    del article["@context"]
    assert find_graph_faults(article) == []


@pytest.mark.parametrize("iri", FACTS)
def test_terms_of_the_w3c_mean_what_its_context_says(iri: str) -> None:
    name, typed = FACTS[iri]
    (expanded,) = pyld.expand({"@context": [TERMS], "id": "urn:x", name: "urn:y"}, OPTIONS)
    ((found, (value,)),) = ((key, value) for key, value in expanded.items() if key != "@id")
    assert found == iri
    if typed.get("@type") == "@id":
        assert value == {"@id": "urn:y"}
    else:
        assert value == {"@value": "urn:y", **typed}


@pytest.mark.parametrize(
    "address", ["https://example.org/context.jsonld", "http://www.w3.org/ns/ldp.jsonld", "file:///etc/passwd"]
)
def test_no_context_is_fetched(address: str) -> None:
    with pytest.raises(ExportError, match=rf"the context {address} is none of ours, and none is fetched$"):
        to_quads({"@context": address, "id": "urn:x", "name": "y"})
