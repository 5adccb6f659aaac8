"""A researcher in the reading room: at two widths, light and dark, by keyboard, checked for accessibility."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from annotations.models import Claim, Entity
from annotations.vocabulary import Polarity
from archive.models import Article

PATHS = ("/", "/articles/", "/entities/", "/claims/")


def serious(page: Page) -> list[str]:
    """Give what axe finds that keeps somebody out."""
    found = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['target']}"
        for violation in found
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]


def contested() -> Claim:
    """Give a claim that is both affirmed and denied."""
    denied = Claim.objects.filter(stances__polarity=Polarity.DENIES).values("pk")
    claim = Claim.objects.filter(stances__polarity=Polarity.AFFIRMS, pk__in=denied).order_by("pk").first()
    assert claim is not None
    return claim


def article_path(code: str) -> str:
    return f"/articles/{Article.objects.get(reference_code=code).uuid}/"


@pytest.mark.parametrize(("width", "scheme"), [*product((1280, 400), ("light", "dark"))])
def test_reading_room_pages_fit_and_keep_nobody_out(new_page: Callable[..., Page], width: int, scheme: str):
    page = new_page(width=width, scheme=scheme)
    articles = [article_path("MS-2007-001"), article_path("MS-2007-000")]
    across = [f"/entities/{Entity.objects.get(label='Konstantin Totsky').uuid}/", f"/claims/{contested().uuid}/"]
    for path in (*PATHS, *articles, *across):
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


def test_reading_room_follows_a_name_to_all_it_said_and_a_statement_to_its_claim(new_page: Callable[..., Page]):
    page = new_page(javascript=False)
    page.goto(article_path("MS-2007-001"))
    page.locator("article a.name", has_text="Konstantin Totsky").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Konstantin Totsky")
    page.locator(".kwic").get_by_role("link", name="Konstantin Totksy").click()
    expect(page.locator(".m:target")).to_have_text("Konstantin Totksy")
    page.locator(".said dd a[href*='/claims/']").first.click()
    expect(page.locator(".side mark").first).to_be_visible()


@pytest.mark.parametrize("path", ["/entities/", "/claims/"])
def test_reading_room_lists_are_walked_by_keyboard(new_page: Callable[..., Page], path: str):
    page = new_page()
    page.goto(path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".choices a").first).to_be_focused()
    page.locator(".lines a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.count("/") == 5


@pytest.mark.parametrize(("width", "scheme"), [*product((1280, 400), ("light", "dark"))])
def test_reading_room_search_fits_and_keeps_nobody_out(new_page: Callable[..., Page], width: int, scheme: str):
    page = new_page(width=width, scheme=scheme, javascript=True)
    for path in ("/search/", "/search/?q=missile", "/search/?q=speaker:Totsky&in=annotations", "/search/?q=nowhere123"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert serious(page) == [], path


def test_reading_room_search_narrows_without_a_script(new_page: Callable[..., Page]):
    page = new_page(javascript=False)
    page.goto("/")
    page.get_by_role("searchbox", name="Search").fill("missile")
    page.get_by_role("searchbox", name="Search").press("Enter")
    before = page.locator(".hits > li").count()
    page.locator(".facets a").first.click()
    assert 0 < page.locator(".hits > li").count() <= before
    expect(page.locator(".facets [aria-current]")).to_have_count(1)
