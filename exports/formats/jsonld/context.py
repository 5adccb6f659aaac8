"""The one JSON-LD context of Dateline's documents: the W3C's by its name, then ours, inline and always the same.

Terms are compact IRIs, so that a document can be read without its context, and no term changes what the W3C's context
says. The terms of annotations come from ``annotations.webannotation``.
"""

from typing import Final

from annotations.webannotation import ANNO_CONTEXT
from annotations.webannotation import CONTEXT as ANNOTATION_CONTEXT

#: Library of Congress' Extended Date/Time Format, the type of dates that may be uncertain or open.
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"

_LINK: Final = {"@type": "@id"}
_CODE: Final = {"@type": "@vocab"}
_EDTF: Final = {"@type": EDTF}
_INSTANT: Final = {"@type": "xsd:dateTime"}
_DAY: Final = {"@type": "xsd:date"}
_URI: Final = {"@type": "xsd:anyURI"}
_LIST: Final = {"@container": "@list"}

#: Vocabularies that documents use beside those which the W3C's context has.
_PREFIXES: Final = {
    "cito": "http://purl.org/spar/cito/",
    "premis": "http://www.loc.gov/premis/rdf/v3/",
    "premis-event": "http://id.loc.gov/vocabulary/preservation/eventType/",
    "premis-outcome": "http://id.loc.gov/vocabulary/preservation/eventOutcome/",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
}

#: Dateline's terms: those of annotations, and those of all else that a dossier holds.
CONTEXT: Final[dict[str, str | dict[str, str]]] = {
    **_PREFIXES,
    **ANNOTATION_CONTEXT,
    "cito:hasCitationCharacterization": _CODE,
    "cito:hasCitedEntity": _LINK,
    "cito:hasCitingEntity": _LINK,
    "dl:access": _CODE,
    "dl:authority": _URI,
    "dl:blocks": _LIST,
    "dl:carriedFrom": _LINK,
    "dl:claim": _LINK,
    "dl:decision": _CODE,
    "dl:earliest": _DAY,
    "dl:edtf": _EDTF,
    "dl:embargoUntil": _INSTANT,
    "dl:extent": _CODE,
    "dl:field": _CODE,
    "dl:latest": _DAY,
    "dl:layers": _LIST,
    "dl:level": _CODE,
    "dl:mergedInto": _LINK,
    "dl:objects": _LIST,
    "dl:place": _LINK,
    "dl:polarity": _CODE,
    "dl:project": _LINK,
    "dl:sameUtterance": _LINK,
    "dl:score": {"@type": "xsd:double"},
    "dl:sourceUri": _URI,
    "dl:state": _CODE,
    "dl:statement": _LINK,
    "dl:status": _CODE,
    "dl:tags": _LIST,
    "dl:textVersion": _LINK,
    "dl:time": _EDTF,
    "dl:uri": _URI,
    "premis:eventType": _CODE,
    "premis:outcome": _CODE,
    "prov:endedAtTime": _INSTANT,
    "prov:generated": _LINK,
    "prov:generatedAtTime": _INSTANT,
    "prov:used": _LINK,
    "prov:wasAssociatedWith": _LINK,
    "prov:wasAttributedTo": _LINK,
    "prov:wasRevisionOf": _LINK,
    "schema:dateModified": _EDTF,
    "schema:datePublished": _EDTF,
    "schema:mentions": _LINK,
    "schema:sameAs": _LINK,
    "schema:url": _URI,
}

#: What stands at the head of every document.
DOCUMENT_CONTEXT: Final = [ANNO_CONTEXT, CONTEXT]
