"""JSON-LD back to dossiers, streamed: what isn't exactly what the writer writes is refused with file, place and reason.

Documents are read by the one context given in ``context``: no context is fetched, and no document is processed.
"""

from collections.abc import Iterator
from typing import Any

from annotations.errors import InvalidAnnotationError
from exports.checks import check_dossier
from exports.dossier import Dossier
from exports.errors import ExportError, ImportProblem
from exports.formats.jsonld.article import read_article_object
from exports.formats.jsonld.context import DOCUMENT_CONTEXT
from exports.formats.jsonld.stream import GRAPH, Item, JsonStream
from exports.formats.jsonld.writing import CONTEXT_MEMBER
from exports.formats.protocol import BinarySource


def read(stream: BinarySource, *, file: str = "") -> Iterator[Dossier]:
    """Give the dossiers of a document, one at a time; ``file`` names it in messages.

    Raises ``ImportProblem`` for input that isn't JSON, has another context, or whose members, digests, quotes and
    references aren't what the writer writes; articles given before it are sound.
    """
    source = JsonStream(stream, file=file)
    members: dict[str, Any] = {}
    count, context, first = 0, None, 1
    for item in source.items():
        if item.pointer.startswith(f"/{GRAPH}/"):
            count += 1
            yield _dossier(item, file)
        elif item.pointer == f"/{CONTEXT_MEMBER}":
            context = item
            _check_context(item, file)
        else:
            first = item.line if not members else first
            members[item.pointer[1:].replace("~1", "/").replace("~0", "~")] = item.value
    if context is None:
        raise ImportProblem("there is no @context: this is not JSON-LD of an article", file=file)
    if count and members:
        name = next(iter(members))
        raise ImportProblem(f"/{name}: nothing stands beside the @graph", file=file)
    if not count:
        yield _dossier(Item("", members, first), file)


def _check_context(item: Item, file: str) -> None:
    if item.value != DOCUMENT_CONTEXT:
        raise ImportProblem(
            f"{item.pointer}: this is not the context that Dateline writes, and others are not read or fetched",
            file=file,
            line=item.line,
        )


def _dossier(item: Item, file: str) -> Dossier:
    try:
        dossier = read_article_object(item.value, item.pointer)
        check_dossier(dossier)
    except InvalidAnnotationError as error:
        place = error.pointer or item.pointer
        raise ImportProblem(f"{place}: {error}" if place else str(error), file=file, line=item.line) from error
    except ExportError as error:
        raise ImportProblem(str(error), file=file, line=item.line) from error
    return dossier
