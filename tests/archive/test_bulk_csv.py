"""The table of values: what is written is read, spreadsheets run none of it, and what is wrong is named by its line."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.bulk_csv import COLUMNS, BadRow, defused, read_table, restored, write_table
from archive.errors import InvalidValueError

ONE = UUID(int=1)
_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


def _bytes(*rows: tuple[object, ...]) -> bytes:
    return "".join(write_table(rows)).encode()


def _row(value: str = "x", **cells: object) -> tuple[object, ...]:
    plain = {"uuid": ONE, "version": 1, "field": "headline", "value": value, **cells}
    return tuple(plain.get(name, "") for name in COLUMNS)


@given(st.lists(st.tuples(_TEXT, _TEXT), max_size=5))
def test_values_come_back_as_they_were(pairs):
    good, bad = read_table(_bytes(*[_row(value, title=title) for value, title in pairs]))
    assert ([row.value for row in good], bad) == ([value for value, _title in pairs], [])


@given(_TEXT)
def test_no_cell_begins_like_a_formula(value):
    assert not defused(value).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restored(defused(value)) == value


def test_the_file_begins_with_a_mark_and_its_columns():
    assert _bytes().decode("utf-8") == "\ufeff" + ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_in_any_order_with_any_delimiter_are_read(delimiter):
    table = f"Value,FIELD,version,uuid\nNews,headline,2,{ONE}\n\n".replace(",", delimiter)
    [row], bad = read_table(table.encode())
    assert (row.line, row.uuid, row.version, row.field, row.value) == (2, ONE, 2, "headline", "News")
    assert (row.status, bad) == ("", [])


def test_lines_are_counted_over_cells_of_several_lines():
    good, bad = read_table(_bytes(_row("two\nlines"), _row(uuid="x"), _row(version="-3"), _row(version="1e3")))
    assert [row.line for row in good] == [2]
    assert bad == [
        BadRow(line=4, column="uuid", reason="“x” is not a UUID"),
        BadRow(line=5, column="version", reason="“-3” is not a version"),
        BadRow(line=6, column="version", reason="“1e3” is not a version"),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"uuid,value\n", "line 1: there is no column version, field"),
        (b"uuid,version,field,value,Value\n", "line 1: the column value is there twice"),
        (b"uuid,version,field,value\n\xff\xfe", "line 2: the file is not in UTF-8"),
        ("uuid,version,field,value\n".encode("utf-16"), "line 1: the file is not in UTF-8"),
        (b"uuid,version,field,value\na\x00", "line 2: there is a NUL"),
        (b'uuid,version,field,value\n"open', "line 2: this is no table"),
        (b"x" * 5_000_001, "at most 5,000,000"),
    ],
)
def test_a_file_that_cant_be_read_says_why(data, message):
    with pytest.raises(InvalidValueError, match=message):
        read_table(data)


@pytest.mark.parametrize(("cells", "reason"), [("a,b", "the row ends too early"), ("a,b,c,d,e", "more cells")])
def test_rows_of_another_length_are_named(cells, reason):
    good, [bad] = read_table(f"uuid,version,field,value\n{cells}\n".encode())
    assert (good, bad.line) == ([], 2)
    assert reason in bad.reason
