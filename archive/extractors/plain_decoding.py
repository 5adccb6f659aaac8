"""From bytes to text, with the evidence: which charset won and why, and what had to be replaced.

In this order: a byte order mark; the declared charset, if the bytes fit it; US-ASCII; UTF-8, also where a few bytes
are damaged; UTF-16 without a mark; windows-1252, if what it gives reads as a Western language; charset-normalizer.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from charset_normalizer import from_bytes
from charset_normalizer.constant import IANA_SUPPORTED

from archive.errors import ExtractionError
from archive.extractors.language import identify_language
from archive.text import MAX_TEXT_BYTES, ByteMap, Replacement, decode_marked, normalise

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
_FORMATS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh9", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
_EBCDIC = ["cp037", "cp1026", "cp1140", "cp273", "cp424", "cp500", "cp875"]
_DECLARABLE = frozenset(codecs.lookup(name).name for name in IANA_SUPPORTED) - {"utf-7"}
_NUMBERED_WINDOWS = re.compile(r"cp(125\d)")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_C1_CONTROL = re.compile("[\x80-\x9f]")
_WESTERN = re.compile("af|br|ca|cy|da|de|en|es|eu|fi|fo|fr|ga|gl|is|it|lb|nb|nl|nn|no|oc|pt|sv|sw|wa")
_MAX_CONTROL_SHARE = 0.1
_MAX_WESTERN_SHARE = 0.2
_FEW_WESTERN_SHARE = 0.05
_MIN_PROBABILITY = 0.5
_SAMPLE_BYTES = 65_536
_LISTED_POSITIONS = 20
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text, the codec that made it, how that was found, the line ends it had, and what had to be replaced."""

    text: str
    charset: str
    evidence: str
    newline: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Choice:
    charset: str
    evidence: str


def decode(data: bytes, declared: str = "") -> Decoded:
    """Give the text of a capture; ``declared`` is the charset that came with it, if any.

    Raises ``ExtractionError`` where the bytes are empty, more than ``MAX_TEXT_BYTES``, of a known binary format, in no
    charset that can be told, or nothing but white space and control characters.
    """
    _refuse_what_is_no_text(data)
    notes: list[str] = []
    name = declared.strip()[:_LONGEST_NAME]
    choice = _choose(data, name if name.isprintable() else ascii(name), notes)
    decoded = decode_marked(data, choice.charset)
    text = normalise(decoded)
    _refuse_controls(text)
    newline, mixed = _line_ends(decoded)
    replaced = "\x00" in decoded or "\udc80" in decoded
    warnings = [*notes, *mixed, *(_replacement_warnings(ByteMap(data, choice.charset).replaced) if replaced else ())]
    evidence = "; ".join([choice.evidence, *notes])
    return Decoded(text=text, charset=choice.charset, evidence=evidence, newline=newline, warnings=tuple(warnings))


def _refuse_what_is_no_text(data: bytes) -> None:
    if not data:
        raise ExtractionError("The capture is empty: it has no bytes.")
    if len(data) > MAX_TEXT_BYTES:
        message = f"The capture has {len(data)} bytes; the most that is read as text is {MAX_TEXT_BYTES}."
        raise ExtractionError(message)
    for signature, name in _FORMATS:
        if data.startswith(signature):
            raise ExtractionError(f"The capture is {name}, not text: it begins with {signature!r}.")


def _refuse_controls(text: str) -> None:
    controls = len(_CONTROL.findall(text))
    visible = _CONTROL.sub("", text)
    if not visible or visible.isspace():
        what = "white space and control characters" if controls else "white space"
        raise ExtractionError(f"The capture holds no text: there is nothing but {what}.")
    if controls > _MAX_CONTROL_SHARE * len(text):
        message = f"The capture is binary, not text: {controls} of {len(text)} characters are controls or undecodable."
        raise ExtractionError(message)


def _choose(data: bytes, declared: str, notes: list[str]) -> _Choice:
    steps: tuple[Callable[[], _Choice | None], ...] = (
        lambda: _by_mark(data, declared, notes),
        lambda: _by_declaration(data, declared, notes),
        lambda: _Choice("us-ascii", "every byte is below 0x80") if data.isascii() and b"\x00" not in data else None,
        lambda: _by_zero_bytes(data),
        lambda: _as_utf_8(data),
        lambda: _as_windows_1252(data),
        lambda: _by_statistics(data),
    )
    for step in steps:
        choice = step()
        if choice:
            return choice
    message = f"The capture is binary, or text in no charset that can be told: {len(data)} bytes, first {data[:12]!r}."
    raise ExtractionError(message)


def _by_mark(data: bytes, declared: str, notes: list[str]) -> _Choice | None:
    for mark, charset in _MARKS:
        if data.startswith(mark):
            if declared and not _is_family(declared, charset):
                notes.append(f"declared as {declared}, but the byte order mark says {charset}")
            return _Choice(charset, f"byte order mark {mark.hex(' ').upper()}")
    return None


def _is_family(declared: str, charset: str) -> bool:
    """Tell whether a declared name means this charset, with or without its byte order."""
    name = declared.lower().replace("_", "-").replace("utf8", "utf-8").replace("-sig", "")
    return charset.startswith(name.removesuffix("-le").removesuffix("-be"))


