"""Documents of articles, read from the database in batches: what an index is made from."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from archive.models import Article, Block
from archive.search.contributor import CONTRIBUTORS
from archive.search.documents import AnnotationDocument, ArticleDocument
from archive.vocabulary import BOILERPLATE_ROLES, CONTENT_ROLES

#: Articles read at a time.
BATCH = 200

_COLUMNS = (
    "pk",
    "uuid",
    "reference_code",
    "access",
    "state",
    "embargo_until",
    "headline",
    "place",
    "language",
    "publisher_id",
    "agency_id",
    "collection_id",
    "date_earliest",
    "date_latest",
    "current_text_id",
    "current_text__text",
)


def documents(keys: Sequence[int]) -> Iterator[ArticleDocument]:
    """Give the documents of the articles with these keys that have a text; a fixed number of queries for each 200."""
    for first in range(0, len(keys), BATCH):
        yield from _batch(keys[first : first + BATCH])


def annotation_documents(keys: Collection[int]) -> list[AnnotationDocument]:
    """Give the documents of the annotations with these keys that are to be found; a fixed number of queries."""
    return [document for contributor in CONTRIBUTORS for document in contributor.annotations(keys)]


def all_keys() -> list[int]:
    """Give the keys of all articles that have a text, oldest first."""
    found = Article.objects.filter(current_text__isnull=False).order_by("pk")
    return list(found.values_list("pk", flat=True))


def _batch(keys: Sequence[int]) -> Iterator[ArticleDocument]:
    rows = Article.objects.filter(pk__in=keys, current_text__isnull=False).order_by("pk")
    found = [dict(zip(_COLUMNS, row, strict=True)) for row in rows.values_list(*_COLUMNS)]
    blocks = _blocks([row["current_text_id"] for row in found])
    annotations = _annotations([row["pk"] for row in found])
    for row in found:
        yield _document(row, blocks[row["current_text_id"]], annotations[row["pk"]])


def _blocks(texts: Collection[int]) -> defaultdict[int, list[tuple[str, int, int]]]:
    rows = Block.objects.filter(text_version__in=texts).order_by("order")
    found: defaultdict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for text, role, start, end in rows.values_list("text_version_id", "role", "start", "end"):
        found[text].append((role, start, end))
    return found


def _annotations(keys: Collection[int]) -> defaultdict[int, tuple[AnnotationDocument, ...]]:
    found: defaultdict[int, tuple[AnnotationDocument, ...]] = defaultdict(tuple)
    for contributor in CONTRIBUTORS:
        for article, annotations in contributor.documents(keys).items():
            found[article] += annotations
    return found


def _document(
    row: dict[str, Any], blocks: Sequence[tuple[str, int, int]], annotations: tuple[AnnotationDocument, ...]
) -> ArticleDocument:
    text = row["current_text__text"]
    earliest, latest = row["date_earliest"], row["date_latest"]
    return ArticleDocument(
        key=row["pk"],
        uuid=row["uuid"],
        reference_code=row["reference_code"],
        access=row["access"],
        state=row["state"],
        embargo_until=row["embargo_until"],
        content=tuple(text[start:end] for role, start, end in blocks if role in CONTENT_ROLES),
        boilerplate=tuple(text[start:end] for role, start, end in blocks if role in BOILERPLATE_ROLES),
        headline=row["headline"],
        place=row["place"],
        language=row["language"],
        publisher=_id(row["publisher_id"]),
        agency=_id(row["agency_id"]),
        collection=_id(row["collection_id"]),
        earliest=earliest,
        latest=latest,
        dated=earliest is not None or latest is not None,
        annotations=annotations,
    )


def _id(key: int | None) -> str:
    return "" if key is None else str(key)
