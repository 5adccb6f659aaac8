"""The work around annotating: queue, sharing out, progress, guidelines, taking a set back."""

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.access import viewer_of
from accounts.models import User
from accounts.vocabulary import Role
from annotations.assigning import share_out
from annotations.errors import ConflictError, InvalidAnnotationError, NotAllowedError
from annotations.models import AnnotationSet, Assignment, GuidelinesVersion, Project
from annotations.selectors.progress import project_progress
from annotations.selectors.queue import Stage, neighbours, work_queue
from annotations.services.annotate import create_annotation
from annotations.services.assignments import assign, withdraw_assignments
from annotations.services.guidelines import publish_guidelines
from annotations.services.sets import open_set, reopen_set, return_set, submit_set
from tests.admin_pages import inline_content, query_count
from tests.annotations.drafting import mention
from tests.factories import (
    AdjudicationFactory,
    AgentFactory,
    AnnotationSetFactory,
    ArticleFactory,
    AssignmentFactory,
    MentionFactory,
    ProjectFactory,
)
from tests.roles import role_user
from tests.rows import row_counts

pytestmark = pytest.mark.django_db

QUEUE = reverse("admin:annotations_assignment_queue")
TODAY = date(2026, 3, 1)


@pytest.fixture
def annotator() -> User:
    return role_user(Role.ANNOTATOR)


@pytest.fixture
def project() -> Project:
    return ProjectFactory()


def _set(project: Project, user: User, **changes: Any) -> AnnotationSet:
    return AnnotationSetFactory(**{"project": project, "annotator": user.agent, "article": ArticleFactory(), **changes})


def _page(of: Any, what: str) -> str:
    kind = "project" if isinstance(of, Project) else "annotationset"
    return reverse(f"admin:annotations_{kind}_{what}", args=[of.pk])


def _order(user: User) -> list[tuple[Stage, str]]:
    return [(task.stage, task.article.reference_code) for task in work_queue(viewer_of(user))]


def test_the_queue_has_returned_work_first_then_begun_then_waiting_by_day(project, annotator):
    begun = _set(project, annotator)
    late, soon, whenever = (
        AssignmentFactory(project=project, annotator=annotator, due=due) for due in (TODAY + timedelta(9), TODAY, None)
    )
    returned = _set(project, annotator, submitted=True)
    return_set(annotation_set=returned, agent=AgentFactory(), note="Please look at the names.")
    done = _set(project, annotator, submitted=True)
    _set(project, annotator, state="superseded")
    AssignmentFactory(project=project, article=begun.text_version.article, annotator=annotator, due=TODAY)
    AssignmentFactory(project=project, annotator=role_user(Role.ANNOTATOR))

    assert _order(annotator) == [
        (Stage.RETURNED, returned.text_version.article.reference_code),
        (Stage.OPEN, begun.text_version.article.reference_code),
        (Stage.WAITING, soon.article.reference_code),
        (Stage.WAITING, late.article.reference_code),
        (Stage.WAITING, whenever.article.reference_code),
        (Stage.DONE, done.text_version.article.reference_code),
    ]
    first, second, *_rest = work_queue(viewer_of(annotator))
    assert (first.note, second.due) == ("Please look at the names.", TODAY)


def test_the_queue_leaves_out_what_may_no_longer_be_read(project, annotator):
    AssignmentFactory(project=project, annotator=annotator, article=ArticleFactory(state="withdrawn"))
    _set(project, annotator, article=ArticleFactory(state="withdrawn"))
    assert _order(annotator) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_takes_two_queries(project, annotator, number, django_assert_num_queries):
    for _ in range(number):
        own = _set(project, annotator)
        create_annotation(annotation_set=own, draft=mention(own), agent=own.annotator)
        AssignmentFactory(project=project, annotator=annotator)
    viewer = viewer_of(annotator)
    with django_assert_num_queries(2):
        tasks = work_queue(viewer)
    assert [task.annotations for task in tasks] == [1] * number + [0] * number


