"""The annotate page for everybody: axe finds nothing, at two widths, light and dark; keys can be put elsewhere."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.bench import BenchPage, open_set
from tests.factories import ClaimFactory

NewBench = Callable[..., BenchPage]


def violations(page: Page) -> list[str]:
    """Give everything that axe finds, however slight."""
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{violation['id']}: {node['target']}" for violation in found for node in violation["nodes"]]


def fill(bench: BenchPage) -> None:
    bench.at("Anna Berg")
    bench.press("1")
    bench.at("Oslo")
    bench.press("3")
    bench.at("Officials in Oslo")
    bench.press("2")
    bench.at("the bridge was safe")
    bench.press("c", "k")
    bench.saved()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_axe_finds_nothing_on_any_part_of_the_page(new_bench: NewBench, width: int, scheme: str):
    ClaimFactory(text="The bridge is safe.")
    bench = new_bench(width=width, scheme=scheme)
    found = {"empty": violations(bench.page)}
    fill(bench)
    found["statement"] = violations(bench.page)
    bench.press("r")
    bench.picker("The bridge is safe.")
    found["picker"] = violations(bench.page)
    bench.press("Escape", "p")
    found["mention"] = violations(bench.page)
    bench.press("i")
    found["list"] = violations(bench.page)
    bench.page.locator("#text").focus()
    bench.press("?")
    found["keys"] = violations(bench.page)
    assert found == {part: [] for part in found}
    assert bench.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_where_something_was_refused_and_where_versions_differ(new_bench: NewBench):
    bench = new_bench(faults=True)
    fill(bench)
    bench.page.get_by_label("Said when").fill("soon")
    bench.page.get_by_label("Said when").press("Tab")
    expect(bench.page.locator(".question")).to_be_visible()
    assert violations(bench.page) == []


def test_a_key_is_put_elsewhere_and_kept_in_this_browser(new_bench: NewBench):
    bench = new_bench()
    bench.press("?")
    bench.page.get_by_role("button", name="Change the key for: make a statement").click()
    bench.press("e")
    expect(bench.page.locator("#dialog [role=status]")).to_have_text("That key is taken: link to an entity.")
    bench.page.get_by_role("button", name="Change the key for: make a statement").click()
    bench.press("z")
    expect(bench.page.locator("#dialog [role=status]")).to_have_text("Changed.")
    bench.press("Escape")
    bench.open()
    bench.at("the bridge was safe")
    bench.press("c")
    bench.press("z")
    assert "the bridge was safe" in bench.words()
    bench.press("?")
    bench.page.get_by_role("button", name="All as they were").click()
    bench.press("Escape")
    bench.at("Oslo")
    bench.press("c")
    assert "Oslo" in bench.words()


def test_guidelines_size_filters_and_search_are_at_hand(new_bench: NewBench):
    found = open_set()
    found.project.guidelines = "Mark every name.\n\n<b>Not</b> pronouns."
    found.project.save()
    bench = new_bench(found)
    bench.press("h")
    expect(bench.page.locator("#dialog .guidelines")).to_contain_text("Mark every name.")
    expect(bench.page.locator("#dialog .guidelines")).to_contain_text("<b>Not</b>")
    bench.press("Escape")
    small = bench.page.locator("#text").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    bench.press(">", ">")
    large = bench.page.locator("#text").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert large > small
    bench.press("<", "<", "/")
    bench.type("oslo")
    bench.said("3 places found")
    bench.press("Enter", "Enter", "Shift+Enter", "Escape", "1")
    assert bench.words() == ["Oslo"]
    bench.page.get_by_role("button", name="Hide Person").click()
    drawn = "[...CSS.highlights].filter(([name, marks]) => name.startsWith('name-') && marks.size).length"
    assert bench.page.evaluate(drawn) == 0
    bench.page.get_by_role("button", name="Show Person").click()
    assert bench.page.evaluate(drawn) == 1


def test_the_list_is_another_way_to_everything(new_bench: NewBench):
    bench = new_bench()
    fill(bench)
    bench.press("i")
    rows = bench.page.locator("#tab-panel .row")
    expect(rows).to_have_count(4)
    bench.page.get_by_role("button", name="Incomplete").click()
    expect(rows).to_have_count(3)
    bench.page.get_by_role("button", name="Statements", exact=True).click()
    expect(rows).to_have_count(1)
    rows.first.click()
    bench.page.get_by_role("tab", name="Details").click()
    expect(bench.page.locator("#details-title")).to_have_text("“the bridge was safe”")


def test_a_set_is_handed_in_by_keys_once_all_is_saved(new_bench: NewBench):
    bench = new_bench()
    bench.at("Oslo")
    bench.press("3")
    bench.saved()
    bench.press("Control+Enter")
    bench.page.wait_for_url("**/queue/")
    bench.set.refresh_from_db()
    assert bench.set.state == "submitted"
