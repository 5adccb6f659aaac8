"""The authority file in a browser: looking at duplicates, merging under the better name, telling apart, splitting."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.vocabulary import Role
from annotations.models import Entity
from annotations.services.annotate import create_annotation
from annotations.services.entities import create_entity
from tests.annotations.drafting import mention
from tests.e2e.bench import log_in, open_set
from tests.e2e.test_annotate_look import violations
from tests.factories import AgentFactory
from tests.roles import role_user

DUPLICATES = reverse("admin:annotations_entity_duplicates")


@pytest.fixture
def new_authority(bare_page: Callable[..., Page], live_server: Any, transactional_db: None) -> Callable[..., Page]:
    """Give a maker of curators' pages on an authority file with one pair of duplicates, one of them mentioned."""

    def make(**how: Any) -> Page:
        agent = AgentFactory()
        berg = create_entity(kind="person", label="Anna Berg", agent=agent)
        create_entity(kind="person", label="Anna Bergh", agent=agent)
        own = open_set()
        create_annotation(annotation_set=own, draft=mention(own, "Anna Berg", entity=berg.uuid), agent=own.annotator)
        page = bare_page(**how)
        log_in(page, role_user(Role.CURATOR), live_server.url)
        return page

    return make


def _standing() -> list[str]:
    return sorted(Entity.objects.filter(merged_into=None).values_list("label", flat=True))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_a_duplicate_is_looked_at_merged_and_undone(new_authority: Callable[..., Page], width: int, scheme: str):
    page = new_authority(width=width, scheme=scheme)
    page.goto("/admin/annotations/entity/")
    page.get_by_role("link", name="Possible duplicates").click()
    found = {"duplicates": violations(page)}
    page.get_by_role("link", name="Merge").click()
    found["look"] = violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("radio", name="Anna Bergh").check()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator(".success")).to_contain_text("now stands under")
    assert _standing() == ["Anna Bergh"]
    found["entity"] = violations(page)
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.locator(".success")).to_contain_text("stands for itself again")
    assert _standing() == ["Anna Berg", "Anna Bergh"]
    assert found == {part: [] for part in found}


def test_two_are_told_apart_and_that_is_taken_back(new_authority: Callable[..., Page]):
    page = new_authority()
    page.goto(DUPLICATES)
    page.get_by_role("button", name="Not the same").click()
    expect(page.get_by_text("No two entities look alike")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("button", name="Not the same")).to_be_visible()


def test_a_mention_is_split_off(new_authority: Callable[..., Page]):
    page = new_authority()
    page.goto("/admin/annotations/entity/?q=anna+berg")
    page.get_by_role("link", name="Anna Berg", exact=True).click()
    page.get_by_role("link", name="Split").click()
    page.get_by_label("Or a new one, called").fill("Anna Berg the Younger")
    page.locator("input[name=annotation]").check()
    assert violations(page) == []
    page.get_by_role("button", name="Let them name the other one").click()
    expect(page.locator(".success")).to_contain_text("1 annotation names “Anna Berg the Younger” now.")
    assert _standing() == ["Anna Berg", "Anna Berg the Younger", "Anna Bergh"]
