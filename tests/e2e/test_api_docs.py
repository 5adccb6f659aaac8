"""The API's page in a real browser: it shows every operation, tries one, and keeps to the content security policy."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


def test_docs_show_every_operation_and_try_one(new_page):
    page = new_page()
    page.goto("/api/v1/docs/")
    operations = page.locator(".opblock")
    expect(operations.first).to_be_visible()
    assert operations.count() == 32
    articles = page.locator("#operations-articles-list_articles")
    articles.locator(".opblock-summary-control").click()
    articles.get_by_role("button", name=re.compile("Try it out")).click()
    articles.get_by_role("button", name="Execute").click()
    expect(articles.locator(".live-responses-table tbody .response-col_status")).to_contain_text("200")
    expect(articles.locator(".live-responses-table")).to_contain_text("MS-2007-001")
