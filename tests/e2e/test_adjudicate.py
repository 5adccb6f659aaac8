"""The adjudication page in a browser: every key, decisions that survive a server that is away, axe."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from accounts.vocabulary import Role
from annotations.models import Adjudication, AnnotationSet
from annotations.services.annotate import create_annotation
from annotations.services.sets import submit_set
from tests.annotations.drafting import mention, statement
from tests.e2e.bench import TEXT, log_in, paragraphs
from tests.e2e.test_annotate_look import violations
from tests.factories import AnnotationSetFactory, ArticleFactory, EntityFactory, ProjectFactory
from tests.roles import role_user

Made = tuple[Page, AnnotationSet]


@pytest.fixture
def new_desk(bare_page: Callable[..., Page], live_server: Any, transactional_db: None) -> Callable[..., Made]:
    """Give a maker of pages on which a curator decides between two annotators: four cases, one of them agreed."""

    def make(**how: Any) -> Made:
        place = {"article": ArticleFactory(text=TEXT, blocks=paragraphs(TEXT)), "project": ProjectFactory()}
        first, second = (AnnotationSetFactory(**place) for _ in range(2))
        person = EntityFactory(kind="person", label="Anna Berg")
        for own in (first, second):
            create_annotation(annotation_set=own, draft=mention(own, "Oslo", tag="place"), agent=own.annotator)
        drafts = [
            (first, mention(first, "Anna Berg", entity=person.uuid)),
            (second, mention(second, "The minister, Anna Berg")),
            (first, mention(first, "Mr Holm")),
            (second, mention(second, "Mr Holm", tag="organisation")),
            (first, statement(first)),
        ]
        for own, draft in drafts:
            create_annotation(annotation_set=own, draft=draft, agent=own.annotator)
        for own in (first, second):
            submit_set(annotation_set=own, agent=own.annotator)
        curator = role_user(Role.CURATOR)
        curated = AnnotationSetFactory(**place, role="curator", annotator=curator.agent)
        page = bare_page(**how)
        log_in(page, curator, live_server.url)
        page.goto(reverse("admin:annotations_annotationset_adjudicate", args=[curated.pk]))
        if how.get("javascript", True):
            expect(page.locator("html[data-ready]")).to_be_attached()
        return page, curated

    return make


def _kept(curated: AnnotationSet) -> list[str]:
    live = curated.annotations.filter(deleted_at=None, spans__role__in=["body", "content"])
    return sorted(live.values_list("spans__exact", flat=True))


def _current(page: Page) -> str:
    return page.locator(".case.current h3").inner_text().split("“")[1].rstrip("”")


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_keys_decide_case_by_case(new_desk: Callable[..., Made]):
    page, curated = new_desk()
    assert _current(page) == "The minister, Anna Berg"
    _press(page, "j")
    assert _current(page) == "the bridge was safe"
    _press(page, "k", "1")
    assert _current(page) == "the bridge was safe"
    _press(page, "0")
    assert _current(page) == "Mr Holm"
    _press(page, "3")
    expect(page.locator("#how-far")).to_have_text("3 of 4 decided")
    assert _kept(curated) == ["Anna Berg", "Mr Holm", "Mr Holm"]
    assert [one.decision for one in Adjudication.objects.order_by("pk")] == [
        "accepted",
        "rejected",
        "accepted",
        "accepted",
    ]
    _press(page, "m")
    expect(page.locator("#how-far")).to_have_text("4 of 4 decided")
    assert _kept(curated) == ["Anna Berg", "Mr Holm", "Mr Holm", "Oslo"]


def test_a_decision_is_changed_taken_back_and_explained(new_desk: Callable[..., Made]):
    page, curated = new_desk()
    _press(page, "w")
    page.keyboard.type("the title belongs to it")
    _press(page, "Escape", "2")
    expect(page.locator("#how-far")).to_have_text("1 of 4 decided")
    assert (_kept(curated), Adjudication.objects.get().note) == (["The minister, Anna Berg"], "the title belongs to it")
    _press(page, "k", "1")
    expect(page.locator(".case").first).to_contain_text("A kept")
    assert _kept(curated) == ["Anna Berg"]
    _press(page, "k", "Control+z")
    expect(page.locator("#how-far")).to_have_text("0 of 4 decided")
    assert (_kept(curated), _current(page)) == ([], "The minister, Anna Berg")


def test_edit_opens_the_copy_on_the_annotate_page(new_desk: Callable[..., Made]):
    page, curated = new_desk()
    _press(page, "e")
    page.wait_for_url("**/bench/#annotation-*")
    expect(page.locator("html[data-ready]")).to_be_attached()
    expect(page.locator("#panel")).to_contain_text("Anna Berg")
    assert (_kept(curated), Adjudication.objects.get().decision) == (["Anna Berg"], "changed")


def test_decisions_wait_for_a_server_that_is_away_and_are_written_once(new_desk: Callable[..., Made]):
    page, curated = new_desk(faults=True)
    lost = []

    def lose(route: Route) -> None:
        """Let the request reach the server, and its answer be lost; once."""
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/adjudicate/**", lose)
    _press(page, "1", "0")
    expect(page.locator("#how-far")).to_have_text("2 of 4 decided")
    assert (lost, _kept(curated), Adjudication.objects.count()) == ([200], ["Anna Berg"], 2)


def test_what_is_refused_is_said_at_its_case(new_desk: Callable[..., Made]):
    page, curated = new_desk(faults=True)
    submit_set(annotation_set=curated, agent=curated.annotator)
    _press(page, "1")
    expect(page.locator(".case").first.locator(".case-state")).to_contain_text("has been submitted")
    assert (_current(page), Adjudication.objects.count()) == ("The minister, Anna Berg", 0)


def test_handing_in_with_cases_left_asks_first(new_desk: Callable[..., Made]):
    page, curated = new_desk()
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.message)
        (dialog.accept if len(asked) > 1 else dialog.dismiss)()

    page.on("dialog", answer)
    page.get_by_role("button", name="Hand in the curated set").click()
    assert "4 cases are not decided" in asked[0]
    curated.refresh_from_db()
    assert curated.state == "open"
    page.get_by_role("button", name="Hand in the curated set").click()
    page.wait_for_url("**/change/")
    curated.refresh_from_db()
    assert (len(asked), curated.state) == (2, "curated")


def test_without_a_script_forms_decide(new_desk: Callable[..., Made]):
    page, curated = new_desk(javascript=False)
    page.locator(".case").first.get_by_role("button", name="B 2").click()
    expect(page.locator(".case").first).to_contain_text("B kept")
    page.get_by_role("button", name="Keep the 1 that all agree on").click()
    expect(page.locator("#how-far")).to_have_text("2 of 4 decided")
    assert _kept(curated) == ["Oslo", "The minister, Anna Berg"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_axe_finds_nothing(new_desk: Callable[..., Made], width: int, scheme: str):
    page, _curated = new_desk(width=width, scheme=scheme)
    found = violations(page)
    _press(page, "1")
    expect(page.locator("#how-far")).to_have_text("1 of 4 decided")
    page.goto(page.url.split("#")[0] + "?show=all")
    found += violations(page)
    page.goto(page.url.split("?")[0] + "?show=equal")
    found += violations(page)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
