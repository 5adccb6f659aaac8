"""docs/search.md: every field with an example, and every example is a query."""

import re
from pathlib import Path

import pytest

from archive.search.fields import ANNOTATION_KINDS
from archive.search.names import all_fields
from archive.search.query import parse
from archive.search.syntax import CALLS

PAGE = Path("docs/search.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in re.split(r"\s\|\s", line.strip("| "))] for line in PAGE.splitlines() if line[:3] == "| `"
]


def test_page_has_a_row_for_every_field():
    rows = [row[0].strip("`") for row in ROWS if len(row) == 3]
    assert sorted(rows) == sorted(all_fields())


@pytest.mark.parametrize("word", [*ANNOTATION_KINDS, *CALLS])
def test_page_has_an_example_of_every_kind_and_function(word):
    assert re.search(rf"`{word}:?\(.+\)", PAGE) is not None


def test_page_has_examples_that_can_be_asked():
    examples = [found for row in ROWS for found in re.findall(r"`([^`]+)`", row[1] if len(row) == 3 else row[0])]
    assert len(examples) == 39
    for typed in examples:
        parse(typed, fields=all_fields(), default="text")
