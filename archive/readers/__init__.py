"""Readers: paths to records, one article at a time."""

from archive.readers.auto import AutoReader
from archive.readers.columns import ColumnsReader, CsvFormat, JsonLinesFormat
from archive.readers.eml import EmlFormat
from archive.readers.feed import FeedFormat
from archive.readers.formats import FormatReader
from archive.readers.html import HtmlFormat
from archive.readers.manifest import Manifest, load_manifest
from archive.readers.newsml_g2 import NewsmlG2Format
from archive.readers.ninjs import NinjsFormat
from archive.readers.nitf import NitfFormat
from archive.readers.plain import PlainReader
from archive.readers.reuters_sgml import ReutersFormat
from archive.readers.text import TextFormat
from archive.records import Reader

#: The reader that recognises each input by its content; formats stand in the order of their certainty.
AUTO = AutoReader(
    (
        ReutersFormat(),
        NitfFormat(),
        NewsmlG2Format(),
        FeedFormat(),
        HtmlFormat(),
        NinjsFormat(),
        JsonLinesFormat(),
        EmlFormat(),
        CsvFormat(),
    ),
    TextFormat(),
)

_NAMED: tuple[Reader, ...] = (
    AUTO,
    PlainReader(),
    *(FormatReader(one) for one in AUTO.formats),
    ColumnsReader(JsonLinesFormat),
    ColumnsReader(CsvFormat),
)

#: Every reader by its name.
READERS: dict[str, Reader] = {reader.name: reader for reader in _NAMED}

__all__ = ["AUTO", "READERS", "Manifest", "load_manifest"]
