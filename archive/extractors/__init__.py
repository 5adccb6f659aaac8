"""Extractors: a capture's bytes to text with blocks."""

from archive.extractors.columns import CsvExtractor, JsonLinesExtractor
from archive.extractors.eml import EmlExtractor
from archive.extractors.feed import FeedExtractor
from archive.extractors.html import HtmlExtractor
from archive.extractors.newsml_g2 import NewsmlG2Extractor
from archive.extractors.ninjs import NinjsExtractor
from archive.extractors.nitf import NitfExtractor
from archive.extractors.plain import PlainExtractor
from archive.extractors.reuters_sgml import ReutersExtractor
from archive.records import Extractor

_ALL: tuple[Extractor, ...] = (
    PlainExtractor(),
    HtmlExtractor(),
    ReutersExtractor(),
    NitfExtractor(),
    NewsmlG2Extractor(),
    NinjsExtractor(),
    FeedExtractor(),
    JsonLinesExtractor(),
    CsvExtractor(),
    EmlExtractor(),
)

#: Every extractor by its name.
EXTRACTORS: dict[str, Extractor] = {extractor.name: extractor for extractor in _ALL}
