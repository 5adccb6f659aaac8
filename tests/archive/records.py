"""Short ways to make records and take them in."""

from collections.abc import Iterable
from typing import Any

from accounts.models import Agent
from accounts.services.agents import software_agent
from archive.models import Article
from archive.records import ArticleRecord, BadRecord, FoundValue, Supplied
from archive.services.accession import AccessionTerms, ingest
from archive.services.accession_report import IngestReport

#: A text with a headline, a dateline and two paragraphs.
STORY = (
    b"Minister says bridge is safe\n\n"
    b"BRUSSELS, April 19 (Reuters) - The minister said on Thursday that the old bridge over the canal was safe.\n\n"
    b"Engineers who had looked at the bridge disagreed with the minister on the same day.\n"
)


def record(data: bytes = STORY, name: str = "story.txt", **supplied: Any) -> ArticleRecord:
    """Give a record of a plain text; ``supplied`` is what a manifest gives."""
    return ArticleRecord(data=data, file_name=name, media_type="text/plain", supplied=Supplied(**supplied))


def story(number: int) -> bytes:
    """Give a text of its own for each number."""
    return STORY + f"\nThe talks will go on for another {number} days, an official said on Friday.\n".encode()


def supplied_value(field: str, value: str = "", **options: Any) -> FoundValue:
    """Give a supplied value, or with no value and no EDTF one that is not stated."""
    status = "supplied" if value or options.get("edtf") else "not-stated"
    return FoundValue(**{"field": field, "value": value, "status": status, **options})


def archivist() -> Agent:
    """Give the agent who takes everything in."""
    return software_agent(name="archivist", version="1")


def take_in(*records: ArticleRecord | BadRecord, access: str = "open", **options: Any) -> IngestReport:
    """Take records in as one accession."""
    return take_all_in(records, access=access, **options)


def take_all_in(records: Iterable[ArticleRecord | BadRecord], access: str = "open", **options: Any) -> IngestReport:
    """Take in whatever gives records."""
    terms = AccessionTerms(reader="plain", acquired_from="the donor", access=access)
    return ingest(records=records, terms=terms, agent=archivist(), **options)


def article_of(data: bytes = STORY, **supplied: Any) -> Article:
    """Take one text in and give its article."""
    report = take_in(record(data, **supplied))
    if report.rejected:
        raise ValueError(report.rejected[0].reason)
    return Article.objects.order_by("-id")[0]
