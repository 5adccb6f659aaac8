"""Claims and what is known of them: feature structures for claims, stances and readings, relations between them.

A relation that holds both ways, and the link of two reports of the same words, have both ends in ``@mutual``
(TEI P5, 13.3.2.3); other relations have ``@active`` and ``@passive``. ``@type`` is the review's status.
"""

import math
from collections.abc import Iterator
from datetime import datetime

from lxml.etree import SubElement

from annotations.snapshots import (
    ClaimReadingSnapshot,
    ClaimRelationSnapshot,
    ClaimSnapshot,
    StanceSnapshot,
    UtteranceLinkSnapshot,
)
from exports.dossier import Dossier
from exports.errors import ExportError
from exports.formats.tei.characters import free, text_of
from exports.formats.tei.features import Features, Structure
from exports.formats.tei.names import DESC, FS, LIST_RELATION, RELATION, TERM, tei
from exports.formats.tei.parts import Element
from exports.formats.tei.pointers import Pointers, instant, uuid_of

NUM = tei("num")
#: Kinds of relation between claims that hold in both directions.
MUTUAL = {"contradicts"}
SAME_UTTERANCE = "same-utterance"


def write_claims(standoff: Element, dossier: Dossier, to: Pointers) -> None:
    """Add claims, stances, readings, relations and utterance links."""
    for claim in dossier.claims:
        _write_claim(standoff, claim, to)
    for stance in dossier.stances:
        _write_stance(standoff, stance, to)
    for reading in dossier.readings:
        _write_reading(standoff, reading, to)
    if dossier.relations:
        listing = SubElement(standoff, LIST_RELATION, {"type": "claims"})
        for relation in dossier.relations:
            _write_relation(listing, relation, to)
    if dossier.utterance_links:
        listing = SubElement(standoff, LIST_RELATION, {"type": "utterances"})
        for link in dossier.utterance_links:
            _write_link(listing, link, to)


def _write_claim(parent: Element, claim: ClaimSnapshot, to: Pointers) -> None:
    structure = Structure(parent, "claim", key=to.id("claim", claim.uuid))
    structure.number("version", claim.version)
    structure.text("text", claim.text)
    structure.text("topic", claim.topic)
    structure.pointer("place", to.to("entity", claim.place) if claim.place else "")
    structure.text("time", claim.time)
    structure.pointer("mergedInto", to.to("claim", claim.merged_into) if claim.merged_into else "")


def _write_stance(parent: Element, stance: StanceSnapshot, to: Pointers) -> None:
    structure = Structure(parent, "stance")
    structure.pointer("claim", to.here("claim", stance.claim))
    structure.pointer("statement", to.to("annotation", stance.statement))
    structure.code("polarity", stance.polarity)
    structure.pointer("by", to.here("agent", stance.by))
    structure.moment("at", stance.at)
    structure.code("status", stance.status)
    structure.text("rationale", stance.rationale)


def _write_reading(parent: Element, reading: ClaimReadingSnapshot, to: Pointers) -> None:
    structure = Structure(parent, "reading")
    structure.pointer("claim", to.here("claim", reading.claim))
    structure.number("textVersion", reading.text_version)
    structure.pointer("by", to.here("agent", reading.by))
    structure.moment("at", reading.at)


def _write_relation(parent: Element, relation: ClaimRelationSnapshot, to: Pointers) -> None:
    a, b = to.to("claim", relation.a), to.to("claim", relation.b)
    ends = {"mutual": f"{a} {b}"} if relation.kind in MUTUAL else {"active": a, "passive": b}
    attributes = {
        "name": relation.kind,
        **ends,
        "type": relation.status,
        "resp": to.here("agent", relation.by),
        "when": instant(relation.at),
    }
    if relation.extent:
        attributes["subtype"] = relation.extent
    element = SubElement(parent, RELATION, attributes)
    reasons = SubElement(element, DESC) if relation.rationale or relation.evidence else None
    if reasons is not None and relation.rationale:
        free(reasons, TERM, relation.rationale, kind="rationale")
    if reasons is not None and relation.evidence:
        free(reasons, TERM, relation.evidence, kind="evidence")


