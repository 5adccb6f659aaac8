"""Values of descriptive fields with their evidence (PROV-O), and preservation events (PREMIS 3.0 as activities)."""

from archive.snapshots import EventSnapshot, FieldValueSnapshot
from exports.formats.jsonld.kinds import Code, Day, Flag, Instant, Link, Text, Texts
from exports.formats.jsonld.record import Record
from exports.formats.jsonld.text import Evidence

VALUE = Record(
    make=FieldValueSnapshot,
    type=("dl:FieldValue", "prov:Entity"),
    address="value",
    rows=(
        ("field", "dl:field", Code("Field")),
        ("value", "schema:value", Text()),
        ("status", "dl:status", Code("ValueStatus")),
        ("current", "dl:current", Flag()),
        ("edtf", "dl:edtf", Text()),
        ("earliest", "dl:earliest", Day()),
        ("latest", "dl:latest", Day()),
        ("certainty", "dl:certainty", Code("Certainty", optional=True)),
        ("note", "dl:note", Text()),
        ("evidence", "dl:evidence", Evidence()),
        ("supersedes", "prov:wasRevisionOf", Link("value", optional=True)),
        ("agent", "prov:wasAttributedTo", Link("agent")),
        ("at", "prov:generatedAtTime", Instant()),
    ),
)

EVENT = Record(
    make=EventSnapshot,
    type=("prov:Activity", "premis:Event"),
    address="event",
    rows=(
        ("type", "premis:eventType", Code("EventType")),
        ("at", "prov:endedAtTime", Instant()),
        ("agent", "prov:wasAssociatedWith", Link("agent")),
        ("outcome", "premis:outcome", Code("Outcome")),
        ("detail", "dl:detail", Text()),
        ("objects", "dl:objects", Texts()),
    ),
)
