"""A researcher in the reading room: at two widths, light and dark, by keyboard, checked for accessibility."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from archive.models import Article

PATHS = ("/", "/articles/")


def serious(page: Page) -> list[str]:
    """Give what axe finds that keeps somebody out."""
    found = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['target']}"
        for violation in found
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]


def article_path(code: str) -> str:
    return f"/articles/{Article.objects.get(reference_code=code).uuid}/"


@pytest.mark.parametrize(("width", "scheme"), [*product((1280, 400), ("light", "dark"))])
def test_reading_room_pages_fit_and_keep_nobody_out(new_page: Callable[..., Page], width: int, scheme: str):
    page = new_page(width=width, scheme=scheme)
    for path in (*PATHS, article_path("MS-2007-001"), article_path("MS-2007-000")):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert serious(page) == [], path


def test_reading_room_newcomer_finds_an_article_and_who_said_what(new_page: Callable[..., Page]):
    page = new_page()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who said what")
    page.get_by_role("link", name="Nato chief dismisses Russia fears").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nato chief dismisses Russia fears")
    statements = page.get_by_role("complementary").or_(page.locator("main")).first
    expect(statements).to_be_visible()
    expect(page.get_by_text("The US missile shield could lead to a new arms race with Russia.").first).to_be_visible()


def test_reading_room_gives_tei(new_page: Callable[..., Page], tmp_path: Path):
    page = new_page()
    page.goto(article_path("MS-2007-001"))
    page.get_by_role("link", name="Cite").or_(page.get_by_role("tab", name="Cite")).first.click()
    with page.expect_download() as started:
        page.get_by_role("link", name="TEI").first.click()
    target = tmp_path / "article.xml"
    started.value.save_as(target)
    assert target.read_bytes().startswith(b"<?xml")
    assert b"Konstantin Totsky" in target.read_bytes()
