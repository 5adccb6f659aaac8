"""An annotator and an archivist at the workbench: without JavaScript, at two widths, light and dark, with mistakes."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from annotations.models import AnnotationSet
from archive.models import Article

NewPage = Callable[..., Page]

STATEMENT = "one should not worry that the world will again be returned to the cold war era"


def serious(page: Page) -> list[str]:
    """Give what axe finds that keeps somebody out."""
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{violation['id']}: {node['target']}"
        for violation in found
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]


def article_path(code: str) -> str:
    return f"/admin/archive/article/{Article.objects.get(reference_code=code).pk}/change/"


def bench_path(code: str, annotator: str) -> str:
    """Give the address of a set's annotate page."""
    found = AnnotationSet.objects.get(text_version__article__reference_code=code, annotator__label=annotator)
    return f"/admin/annotations/annotationset/{found.pk}/annotate/"


def begin(page: Page, code: str) -> None:
    """Go from the start page to an assigned article and begin to annotate it with forms."""
    page.goto("/admin/")
    page.get_by_role("link", name=code).click()
    page.get_by_role("button", name="Annotate").click()
    page.get_by_role("link", name=re.compile("with forms", re.IGNORECASE)).first.click()


def block_with(page: Page, words: str) -> Locator:
    return page.locator(".block").filter(has=page.locator(".words", has_text=words))


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


def errors(page: Page) -> list[str]:
    return page.locator("#form .errorlist li").all_inner_texts()


def said(page: Page) -> list[str]:
    return page.locator(".messagelist li").all_inner_texts()


def rows(page: Page) -> list[list[str]]:
    """Give the words, the tag and the entity or sources of every annotation in the set's table."""
    return [row.locator("td").all_inner_texts()[:3] for row in page.locator("#annotations tbody tr").all()]


def test_workbench_mention_is_annotated_without_javascript_after_mistakes(new_page: NewPage):
    page = new_page(user="annotator-1", javascript=False)
    begin(page, "MS-2007-002")
    block_with(page, "Russian ambassador Konstantin Totskiy").get_by_role("link", name="Entities").click()
    save(page)
    assert errors(page) == ["This field is required.", "This field is required."]
    page.get_by_label("Words in the text").fill("Konstantin Totsky")
    page.get_by_role("radio", name="Person").check()
    save(page)
    assert errors(page) == ["“Konstantin Totsky” does not stand in the text."]
    page.get_by_label("Words in the text").fill("Konstantin Totskiy")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Entity", exact=True).select_option(label="Konstantin Totsky (person)")
    save(page)
    assert said(page) == ["Saved: “Konstantin Totskiy”."]
    page.get_by_label("Words in the text").fill("Russia")
    page.get_by_role("radio", name="Country or city").check()
    save(page)
    assert errors(page) == ["These words stand 2 times in this block: choose which place is meant."]
    page.get_by_role("radio", name="[Russia] doesn't share").check()
    save(page)
    assert rows(page) == [
        ["Konstantin Totskiy", "Person", "Konstantin Totsky"],
        ["Russia", "Country or city", "–"],
    ]


def test_workbench_statement_is_annotated_deleted_restored_and_submitted_without_javascript(new_page: NewPage):
    page = new_page(user="annotator-1", javascript=False)
    begin(page, "MS-2007-002")
    block_with(page, "one should not worry").get_by_role("link", name="Statements").click()
    page.get_by_label("What was said").fill(STATEMENT)
    page.get_by_label("How it was said").fill("says")
    source = page.get_by_role("group", name="Source 1")
    source.get_by_label("Words that name it").fill("Totskiy")
    save(page)
    assert errors(page) == ["This field is required.", "Choose what kind of source this is."]
    page.get_by_label("Attribution").select_option(label="indirect speech")
    source.get_by_label("Kind").select_option(label="named person or body")
    save(page)
    statement = [STATEMENT, "indirect speech", "Totskiy"]
    assert (said(page), rows(page)) == ([f"Saved: “{STATEMENT}”."], [statement])
    page.locator("#annotations").get_by_role("button", name="Delete").click()
    assert (page.locator("#undo").inner_text().split("\n")[0].strip(), rows(page)) == (f"Deleted: “{STATEMENT}”.", [])
    page.get_by_role("button", name="Undo").click()
    assert rows(page) == [statement]
    page.get_by_role("button", name="Submit this set").click()
    assert said(page) == ["The set is submitted. Thank you."]
    own = AnnotationSet.objects.get(text_version__article__reference_code="MS-2007-002", annotator__label="annotator-1")
    assert own.state == "submitted"


