"""Rows of figures in plain text: results, prices, scores."""

import re
from collections.abc import Sequence
from itertools import pairwise

_FIGURE = re.compile(r"\W*\d[\d.,:/%-]*\W*")
_MAX_ROW = 160
_MIN_SHARE = 0.25
_MAX_HEADING_WORDS = 3


def table_rows(lines: Sequence[str]) -> frozenset[int]:
    """Give the numbers of the lines that are rows: two or more together, and short headings between them.

    A row has at least two figures, and they are at least a quarter of its words.
    """
    figures = [index for index, line in enumerate(lines) if _is_row(line)]
    rows: set[int] = set()
    for first, second in pairwise(figures):
        between = [lines[index] for index in range(first + 1, min(second, first + 2))]
        headed = second == first + 2 and 0 < len(between[0].split()) <= _MAX_HEADING_WORDS
        if second == first + 1 or headed:
            rows.update(range(first, second + 1))
    return frozenset(rows)


def _is_row(line: str) -> bool:
    if not line or len(line) > _MAX_ROW:
        return False
    words = line.split()
    count = sum(bool(_FIGURE.fullmatch(word)) for word in words)
    return count >= 2 and count >= _MIN_SHARE * len(words)
