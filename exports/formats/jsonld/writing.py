"""Dossiers to JSON-LD: one article as a document of its own, many as a graph that is streamed article by article."""

import json
from collections.abc import Iterable

from annotations.errors import InvalidAnnotationError
from exports.checks import check_dossier
from exports.dossier import Dossier
from exports.errors import ExportError
from exports.formats.jsonld.article import write_article
from exports.formats.jsonld.context import DOCUMENT_CONTEXT
from exports.formats.protocol import BinarySink

CONTEXT_MEMBER = "@context"


def write(dossier: Dossier, *, base_url: str, checks: bool = True) -> bytes:
    """Give one article as a JSON-LD document in UTF-8; the same dossier gives the same bytes.

    Quotes, digest, tiling and references are checked unless ``checks`` is False. Raises ``ExportError``.
    """
    return _bytes({CONTEXT_MEMBER: DOCUMENT_CONTEXT, **_article(dossier, base_url, checks)}, indent=1) + b"\n"


def write_many(dossiers: Iterable[Dossier], stream: BinarySink, *, base_url: str, checks: bool = True) -> int:
    """Stream articles as one ``@graph``, an article a line, and give their number; one is in memory at a time.

    Each is checked as ``write`` does before its bytes go out. Raises ``ExportError``.
    """
    count = 0
    head = b'{"@context":' + _bytes(DOCUMENT_CONTEXT) + b',\n"@graph":[\n'
    for dossier in dossiers:
        article = _bytes(_article(dossier, base_url, checks))
        stream.write(b",\n" if count else head)
        stream.write(article)
        count += 1
    if not count:
        raise ExportError("a graph needs at least one article")
    stream.write(b"\n]}\n")
    return count


def _article(dossier: Dossier, base_url: str, checks: bool) -> dict[str, object]:  # noqa: FBT001 - passed on
    if checks:
        check_dossier(dossier)
    try:
        return write_article(dossier, base_url=base_url)
    except ExportError as error:
        raise ExportError(error.reason, article=dossier.article.uuid, record=error.record, place=error.place) from error
    except InvalidAnnotationError as error:
        raise ExportError(str(error), article=dossier.article.uuid, place=error.pointer) from error


def _bytes(value: object, indent: int | None = None) -> bytes:
    separators = None if indent else (",", ":")
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators).encode()
    except UnicodeEncodeError as error:
        raise ExportError("a lone surrogate, which no encoding holds") from error