def test_workbench_annotation_changed_in_two_tabs_is_not_overwritten_unseen(new_page: NewPage):
    first = new_page(user="annotator-1", javascript=False)
    begin(first, "MS-2007-002")
    block_with(first, "Secretary General Jaap").get_by_role("link", name="Entities").click()
    first.get_by_label("Words in the text").fill("Jaap de Hoop Scheffer")
    first.get_by_role("radio", name="Person").check()
    save(first)
    first.locator("#annotations").get_by_role("link", name="Edit").click()
    second = first.context.new_page()
    second.goto(first.url)
    for page, certainty in ((first, "high"), (second, "low")):
        page.get_by_label("Certainty", exact=True).select_option(label=certainty)
        save(page)
    assert errors(second) == [
        "the annotation was changed meanwhile: you have version 1, it is now 2",
        "What you typed is kept. Save again to put it in place of the other version.",
    ]
    save(second)
    assert second.locator("#annotations tbody td").all_inner_texts()[3:6] == ["low", "6", "3"]


def test_workbench_archivist_corrects_a_value_and_sees_its_evidence_and_the_event(new_page: NewPage):
    page = new_page(user="archivist-1")
    page.goto(article_path("MS-2007-001"))
    page.get_by_role("link", name="Correct – published").click()
    page.get_by_label("Date in EDTF").fill("2007-04-19")
    page.get_by_label("Evidence: the words in the text").fill("Friday, 20 April 2007")
    page.get_by_role("button", name="Save value").click()
    expect(page.locator("#correct .errorlist")).to_be_in_viewport()
    page.get_by_label("Evidence: the words in the text").fill("Thursday, 19 April 2007")
    page.get_by_role("button", name="Save value").click()
    assert said(page) == ["The value was saved; the former one stays in its history."]
    page.get_by_role("link", name="Show in the text – published").click()
    lit = page.locator("mark.shown")
    expect(lit).to_be_in_viewport()
    assert lit.all_inner_texts() == ["Thursday, 19 April 2007"]
    events = page.get_by_role("region", name="Events").locator("tbody tr").first
    assert events.locator("td").all_inner_texts()[1:4] == ["metadata modification", "archivist-1", "success"]


@pytest.mark.parametrize(
    ("width", "scheme"),
    [pytest.param(1280, "light", id="wide and light"), pytest.param(400, "dark", id="narrow and dark")],
)
def test_workbench_pages_fit_and_keep_nobody_out(new_page: NewPage, width: int, scheme: str):
    page = new_page(width=width, scheme=scheme, user="archivist-1")
    bench = bench_path("MS-2007-001", "annotator-1")
    for path in ("/admin/", article_path("MS-2007-001"), bench, bench_path("MS-2007-000", "annotator-2")):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert serious(page) == [], path


def test_workbench_overlapping_spans_are_both_shown(new_page: NewPage):
    page = new_page(user="annotator-1")
    page.goto(bench_path("MS-2007-001", "annotator-1"))
    outer = page.locator(".block.headline mark.person", has=page.locator("mark.org"))
    inner = outer.locator("mark.org")
    styles = "element => [getComputedStyle(element).borderBottomStyle, getComputedStyle(element).borderBottomColor]"
    drawn = [(mark.inner_text(), *mark.evaluate(styles)) for mark in (outer, inner)]
    assert [(words, line) for words, line, _colour in drawn] == [("Nato chief", "solid"), ("Nato", "solid")]
    assert drawn[0][2] != drawn[1][2]