def _write_link(parent: Element, link: UtteranceLinkSnapshot, to: Pointers) -> None:
    attributes = {
        "name": SAME_UTTERANCE,
        "mutual": f"{to.to('annotation', link.a)} {to.to('annotation', link.b)}",
        "type": link.status,
        "resp": to.here("agent", link.by),
        "when": instant(link.at),
    }
    reasons = SubElement(SubElement(parent, RELATION, attributes), DESC)
    free(reasons, TERM, link.method, kind="method")
    if link.score is not None and not math.isfinite(link.score):
        raise ExportError(f"{link.score} is no score", record=f"link of statement {link.a}")
    if link.score is not None:
        SubElement(reasons, NUM, {"type": "score", "value": repr(link.score)})


def read_claims(standoff: Element) -> Iterator[ClaimSnapshot]:
    """Give the claims that ``write_claims`` wrote, in their order."""
    for features in _structures(standoff, "claim"):
        yield ClaimSnapshot(
            uuid=uuid_of(features.key),
            text=features.text("text"),
            version=features.number("version") or 0,
            topic=features.text("topic"),
            place=features.pointer("place"),
            time=features.text("time"),
            merged_into=features.pointer("mergedInto"),
        )


def read_stances(standoff: Element) -> Iterator[StanceSnapshot]:
    """Give the stances, in their order."""
    for features in _structures(standoff, "stance"):
        yield StanceSnapshot(
            claim=features.required("claim"),
            statement=features.required("statement"),
            polarity=features.code("polarity"),
            by=features.required("by"),
            at=features.moment("at"),
            status=features.code("status"),
            rationale=features.text("rationale"),
        )


def read_readings(standoff: Element) -> Iterator[ClaimReadingSnapshot]:
    """Give the readings, in their order."""
    for features in _structures(standoff, "reading"):
        yield ClaimReadingSnapshot(
            claim=features.required("claim"),
            text_version=features.number("textVersion") or 0,
            by=features.required("by"),
            at=features.moment("at"),
        )


def _structures(standoff: Element, kind: str) -> Iterator[Features]:
    return (Features(element) for element in standoff.iterchildren(FS) if element.get("type") == kind)


def read_relations(standoff: Element) -> Iterator[ClaimRelationSnapshot]:
    """Give the relations between claims, in their order."""
    for element in _relations(standoff, "claims"):
        ends = element.get("mutual") or f"{element.get('active')} {element.get('passive')}"
        a, b = (uuid_of(end) for end in ends.split())
        reasons = {term.get("type"): text_of(term) for term in element.iter(TERM)}
        yield ClaimRelationSnapshot(
            a=a,
            b=b,
            kind=element.get("name", ""),
            by=uuid_of(element.get("resp", "")),
            at=datetime.fromisoformat(element.get("when", "")),
            status=element.get("type", ""),
            extent=element.get("subtype", ""),
            rationale=reasons.get("rationale", ""),
            evidence=reasons.get("evidence", ""),
        )


def read_links(standoff: Element) -> Iterator[UtteranceLinkSnapshot]:
    """Give the utterance links, in their order."""
    for element in _relations(standoff, "utterances"):
        a, b = (uuid_of(end) for end in element.get("mutual", "").split())
        score = element.find(f"{DESC}/{NUM}")
        yield UtteranceLinkSnapshot(
            a=a,
            b=b,
            status=element.get("type", ""),
            method=text_of(element[0][0]),
            by=uuid_of(element.get("resp", "")),
            at=datetime.fromisoformat(element.get("when", "")),
            score=None if score is None else float(score.get("value", "")),
        )


def _relations(standoff: Element, kind: str) -> Iterator[Element]:
    for listing in standoff.iterchildren(LIST_RELATION):
        if listing.get("type") == kind:
            yield from listing.iterchildren(RELATION)
