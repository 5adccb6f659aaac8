"""Descriptive values with their evidence: one ``bibl`` a value in ``sourceDesc``, current or superseded.

The value stands in the element its field has in TEI; ``@status`` says how it came to be known, ``@resp`` and
``@cert`` by whom and how surely. A ``date`` of type ``edtf`` holds the EDTF with its earliest and latest day.
"""

from datetime import date, datetime

from lxml.etree import SubElement

from archive.snapshots import EvidenceSnapshot, FieldValueSnapshot
from exports.errors import ExportError
from exports.formats.tei.characters import free, set_text, text_of
from exports.formats.tei.names import BIBL, DATE, ID, LIST_BIBL, NOTE, REF, SPACE, TERM, TITLE, tei
from exports.formats.tei.parts import Element, by_type, identified
from exports.formats.tei.pointers import Places, Pointers, expect, instant, optional_uuid, range_of, uuid_of

#: Fields and the element that holds a value of each.
ELEMENTS = {
    "headline": TITLE,
    "standfirst": TITLE,
    "byline": tei("author"),
    "publisher": tei("publisher"),
    "agency": tei("distributor"),
    "dateline_place": tei("pubPlace"),
    "event_date": DATE,
    "dateline_date": DATE,
    "published": DATE,
    "modified": DATE,
    "captured": DATE,
    "language": tei("textLang"),
    "genre": TERM,
}


def write_values(parent: Element, values: tuple[FieldValueSnapshot, ...], to: Pointers) -> None:
    """Add the values to ``sourceDesc`` in their order; raises ``ExportError`` for a field that the profile lacks."""
    if not values:
        return
    listing = SubElement(parent, LIST_BIBL, {"type": "values"})
    for value in values:
        _write_value(listing, value, to)


def _write_value(parent: Element, value: FieldValueSnapshot, to: Pointers) -> None:
    if value.field not in ELEMENTS:
        raise ExportError(f"TEI has no element for field {value.field!r}", record=f"value {value.uuid}")
    attributes = {
        "type": "value" if value.current else "superseded",
        "subtype": value.field,
        "status": value.status,
        "resp": to.here("agent", value.agent),
    }
    if value.certainty:
        attributes["cert"] = value.certainty
    if value.supersedes:
        attributes["corresp"] = to.to("value", value.supersedes)
    bibl = identified(parent, BIBL, to.id("value", value.uuid), attributes)
    free(bibl, ELEMENTS[value.field], value.value)
    SubElement(bibl, DATE, {"type": "recorded", "when": instant(value.at)})
    _write_days(bibl, value)
    if value.evidence:
        _write_evidence(bibl, value.evidence, to)
    if value.note:
        free(bibl, NOTE, value.note, kind="note")


def _write_days(parent: Element, value: FieldValueSnapshot) -> None:
    if not value.edtf and value.earliest is None and value.latest is None:
        return
    day = free(parent, DATE, value.edtf, kind="edtf")
    if value.earliest is not None:
        day.set("notBefore", value.earliest.isoformat())
    if value.latest is not None:
        day.set("notAfter", value.latest.isoformat())


def _write_evidence(parent: Element, evidence: EvidenceSnapshot, to: Pointers) -> None:
    ref = SubElement(parent, REF, {"type": "evidence", SPACE: "preserve"})
    set_text(ref, evidence.exact)
    if evidence.text_version is not None:
        ref.set("n", str(evidence.text_version))
    if evidence.text_version is not None and evidence.start is not None and evidence.end is not None:
        ref.set("target", to.places.range(evidence.text_version, evidence.start, evidence.end))
    if evidence.locator:
        free(parent, NOTE, evidence.locator, kind="locator")


def read_values(listing: Element | None, places: Places) -> tuple[FieldValueSnapshot, ...]:
    """Give the values that ``write_values`` wrote, in their order; raises ``ImportProblem`` for a wrong pointer."""
    return () if listing is None else tuple(_read_value(bibl, places) for bibl in listing.iterchildren(BIBL))


def _read_value(bibl: Element, places: Places) -> FieldValueSnapshot:
    parts = by_type(bibl)
    days, note = parts.get("edtf"), parts.get("note")
    return FieldValueSnapshot(
        uuid=uuid_of(bibl.get(ID, "")),
        field=bibl.get("subtype", ""),
        value=text_of(bibl[0]),
        status=bibl.get("status", ""),
        agent=uuid_of(bibl.get("resp", "")),
        at=datetime.fromisoformat(parts["recorded"].get("when", "")),
        current=bibl.get("type") == "value",
        edtf="" if days is None else text_of(days),
        earliest=None if days is None else _day(days.get("notBefore")),
        latest=None if days is None else _day(days.get("notAfter")),
        certainty=bibl.get("cert", ""),
        note="" if note is None else text_of(note),
        evidence=_read_evidence(parts.get("evidence"), parts.get("locator"), places),
        supersedes=optional_uuid(bibl.get("corresp")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _read_evidence(ref: Element | None, locator: Element | None, places: Places) -> EvidenceSnapshot | None:
    if ref is None:
        return None
    version, target = ref.get("n"), ref.get("target")
    start, end = range_of(target) if target else (None, None)
    if version and start is not None and end is not None:
        expect(ref, "target", places.range(int(version), start, end))
    return EvidenceSnapshot(
        text_version=int(version) if version else None,
        start=start,
        end=end,
        exact=text_of(ref),
        locator="" if locator is None else text_of(locator),
    )
