"""A report as rows and as JSON, for files that leave the house. No Django here."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from annotations.agreement.records import Figure, Report, Row

#: The columns of the CSV form: one line a figure.
COLUMNS = (
    "layer",
    "tag",
    "annotators",
    "over_all",
    "row_documents",
    "row_tokens",
    "row_spans",
    "measure",
    "value",
    "undefined",
    "items",
    "documents",
    "pairs",
)

#: What spreadsheets take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(report: Report) -> dict[str, Any]:
    """Give a report as plain values; an empty layer or tag means all of them, an undefined figure is null."""
    return {
        "documents": report.documents,
        "tokens": report.tokens,
        "annotators": list(report.annotators),
        "left_out": report.left_out,
        "rows": [_row(row) for row in report.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "layer": row.scope.layer,
        "tag": row.scope.tag,
        "annotators": list(row.annotators),
        "over_all": row.together,
        "documents": row.documents,
        "tokens": row.tokens,
        "spans": dict(zip(row.annotators, row.spans, strict=True)),
        "pairs": row.pairs,
        "figures": {measure.value: _figure(figure) for measure, figure in row.figures.items()},
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value,
        "undefined": figure.reason.value if figure.reason else None,
        "items": figure.items,
        "documents": figure.documents,
        "pairs": figure.pairs,
    }


def as_csv(report: Report) -> str:
    """Give a report as CSV (RFC 4180) with a heading, one line a figure."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    writer.writerows(_lines(report))
    return written.getvalue()


def _lines(report: Report) -> Iterator[tuple[object, ...]]:
    for row in report.rows:
        for measure, figure in row.figures.items():
            yield (
                _safe(row.scope.layer),
                _safe(row.scope.tag),
                _safe(" | ".join(row.annotators)),
                int(row.together),
                row.documents,
                row.tokens,
                sum(row.spans),
                measure.value,
                "" if figure.value is None else figure.value,
                figure.reason.value if figure.reason else "",
                figure.items,
                figure.documents,
                figure.pairs,
            )


def _safe(words: str) -> str:
    """Give words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words
