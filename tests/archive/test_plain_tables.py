"""Rows of figures in plain texts."""

import pytest

from archive.extractors.plain_blocks import read_pieces
from archive.extractors.plain_tables import table_rows

ROWS = ["Shr 64 cts vs 55 cts", "Net 14.0 mln vs 11.8 mln", "Nine mths", "Shr 1.83 dlrs vs 1.53 dlrs"]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        pytest.param(ROWS, {0, 1, 2, 3}, id="rows with a short heading between them"),
        pytest.param(["Net 1 vs 2", "", "Net 3 vs 4"], set(), id="rows with another line between them"),
        pytest.param(["Net 1 vs 2", "They met in Brussels", "Net 3 vs 4"], set(), id="rows with words between them"),
        pytest.param(["Net 1 vs 2"], set(), id="one row"),
        pytest.param(["Ten of 26 and 10 of 12 said so in the end", "No"], set(), id="a sentence with figures"),
        pytest.param([], set(), id="nothing"),
    ],
)
def test_table_rows_stand_together(lines, rows):
    assert table_rows(lines) == rows


def test_table_is_told_in_a_story():
    text = "\n".join(["COMPANY REPORTS A GOOD YEAR", "COLUMBIA, S.C., Oct 19 -", *ROWS, "Reuter"])
    roles = [roled.role for roled in read_pieces(text)]
    assert roles == ["headline", "timestamp", *["table"] * 4, "byline"]
