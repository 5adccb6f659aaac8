"""Annotation sets in the admin: who sees which, notes, return, and the way in from an article."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.vocabulary import Role
from annotations.models import AnnotationSet, Note
from annotations.services.sets import open_set
from annotations.vocabulary import SetRole, SetState
from archive.models import Article
from tests.admin_pages import STAFF_ONLY, query_count
from tests.factories import (
    AnnotationSetFactory,
    ArticleFactory,
    MentionFactory,
    NoteFactory,
    ProjectFactory,
    StatementSourceFactory,
    TextVersionFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/annotations/annotationset/"


def _page(annotation_set: AnnotationSet) -> str:
    return reverse("admin:annotations_annotationset_change", args=[annotation_set.pk])


def _act(annotation_set: AnnotationSet, what: str) -> str:
    return reverse(f"admin:annotations_annotationset_{what}", args=[annotation_set.pk])


def _set(**changes: Any) -> AnnotationSet:
    return AnnotationSetFactory(**{"article": ArticleFactory(), **changes})


def _levels(response: Any) -> list[str]:
    return [message.level_tag for message in response.context["messages"]]


@pytest.mark.parametrize("role", [None, *Role])
def test_sets_are_shown_to_staff(role_client, role):
    client, annotation_set = role_client(role), _set(submitted=True)
    answers = (client.get(LIST).status_code, client.get(_page(annotation_set)).status_code)
    assert answers == (STAFF_ONLY[role],) * 2


@pytest.mark.parametrize(
    ("role", "states"),
    [
        pytest.param(Role.ANNOTATOR, {SetState.SUBMITTED}, id="an annotator sees what was handed in"),
        pytest.param(Role.CURATOR, {SetState.OPEN, SetState.SUBMITTED}, id="a curator sees all"),
    ],
)
def test_set_list_keeps_annotators_blind(role_client, role, states):
    _set()
    _set(submitted=True)
    found = role_client(role).get(LIST).context["cl"].result_list
    assert {annotation_set.state for annotation_set in found} == states


@pytest.mark.parametrize("part", ["add/", "PK/delete/"])
def test_sets_are_neither_added_nor_deleted_here(role_client, part):
    url = LIST + part.replace("PK", str(_set().pk))
    assert role_client(Role.ARCHIVIST).get(url).status_code == 403


def test_set_list_and_page_take_as_many_queries_for_three_as_for_one(role_client):
    client, annotation_set = role_client(Role.ARCHIVIST), _set(submitted=True)

    def fill() -> None:
        MentionFactory(annotation_set=annotation_set)
        StatementSourceFactory(statement__annotation_set=annotation_set)
        NoteFactory(annotation_set=annotation_set)
        _set()

    fill()
    one = [query_count(client, url) for url in (LIST, _page(annotation_set))]
    fill()
    fill()
    assert [query_count(client, url) for url in (LIST, _page(annotation_set))] == one


def test_submitted_set_is_returned_with_a_reason(role_client):
    client, annotation_set = role_client(Role.CURATOR), _set(submitted=True)
    assert client.post(_act(annotation_set, "return"), {"note": "Please mark the captions."}).status_code == 302
    annotation_set.refresh_from_db()
    note = Note.objects.get()
    assert (annotation_set.state, note.body, note.author) == (
        SetState.RETURNED,
        "Please mark the captions.",
        client.user.agent,
    )


@pytest.mark.parametrize(
    ("state", "note"),
    [
        pytest.param(SetState.SUBMITTED, " ", id="without a reason"),
        pytest.param(SetState.OPEN, "Please.", id="that was not handed in"),
    ],
)
def test_set_that_cannot_be_returned_stays_with_a_message(role_client, state, note):
    annotation_set = _set(state=state)
    response = role_client(Role.CURATOR).post(_act(annotation_set, "return"), {"note": note}, follow=True)
    annotation_set.refresh_from_db()
    assert (annotation_set.state, _levels(response)) == (state, ["error"])


def test_annotators_return_no_set(role_client):
    annotation_set = _set(submitted=True)
    assert role_client(Role.ANNOTATOR).post(_act(annotation_set, "return"), {"note": "x"}).status_code == 403


def test_notes_are_between_the_annotator_and_curators(role_client):
    annotator = role_client(Role.ANNOTATOR)
    annotation_set = _set(submitted=True, annotator=annotator.user.agent)
    NoteFactory(annotation_set=annotation_set)
    reads = [
        client.get(_page(annotation_set)).context["reads_notes"]
        for client in (annotator, role_client(Role.CURATOR), role_client(Role.ANNOTATOR))
    ]
    assert reads == [True, True, False]


def test_note_is_added_by_annotator_and_curator_only(role_client):
    annotator = role_client(Role.ANNOTATOR)
    annotation_set = _set(submitted=True, annotator=annotator.user.agent)
    clients = (annotator, role_client(Role.CURATOR), role_client(Role.ANNOTATOR))
    answers = [client.post(_act(annotation_set, "note"), {"body": "Seen."}).status_code for client in clients]
    assert (answers, Note.objects.count()) == ([302, 302, 403], 2)


def test_empty_note_is_refused_with_a_message(role_client):
    annotation_set = _set(submitted=True)
    response = role_client(Role.CURATOR).post(_act(annotation_set, "note"), {"body": ""}, follow=True)
    assert (_levels(response), Note.objects.count()) == (["error"], 0)


# From an article


def _annotate(article: Article) -> str:
    return reverse("admin:archive_article_annotate", args=[article.pk])


def test_article_leads_to_the_own_set_made_once(role_client):
    client, article, project = role_client(Role.ANNOTATOR), ArticleFactory(), ProjectFactory()
    answers = [client.post(_annotate(article), {"project": project.pk}) for _ in range(2)]
    made = AnnotationSet.objects.get()
    assert [answer["Location"] for answer in answers] == [_act(made, "bench")] * 2
    assert (made.annotator, made.project, made.text_version, made.role) == (
        client.user.agent,
        project,
        article.current_text,
        SetRole.ANNOTATOR,
    )


@pytest.mark.parametrize(
    ("role", "kept"),
    [
        pytest.param(Role.CURATOR, SetRole.CURATOR, id="a curator may"),
        pytest.param(Role.ANNOTATOR, SetRole.ANNOTATOR, id="an annotator stays one"),
    ],
)
def test_article_is_annotated_as_curator_by_curators(role_client, role, kept):
    sent = {"project": ProjectFactory().pk, "role": SetRole.CURATOR}
    role_client(role).post(_annotate(ArticleFactory()), sent)
    assert AnnotationSet.objects.get().role == kept


@pytest.mark.parametrize("project", ["", "999", "x"])
def test_article_without_a_project_to_annotate_in_leads_back(role_client, project):
    article = ArticleFactory()
    response = role_client(Role.ANNOTATOR).post(_annotate(article), {"project": project}, follow=True)
    assert (_levels(response), AnnotationSet.objects.count()) == (["error"], 0)


def test_article_that_may_not_be_read_is_not_annotated(role_client):
    hidden = ArticleFactory(embargo_until=timezone.now() + timedelta(days=1))
    assert role_client(Role.ANNOTATOR).post(_annotate(hidden), {"project": ProjectFactory().pk}).status_code == 404


def test_article_list_counts_the_sets_of_the_current_text_that_may_be_seen(role_client):
    article = ArticleFactory()
    for changes in ({"submitted": True}, {"state": SetState.OPEN}):
        AnnotationSetFactory(article=article, **changes)
    before = TextVersionFactory(article=article, current=False, article_capture=article.article_captures.get())
    AnnotationSetFactory(article=article, text_version=before, submitted=True)
    counts = []
    for role in (Role.ANNOTATOR, Role.CURATOR):
        [found] = role_client(role).get("/admin/archive/article/").context["cl"].result_list
        counts.append(found.set_total)
    assert counts == [1, 2]


def test_article_page_lists_the_sets_that_may_be_seen(role_client):
    client, article = role_client(Role.ANNOTATOR), ArticleFactory()
    own = open_set(project=ProjectFactory(), text_version=article.current_text, agent=client.user.agent)
    AnnotationSetFactory(article=article)
    page = reverse("admin:archive_article_change", args=[article.pk])
    assert client.get(page).context["sets"] == [own]
