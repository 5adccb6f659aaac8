"""What the terms mean that Dateline's documents take from the W3C's annotation context, for processing without network.

The facts are those of http://www.w3.org/ns/anno.jsonld (Web Annotation Vocabulary, Appendix A); terms that no document
of ours uses are left out, so that a document which uses one does not pass for ours.
"""

from typing import Any, Final

from annotations.webannotation import ANNO_CONTEXT
from exports.errors import ExportError

_COUNT: Final = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
_INSTANT: Final = "http://www.w3.org/2001/XMLSchema#dateTime"
PREFIXES: Final = {
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TYPES: Final = {
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextualBody")},
    **{name: f"oa:{name}" for name in ("TextPositionSelector", "TextQuoteSelector")},
    **{name: f"foaf:{name}" for name in ("Organization", "Person")},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
}
_MOTIVATIONS: Final = {
    name: f"oa:{name}" for name in ("classifying", "commenting", "describing", "identifying", "tagging")
}
_WORDS: Final = {
    "exact": "oa:exact",
    "format": "dc:format",
    "label": "rdfs:label",
    "language": "dc:language",
    "name": "foaf:name",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "value": "rdf:value",
}
_LINKS: Final = {
    "body": "oa:hasBody",
    "creator": "dcterms:creator",
    "first": "as:first",
    "partOf": "as:partOf",
    "rights": "dcterms:rights",
    "scope": "oa:hasScope",
    "selector": "oa:hasSelector",
    "source": "oa:hasSource",
    "target": "oa:hasTarget",
}
_CODES: Final = {"motivation": "oa:motivatedBy", "purpose": "oa:hasPurpose"}
_COUNTS: Final = {"end": "oa:end", "start": "oa:start", "startIndex": "as:startIndex", "total": "as:totalItems"}
_INSTANTS: Final = {"created": "dcterms:created", "modified": "dcterms:modified"}

#: The terms, as a JSON-LD 1.0 context.
TERMS: Final[dict[str, object]] = {
    "id": "@id",
    "type": "@type",
    **PREFIXES,
    **_TYPES,
    **_MOTIVATIONS,
    **_WORDS,
    **{name: {"@id": iri, "@type": "@id"} for name, iri in _LINKS.items()},
    **{name: {"@id": iri, "@type": "@vocab"} for name, iri in _CODES.items()},
    **{name: {"@id": iri, "@type": _COUNT} for name, iri in _COUNTS.items()},
    **{name: {"@id": iri, "@type": _INSTANT} for name, iri in _INSTANTS.items()},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}


def load(url: str, _options: object = None) -> dict[str, Any]:
    """Give the W3C's terms for the address of their context; a loader of documents as pyld takes it.

    Raises ``ExportError`` for every other address: nothing is fetched.
    """
    if url != ANNO_CONTEXT:
        raise ExportError(f"the context {url} is none of ours, and none is fetched")
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}
