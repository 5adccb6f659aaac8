"""A day's work in a browser: from the queue over text after text to the empty queue; and who runs a project."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.vocabulary import Role
from annotations.models import AnnotationSet, Project
from annotations.services.guidelines import publish_guidelines
from annotations.services.sets import return_set
from tests.e2e.bench import TEXT, log_in, paragraphs
from tests.e2e.test_annotate_look import violations
from tests.factories import AgentFactory, AnnotationSetFactory, ArticleFactory, AssignmentFactory, ProjectFactory
from tests.roles import role_user

QUEUE = reverse("admin:annotations_assignment_queue")
NewWork = Callable[..., tuple[Page, Project]]


@pytest.fixture
def new_work(bare_page: Callable[..., Page], live_server: Any, transactional_db: None) -> NewWork:
    """Give a maker of pages of somebody with three texts to annotate: one returned, one begun, one assigned."""

    def make(role: Role = Role.ANNOTATOR, **how: Any) -> tuple[Page, Project]:
        user, project = role_user(role), ProjectFactory()
        publish_guidelines(project=project, version="1", text="Mark names.", agent=None)
        articles = [ArticleFactory(text=TEXT, blocks=paragraphs(TEXT)) for _ in range(3)]
        for article in articles:
            AssignmentFactory(project=project, article=article, annotator=user)
        place = {"project": project, "annotator": user.agent, "guidelines_version": "1"}
        returned = AnnotationSetFactory(**place, article=articles[0], submitted=True)
        return_set(annotation_set=returned, agent=AgentFactory(), note="Please mark the cities, too.")
        AnnotationSetFactory(**place, article=articles[1])
        publish_guidelines(
            project=project, version="2", text="Mark names.\nCities are places.", agent=None, note="cities"
        )
        page = bare_page(**how)
        log_in(page, user, live_server.url)
        return page, project

    return make


def test_from_the_queue_over_each_text_to_the_empty_queue(new_work: NewWork):
    page, _project = new_work()
    page.goto("/admin/")
    page.get_by_role("link", name="2 sets of yours are open").click()
    expect(page.get_by_text("3 articles wait for you.")).to_be_visible()
    expect(page.get_by_text("Please mark the cities, too.")).to_be_visible()
    page.get_by_role("link", name="Revise").click()
    for number in ("1 of 3", "1 of 2", "1 of 1"):
        expect(page.locator("html[data-ready]")).to_be_attached()
        expect(page.get_by_role("link", name=number)).to_be_visible()
        page.locator("#find").fill("Oslo")
        page.locator("#find").press("Enter")
        page.keyboard.press("Escape")
        page.keyboard.press("3")
        expect(page.locator("#state")).to_have_text("all saved")
        address = page.url
        page.keyboard.press("Control+Enter")
        page.wait_for_url(lambda url, before=address: url != before)
    expect(page.get_by_text("Everything is handed in. Thank you.")).to_be_visible()
    sets = AnnotationSet.objects.all()
    assert [(one.state, one.annotations.count(), one.guidelines_version) for one in sets] == [("submitted", 1, "2")] * 3


def test_changed_guidelines_are_told_and_compared(new_work: NewWork):
    page, _project = new_work()
    page.goto(QUEUE)
    page.get_by_role("link", name="Go on").click()
    expect(page.locator("html[data-ready]")).to_be_attached()
    expect(page.get_by_text("changed since you began (1)")).to_be_visible()
    page.keyboard.press("h")
    expect(page.get_by_role("dialog")).to_contain_text("Cities are places.")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="All versions, and what changed").click()
    expect(opened.value.locator(".diff ins")).to_contain_text("Cities are places.")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_axe_finds_nothing(new_work: NewWork, width: int, scheme: str):
    page, project = new_work(Role.ARCHIVIST, width=width, scheme=scheme)
    found = {}
    names = ("assign", "change", "guidelines", "progress")
    for path in (QUEUE, *(reverse(f"admin:annotations_project_{name}", args=[project.pk]) for name in names)):
        page.goto(path)
        found[path] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto(reverse("admin:annotations_project_assign", args=[project.pk]))
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Annotators for each article").fill("1")
    page.get_by_role("button", name="See who would get what").click()
    found["preview"] = violations(page)
    page.goto(reverse("admin:annotations_project_guidelines", args=[project.pk]) + "?version=2&against=1")
    found["compared"] = violations(page)
    assert found == {path: [] for path in found}