def test_neighbours_are_those_before_and_after_in_what_is_left(project, annotator):
    sets = [_set(project, annotator) for _ in range(3)]
    done = _set(project, annotator, submitted=True)
    tasks = work_queue(viewer_of(annotator))

    def around(one: AnnotationSet) -> tuple[Any, ...]:
        place, total, before, after = neighbours(tasks, one)
        return place, total, before and before.annotation_set, after and after.annotation_set

    assert [around(one) for one in sets] == [
        (1, 3, None, sets[1]),
        (2, 3, sets[0], sets[2]),
        (3, 3, sets[1], sets[0]),
    ]
    assert around(done) == (0, 3, None, sets[0])
    only = [task for task in tasks if task.annotation_set == sets[0]]
    assert neighbours(only, sets[0])[2:] == (None, None)


_PEOPLE = st.lists(st.integers(0, 9), unique=True, min_size=1, max_size=6)


@given(st.integers(0, 30), _PEOPLE, st.integers(1, 4))
def test_shares_are_even_and_each_article_has_enough(articles, people, each):
    shared = share_out(range(articles), people, each=each, held={})
    assert len(set(shared)) == len(shared)
    by_article = [sum(article == one for one, _person in shared) for article in range(articles)]
    assert by_article == [min(each, len(people))] * articles
    loads = [sum(person == one for _article, one in shared) for person in people]
    assert max(loads) - min(loads) <= 1
    assert share_out(range(articles), people, each=each, held={}) == shared


def test_what_is_held_counts(annotator):
    shared = share_out(["a", "b", "c"], [1, 2], each=2, held={"a": {1, 2}, "b": {2}, "c": {7}})
    assert shared == [("b", 1), ("c", 2)]


def test_assignments_are_made_once_and_taken_back_where_nobody_began(project, annotator):
    articles = [ArticleFactory() for _ in range(3)]
    pairs = [(article, annotator) for article in articles]
    assert (assign(project=project, pairs=pairs, due=TODAY), assign(project=project, pairs=pairs)) == (3, 0)
    assert set(Assignment.objects.values_list("due", flat=True)) == {TODAY}
    _set(project, annotator, article=articles[1])
    assert withdraw_assignments(project=project, annotator=role_user(Role.ANNOTATOR)) == 0
    assert withdraw_assignments(project=project) == 2
    assert [one.article for one in Assignment.objects.all()] == [articles[1]]


def test_progress_counts_by_annotator_and_article(project, annotator, django_assert_num_queries):
    article = ArticleFactory()
    own = _set(project, annotator, article=article)
    create_annotation(annotation_set=own, draft=mention(own), agent=own.annotator)
    submit_set(annotation_set=own, agent=own.annotator)
    AssignmentFactory(project=project, article=article, annotator=annotator)
    waiting = AssignmentFactory(project=project, annotator=annotator)
    AnnotationSetFactory(project=project, article=article, curated=True)
    _set(project, annotator, state="superseded", article=ArticleFactory())
    curator = viewer_of(role_user(Role.CURATOR))
    with django_assert_num_queries(4):
        found = project_progress(project=project, viewer=curator)
    assert [(one.name, one.assigned, one.waiting, one.submitted, one.annotations) for one in found.annotators] == [
        (annotator.agent.label, 2, 1, 1, 1)
    ]
    assert {pk: (one.name, one.waiting, one.submitted, one.curated) for pk, one in found.articles} == {
        article.pk: (article.reference_code, 0, 1, 1),
        waiting.article.pk: (waiting.article.reference_code, 1, 0, 0),
    }


def test_guidelines_keep_every_version(project):
    agent = AgentFactory()
    first = publish_guidelines(project=project, version="1", text="Mark names.", agent=agent)
    assert publish_guidelines(project=project, version=" 1 ", text="Mark names.", agent=agent) == first
    publish_guidelines(project=project, version="2", text="Mark all names.", agent=agent, note="all of them")
    assert (project.guidelines, project.guidelines_version) == ("Mark all names.", "2")
    with pytest.raises(ConflictError, match="version 1 is there with another text"):
        publish_guidelines(project=project, version="1", text="Else.", agent=agent)
    with pytest.raises(InvalidAnnotationError):
        publish_guidelines(project=project, version=" ", text="", agent=agent)
    kept = GuidelinesVersion.objects.filter(project=project).order_by("pk")
    assert list(kept.values_list("version", "text", "note")) == [
        ("1", "Mark names.", ""),
        ("2", "Mark all names.", "all of them"),
    ]


