"""What readers and extractors hand over: plain, frozen data and the two protocols they fulfil. No Django here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Protocol

#: What comes with bytes that came without headers.
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece ``[start, end)`` of a text, in code points, and what it is (a ``BlockRole`` code)."""

    start: int
    end: int
    role: str
    xpath: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundValue:
    """A descriptive value that a rule or a curator gives, before it is stored as a ``FieldValue``.

    ``start`` and ``end`` are code points in the extracted text and come together; ``locator`` points into the capture
    where the evidence is not in the text; ``quote`` are words to be looked for where the offsets are not known yet (a
    manifest's). ``edtf`` is EDTF level 2 (Library of Congress, 2019); ``status`` and
    ``certainty`` are codes of ``ValueStatus`` and ``Certainty``.
    """

    field: str
    value: str
    status: str
    edtf: str = ""
    certainty: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""
    locator: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedText:
    """A capture's text with its blocks, which tile it: sorted, without gap or overlap, from 0 to ``len(text)``.

    ``charset`` is the codec that decoded the bytes, ``charset_evidence`` how it was found, and ``warnings`` what the
    decoder had to change.
    """

    text: str
    blocks: tuple[Block, ...]
    values: tuple[FoundValue, ...]
    charset: str
    charset_evidence: str
    newline: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """What a manifest gives for one article: values, roles for 1-based line ranges, rights and a reference code."""

    reference_code: str = ""
    values: tuple[FoundValue, ...] = ()
    line_roles: tuple[tuple[int, int, str], ...] = ()
    rights_uri: str = ""
    rights_holder: str = ""
    rights_note: str = ""
    access: str = ""


class Captured(Protocol):
    """A capture that holds several articles: bytes that are read again when they are kept."""

    @property
    def sha256(self) -> str: ...

    @property
    def size(self) -> int: ...

    def open(self) -> BinaryIO: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """One article as a reader found it: its bytes, the capture they stand in, and what came with it.

    ``data`` is what the extractor reads. It is the whole capture, or, where ``whole`` is given, what stands in that
    at ``locator`` (``archive.locators``). ``media_type`` is the capture's; ``extractor`` names who reads the data,
    where the media type alone does not say.
    """

    data: bytes
    whole: Captured | None = None
    extractor: str = ""
    file_name: str
    media_type: str
    source_uri: str = ""
    locator: str = ""
    captured_at: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    supplied: Supplied = Supplied()


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRecord:
    """One input that can't be taken in: the file, the record in it, the line, and the reason in words."""

    file: str
    reason: str
    record: str = ""
    line: int | None = None


class Reader(Protocol):
    """Turns paths into records, one at a time; what it can't read becomes a ``BadRecord``, never an exception."""

    name: str

    def read(self, paths: Sequence[Path], *, manifest: Path | None = None) -> Iterator[ArticleRecord | BadRecord]: ...


class Extractor(Protocol):
    """Turns a capture's bytes into text with blocks and the values that stand in it.

    Raises ``archive.errors.ExtractionError`` where the bytes hold no text.
    """

    name: str
    version: str

    def extract(self, data: bytes, *, charset: str = "", headers: Mapping[str, str] = NO_HEADERS) -> ExtractedText:
        """Give the text; ``charset`` is what was declared beside the bytes, ``headers`` what else came with them."""
        ...
