"""The two indexes: what is indexed, and the facts that are kept of each document in one column."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, Schema

from archive.analysis import words
from archive.search._whoosh.words import WordsField
from archive.search.documents import AnnotationDocument, ArticleDocument
from archive.search.fields import FieldKind, FieldSpec, Subject

#: Raise it when what is written below changes: an index of another form is not read but made anew.
FORM = 2

ARTICLES, ANNOTATIONS = "articles", "annotations"

#: The fields of articles that have one value each and are counted.
CATEGORIES = ("publisher", "agency", "place", "language", "collection", "month")


def text_fields(fields: Iterable[FieldSpec], subject: Subject) -> tuple[str, ...]:
    """Give the names of the text fields of articles or of annotations, in order."""
    return tuple(spec.name for spec in fields if spec.kind is FieldKind.TEXT and spec.subject is subject)


def form_of(fields: Iterable[FieldSpec]) -> str:
    """Give the form of an index with these fields, to be compared with that of one on disk."""
    specs = sorted((spec.name, spec.kind.value, spec.subject.value) for spec in fields)
    return json.dumps([FORM, specs])


def schema_of(names: Sequence[str], subject: Subject) -> Schema:
    """Give the schema of an index with these text fields; by ``article`` and ``annotation`` documents are replaced."""
    keys = {"article": ID()} if subject is Subject.ARTICLE else {"article": ID(), "annotation": ID()}
    return Schema(
        facts=COLUMN(VarBytesColumn()),
        **keys,
        **{name: WordsField() for name in names},
    )


def article_row(document: ArticleDocument, names: Sequence[str]) -> dict[str, Any]:
    """Give an article's fields for the writer."""
    texts = {
        "text": document.content,
        "boilerplate": document.boilerplate,
        "headline": (document.headline,),
        "place": (document.place,),
    }
    facts = [
        document.key,
        document.reference_code,
        document.access,
        document.state,
        document.embargo_until.timestamp() if document.embargo_until else None,
        document.dated,
        document.earliest.toordinal() if document.earliest else None,
        document.latest.toordinal() if document.latest else None,
        [
            document.publisher,
            document.agency,
            document.place,
            document.language,
            document.collection,
            document.month,
        ],
        [_length(texts[name]) for name in names],
    ]
    return {"article": str(document.key), "facts": _packed(facts), **{name: texts[name] for name in names}}


def annotation_row(document: AnnotationDocument, names: Sequence[str]) -> dict[str, Any]:
    """Give an annotation's fields for the writer."""
    texts = {name: (document.texts.get(name, ""),) for name in names}
    values = {name: [value] for name, value in document.codes.items()} | {
        name: list(ids) for name, ids in document.ids.items() if ids
    }
    facts = [
        document.key,
        document.article,
        document.start,
        document.kind,
        document.offered,
        document.annotator,
        document.task,
        values,
        [_length(texts[name]) for name in names],
    ]
    keys = {"article": str(document.article), "annotation": str(document.key)}
    return {**keys, "facts": _packed(facts), **texts}


def _length(blocks: Sequence[str]) -> int:
    return sum(len(words(block)) for block in blocks)


def _packed(facts: list[Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
