"""The values of documents that conditions compare and facets count."""

from collections import Counter
from collections.abc import Iterable, Sequence

from archive.search._scan.reading import Article, Read
from archive.search.documents import AnnotationDocument, ArticleDocument

#: The fields of articles that have one value each and are counted.
COUNTED = ("publisher", "agency", "place", "language", "collection", "month")

#: An article found, with those of its annotations whose values count.
Found = tuple[Article, Sequence[Read[AnnotationDocument]]]


def article_value(document: ArticleDocument, field: str) -> str:
    """Give the value of an article's field, empty where it has none."""
    value: str = document.reference_code if field == "code" else getattr(document, field)
    return value


def annotation_values(document: AnnotationDocument, field: str) -> tuple[str, ...]:
    """Give the ids of an annotation's field, or its code."""
    ids = document.ids.get(field, ())
    return ids or ((document.codes[field],) if field in document.codes else ())


def facet(field: str, found: Iterable[Found], size: int) -> tuple[tuple[str, int], ...]:
    """Give a field's commonest values with the number of articles that have each; most first, then by value."""
    counts: Counter[str] = Counter()
    for article, annotations in found:
        if field in COUNTED:
            held = {article_value(article.read.document, field)}
        else:
            held = {value for one in annotations for value in annotation_values(one.document, field)}
        counts.update(held - {""})
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:size])
