"""The formats that dossiers leave in, by name; a new one is a Protocol fulfilled and an entry here."""

from exports.formats.jsonld import JsonLdFormat
from exports.formats.protocol import Format, ReadableFormat
from exports.formats.tei import TeiFormat

TEI = TeiFormat()
JSONLD = JsonLdFormat()
#: Formats that carry a whole dossier, and so can be restored from.
READABLE_FORMATS: dict[str, ReadableFormat] = {TEI.name: TEI, JSONLD.name: JSONLD}
FORMATS: dict[str, Format] = {**READABLE_FORMATS}
