"""Suggestions on the annotate page: accepted and rejected by keys and in the list, undone, kept through a break."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from annotations.models import SuggestionRejection
from annotations.services.suggest import suggest
from tests.e2e.bench import BenchPage, open_set
from tests.e2e.test_annotate_look import violations
from tests.factories import EntityFactory

NewBench = Callable[..., BenchPage]


@pytest.fixture
def new_suggested(new_bench: NewBench, transactional_db: None) -> NewBench:
    """Give a maker of annotate pages on a text with suggestions: four names (Oslo thrice), and statements."""

    def make(**how: object) -> BenchPage:
        EntityFactory(kind="person", label="Anna Berg")
        EntityFactory(kind="place", label="Oslo")
        own = open_set()
        for what in ("names", "statements"):
            suggest(what=what, project=own.project, text_version=own.text_version)
        return new_bench(own, **how)

    return make


def _tab(bench: BenchPage, words: str) -> None:
    expect(bench.page.locator("#tab-suggestions")).to_have_text(words)


def _rejected() -> list[str]:
    return sorted(SuggestionRejection.objects.values_list("suggestion__spans__exact", flat=True).distinct())


def test_keys_accept_and_reject_one_after_the_other(new_suggested: NewBench):
    bench = new_suggested()
    total = bench.page.locator("#tab-suggestions").inner_text()
    bench.press("a")
    bench.said("Anna Berg")
    bench.press("a")
    bench.said("Accepted: “Anna Berg”.")
    bench.press("x")
    bench.said("Rejected:")
    bench.saved()
    left = int(total.split()[-1]) - 2
    _tab(bench, f"Suggestions {left}")
    [made] = bench.annotations()
    assert (made.mention.entity.label, made.mention.certainty, made.derived_from.creator.label) == (
        "Anna Berg",
        "",
        "dateline-names",
    )
    assert len(_rejected()) >= 1
    bench.press("Control+z", "Control+z")
    bench.saved()
    assert (bench.annotations(), _rejected()) == ([], [])
    _tab(bench, total)
    bench.press("Control+y")
    bench.saved()
    assert bench.words() == ["Anna Berg"]
    bench.open()
    _tab(bench, f"Suggestions {left + 1}")


def test_the_list_accepts_all_names_at_once_and_single_ones(new_suggested: NewBench):
    bench = new_suggested()
    bench.page.locator("#tab-suggestions").click()
    bench.page.get_by_role("button", name="Reject “Anna Berg”").click()
    bench.page.get_by_role("button", name="Accept all").click()
    bench.saved()
    assert sorted(bench.words()) == ["Berg", "Oslo", "Oslo", "Oslo"]
    bench.page.locator("#text").focus()
    bench.press("Control+z")
    bench.saved()
    assert bench.annotations() == []


def test_what_is_marked_by_hand_is_not_suggested_any_more(new_suggested: NewBench):
    bench = new_suggested()
    before = int(bench.page.locator("#tab-suggestions").inner_text().split()[-1])
    bench.at("Oslo")
    bench.press("4")
    bench.at("Oslo")
    bench.press("Delete")
    bench.at("Oslo")
    bench.press("3")
    bench.saved()
    _tab(bench, f"Suggestions {before - 1}")


def test_decisions_wait_for_the_network(new_suggested: NewBench):
    bench = new_suggested(faults=True)
    bench.page.context.set_offline(True)
    bench.press("a", "a", "x")
    expect(bench.page.locator("#state")).to_contain_text("2 unsaved")
    bench.page.context.set_offline(False)
    bench.saved()
    assert (bench.words(), len(_rejected()) >= 1) == (["Anna Berg"], True)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_axe_finds_nothing(new_suggested: NewBench, width: int, scheme: str):
    bench = new_suggested(width=width, scheme=scheme)
    bench.press("a")
    found = violations(bench.page)
    bench.page.locator("#tab-suggestions").click()
    found += violations(bench.page)
    assert found == []
    assert bench.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
