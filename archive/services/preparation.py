"""The pure half of taking an article in: everything that can be decided before the database is touched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from email.message import Message

from archive import edtf_dates, evidence, titles
from archive.errors import ArchiveError, InvalidValueError
from archive.extractors import EXTRACTORS
from archive.records import ArticleRecord, Block, ExtractedText, FoundValue
from archive.services.corrections import check_value
from archive.text import bytes_digest, text_digest, trimmed
from archive.vocabulary import Access, BlockRole

#: Which extractor reads which media type.
EXTRACTOR_OF = {"text/plain": "plain", "text/html": "html", "application/xhtml+xml": "html"}

#: The longest texts of a capture's columns, as the database holds them.
LONGEST = {"locator": 500, "source_uri": 2000, "file_name": 500, "media_type": 100}
LONGEST_XPATH = 1000

#: The longest reference code, as the database holds it.
LONGEST_CODE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedArticle:
    """A record with its text, blocks and checked values: ready to be written, and nothing left to go wrong in it.

    ``found`` come from the extractor's rules, ``supplied`` from the manifest; a supplied value supersedes a found one.
    ``sha256`` and ``size`` (bytes) are the capture's. ``title`` is what the article is called while it has no headline,
    now or after a correction.
    """

    record: ArticleRecord
    sha256: str
    size: int
    extractor: str
    extractor_version: str
    extracted: ExtractedText
    text_sha256: str
    blocks: tuple[Block, ...]
    found: tuple[FoundValue, ...]
    supplied: tuple[FoundValue, ...]
    title: str


def prepare(record: ArticleRecord) -> PreparedArticle:
    """Extract and check one record.

    Raises an ArchiveError whose message is the reason for the archivist.
    """
    name = record.extractor or EXTRACTOR_OF.get(record.media_type, "")
    if name not in EXTRACTORS:
        raise ArchiveError(f"no extractor reads {name or record.media_type}")
    _check_lengths(record)
    extractor = EXTRACTORS[name]
    extracted = extractor.extract(record.data, charset=declared_charset(record.headers), headers=record.headers)
    supplied = record.supplied
    if len(supplied.reference_code) > LONGEST_CODE:
        raise InvalidValueError(f"a reference code has at most {LONGEST_CODE} characters", field="reference_code")
    if supplied.access and supplied.access not in Access.values:
        raise InvalidValueError(f"{supplied.access!r} is not an access level", field="access")
    blocks = _with_roles(extracted, supplied.line_roles)
    values = checked_values(extracted.text, supplied.values)
    found = checked_values(extracted.text, extracted.values)
    return PreparedArticle(
        record=record,
        sha256=capture_digest(record),
        size=record.whole.size if record.whole else len(record.data),
        extractor=extractor.name,
        extractor_version=extractor.version,
        extracted=extracted,
        text_sha256=text_digest(extracted.text),
        blocks=blocks,
        found=found,
        supplied=values,
        title=titles.supplied_title(extracted.text, blocks),
    )


def capture_digest(record: ArticleRecord) -> str:
    """Give the SHA-256 of the capture that a record stands in."""
    return record.whole.sha256 if record.whole else bytes_digest(record.data)


def _check_lengths(record: ArticleRecord) -> None:
    for name, longest in LONGEST.items():
        if len(getattr(record, name)) > longest:
            raise InvalidValueError(f"its {name.replace('_', ' ')} has more than {longest} characters", field=name)


def declared_charset(headers: Mapping[str, str]) -> str:
    """Give the charset of a content type (RFC 9110, section 8.3.2), or nothing."""
    found = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    message = Message()
    message["content-type"] = found
    charset = message.get_param("charset")
    return charset if isinstance(charset, str) else ""


def checked_values(text: str, values: Iterable[FoundValue]) -> tuple[FoundValue, ...]:
    """Give values with the places of their words; raises InvalidValueError for one that can't stand."""
    return tuple(_checked(text, value) for value in values)


def kept_blocks(extracted: ExtractedText) -> tuple[Block, ...]:
    """Give the blocks as they can be kept: a path too long for its column is none, the words still say where."""
    return tuple(replace(one, xpath="") if len(one.xpath) > LONGEST_XPATH else one for one in extracted.blocks)


def _checked(text: str, value: FoundValue) -> FoundValue:
    check_value(value)
    resolved = evidence.resolve(text, value)
    if len(resolved.locator) > LONGEST["locator"]:
        resolved = replace(resolved, locator="", note=f"{resolved.note}; its place is too long to be kept".lstrip("; "))
    if resolved.edtf:
        edtf_dates.check(resolved.edtf)
    return resolved


def _with_roles(extracted: ExtractedText, line_roles: tuple[tuple[int, int, str], ...]) -> tuple[Block, ...]:
    """Give the blocks with a manifest's roles; a line that shares a block with others is refused, not guessed."""
    held = kept_blocks(extracted)
    if not line_roles:
        return held
    starts = [0]
    for line in extracted.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    blocks = list(held)
    for first, last, role in line_roles:
        if role not in BlockRole.values:
            raise InvalidValueError(f"{role!r} is not a role of a block", field="line_roles")
        if not 1 <= first <= last < len(starts):
            raise InvalidValueError(f"lines {first} to {last} are not in the text", field="line_roles")
        for index in _blocks_of_lines(extracted.text, blocks, starts[first - 1], starts[last] - 1):
            blocks[index] = replace(blocks[index], role=role)
    return tuple(blocks)


def _blocks_of_lines(text: str, blocks: list[Block], start: int, end: int) -> list[int]:
    """Give which blocks have their words in the lines ``[start, end)``; none may have words outside them too."""
    spoken = [trimmed(text, block.start, block.end) for block in blocks]
    hit = [index for index, (first, last) in enumerate(spoken) if first < end and last > start]
    if not hit:
        raise InvalidValueError(f"there are no words at characters {start} to {end}", field="line_roles")
    if spoken[hit[0]][0] < start or spoken[hit[-1]][1] > end:
        raise InvalidValueError(
            f"the lines at characters {start} to {end} share a block with other lines", field="line_roles"
        )
    return hit
