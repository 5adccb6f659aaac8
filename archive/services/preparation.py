"""The pure half of taking an article in: everything that can be decided before the database is touched."""

from dataclasses import dataclass, replace

from archive import edtf_dates, evidence, titles
from archive.errors import ArchiveError, InvalidValueError
from archive.extractors import EXTRACTORS
from archive.records import ArticleRecord, Block, ExtractedText, FoundValue
from archive.services.corrections import check_value
from archive.text import bytes_digest, text_digest, trimmed
from archive.vocabulary import Access, BlockRole

#: Which extractor reads which media type.
EXTRACTOR_OF = {"text/plain": "plain"}

#: The longest reference code, as the database holds it.
LONGEST_CODE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedArticle:
    """A record with its text, blocks and checked values: ready to be written, and nothing left to go wrong in it.

    ``found`` come from the extractor's rules, ``supplied`` from the manifest; a supplied value supersedes a found one.
    ``title`` is what the article is called while it has no headline, now or after a correction.
    """

    record: ArticleRecord
    sha256: str
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
    name = EXTRACTOR_OF.get(record.media_type)
    if name is None:
        raise ArchiveError(f"no extractor reads {record.media_type}")
    extractor = EXTRACTORS[name]
    extracted = extractor.extract(record.data)
    supplied = record.supplied
    if len(supplied.reference_code) > LONGEST_CODE:
        raise InvalidValueError(f"a reference code has at most {LONGEST_CODE} characters", field="reference_code")
    if supplied.access and supplied.access not in Access.values:
        raise InvalidValueError(f"{supplied.access!r} is not an access level", field="access")
    blocks = _with_roles(extracted, supplied.line_roles)
    values = tuple(_checked(extracted.text, value) for value in supplied.values)
    found = tuple(_checked(extracted.text, value) for value in extracted.values)
    return PreparedArticle(
        record=record,
        sha256=bytes_digest(record.data),
        extractor=extractor.name,
        extractor_version=extractor.version,
        extracted=extracted,
        text_sha256=text_digest(extracted.text),
        blocks=blocks,
        found=found,
        supplied=values,
        title=titles.supplied_title(extracted.text, blocks),
    )


def _checked(text: str, value: FoundValue) -> FoundValue:
    check_value(value)
    resolved = evidence.resolve(text, value)
    if resolved.edtf:
        edtf_dates.check(resolved.edtf)
    return resolved


def _with_roles(extracted: ExtractedText, line_roles: tuple[tuple[int, int, str], ...]) -> tuple[Block, ...]:
    """Give the blocks with a manifest's roles; a line that shares a block with others is refused, not guessed."""
    if not line_roles:
        return extracted.blocks
    starts = [0]
    for line in extracted.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    blocks = list(extracted.blocks)
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
