"""The admin's start page: what waits for whom, in words."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.vocabulary import Role
from annotations.admin.next_steps import next_steps
from annotations.services.sets import open_set, submit_set
from archive.vocabulary import EventType, Outcome
from tests.admin_pages import STAFF_ONLY, query_count
from tests.factories import (
    AccessionFactory,
    AnnotationSetFactory,
    ArticleFactory,
    AssignmentFactory,
    EventFactory,
    ProjectFactory,
    UserFactory,
)
from tests.roles import role_user

pytestmark = pytest.mark.django_db

START = "/admin/"


def _texts(user) -> list[str]:
    return [step.text for step in next_steps(user)]


@pytest.mark.parametrize("role", [None, *Role])
def test_start_page_is_for_staff(role_client, role):
    assert role_client(role).get(START).status_code == STAFF_ONLY[role]


@pytest.mark.parametrize(
    ("role", "texts"),
    [
        pytest.param(Role.RESEARCHER, [], id="a researcher: nothing"),
        pytest.param(Role.ANNOTATOR, ["No assigned article waits to be begun."], id="an annotator: assignments"),
        pytest.param(
            Role.CURATOR,
            ["No assigned article waits to be begun.", "No submitted set awaits curation."],
            id="a curator: also sets to curate",
        ),
        pytest.param(
            Role.ARCHIVIST,
            [
                "No assigned article waits to be begun.",
                "No submitted set awaits curation.",
                "Nothing has been taken in yet.",
                "Fixity has never been checked.",
            ],
            id="an archivist: also the holdings",
        ),
    ],
)
def test_empty_archive_says_so_to_each_role(role, texts):
    assert _texts(role_user(role)) == texts


def test_assignment_waits_until_its_set_is_begun():
    user = role_user(Role.ANNOTATOR)
    assignment = AssignmentFactory(annotator=user, project=ProjectFactory(), due=date(2007, 4, 19))
    [step] = next_steps(user)
    assert step.text == "1 article is assigned to you and not begun."
    [line] = step.lines
    assert (line.url, "was due" in line.detail) == (
        reverse("admin:archive_article_change", args=[assignment.article.pk]),
        True,
    )
    begun = open_set(project=assignment.project, text_version=assignment.article.current_text, agent=user.agent)
    assert _texts(user) == ["No assigned article waits to be begun.", "1 set of yours is open: go on annotating."]
    submit_set(annotation_set=begun, agent=user.agent)
    assert _texts(user) == ["No assigned article waits to be begun."]


def test_assignment_of_an_article_that_may_not_be_read_is_not_named():
    user = role_user(Role.ANNOTATOR)
    hidden = ArticleFactory(embargo_until=timezone.now() + timedelta(days=1))
    AssignmentFactory(annotator=user, article=hidden)
    assert _texts(user) == ["No assigned article waits to be begun."]


def test_submitted_set_awaits_curation_until_there_is_a_curated_one():
    user = role_user(Role.CURATOR)
    submitted = AnnotationSetFactory(article=ArticleFactory(), submitted=True)
    step = next_steps(user)[-1]
    assert (step.text, [line.url for line in step.lines]) == (
        "1 submitted set awaits curation.",
        [reverse("admin:annotations_annotationset_change", args=[submitted.pk])],
    )
    AnnotationSetFactory(project=submitted.project, text_version=submitted.text_version, curated=True)
    assert next_steps(user)[-1].text == "No submitted set awaits curation."


def test_last_accession_and_failed_check_alarm():
    AccessionFactory(number="2026-0007", ingested=5, report=[{"file": "a", "reason": "empty"}])
    EventFactory(type=EventType.FIXITY_CHECK, article=None, outcome=Outcome.FAIL, detail="1 damaged.")
    steps = next_steps(role_user(Role.ARCHIVIST))[-2:]
    assert [(step.text, step.alarming) for step in steps] == [
        ("Last accession: 2026-0007, 19 April 2007 – 5 taken in, 1 rejected.", True),
        ("Last fixity check: 19 April 2007 – 1 damaged.", True),
    ]


def test_user_without_an_agent_gets_a_start_page(client):
    user = UserFactory(is_staff=True, is_superuser=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(START).status_code == 200


def test_start_page_takes_as_many_queries_for_three_as_for_one(role_client):
    client = role_client(Role.ARCHIVIST)

    def fill() -> None:
        AssignmentFactory(annotator=client.user, project=ProjectFactory())
        AnnotationSetFactory(article=ArticleFactory(), submitted=True)
        AnnotationSetFactory(article=ArticleFactory(), annotator=client.user.agent)

    fill()
    one = query_count(client, START)
    fill()
    fill()
    assert query_count(client, START) == one
