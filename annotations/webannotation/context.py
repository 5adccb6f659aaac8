"""The JSON-LD context of Dateline's own terms, and the closed lists of codes that they take."""

from typing import Final

from annotations.errors import InvalidAnnotationError

#: The W3C's context; named, never fetched.
ANNO_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"

#: The IRI of Dateline's own terms. It is the same for every installation, so that their data can be put together.
NAMESPACE: Final = "https://w3id.org/dateline/ns#"

_LINK: Final = {"@type": "@id"}
_CODE: Final = {"@type": "@vocab"}

#: Dateline's terms on top of the W3C's context.
CONTEXT: Final[dict[str, str | dict[str, str]]] = {
    "dl": NAMESPACE,
    "prov": "http://www.w3.org/ns/prov#",
    "prov:wasDerivedFrom": _LINK,
    "dl:role": _CODE,
    "dl:certainty": _CODE,
    "dl:attribution": _CODE,
    "dl:factuality": _CODE,
    "dl:said": {"@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "dl:parent": _LINK,
    "dl:sources": {"@container": "@set"},
    "dl:kind": _CODE,
    "dl:entity": _LINK,
    "dl:speaksFor": _LINK,
    "dl:span": _LINK,
}

#: The values that a code may have, by the name of its list in ``annotations.vocabulary`` and ``archive.vocabulary``.
CODES: Final[dict[str, frozenset[str]]] = {
    "Motivation": frozenset({"identifying", "classifying", "describing", "commenting"}),
    "SpanRole": frozenset({"body", "content", "source", "cue", "via"}),
    "Certainty": frozenset({"high", "medium", "low", "unknown"}),
    "Attribution": frozenset({"direct", "indirect", "mixed", "none"}),
    "Factuality": frozenset({"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"}),
    "SourceRole": frozenset({"speaker", "relay"}),
    "SourceKind": frozenset({"named", "unnamed", "collective", "document", "reporter", "interpreter", "agency"}),
}


def check_code(kind: str, code: str, pointer: str) -> str:
    """Give back a code of the list ``kind``; raises ``InvalidAnnotationError`` for another."""
    if code not in CODES[kind]:
        allowed = ", ".join(sorted(CODES[kind]))
        raise InvalidAnnotationError(f"{code!r} is none of {allowed}.", pointer=pointer)
    return code
