"""The closed lists that records take their codes from, each code with its term; tests hold them to the vocabularies.

Codes are the values of ``accounts.vocabulary``, ``archive.vocabulary`` and ``annotations.vocabulary``. Where a standard
has the term, it stands for the code: the Library of Congress' for PREMIS events, CiTO's for relations between claims,
schema.org's and PROV-O's for kinds. All others are Dateline's own.
"""

from collections.abc import Mapping
from typing import Final


def _own(*codes: str, **others: str) -> dict[str, str]:
    return {**{code: f"dl:{code.replace(' ', '-')}" for code in codes}, **others}


#: Terms by code, by the name that the list has in its vocabulary.
TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "Access": _own("open", "registered", "staff"),
    "ArticleState": _own("active", "withdrawn"),
    "BlockRole": _own(
        *("headline", "standfirst", "byline", "caption", "crosshead", "paragraph", "quote", "list", "table"),
        *("timestamp", "masthead", "navigation", "teaser", "error", "notice", "image-alt"),
    ),
    "Certainty": _own("high", "medium", "low", "unknown"),
    "ClaimRelationKind": {
        "supports": "cito:supports",
        "contradicts": "cito:disagreesWith",
        "qualifies": "cito:qualifies",
        "updates": "cito:updates",
        "fulfils": "dl:fulfils",
    },
    "CollectionLevel": _own("fonds", "series", "file", "collection"),
    "Decision": _own("accepted", "changed", "rejected", "added"),
    "EventType": {
        "ingestion": "premis-event:ing",
        "message digest calculation": "premis-event:mes",
        "fixity check": "premis-event:fix",
        "information extraction": "dl:information-extraction",
        "metadata modification": "premis-event:mem",
        "modification": "premis-event:mod",
        "policy assignment": "premis-event:poa",
        "dissemination": "premis-event:dis",
        "deaccession": "premis-event:dea",
        "recovery": "premis-event:rec",
        "deletion": "premis-event:del",
    },
    "Extent": _own("strict", "partial", "tension"),
    "Field": _own(
        *("headline", "standfirst", "byline", "publisher", "agency", "dateline_place", "event_date", "dateline_date"),
        *("published", "modified", "captured", "language", "genre"),
    ),
    "NameKind": _own("preferred", "variant", "as-printed", role="dl:role-or-description"),
    "Outcome": {"success": "premis-outcome:suc", "warning": "premis-outcome:war", "fail": "premis-outcome:fai"},
    "Polarity": _own("affirms", "denies", "questions", "leaves-open"),
    "ReviewStatus": _own("suggested", "confirmed", "rejected"),
    "SetRole": _own("annotator", "curator", "machine"),
    "SetState": _own("open", "submitted", "returned", "curated", "superseded"),
    "ValueStatus": _own("as-printed", "partly-supplied", "supplied", "external", "not-stated"),
}

#: Codes by term, by list.
CODES: Final[Mapping[str, Mapping[str, str]]] = {
    name: {term: code for code, term in terms.items()} for name, terms in TERMS.items()
}

#: The types by which kinds of record are told apart, by list and code.
TYPES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "AgentKind": {
        "person": ("Person", "prov:Person"),
        "organization": ("Organization", "prov:Organization"),
        "software": ("Software", "prov:SoftwareAgent"),
    },
    "EntityKind": {
        "person": ("schema:Person", "skos:Concept"),
        "organization": ("schema:Organization", "skos:Concept"),
        "gpe": ("schema:AdministrativeArea", "skos:Concept"),
        "place": ("schema:Place", "skos:Concept"),
        "object": ("schema:Thing", "skos:Concept"),
        "event": ("schema:Event", "skos:Concept"),
    },
    "LayerKind": {"entity": ("dl:EntityLayer",), "claim": ("dl:ClaimLayer",)},
    "PublisherKind": {
        "outlet": ("schema:NewsMediaOrganization", "dl:Outlet"),
        "agency": ("schema:NewsMediaOrganization", "dl:Agency"),
    },
}
