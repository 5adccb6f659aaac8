"""Every check there is for JSON-LD: our reader, a JSON-LD processor that drops nothing, and our SHACL shapes.

Needs the ``strict`` extra. Articles are checked one by one, so a document of any length stays small.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from exports.errors import ExportError, Fault, ImportProblem
from exports.formats.jsonld.context import CONTEXT, DOCUMENT_CONTEXT
from exports.formats.jsonld.reading import read
from exports.formats.jsonld.stream import GRAPH, Item, JsonStream
from exports.formats.jsonld.w3c import PREFIXES as W3C_PREFIXES
from exports.formats.jsonld.w3c import load
from exports.formats.jsonld.writing import CONTEXT_MEMBER

SHAPES_DIR = Path(__file__).resolve().parents[2] / "schema" / "shapes"
#: Short names for messages.
PREFIXES = {**W3C_PREFIXES, **{name: address for name, address in CONTEXT.items() if isinstance(address, str)}}
_SH = "http://www.w3.org/ns/shacl#"


def validate_strict(path: Path) -> list[Fault]:
    """Give all that the reader, the processor and the shapes find wrong with a file, in this order.

    Raises ``ExportError`` where the ``strict`` extra isn't installed.
    """
    faults: list[Fault] = []
    try:
        with path.open("rb") as stream:
            for _dossier in read(stream, file=str(path)):
                pass
    except ImportProblem as problem:
        faults.append(Fault(file=str(path), line=problem.line, reason=problem.reason))
    try:
        with path.open("rb") as stream:
            for item in _articles(JsonStream(stream, file=str(path))):
                found = find_graph_faults(item.value)
                faults += [Fault(file=str(path), line=item.line, reason=reason) for reason in found]
    except ImportProblem as problem:  # said above
        if not faults:
            raise ExportError(str(problem)) from problem
    return faults


def _articles(source: JsonStream) -> Iterator[Item]:
    """Give the articles of a document, each as an object without context."""
    members: dict[str, Any] = {}
    for item in source.items():
        if item.pointer.startswith(f"/{GRAPH}/"):
            yield item
        elif item.pointer != f"/{CONTEXT_MEMBER}":
            members[item.pointer[1:].replace("~1", "/").replace("~0", "~")] = item.value
    if members:
        yield Item("", members, 1)


def find_graph_faults(article: dict[str, Any]) -> list[str]:
    """Give what is wrong with the graph of an article's object, which our context is put before."""
    document = {CONTEXT_MEMBER: DOCUMENT_CONTEXT, **article}
    dropped, quads = to_quads(document)
    return [f"{name}: JSON-LD drops this member" for name in dropped] + find_shape_faults(quads)


def to_quads(document: object) -> tuple[list[str], str]:
    """Give the members that a processor drops, as no context says what they mean, and the graph as N-Quads.

    Raises ``ExportError`` for contexts other than ours, and without pyld.
    """
    try:
        from pyld import jsonld
    except ImportError as error:
        raise ExportError("strict checks need pyld: install the extra 'strict'") from error
    dropped: list[str] = []
    options = {"documentLoader": load}
    try:
        expanded = jsonld.expand(document, options, on_property_dropped=dropped.append)
        return dropped, jsonld.to_rdf(expanded, {**options, "format": "application/n-quads"})
    except jsonld.JsonLdError as error:
        raise ExportError(f"this can't be processed as JSON-LD: {_cause(error)}") from error


def _cause(error: BaseException) -> str:
    """Give the innermost reason: the processor says the outer ones in general words."""
    return _cause(error.__cause__) if error.__cause__ else str(error.args[0])


def find_shape_faults(quads: str) -> list[str]:
    """Give what our shapes find wrong with a graph of N-Quads; raises ``ExportError`` without pySHACL."""
    try:
        import pyshacl
        import rdflib
    except ImportError as error:
        raise ExportError("strict checks need pySHACL: install the extra 'strict'") from error
    graph = rdflib.Graph()
    for prefix, address in PREFIXES.items():
        graph.bind(prefix, address, replace=True)
    graph.parse(data=quads, format="nt")
    _conforms, report, _text = pyshacl.validate(graph, shacl_graph=_shapes(), inference="none", advanced=False)
    return sorted({_said(graph, report, result) for result in report.objects(None, _name("result"))})


@cache
def _shapes() -> Any:
    import rdflib

    graph = rdflib.Graph()
    for path in sorted(SHAPES_DIR.glob("*.ttl")):
        graph.parse(path)
    return graph


def _name(local: str) -> Any:
    import rdflib

    return rdflib.URIRef(_SH + local)


def _said(graph: Any, report: Any, result: Any) -> str:
    """Give a result in one line: which node, or which node it belongs to, at which member, and what is wrong."""
    focus, value, path = (report.value(result, _name(name)) for name in ("focusNode", "value", "resultPath"))
    node = _named(graph, focus if path is not None or value is None else value)
    member = f", {graph.namespace_manager.curie(path)}" if str(path or "").startswith("http") else ""
    return f"{node}{member}: {'; '.join(sorted(set(_reasons(report, result))))}"


def _reasons(report: Any, result: Any) -> Iterator[str]:
    """Give why a result is one: where a shape asks for another one, what that one found."""
    details = list(report.objects(result, _name("detail")))
    for detail in details:
        yield from _reasons(report, detail)
    if not details:
        yield " ".join(str(report.value(result, _name("resultMessage"))).split())


def _named(graph: Any, node: Any) -> str:
    """Give a node's identifier, or of a nameless one that of the node which has it."""
    import rdflib

    seen = {node}
    while isinstance(node, rdflib.BNode):
        owner = next((one for one in graph.subjects(None, node) if one not in seen), None)
        if owner is None:
            break
        seen.add(owner)
        node = owner
    return str(node)
