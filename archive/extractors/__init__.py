"""Extractors: a capture's bytes to text with blocks."""

from archive.extractors.plain import PlainExtractor
from archive.records import Extractor

#: Every extractor by its name.
EXTRACTORS: dict[str, Extractor] = {extractor.name: extractor for extractor in (PlainExtractor(),)}
