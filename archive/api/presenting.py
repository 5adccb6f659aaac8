"""The archive's records as JSON objects, in the shapes of ``archive.api.schemas``."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from archive.api.addresses import Addresses
from archive.models import Article
from archive.selectors.relations import RelatedArticle
from archive.snapshots import (
    AccessionSnapshot,
    AgentSnapshot,
    ArticleSnapshot,
    CaptureSnapshot,
    EventSnapshot,
    EvidenceSnapshot,
    FieldValueSnapshot,
    TextVersionSnapshot,
)

Json = dict[str, Any]

#: The columns of an article that lists show.
ARTICLE_COLUMNS = (
    "pk",
    "uuid",
    "reference_code",
    "headline",
    "supplied_title",
    "byline",
    "place",
    "language",
    "access",
    "state",
    "embargo_until",
    "version",
    "created",
    "modified",
    "date_field",
    "date_edtf",
    "date_earliest",
    "date_latest",
    *(
        f"{role}__{name}"
        for role in ("publisher", "agency")
        for name in ("slug", "name", "kind", "homepage", "authority_uri")
    ),
    "collection__slug",
    "collection__title",
    "collection__level",
    "rights__uri",
    "rights__holder",
    "rights__note",
    "rights__quotation_limit",
)

_PUBLISHER = ("slug", "name", "kind", "homepage", "authority_uri")
_PLAIN = ("reference_code", "headline", "byline", "place", "language", "access", "state")
_TIMES = ("embargo_until", "version", "created", "modified")


def article_row(found: Article) -> Mapping[str, Any]:
    """Give ``ARTICLE_COLUMNS`` of an article that was read with its relations."""
    return {column: _column(found, column.split("__")) for column in ARTICLE_COLUMNS}


def _column(record: Any, path: Sequence[str]) -> Any:
    for name in path:
        record = getattr(record, name, None)
    return record


def article(row: Mapping[str, Any], addresses: Addresses) -> Json:
    """Give an article of a list, from ``ARTICLE_COLUMNS``."""
    return {
        **addresses.named("articles", row["uuid"]),
        "title": row["headline"] or row["supplied_title"],
        **{name: row[name] for name in _PLAIN},
        **{name: row[name] for name in _TIMES},
        "publisher": _part(row, "publisher", _PUBLISHER),
        "agency": _part(row, "agency", _PUBLISHER),
        "date": _date(row),
        "collection": _part(row, "collection", ("slug", "title", "level")),
        "rights": _part(row, "rights", ("uri", "holder", "note", "quotation_limit")),
    }


def _part(row: Mapping[str, Any], name: str, columns: tuple[str, ...]) -> Json | None:
    if row[f"{name}__{columns[0]}"] is None:
        return None
    return {column: row[f"{name}__{column}"] for column in columns}


def _date(row: Mapping[str, Any]) -> Json | None:
    if not row["date_field"]:
        return None
    return {
        "field": row["date_field"],
        "edtf": row["date_edtf"],
        "earliest": row["date_earliest"],
        "latest": row["date_latest"],
    }


def whole_article(row: Mapping[str, Any], snapshot: ArticleSnapshot, addresses: Addresses) -> Json:
    """Give an article with its current text, captures, values and events."""
    return {
        **article(row, addresses),
        "text": whole_text(snapshot.text, article=snapshot.uuid, current=True, addresses=addresses),
        "captures": [placed_capture(one, addresses) for one in snapshot.captures],
        "values": [field_value(one, addresses) for one in snapshot.values],
        "events": [event(one, addresses) for one in snapshot.events],
    }


def text_names(article: UUID, uuid: UUID, addresses: Addresses) -> Json:
    """Give the names of a text version, which lies below its article."""
    return {
        "id": f"{addresses.id('articles', article)}/texts/{uuid}",
        "url": addresses.url("articles", article, "texts", uuid),
        "uuid": uuid,
    }


def whole_text(text: TextVersionSnapshot, *, article: UUID, current: bool, addresses: Addresses) -> Json:
    """Give a text version with its words and blocks."""
    return {
        **text_names(article, text.uuid, addresses),
        "number": text.number,
        "current": current,
        "sha256": text.sha256,
        "length": len(text.text),
        "extractor": text.extractor,
        "extractor_version": text.extractor_version,
        "created": text.created,
        "capture": addresses.url("captures", text.capture),
        "text": text.text,
        "blocks": [
            {"start": block.start, "end": block.end, "role": block.role, "xpath": block.xpath} for block in text.blocks
        ],
    }


def capture(found: CaptureSnapshot, addresses: Addresses) -> Json:
    """Give a capture."""
    return {
        **addresses.named("captures", found.uuid),
        "blob": addresses.url("blobs", found.sha256),
        "sha256": found.sha256,
        "size": found.size,
        "media_type": found.media_type,
        "charset": found.charset,
        "charset_evidence": found.charset_evidence,
        "newline": found.newline,
        "file_name": found.file_name,
        "source_uri": found.source_uri,
        "captured_at": found.captured_at,
        "accession": _accession(found.accession),
    }


def placed_capture(found: CaptureSnapshot, addresses: Addresses) -> Json:
    """Give a capture of an article, with where in it the article stands."""
    return {**capture(found, addresses), "locator": found.locator}


def _accession(found: AccessionSnapshot) -> Json:
    return {
        "number": found.number,
        "acquired_from": found.acquired_from,
        "received_at": found.received_at,
        "reader": found.reader,
    }


def field_value(found: FieldValueSnapshot, addresses: Addresses) -> Json:
    """Give a value with its evidence."""
    return {
        "uuid": found.uuid,
        "field": found.field,
        "value": found.value,
        "status": found.status,
        "certainty": found.certainty,
        "edtf": found.edtf,
        "earliest": found.earliest,
        "latest": found.latest,
        "evidence": _evidence(found.evidence) if found.evidence else None,
        "note": found.note,
        "agent": addresses.url("agents", found.agent),
        "at": found.at,
        "current": found.current,
        "supersedes": found.supersedes,
    }


def _evidence(found: EvidenceSnapshot) -> Json:
    return {
        "text_version": found.text_version,
        "start": found.start,
        "end": found.end,
        "exact": found.exact,
        "locator": found.locator,
    }


def event(found: EventSnapshot, addresses: Addresses) -> Json:
    """Give a preservation event."""
    return {
        "uuid": found.uuid,
        "type": found.type,
        "at": found.at,
        "agent": addresses.url("agents", found.agent),
        "outcome": found.outcome,
        "detail": found.detail,
        "objects": found.objects,
    }


def relation(found: RelatedArticle, addresses: Addresses) -> Json:
    """Give a relation as it is seen from one of its articles; words follow what the viewer may see of both."""
    row = found.relation
    return {
        "uuid": row.uuid,
        "kind": row.kind,
        "score": row.score,
        "method": row.method,
        "at": row.at,
        "words": list(found.words),
        "article": {
            **addresses.named("articles", found.article.uuid),
            "reference_code": found.article.reference_code,
            "title": found.title,
        },
    }


def agent(found: AgentSnapshot, addresses: Addresses) -> Json:
    """Give an agent by pseudonym."""
    return {
        **addresses.named("agents", found.uuid),
        "kind": found.kind,
        "label": found.label,
        "orcid": found.orcid,
        "version": found.version,
    }
