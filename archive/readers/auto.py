"""Any input, recognised by its content: which format it is of, or the reason why it is none."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from archive.errors import ManifestError, ReadingError
from archive.json_data import load
from archive.readers.containers import is_container, members
from archive.readers.formats import Format, records_of
from archive.readers.sources import Source, sources
from archive.readers.warc import WarcFormat
from archive.records import ArticleRecord, BadRecord

#: The header under which a record says what its input was taken for.
RECOGNISED_AS = "recognised-as"

_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml\b|!DOCTYPE\b|!--|[A-Za-z_])", re.IGNORECASE)
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_SKIPPED = re.compile(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", re.DOTALL)
_MAGIC = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "an image, sound or film",
    b"\x00\x00\x01\x00": "an icon",
    b"wOFF": "a font",
    b"wOF2": "a font",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive, which is not opened",
    b"Rar!": "a RAR archive, which is not opened",
    b"\x28\xb5\x2f\xfd": "compressed with Zstandard, which is not opened",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "a SQLite database",
}


#: The share of lines that have as many tabs in a table.
_MOSTLY = 0.9


class AutoReader:
    """A reader of anything: each file, and each member of an archive, by the first format that recognises it.

    Web archives are tried first, then ``formats``, which stand in the order of their certainty. What none recognises is
    read by ``fallback`` as plain text, if it is neither markup nor data.
    """

    name = "auto"

    def __init__(self, formats: Sequence[Format], fallback: Format) -> None:
        self.formats: tuple[Format, ...] = (WarcFormat(self._member), *formats)
        self._fallback = fallback

    def read(self, paths: Sequence[Path], *, manifest: Path | None = None) -> Iterator[ArticleRecord | BadRecord]:
        """Yield the records of every file; what can't be read is a ``BadRecord``, and the others are still read.

        Raises ManifestError where there is a manifest: it names plain text files, and ``plain`` reads it.
        """
        if manifest:
            raise ManifestError("a manifest is read by a reader that you name, not by auto")
        for source in sources(paths):
            if isinstance(source, BadRecord):
                yield source
            else:
                yield from self.records(source)

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give what is in one file, with what it was taken for."""
        try:
            head = source.head
        except ReadingError as error:
            yield BadRecord(file=source.name, reason=str(error))
            return
        found = self._format(head)
        if found is None and is_container(head):
            for member in members(source):
                yield from [member] if isinstance(member, BadRecord) else self._member(member)
        else:
            yield from self._recognised(source, found)

    def _member(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give what is in a member of an archive, or in a payload; no archive in an archive."""
        found = self._format(source.head)
        if found is None and is_container(source.head):
            yield BadRecord(file=source.name, reason="an archive inside an archive; unpack it first")
        else:
            yield from self._recognised(source, found)

    def _format(self, head: bytes) -> Format | None:
        return next((one for one in self.formats if one.recognises(head)), None)

    def _recognised(self, source: Source, found: Format | None) -> Iterator[ArticleRecord | BadRecord]:
        if found is None and (reason := refusal(source.head)):
            yield BadRecord(file=source.name, reason=reason)
            return
        taken = found or self._fallback
        for record in records_of(source, taken):
            if isinstance(record, ArticleRecord) and RECOGNISED_AS not in record.headers:
                yield replace(record, headers={**record.headers, RECOGNISED_AS: taken.name})
            else:
                yield record


def refusal(head: bytes) -> str:
    """Give why what begins so, and is of no format that is read, is no plain text either; nothing where it may be."""
    if not head:
        return "it is empty"
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            return f"it is {what}, not text"
    plain = head.replace(b"\x00", b"")
    if _XML.match(plain):
        root = _ROOT.search(_SKIPPED.sub(b"", plain))
        if root is None:
            return "it is markup without an element, such as a document type definition"
        name = root[1].decode("ascii", errors="replace")
        return f"it is markup of no format that is read here; its first element is <{name}>"
    if plain.lstrip()[:1] in (b"{", b"["):
        try:
            load(plain.removeprefix(b"\xef\xbb\xbf"))
        except ReadingError as error:
            is_text = plain.lstrip()[:1] == b"[" and '"' not in plain[:40].decode(errors="replace")
            return "" if is_text else f"it begins as JSON, but is none that is read here: {error}"
        return "it is JSON of no format that is read here"
    if columns := _columns(plain):
        return (
            f"it is a table of {columns} columns without a head that names a text; name its columns, and read it as csv"
        )
    return ""


def _columns(head: bytes) -> int:
    """Give how many columns a table has whose lines are divided by tabs; 0 where it is none."""
    lines = [line for line in head.splitlines()[:-1] if line.strip() and not line.startswith(b"#")]
    counts = Counter(line.count(b"\t") for line in lines)
    tabs, alike = counts.most_common(1)[0] if counts else (0, 0)
    return tabs + 1 if tabs and len(lines) > 2 and alike >= _MOSTLY * len(lines) else 0
