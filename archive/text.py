"""A capture's immutable text: its digests, and the way from code points to the capture's bytes and back.

The text differs from the decoded bytes in this only: a leading byte order mark is dropped, CRLF and CR become LF, and
NUL and whatever could not be decoded become U+FFFD (one for each bad byte). No Django here.
"""

import codecs
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from archive.errors import InvalidValueError

#: The largest capture that is read as text, in bytes.
MAX_TEXT_BYTES = 20_000_000

#: Code points kept on each side of a quotation (W3C Web Annotation, TextQuoteSelector).
CONTEXT_SIZE = 32

_BOM = "\ufeff"
_REPLACEMENT = "\ufffd"
_UNDECODABLE = "archive.undecodable"
_REPLACED = re.compile("[\x00\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")
_RUNS = re.compile(
    "(?P<crlf>(?:\r\n)+)|(?P<one>[\x01-\x0c\x0e-\x7f]+|\r)|(?P<two>[\x80-\u07ff]+)"
    "|(?P<three>[\u0800-\ud7ff\ue000-\uffff]+)|(?P<four>[\U00010000-\U0010ffff]+)|(?P<nul>\x00+)|(?P<bad>[\ud800-\udfff]+)"
)
_SINGLE_BYTE = {"crlf": 2, "one": 1, "two": 1, "three": 1, "four": 1, "nul": 1, "bad": 1}
_UTF_8 = {**_SINGLE_BYTE, "two": 2, "three": 3, "four": 4}
_UTF_16 = {"crlf": 4, "one": 2, "two": 2, "three": 2, "four": 4, "nul": 2, "bad": 1}
_UTF_32 = {"crlf": 8, "one": 4, "two": 4, "three": 4, "four": 4, "nul": 4, "bad": 1}
_WIDTHS = {
    "ascii": _SINGLE_BYTE,
    "utf-8": _UTF_8,
    "utf-16-le": _UTF_16,
    "utf-16-be": _UTF_16,
    "utf-32-le": _UTF_32,
    "utf-32-be": _UTF_32,
}


def _mark_undecodable(error: UnicodeError) -> tuple[str, int]:
    """Stand a lone surrogate, which no strict decoder gives, in the place of each byte that can't be decoded."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udc80" * (error.end - error.start), error.end


codecs.register_error(_UNDECODABLE, _mark_undecodable)


def text_digest(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def bytes_digest(data: bytes) -> str:
    """Give the SHA-256 of bytes, as 64 lower-case hexadecimal digits."""
    return sha256(data).hexdigest()


def decode_marked(data: bytes, charset: str) -> str:
    """Give the bytes decoded, nothing normalised; each byte that can't be decoded is a lone surrogate U+DC80."""
    return data.decode(charset, errors=_UNDECODABLE)


def normalise(decoded: str) -> str:
    """Give the text to be kept of decoded bytes: no byte order mark, LF line ends, U+FFFD for NUL and bad bytes."""
    return _REPLACED.sub(_REPLACEMENT, _LINE_END.sub("\n", decoded.removeprefix(_BOM)))


def check_range(start: int, end: int, length: int, *, unit: str = "code points") -> None:
    """Raise ``InvalidValueError`` unless ``0 <= start <= end <= length``."""
    if not 0 <= start <= end <= length:
        message = f"The range [{start}, {end}) is not within the {length} {unit} there are."
        raise InvalidValueError(message, field="start" if not 0 <= start <= length else "end")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Give ``[start, end)`` without the white space around its words; an empty range at ``start`` where it has none."""
    check_range(start, end, len(text))
    words = text[start:end]
    body = words.lstrip()
    if not body:
        return start, start
    first = start + len(words) - len(body)
    return first, first + len(body.rstrip())


def context(text: str, start: int, end: int, size: int = CONTEXT_SIZE) -> tuple[str, str]:
    """Give up to ``size`` code points before and after ``[start, end)``: a quotation's prefix and suffix."""
    check_range(start, end, len(text))
    return text[max(0, start - size) : start], text[end : end + size]


@dataclass(frozen=True, slots=True)
class Replacement:
    """One character that the text holds as U+FFFD: the byte it stood at, and whether that was a NUL or no character."""

    byte: int
    is_nul: bool


