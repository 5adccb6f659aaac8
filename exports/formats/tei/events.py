"""Preservation events (PREMIS 3.0) as ``change`` elements of the header's ``revisionDesc`` (TEI P5, 2.6)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml.etree import SubElement

from archive.snapshots import EventSnapshot
from exports.formats.tei.characters import free, text_of
from exports.formats.tei.names import CHANGE, ID, IDNO, NOTE, REVISION_DESC
from exports.formats.tei.parts import Element, identified
from exports.formats.tei.pointers import Pointers, instant, uuid_of


def write_events(header: Element, events: Iterable[EventSnapshot], to: Pointers) -> None:
    """Add the events in their order; a type's words are joined by hyphens, as ``@type`` takes one word."""
    revisions: Element | None = None
    for event in events:
        if revisions is None:
            revisions = SubElement(header, REVISION_DESC)
        attributes = {
            "type": event.type.replace(" ", "-"),
            "status": event.outcome,
            "who": to.here("agent", event.agent),
            "when": instant(event.at),
        }
        change = identified(revisions, CHANGE, to.id("event", event.uuid), attributes)
        if event.detail:
            free(change, NOTE, event.detail, kind="detail")
        for name in event.objects:
            free(change, IDNO, name, kind="object")


def read_events(header: Element) -> Iterator[EventSnapshot]:
    """Give the events that ``write_events`` wrote, in their order."""
    for change in header.iterfind(f"{REVISION_DESC}/{CHANGE}"):
        detail = change.find(NOTE)
        yield EventSnapshot(
            uuid=uuid_of(change.get(ID, "")),
            type=change.get("type", "").replace("-", " "),
            at=datetime.fromisoformat(change.get("when", "")),
            agent=uuid_of(change.get("who", "")),
            outcome=change.get("status", ""),
            detail="" if detail is None else text_of(detail),
            objects=tuple(text_of(idno) for idno in change.iterchildren(IDNO)),
        )
