"""The IRIs of one article's document: all records' under one base address, and those of its text versions."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Final
from urllib.parse import quote
from uuid import UUID

from annotations.webannotation import Iris
from exports.errors import ExportError

#: Where records of a kind have their address under the base; the names are those of the REST API's collections.
PATHS: Final = {
    "adjudication": "adjudications",
    "agent": "agents",
    "annotation": "annotations",
    "article": "articles",
    "capture": "captures",
    "claim": "claims",
    "entity": "entities",
    "event": "events",
    "note": "notes",
    "project": "projects",
    "set": "annotation-sets",
    "value": "field-values",
}
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,8}")
_ARTICLE: Final = re.compile(rf"(https?://[^\s<>\"{{}}|\\^`]+)/articles/({_UUID.pattern})")


class Addresses(Iris):
    """IRIs of records, made and read; reading gives None for what is not of the kind asked for.

    ``number`` and ``text`` are number and uuid of the text version in the document. Other versions are named by
    their number.
    """

    def __init__(self, base_url: str, *, article: UUID, text: UUID, number: int) -> None:
        super().__init__(base_url)
        self.base_url = base_url.rstrip("/")
        self.article_uuid = article
        self.text = text
        self.number = number

    def of(self, kind: str, uuid: UUID) -> str:
        """Give the address of a record of one of the kinds in ``PATHS``."""
        return f"{self.base_url}/{PATHS[kind]}/{uuid}"

    def named(self, path: str, name: str) -> str:
        """Give the address of a record that is told apart by a name."""
        return f"{self.base_url}/{path}/{quote(name, safe='')}"

    def reader(self, kind: str) -> Callable[[str], UUID | None]:
        """Give a function that reads addresses of a kind; ``statement`` is one too."""
        return self.read_statement if kind == "statement" else partial(self._uuid, f"{self.base_url}/{PATHS[kind]}/")

    def version(self, number: int) -> str:
        """Give the address of a text version of this article."""
        return self.text_version(self.article_uuid, self.version_key(number))

    def version_key(self, number: int) -> UUID | int:
        """Give what names a text version: its uuid if it is in the document, else its number."""
        return self.text if number == self.number else number

    def read_version(self, iri: str) -> int | None:
        """Give a text version's number."""
        start = f"{self.article(self.article_uuid)}/texts/"
        name = iri.removeprefix(start)
        if not iri.startswith(start):
            return None
        if name == str(self.text):
            return self.number
        return int(name) if _NUMBER.fullmatch(name) else None

    @staticmethod
    def _uuid(start: str, iri: str) -> UUID | None:
        name = iri.removeprefix(start)
        return UUID(name) if iri.startswith(start) and _UUID.fullmatch(name) else None


def read_article(iri: str) -> tuple[str, UUID] | None:
    """Give base address and uuid of an article's IRI: all else in its document has the same base."""
    found = _ARTICLE.fullmatch(iri)
    return (found[1], UUID(found[2])) if found else None


def instant(moment: datetime) -> str:
    """Give a moment as UTC in xsd:dateTime; raises ``ExportError`` where it has no zone or no UTC."""
    if moment.utcoffset() is None:
        raise ExportError(f"{moment.isoformat()} has no time zone")
    try:
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    except OverflowError as error:
        raise ExportError(f"{moment.isoformat()} has no UTC time") from error
