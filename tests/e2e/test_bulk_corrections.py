"""Bulk corrections in a browser: three articles from the list over the preview to the result, and undone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from archive.models import FieldValue
from tests.e2e.test_annotate_look import violations

NewPage = Callable[..., Page]


def _genres() -> list[str]:
    return list(FieldValue.objects.filter(field="genre", current=True, value="news").values_list("value", flat=True))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_a_field_of_three_articles_is_set_and_put_back(new_page: NewPage, width: int, scheme: str):
    page = new_page(user="archivist-1", width=width, scheme=scheme)
    page.goto("/admin/archive/article/")
    for box in page.locator("input.action-select").all()[:3]:
        box.check()
    page.locator("select[name=action]").select_option("correct_values")
    page.get_by_role("button", name="Go").click()
    found = violations(page)
    page.locator("#id_field").select_option("genre")
    page.locator("#id_value").fill("news")
    page.locator("#id_note").fill("what they are")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("heading", name="3 will be set")).to_be_visible()
    found += violations(page)
    assert (_genres(), page.evaluate("document.documentElement.scrollWidth <= innerWidth")) == ([], True)
    page.get_by_role("button", name="Set 3 values").click()
    expect(page.get_by_text("3 values were set.")).to_be_visible()
    found += violations(page)
    assert _genres() == ["news"] * 3
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("3 values were put back.")).to_be_visible()
    assert (_genres(), found) == ([], [])


def test_a_table_is_sent_in_and_looked_at(new_page: NewPage):
    page = new_page(user="archivist-1")
    page.goto("/admin/archive/article/")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("correct_values")
    page.get_by_role("button", name="Go").click()
    with page.expect_download() as sent:
        page.get_by_role("button", name="Get a table of all fields").click()
    data = sent.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbfuuid,version,reference_code,title,field,value,edtf,status,note\r\n")
    page.goto("/admin/archive/article/bulk/")
    table: Any = {"name": "values.csv", "mimeType": "text/csv", "buffer": data.replace(b",en,", b",en-GB,")}
    page.get_by_label("Table (CSV)").set_input_files(table)
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("heading", name="3 will be set")).to_be_visible()
    expect(page.get_by_role("heading", name="stay as they are")).to_be_visible()
