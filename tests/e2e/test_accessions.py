"""An archivist takes twelve files in, one of them hostile, looks through what came, corrects, accepts, and undoes."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from archive.models import Accession, Article, ArticleCapture, FieldValue
from archive.vocabulary import ArticleState
from tests.archive.extractors.test_html import PAGE
from tests.archive.readers.test_auto import MAIL, NEWSML, NINJS, NITF
from tests.archive.records import story
from tests.e2e.test_workbench import article_path, serious

NewPage = Callable[..., Page]

FEED = (
    "<rss version='2.0'><channel><title>The Daily Bridge</title><item>"
    "<title>Ferry sold</title><pubDate>Thu, 19 Apr 2007 10:00:00 GMT</pubDate>"
    "<description>The ferry was sold.</description></item></channel></rss>"
)


@pytest.fixture
def twelve(tmp_path: Path) -> list[Path]:
    """Give eleven good files of as many kinds as there are, and a bomb."""
    good: dict[str, bytes | str] = {
        "page.html": PAGE,
        "other.htm": PAGE.replace("Bridge costs rise", "Bridge costs fall"),
        "item.json": NINJS,
        "wire.xml": NITF,
        "item.xml": NEWSML,
        "feed.xml": FEED,
        "mail.eml": MAIL,
        **{f"story{number}.txt": story(number) for number in range(4)},
    }
    folder = tmp_path / "twelve"
    folder.mkdir()
    for name, data in good.items():
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", bytes(20 * 1024 * 1024))
    return sorted(folder.iterdir())


def press(page: Page, key: str) -> None:
    """Press a key once the page listens for it: its script runs before the page counts as loaded."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def take_in(page: Page, files: list[Path]) -> Accession:
    page.goto("/admin/archive/accession/take-in/")
    page.set_input_files("#id_chosen", files)
    page.get_by_role("button", name="Take in").click()
    expect(page.locator("#review")).to_be_visible()
    return Accession.objects.latest("pk")


def test_twelve_files_are_looked_through_corrected_accepted_and_undone(new_page: NewPage, twelve: list[Path]):
    page = new_page(user="archivist-1")
    accession = take_in(page, twelve)
    assert (accession.ingested, [row["file"] for row in accession.report]) == (11, ["bomb.zip!/bomb.txt"])
    assert serious(page) == []

    # Problems first: the keys lead through them.
    press(page, "j")
    expect(page.locator(".review-bar")).to_contain_text("1 of 11")
    expect(page.locator(".problems")).to_contain_text("no")
    press(page, "j")
    expect(page.locator(".review-bar")).to_contain_text("2 of 11")
    press(page, "k")
    expect(page.locator(".review-bar")).to_contain_text("1 of 11")
    assert serious(page) == []

    # A role: open, choose, set.
    place = ArticleCapture.objects.get(pk=int(page.url.partition("review=")[2].partition("#")[0]))
    block = page.locator(".block").last
    block.locator("summary").click()
    block.locator("select").select_option("notice")
    block.get_by_role("button", name="Set role").click()
    expect(page.locator(".messagelist")).to_contain_text("new role")
    assert place.article.current_text.blocks.order_by("order").last().role == "notice"

    # A date: the words are selected in the text and go into the form.
    page.goto(f"{page.url.partition('#')[0]}&correct=published#correct")
    page.locator("#id_value-value").fill("")
    page.locator("#text .words").last.click(click_count=3)
    expect(page.locator("#id_value-quote")).not_to_have_value("")
    page.locator("#id_value-edtf").fill("2007-04-19")
    page.get_by_role("button", name="Save value").click()
    expect(page.locator(".messagelist")).to_be_visible()
    value = FieldValue.objects.get(article=place.article, field="published", current=True)
    assert (value.edtf, value.evidence_text) == ("2007-04-19", place.article.current_text)
    expect(page.locator(".review-bar")).to_be_visible()

    # Accept it, and the rest that nothing was noticed about.
    press(page, "a")
    expect(page.locator(".messagelist")).to_contain_text("1 article was accepted")
    press(page, "u")
    page.locator("button[data-key=a]").click()
    expect(page.locator(".messagelist")).to_contain_text("were accepted")

    page.fill("#undo-reason", "the wrong box")
    page.get_by_role("button", name="Undo the accession").click()
    expect(page.locator(".messagelist")).to_contain_text("11 articles were withdrawn")
    assert Article.objects.filter(state=ArticleState.WITHDRAWN).count() == 11


def test_twelve_good_captures_take_three_actions(new_page: NewPage, tmp_path: Path):
    files = [tmp_path / f"story{number}.txt" for number in range(12)]
    for number, path in enumerate(files):
        path.write_bytes(story(number))
    page = new_page(user="archivist-1")
    take_in(page, files)  # choosing the files, and one click
    press(page, "a")
    expect(page.locator(".messagelist")).to_contain_text("12 articles were accepted")


def test_evidence_lights_up_under_the_pointer(new_page: NewPage):
    page = new_page(user="archivist-1")
    page.goto(article_path("MS-2007-003"))
    value = page.locator(".value[data-evidence]").first
    words = page.locator(f"#{value.get_attribute('data-evidence')}")
    expect(words).not_to_have_class("lit")
    value.hover()
    assert "lit" in words.get_attribute("class").split()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1280])
def test_accession_pages_fit(new_page: NewPage, twelve: list[Path], width: int, scheme: str):
    page = new_page(user="archivist-1", width=width, scheme=scheme)
    accession = take_in(page, twelve)
    place = ArticleCapture.objects.filter(capture__accession=accession).first()
    for path in (
        "/admin/archive/accession/take-in/",
        f"/admin/archive/accession/{accession.pk}/change/",
        f"/admin/archive/article/{place.article_id}/change/?review={place.pk}",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert serious(page) == [], path


def test_without_javascript_the_pages_do_the_same(new_page: NewPage, twelve: list[Path]):
    page = new_page(user="archivist-1", javascript=False)
    take_in(page, twelve)
    page.locator("table.review a").first.click()
    page.get_by_role("link", name="Next").click()
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("1 article was accepted")