class ByteMap:
    """The text of a capture's bytes, and half-open ranges of the one as ranges of the other.

    Built from the bytes and the codec that decoded them. Where the text dropped something, the line feed of a CRLF
    covers both bytes and a byte order mark belongs to no character. Memory grows with the number of runs of
    characters of one width, not with the text.
    """

    def __init__(self, data: bytes, charset: str) -> None:
        name = codecs.lookup(charset).name
        self._size = len(data)
        self._characters = array("Q")
        self._bytes = array("Q")
        decoded = decode_marked(data, charset)
        self.text = normalise(decoded)
        replaced: list[Replacement] = []
        widths = _WIDTHS.get(name) or (_SINGLE_BYTE if len(decoded) == len(data) else None)
        runs = _run_widths(decoded, widths) if widths else _stepped_widths(data, charset)
        character = byte = 0
        for characters, width, kind in runs:
            if kind in {"nul", "bad"}:
                replaced.extend(Replacement(byte + index * width, kind == "nul") for index in range(characters))
            if characters:
                self._characters.append(character)
                self._bytes.append(byte)
            character += characters
            byte += width * max(characters, 1)
        self._characters.append(character)
        self._bytes.append(self._size)
        self.replaced = tuple(replaced)

    def to_bytes(self, start: int, end: int) -> tuple[int, int]:
        """Give the byte range of a code point range; ``InvalidValueError`` where it leaves the text."""
        check_range(start, end, len(self.text))
        return self._byte(start), self._byte(end)

    def to_characters(self, start: int, end: int) -> tuple[int, int]:
        """Give the code point range of a byte range; ``InvalidValueError`` outside, or inside a character."""
        check_range(start, end, self._size, unit="bytes")
        return self._character(start, "start"), self._character(end, "end")

    def _width(self, run: int) -> int:
        characters = self._characters[run + 1] - self._characters[run]
        return (self._bytes[run + 1] - self._bytes[run]) // characters

    def _byte(self, character: int) -> int:
        run = bisect_right(self._characters, character) - 1
        if run == len(self._characters) - 1:
            return self._size
        return self._bytes[run] + (character - self._characters[run]) * self._width(run)

    def _character(self, byte: int, field: str) -> int:
        run = bisect_right(self._bytes, byte) - 1
        if run == len(self._bytes) - 1:
            return self._characters[run]
        past = byte - self._bytes[run] if run >= 0 else 1
        width = self._width(run) if run >= 0 else 2
        if past % width:
            raise InvalidValueError(f"Byte {byte} is not where a character begins.", field=field)
        return self._characters[run] + past // width


def _run_widths(decoded: str, widths: dict[str, int]) -> Iterator[tuple[int, int, str]]:
    """Yield (characters of the text, bytes of each, kind) run by run; a dropped mark is a run without characters."""
    start = 0
    if decoded.startswith(_BOM):
        yield 0, widths["three"], "bom"
        start = 1
    if decoded.isascii() and "\r" not in decoded and "\x00" not in decoded:
        yield len(decoded), widths["one"], "one"
        return
    for match in _RUNS.finditer(decoded, start):
        kind = match.lastgroup or ""
        length = match.end() - match.start()
        yield (length // 2 if kind == "crlf" else length), widths[kind], kind


def _stepped_widths(data: bytes, charset: str) -> Iterator[tuple[int, int, str]]:
    """Yield runs for a codec of varying width: the bytes go through its incremental decoder one at a time."""
    decoder = codecs.getincrementaldecoder(charset)(errors=_UNDECODABLE)
    starts: list[int] = []
    decoded: list[str] = []
    begun = 0
    for index in range(len(data) + 1):
        piece = decoder.decode(data[index : index + 1], final=index == len(data))
        starts.extend([begun] * len(piece))
        decoded.extend(piece)
        if piece:
            begun = min(index + 1, len(data)) - len(decoder.getstate()[0])
    starts.append(len(data))
    line_feed_dropped = False
    for index, (here, following) in enumerate(pairwise(starts)):
        character = decoded[index]
        if line_feed_dropped:
            line_feed_dropped = False
            continue
        if character == "\r" and decoded[index + 1 : index + 2] == ["\n"]:
            line_feed_dropped = True
            yield 1, starts[index + 2] - here, "crlf"
        elif index == 0 and character == _BOM:
            yield 0, following - here, "bom"
        else:
            yield 1, following - here, _kind(character)


def _kind(character: str) -> str:
    return {"\x00": "nul", "\udc80": "bad"}.get(character, "one")
