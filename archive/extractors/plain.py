"""Plain text: bytes to text with blocks and the values that stand in it."""

from collections.abc import Mapping

from archive.extractors.plain_blocks import read_pieces, tile
from archive.extractors.plain_decoding import decode
from archive.extractors.plain_values import values_of
from archive.records import NO_HEADERS, ExtractedText


class PlainExtractor:
    """The extractor for ``text/plain``. A change of its rules that changes what it gives raises ``version``."""

    name = "plain"
    version = "1"

    def extract(
        self,
        data: bytes,
        *,
        charset: str = "",
        headers: Mapping[str, str] = NO_HEADERS,  # noqa: ARG002 - of the protocol
    ) -> ExtractedText:
        """Give the text, its blocks and values; raises ``ExtractionError`` where the bytes hold no text."""
        decoded = decode(data, charset)
        pieces = read_pieces(decoded.text)
        return ExtractedText(
            text=decoded.text,
            blocks=tile(decoded.text, pieces),
            values=values_of(decoded.text, pieces),
            charset=decoded.charset,
            charset_evidence=decoded.evidence,
            newline=decoded.newline,
            warnings=decoded.warnings,
        )
