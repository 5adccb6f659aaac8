"""The facts of documents as columns: what conditions, access and facets are computed from."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from archive.search._whoosh.schema import CATEGORIES
from archive.search._whoosh.table import Columns
from archive.search._whoosh.vocabulary import vocabulary

#: Stand for an open side of a date, in days (``date.toordinal``), before and after all that there are.
EARLIEST, LATEST = 0, 10_000_000

Rows = Sequence[Sequence[Any]]


def article_columns(rows: Rows, names: Sequence[str]) -> Columns:
    """Give the columns of rows that ``schema.article_row`` made; ``names`` are the text fields."""
    columns = _columns(rows, 10)
    keys, references, levels, states, embargoes, dated, earliest, latest, categories, lengths = columns
    arrays = {
        "key": np.array(keys, np.int64),
        "reference": np.array(references, np.object_),
        "level": _numbers("access", levels),
        "state": _numbers("state", states),
        "embargo": np.array([-np.inf if moment is None else moment for moment in embargoes], np.float64),
        "dated": np.array(dated, np.bool_),
        "earliest": np.array([EARLIEST if day is None else day for day in earliest], np.int64),
        "latest": np.array([LATEST if day is None else day for day in latest], np.int64),
        "code": _numbers("code", [reference.casefold() for reference in references]),
    }
    for name, column in zip(CATEGORIES, _columns(categories, len(CATEGORIES)), strict=True):
        arrays[f"category {name}"] = _numbers(name, column)
    return Columns(arrays | _lengths(lengths, names), {}, len(rows))


def annotation_columns(rows: Rows, names: Sequence[str]) -> Columns:
    """Give the columns of rows that ``schema.annotation_row`` made, and (document, value) pairs of each field."""
    keys, articles, starts, kinds, offered, annotators, tasks, values, lengths = _columns(rows, 9)
    arrays = {
        "key": np.array(keys, np.int64),
        "article": np.array(articles, np.int64),
        "start": np.array(starts, np.int64),
        "kind": _numbers("kind", kinds),
        "offered": np.array(offered, np.bool_),
        "annotator": np.array(annotators, np.int64),
        "task": _numbers("task", tasks),
    }
    return Columns(arrays | _lengths(lengths, names), _pairs(values), len(rows))


def _columns(rows: Rows, count: int) -> list[Sequence[Any]]:
    return list(zip(*rows, strict=True)) if rows else [() for _ in range(count)]


def _numbers(field: str, values: Sequence[str]) -> Any:
    numbers = vocabulary(field)
    return np.fromiter((numbers.number(value) for value in values), np.int64, len(values))


def _lengths(lengths: Sequence[Sequence[int]], names: Sequence[str]) -> dict[str, Any]:
    columns = _columns(lengths, len(names))
    return {f"length {name}": np.array(column, np.int64) for name, column in zip(names, columns, strict=True)}


def _pairs(rows: Sequence[dict[str, list[str]]]) -> dict[str, Any]:
    """Give an array of two rows a field: the documents and the numbers of their values."""
    documents: dict[str, list[int]] = {}
    numbers: dict[str, list[int]] = {}
    for document, values in enumerate(rows):
        for field, found in values.items():
            known = vocabulary(field)
            documents.setdefault(field, []).extend([document] * len(found))
            numbers.setdefault(field, []).extend(known.number(value) for value in found)
    return {field: np.array([documents[field], numbers[field]], np.int64) for field in documents}
