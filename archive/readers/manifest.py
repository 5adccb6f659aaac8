"""The manifest: what a curator gives beside the files, as one JSON object.

``articles`` is a list of ``{file, reference_code, captured, source_uri, rights, access, values, line_roles}``, of which
only ``file`` must be there: a path inside the manifest's folder. ``values`` are ``{field, value, edtf, status,
certainty, note, quote}``, ``line_roles`` are ``{from, to, role}`` with lines counted from 1, ``rights`` is ``{uri,
holder, note}``, ``captured`` an instant with its zone. Beside ``articles`` may stand ``collection`` (``{slug, title,
level, scope, custodial_history}``, ISAD(G)), ``acquired_from``, ``agreement``, and ``ignore``: names of files that are
no articles. Anything else is refused. ``seeds/manifest.json`` is an example.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from archive import edtf_dates
from archive.errors import InvalidValueError
from archive.readers.json_source import JsonObject, JsonSource
from archive.records import FoundValue, Supplied
from archive.snapshots import CollectionSnapshot

#: Codes of ``archive.vocabulary``, which is not imported here because it is Django's.
FIELDS = frozenset(
    {"headline", "standfirst", "byline", "publisher", "agency", "dateline_place", "event_date", "dateline_date"}
    | {"published", "modified", "captured", "language", "genre"}
)
DATE_FIELDS = frozenset({"event_date", "dateline_date", "published", "modified", "captured"})
STATUSES = frozenset({"as-printed", "partly-supplied", "supplied", "external", "not-stated"})
CERTAINTIES = frozenset({"high", "medium", "low", "unknown"})
ACCESS = frozenset({"open", "registered", "staff"})
LEVELS = frozenset({"fonds", "series", "file", "collection"})
ROLES = frozenset(
    {"headline", "standfirst", "byline", "caption", "crosshead", "paragraph", "quote", "list", "table", "timestamp"}
    | {"masthead", "navigation", "teaser", "error", "notice", "image-alt"}
)

_TOP = ("articles", "collection", "acquired_from", "agreement", "ignore")
_ARTICLE = ("file", "reference_code", "captured", "source_uri", "rights", "access", "values", "line_roles")
_VALUE = ("field", "value", "edtf", "status", "certainty", "note", "quote")
_COLLECTION = ("slug", "title", "level", "scope", "custodial_history")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WEB_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestEntry:
    """What a manifest says of one file, named by its path below the manifest's folder."""

    file: str
    supplied: Supplied
    source_uri: str = ""
    captured_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A manifest as read: its path, its entries by file, and what holds for the accession."""

    path: Path
    entries: Mapping[str, ManifestEntry]
    collection: CollectionSnapshot | None = None
    acquired_from: str = ""
    agreement: str = ""
    ignore: frozenset[str] = frozenset()


def load_manifest(path: Path) -> Manifest:
    """Give a manifest; raises ``ManifestError``, with file, line, JSON pointer and reason, where anything is amiss."""
    source = JsonSource(path)
    top = JsonObject(source, source.value, allowed=_TOP)
    if "articles" not in top.members:
        top.fail("the member “articles” is needed")
    entries: dict[str, ManifestEntry] = {}
    codes: set[str] = set()
    for article in top.children("articles", allowed=_ARTICLE):
        entry = _entry(article)
        code = entry.supplied.reference_code
        if entry.file in entries:
            article.fail(f"“{entry.file}” is in the list twice", "file")
        if code and code in codes:
            article.fail(f"“{code}” belongs to another article", "reference_code")
        entries[entry.file] = entry
        codes.add(code)
    return Manifest(
        path=path,
        entries=entries,
        collection=_collection(top),
        acquired_from=top.text("acquired_from", longest=300),
        agreement=top.text("agreement"),
        ignore=frozenset(_names(top)),
    )


def _names(top: JsonObject) -> list[str]:
    names = top.items("ignore")
    if not all(isinstance(name, str) for name in names):
        top.fail("must be a list of file names", "ignore")
    return names


def _collection(top: JsonObject) -> CollectionSnapshot | None:
    found = top.child("collection", allowed=_COLLECTION)
    if found is None:
        return None
    slug = found.text("slug", required=True, longest=100)
    if not _SLUG.fullmatch(slug):
        found.fail("must be lower-case letters and digits, with hyphens between them", "slug")
    return CollectionSnapshot(
        slug=slug,
        title=found.text("title", required=True, longest=300),
        level=found.code("level", LEVELS) or "collection",
        scope=found.text("scope"),
        custodial_history=found.text("custodial_history"),
    )


def _entry(article: JsonObject) -> ManifestEntry:
    rights = article.child("rights", allowed=("uri", "holder", "note"))
    values = tuple(_value(value) for value in article.children("values", allowed=_VALUE))
    fields = [value.field for value in values]
    if len(set(fields)) < len(fields):
        article.fail("a field has one value; here one has several", "values")
    return ManifestEntry(
        file=_file(article),
        supplied=Supplied(
            reference_code=article.text("reference_code", longest=60),
            values=values,
            line_roles=tuple(
                _line_role(lines) for lines in article.children("line_roles", allowed=("from", "to", "role"))
            ),
            rights_uri=_address(rights, "uri") if rights else "",
            rights_holder=rights.text("holder", longest=300) if rights else "",
            rights_note=rights.text("note") if rights else "",
            access=article.code("access", ACCESS),
        ),
        source_uri=article.text("source_uri", longest=2000),
        captured_at=_captured(article),
    )


def _file(article: JsonObject) -> str:
    """Give the path of an article's file; it stays below the manifest's folder."""
    file = article.text("file", required=True)
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts or str(path) == ".":
        article.fail(f"“{file}” is not a path inside the manifest's folder", "file")
    return str(path)


def _address(rights: JsonObject, name: str) -> str:
    address = rights.text(name, required=True)
    if not _WEB_ADDRESS.fullmatch(address):
        rights.fail(f"“{address}” is not a web address (rightsstatements.org or Creative Commons)", name)
    return address


def _captured(article: JsonObject) -> datetime | None:
    printed = article.text("captured")
    if not printed:
        return None
    try:
        moment = datetime.fromisoformat(printed)
    except ValueError as error:
        article.fail(f"“{printed}” is no moment in ISO 8601: {error}", "captured")
    if moment.tzinfo is None:
        article.fail(
            f"“{printed}” has no zone; a moment less sure than that is a value of the field captured", "captured"
        )
    return moment


def _value(value: JsonObject) -> FoundValue:
    found = FoundValue(
        field=value.code("field", FIELDS, required=True),
        value=value.text("value"),
        edtf=value.text("edtf"),
        status=value.code("status", STATUSES, required=True),
        certainty=value.code("certainty", CERTAINTIES),
        note=value.text("note"),
        quote=value.text("quote"),
    )
    stated = found.status != "not-stated"
    if stated and not (found.value or found.edtf):
        value.fail("a value is needed, unless the status is not-stated")
    if not stated and (found.value or found.edtf):
        value.fail("what is not stated has no value")
    if stated and found.field in DATE_FIELDS and not found.edtf:
        value.fail("a date is needed in EDTF, such as 2007-04-19 or 2007-04?")
    if found.edtf and found.field not in DATE_FIELDS:
        value.fail(f"{found.field} is no date, it takes no EDTF", "edtf")
    if found.edtf:
        _check_date(value, found.edtf)
    return found


def _check_date(value: JsonObject, edtf: str) -> None:
    try:
        edtf_dates.check(edtf)
    except InvalidValueError as error:
        value.fail(str(error), "edtf")


def _line_role(lines: JsonObject) -> tuple[int, int, str]:
    first, last = lines.line_number("from"), lines.line_number("to")
    if last < first:
        lines.fail(f"line {last} comes before line {first}", "to")
    return first, last, lines.code("role", ROLES, required=True)