def test_a_set_remembers_the_guidelines_it_was_begun_and_handed_in_under(project, annotator):
    agent = annotator.agent
    own = open_set(project=project, text_version=ArticleFactory().current_text, agent=agent)
    assert own.guidelines_version == "1"
    publish_guidelines(project=project, version="2", text="New.", agent=None)
    own = AnnotationSet.objects.get(pk=own.pk)
    submit_set(annotation_set=own, agent=agent)
    assert AnnotationSet.objects.get(pk=own.pk).guidelines_version == "2"


def test_a_submitted_set_is_taken_back_until_somebody_decided_about_it(project, annotator):
    own = _set(project, annotator, submitted=True)
    with pytest.raises(NotAllowedError, match="only the annotator"):
        reopen_set(annotation_set=own, agent=AgentFactory())
    reopen_set(annotation_set=own, agent=own.annotator)
    with pytest.raises(NotAllowedError, match="only a submitted set"):
        reopen_set(annotation_set=own, agent=own.annotator)
    found = MentionFactory(annotation_set=own).annotation
    submit_set(annotation_set=own, agent=own.annotator)
    AdjudicationFactory(annotation_set=AnnotationSetFactory(project=project, role="curator"), sources=[found])
    with pytest.raises(NotAllowedError, match="a curator has begun"):
        reopen_set(annotation_set=own, agent=own.annotator)


@pytest.mark.parametrize(
    ("role", "status"), [(None, 302), (Role.RESEARCHER, 302), (Role.ANNOTATOR, 200), (Role.CURATOR, 200)]
)
def test_the_queue_page_by_role(role_client, role, status):
    assert role_client(role).get(QUEUE).status_code == status


@pytest.mark.parametrize(
    ("what", "allowed"),
    [
        ("progress", {Role.CURATOR, Role.ARCHIVIST}),
        ("assign", {Role.ARCHIVIST}),
        ("guidelines", {Role.ANNOTATOR, Role.CURATOR, Role.ARCHIVIST}),
    ],
)
@pytest.mark.parametrize("role", [None, *Role])
def test_project_pages_by_role(role_client, project, what, allowed, role):
    client = role_client(role)
    expected = 200 if role in allowed else (403 if role in {Role.ANNOTATOR, Role.CURATOR} else 302)
    assert client.get(_page(project, what)).status_code == expected
    before = row_counts()
    client.post(_page(project, what), {"step": "withdraw"})
    assert row_counts() == before


def test_work_is_begun_from_the_queue_by_its_annotator_only(client, project, annotator):
    waiting = AssignmentFactory(project=project, annotator=annotator)
    begin = reverse("admin:annotations_assignment_begin", args=[waiting.pk])
    client.force_login(role_user(Role.ANNOTATOR))
    assert client.post(begin).status_code == 404
    client.force_login(annotator)
    page = client.get(QUEUE)
    assert (page.context["left"], inline_content(page.content.decode())) == (1, [])
    answer = client.post(begin)
    own = AnnotationSet.objects.get()
    assert (answer.url, own.annotator, own.guidelines_version) == (_page(own, "bench"), annotator.agent, "1")
    assert client.post(begin).url == answer.url


def test_submitting_opens_the_next_and_in_the_end_the_queue(client, project, annotator):
    first, second = (_set(project, annotator) for _ in range(2))
    waiting = AssignmentFactory(project=project, annotator=annotator)
    client.force_login(annotator)
    assert client.get(_page(first, "bench")).context["queue"].number == 1
    assert client.post(_page(first, "submit"), {"next": "1"}).url == _page(second, "bench")
    third = client.post(_page(second, "submit"), {"next": "1"}).url
    begun = AnnotationSet.objects.get(text_version=waiting.article.current_text)
    assert third == _page(begun, "bench")
    assert client.post(_page(begun, "submit"), {"next": "1"}).url == QUEUE
    assert client.get(QUEUE).context["left"] == 0


def test_a_set_is_taken_back_on_its_page(client, project, annotator):
    own = _set(project, annotator, submitted=True)
    client.force_login(annotator)
    assert b"Take it back" in client.get(_page(own, "change")).content
    client.post(_page(own, "reopen"))
    own.refresh_from_db()
    assert own.state == "open"
    client.force_login(role_user(Role.CURATOR))
    assert client.post(_page(own, "reopen")).status_code == 403


