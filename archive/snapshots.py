"""One article as plain, frozen data: what exports and indexing read, and what a restore writes. No Django here.

Codes are the values of ``archive.vocabulary``; every offset is a code point, half-open; every datetime is aware.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSnapshot:
    """Who did something, by pseudonym; never an e-mail address or a user name."""

    uuid: UUID
    kind: str
    label: str
    orcid: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherSnapshot:
    """An outlet or agency as the authority list has it."""

    slug: str
    name: str
    kind: str
    homepage: str = ""
    authority_uri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionSnapshot:
    """The collection an article belongs to, by ISAD(G)."""

    slug: str
    title: str
    level: str
    scope: str = ""
    custodial_history: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsSnapshot:
    """A rights statement: its URI (rightsstatements.org or Creative Commons), holder and limit on quoting."""

    uri: str
    holder: str = ""
    note: str = ""
    quotation_limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessionSnapshot:
    """The act of taking in that brought a capture."""

    number: str
    acquired_from: str
    received_at: datetime
    reader: str
    agreement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureSnapshot:
    """One acquisition of a blob; ``locator`` says where in it the article stands (empty: all of it)."""

    uuid: UUID
    sha256: str
    size: int
    media_type: str
    charset: str
    charset_evidence: str
    newline: str
    file_name: str
    accession: AccessionSnapshot
    source_uri: str = ""
    locator: str = ""
    captured_at: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSnapshot:
    """A block ``[start, end)`` of the text; blocks tile it."""

    start: int
    end: int
    role: str
    xpath: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVersionSnapshot:
    """One immutable text, the extractor that made it and the capture it was made from."""

    uuid: UUID
    number: int
    text: str
    sha256: str
    extractor: str
    extractor_version: str
    created: datetime
    capture: UUID
    blocks: tuple[BlockSnapshot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSnapshot:
    """Where a value stands: a span of a text version (with its words), or a locator into the capture."""

    text_version: int | None = None
    start: int | None = None
    end: int | None = None
    exact: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValueSnapshot:
    """One value of a descriptive field, current or superseded, with its evidence, agent and time."""

    uuid: UUID
    field: str
    value: str
    status: str
    agent: UUID
    at: datetime
    current: bool = True
    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    certainty: str = ""
    note: str = ""
    evidence: EvidenceSnapshot | None = None
    supersedes: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSnapshot:
    """A PREMIS event (Data Dictionary 3.0, section 2)."""

    uuid: UUID
    type: str
    at: datetime
    agent: UUID
    outcome: str
    detail: str = ""
    objects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSnapshot:
    """One article with its current text, captures, values and events; values and events ordered by (at, uuid)."""

    uuid: UUID
    reference_code: str
    access: str
    state: str
    created: datetime
    text: TextVersionSnapshot
    captures: tuple[CaptureSnapshot, ...]
    values: tuple[FieldValueSnapshot, ...]
    events: tuple[EventSnapshot, ...]
    embargo_until: datetime | None = None
    rights: RightsSnapshot | None = None
    collection: CollectionSnapshot | None = None
    publisher: PublisherSnapshot | None = None
    agency: PublisherSnapshot | None = None

    def current(self, name: str) -> FieldValueSnapshot | None:
        """Give the current value of a field, or None where the article has none."""
        return next((value for value in self.values if value.current and value.field == name), None)