def _by_declaration(data: bytes, declared: str, notes: list[str]) -> _Choice | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        name = ""
    if name not in _DECLARABLE:
        notes.append(f"declared as {declared}, which is not a charset that is known here")
        return None
    if name in {"utf-16", "utf-32"}:
        notes.append(f"declared as {declared}, but there is no byte order mark")
        return None
    try:
        decoded = data.decode(name)
    except UnicodeDecodeError as error:
        notes.append(f"declared as {declared}, but byte {error.start} does not fit that")
        return None
    if name == "iso8859-1" and _C1_CONTROL.search(decoded) and _fits(data, "cp1252"):
        return _Choice("windows-1252", f"declared as {declared}, with bytes from 0x80 to 0x9F as windows-1252 has them")
    return _Choice(_public_name(name), f"declared as {declared}, and every byte fits")


def _by_zero_bytes(data: bytes) -> _Choice | None:
    """UTF-16 without a mark: Latin text has a zero in every other byte."""
    if len(data) % 2 or b"\x00" not in data:
        return None
    sample = data[:_SAMPLE_BYTES]
    half = len(sample) / 2
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    charset = "utf-16le" if odd > even else "utf-16be"
    if max(even, odd) < 0.4 or min(even, odd) > 0.05 or not _fits(data, charset):
        return None
    side = "second" if odd > even else "first"
    return _Choice(charset, f"no byte order mark, but zero in most {side} bytes of a pair")


def _as_utf_8(data: bytes) -> _Choice | None:
    if _fits(data, "utf-8"):
        return _Choice("utf-8", "the bytes are valid UTF-8")
    decoded = decode_marked(data, "utf-8")
    bad = decoded.count("\udc80")
    good = sum(map(len, re.findall("[\x80-\ud7ff\ue000-\U0010ffff]+", decoded)))
    if good > bad:
        return _Choice("utf-8", f"{good} characters beyond US-ASCII are valid UTF-8 against {bad} bytes that are not")
    return None


def _as_windows_1252(data: bytes) -> _Choice | None:
    if b"\x00" in data or not _fits(data, "cp1252"):
        return None
    decoded = data[:_SAMPLE_BYTES].decode("cp1252")
    letters = [character for character in decoded if character.isalpha()]
    beyond = sum(not character.isascii() for character in letters)
    if beyond > _MAX_WESTERN_SHARE * len(letters):
        return None
    language, probability = identify_language(decoded)
    if probability < _MIN_PROBABILITY and beyond <= _FEW_WESTERN_SHARE * len(letters):
        return _Choice("windows-1252", f"not UTF-8; {beyond} of {len(letters)} letters are beyond US-ASCII")
    if probability < _MIN_PROBABILITY or not _WESTERN.fullmatch(language):
        return None
    return _Choice("windows-1252", f"not UTF-8; as windows-1252 it reads as language {language} ({probability:.2f})")


def _by_statistics(data: bytes) -> _Choice | None:
    best = from_bytes(data, cp_exclusion=[*_EBCDIC, "utf_7"], enable_fallback=False).best()
    if best is None:
        return None
    equals_western = "cp1252" in best.could_be_from_charset
    name = "cp1252" if equals_western else codecs.lookup(best.encoding).name
    return _Choice(_public_name(name), f"charset-normalizer, from the frequencies (disorder {best.chaos:.3f})")


def _fits(data: bytes, charset: str) -> bool:
    try:
        data.decode(charset)
    except UnicodeDecodeError:
        return False
    return True


def _public_name(name: str) -> str:
    """Give the name that IANA registers for a codec, where Python's own differs and both are understood."""
    if name == "ascii":
        return "us-ascii"
    if name.startswith(("utf-16-", "utf-32-")):
        return name[:6] + name[7:]
    return _NUMBERED_WINDOWS.sub(r"windows-\1", name).replace("iso8859-", "iso-8859-")


def _line_ends(decoded: str) -> tuple[str, list[str]]:
    """Give LF, CRLF, CR, none or mixed, and for mixed ones a warning with the figures."""
    pairs = decoded.count("\r\n")
    counts = Counter({"CRLF": pairs, "LF": decoded.count("\n") - pairs, "CR": decoded.count("\r") - pairs})
    found = [name for name, count in counts.items() if count]
    if len(found) > 1:
        figures = ", ".join(f"{counts[name]} {name}" for name in found)
        return "mixed", [f"the line ends are mixed: {figures}; the text has LF for each"]
    return (found[0] if found else "none"), []


def _replacement_warnings(replaced: tuple[Replacement, ...]) -> list[str]:
    """Give a warning for NULs and one for bad bytes, each with how many there are and where the first stand."""
    warnings = []
    for is_nul, what in ((True, "NUL characters"), (False, "bytes that can't be decoded")):
        positions = [replacement.byte for replacement in replaced if replacement.is_nul is is_nul]
        if positions:
            listed = ", ".join(map(str, positions[:_LISTED_POSITIONS]))
            more = len(positions) - _LISTED_POSITIONS
            rest = f" and {more} more" if more > 0 else ""
            warnings.append(f"{what}: {len(positions)} became U+FFFD, at byte {listed}{rest}")
    return warnings