def test_articles_are_shared_out_after_a_look(role_client, project):
    articles = [ArticleFactory() for _ in range(4)]
    people = [role_user(Role.ANNOTATOR) for _ in range(3)]
    client = role_client(Role.ARCHIVIST)
    form = {"annotators": [one.pk for one in people], "each": "2", "due": "2026-03-01"}
    page = client.post(_page(project, "assign"), {**form, "step": "preview"})
    assert (len(page.context["pairs"]), page.context["articles"], Assignment.objects.count()) == (8, 4, 0)
    assert sorted(number for _name, number in page.context["loads"]) == [2, 3, 3]
    client.post(_page(project, "assign"), {**form, "step": "apply"})
    assert (Assignment.objects.count(), set(Assignment.objects.values_list("due", flat=True))) == (8, {TODAY})
    again = client.post(_page(project, "assign"), {**form, "step": "preview"})
    assert list(again.context["pairs"]) == []
    one = client.post(_page(project, "assign"), {**form, "codes": articles[0].reference_code, "each": "3"})
    assert len(one.context["pairs"]) == 1
    client.post(_page(project, "assign"), {"step": "withdraw"})
    assert Assignment.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"each": "9"}, "each"), ({"codes": "NO-1"}, "codes"), ({"annotators": []}, "annotators"), ({"due": "x"}, "due")],
)
def test_what_cant_be_shared_out_is_said(role_client, project, changes, field):
    ArticleFactory()
    form = {"annotators": [role_user(Role.ANNOTATOR).pk], "each": "1", "step": "apply", **changes}
    page = role_client(Role.ARCHIVIST).post(_page(project, "assign"), form)
    assert (field in page.context["form"].errors, Assignment.objects.count()) == (True, 0)


def test_progress_is_sent_as_a_file(role_client, project, annotator):
    own = _set(project, annotator)
    client = role_client(Role.CURATOR)
    table = list(csv.reader(StringIO(client.get(_page(project, "progress"), {"format": "csv"}).content.decode())))
    assert [row[:2] for row in table] == [
        ["of", "name"],
        ["annotator", annotator.agent.label],
        ["article", own.text_version.article.reference_code],
    ]
    data = client.get(_page(project, "progress"), {"format": "json"}).json()
    assert [one["open"] for one in data["annotators"]] == [1]


def test_project_pages_take_as_many_queries_for_three_as_for_one(role_client, project, annotator):
    client = role_client(Role.ARCHIVIST)
    _set(project, annotator)
    few = [query_count(client, _page(project, what)) for what in ("progress", "guidelines")]
    for _ in range(2):
        _set(project, role_user(Role.ANNOTATOR))
        AssignmentFactory(project=project, annotator=annotator)
    assert [query_count(client, _page(project, what)) for what in ("progress", "guidelines")] == few


def test_guidelines_are_compared_and_a_text_needs_a_name_of_its_own(role_client, project):
    client = role_client(Role.ARCHIVIST)
    for version, text in (("1", "Mark names.\nTwice."), ("2", "Mark all names.\nTwice.")):
        publish_guidelines(project=project, version=version, text=text, agent=None)
    page = client.get(_page(project, "guidelines"), {"version": "2", "against": "1"})
    assert page.context["changes"] == [("gone", "Mark names."), ("new", "Mark all names."), ("same", "Twice.")]
    assert client.get(_page(project, "guidelines"), {"version": "<x>"}).context["shown"].version == "2"
    sent = {
        "name": project.name,
        "slug": project.slug,
        "guidelines": "Else.",
        "layers-TOTAL_FORMS": 0,
        "layers-INITIAL_FORMS": 0,
        "assignments-TOTAL_FORMS": 0,
        "assignments-INITIAL_FORMS": 0,
    }
    page = client.post(_page(project, "change"), {**sent, "guidelines_version": "1"})
    assert "guidelines_version" in page.context["adminform"].errors
    client.post(_page(project, "change"), {**sent, "guidelines_version": "3", "guidelines_note": "anew"})
    kept = GuidelinesVersion.objects.get(project=project, version="3")
    assert (kept.text, kept.note, kept.by is not None) == ("Else.", "anew", True)
