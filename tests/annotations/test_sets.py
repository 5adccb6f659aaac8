"""Annotation sets: opened, submitted, returned, and who may read them."""

from itertools import product

import pytest

from accounts.access import public_viewer, viewer_of
from accounts.vocabulary import Role
from annotations.errors import InvalidAnnotationError, NotAllowedError
from annotations.models import AnnotationSet, Note
from annotations.services.sets import add_note, open_set, return_set, submit_set
from annotations.vocabulary import SetRole, SetState
from archive.vocabulary import Access
from tests.factories import AgentFactory, AnnotationSetFactory, ArticleFactory, ProjectFactory
from tests.roles import READERS, role_user, role_viewer
from tests.rows import changes, index_tasks, row_counts

pytestmark = pytest.mark.django_db


def _article_uuid(annotation_set: AnnotationSet):
    return annotation_set.text_version.article.uuid


@pytest.mark.parametrize("role", list(SetRole))
def test_open_set_makes_an_open_set_and_gives_it_again(role):
    project, agent, text_version = ProjectFactory(), AgentFactory(), ArticleFactory().current_text
    made = open_set(project=project, text_version=text_version, agent=agent, role=role)
    assert (made.state, made.role, made.annotator) == ("open", role, agent)
    assert open_set(project=project, text_version=text_version, agent=agent, role=role) == made
    assert changes() == [("annotationset", made.uuid, "created")]


def test_open_set_is_one_an_agent_and_a_role():
    project, text_version = ProjectFactory(), ArticleFactory().current_text
    agents = (AgentFactory(), AgentFactory())
    for agent, role in product(agents, (SetRole.ANNOTATOR, SetRole.CURATOR)):
        open_set(project=project, text_version=text_version, agent=agent, role=role)
    assert AnnotationSet.objects.count() == 4


def test_open_set_refuses_an_unknown_role():
    with pytest.raises(InvalidAnnotationError) as caught:
        open_set(
            project=ProjectFactory(), text_version=ArticleFactory().current_text, agent=AgentFactory(), role="king"
        )
    assert (str(caught.value), caught.value.pointer) == ("'king' is not a role of a set", "/role")


@pytest.mark.parametrize(
    ("role", "before", "after"),
    [
        (SetRole.ANNOTATOR, SetState.OPEN, SetState.SUBMITTED),
        (SetRole.ANNOTATOR, SetState.RETURNED, SetState.SUBMITTED),
        (SetRole.MACHINE, SetState.OPEN, SetState.SUBMITTED),
        (SetRole.CURATOR, SetState.OPEN, SetState.CURATED),
        (SetRole.CURATOR, SetState.RETURNED, SetState.CURATED),
    ],
)
def test_submit_set_closes_it(role, before, after):
    annotation_set = AnnotationSetFactory(role=role, state=before)
    submitted = submit_set(annotation_set=annotation_set, agent=annotation_set.annotator)
    found = AnnotationSet.objects.get()
    assert (submitted.state, found.state, found.modified) == (after, after, submitted.modified)
    assert changes() == [("annotationset", annotation_set.uuid, "updated")]
    assert index_tasks() == [_article_uuid(annotation_set)]


@pytest.mark.parametrize("state", [SetState.SUBMITTED, SetState.CURATED, SetState.SUPERSEDED])
def test_submit_set_that_is_closed_is_refused(state):
    annotation_set = AnnotationSetFactory(state=state)
    before = row_counts()
    with pytest.raises(NotAllowedError, match="^this set has been submitted already$"):
        submit_set(annotation_set=annotation_set, agent=annotation_set.annotator)
    assert (AnnotationSet.objects.get().state, row_counts()) == (state, before)


def test_submit_set_of_somebody_else_is_refused():
    annotation_set = AnnotationSetFactory()
    with pytest.raises(NotAllowedError, match="^only the annotator can submit a set$"):
        submit_set(annotation_set=annotation_set, agent=AgentFactory())
    assert AnnotationSet.objects.get().state == SetState.OPEN


@pytest.mark.parametrize("state", [SetState.SUBMITTED, SetState.CURATED])
def test_return_set_opens_it_with_a_reason(state):
    annotation_set, curator = AnnotationSetFactory(state=state), AgentFactory()
    return_set(annotation_set=annotation_set, agent=curator, note="Two names are missing.")
    assert AnnotationSet.objects.get().state == SetState.RETURNED
    assert list(Note.objects.values_list("author", "body")) == [(curator.pk, "Two names are missing.")]
    assert changes() == [("annotationset", annotation_set.uuid, "updated")]
    assert index_tasks() == [_article_uuid(annotation_set)]


@pytest.mark.parametrize("state", [SetState.OPEN, SetState.RETURNED, SetState.SUPERSEDED])
def test_return_set_that_was_not_submitted_is_refused(state):
    annotation_set, curator = AnnotationSetFactory(state=state), AgentFactory()
    before = row_counts()
    with pytest.raises(NotAllowedError, match="^only a submitted set can be returned$"):
        return_set(annotation_set=annotation_set, agent=curator, note="Why?")
    assert (AnnotationSet.objects.get().state, row_counts()) == (state, before)


@pytest.mark.parametrize("note", ["", " \n\t"])
def test_return_set_without_a_reason_is_refused(note):
    annotation_set = AnnotationSetFactory(submitted=True)
    with pytest.raises(InvalidAnnotationError) as caught:
        return_set(annotation_set=annotation_set, agent=AgentFactory(), note=note)
    assert (str(caught.value), caught.value.pointer) == ("say why the set is returned", "/note")
    assert (AnnotationSet.objects.get().state, Note.objects.count()) == (SetState.SUBMITTED, 0)


def test_add_note_keeps_who_said_what():
    annotation_set, author = AnnotationSetFactory(submitted=True), AgentFactory()
    note = add_note(annotation_set=annotation_set, agent=author, body="See line 3.")
    assert (note.author, note.body, note.annotation_set) == (author, "See line 3.", annotation_set)
    assert changes() == [("annotationset", annotation_set.uuid, "updated")]


def test_add_note_without_words_is_refused():
    with pytest.raises(InvalidAnnotationError, match="^the note is empty$"):
        add_note(annotation_set=AnnotationSetFactory(), agent=AgentFactory(), body="  ")
    assert (Note.objects.count(), changes()) == (0, [])


OFFERED = {SetState.SUBMITTED, SetState.CURATED}
SEES_EVERY_SET = {Role.CURATOR, Role.ARCHIVIST}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("published", [True, False], ids=["published", "unpublished"])
@pytest.mark.parametrize("state", list(SetState))
def test_set_of_somebody_else_is_visible(reader, published, state):
    AnnotationSetFactory(state=state, project__published=published)
    seen = AnnotationSet.objects.visible_to(role_viewer(reader)).count()
    assert seen == (reader in SEES_EVERY_SET or (published and state in OFFERED))


@pytest.mark.parametrize("reader", list(Role))
@pytest.mark.parametrize("published", [True, False], ids=["published", "unpublished"])
@pytest.mark.parametrize("state", list(SetState))
def test_own_set_is_visible_in_every_state(reader, published, state):
    user = role_user(reader)
    AnnotationSetFactory(annotator=user.agent, state=state, project__published=published)
    assert AnnotationSet.objects.visible_to(viewer_of(user)).count() == 1


READABLE_BY = {
    Access.OPEN: set(READERS),
    Access.REGISTERED: set(Role),
    Access.STAFF: {Role.ANNOTATOR, Role.CURATOR, Role.ARCHIVIST},
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("access", list(Access))
def test_set_is_visible_where_its_article_is(reader, access):
    AnnotationSetFactory(submitted=True, article__access=access)
    assert AnnotationSet.objects.visible_to(role_viewer(reader)).count() == (reader in READABLE_BY[access])


@pytest.mark.parametrize("state", list(SetState))
def test_own_set_on_a_withdrawn_article_is_not_visible_to_its_annotator(state):
    user = role_user(Role.ANNOTATOR)
    AnnotationSetFactory(annotator=user.agent, state=state, article__state="withdrawn")
    assert AnnotationSet.objects.visible_to(viewer_of(user)).count() == 0


@pytest.mark.parametrize(
    ("own_state", "sees_others"),
    [
        (None, True),
        (SetState.OPEN, False),
        (SetState.RETURNED, False),
        (SetState.SUBMITTED, True),
        (SetState.CURATED, True),
        (SetState.SUPERSEDED, True),
    ],
)
def test_annotator_is_blind_to_others_until_the_own_set_is_submitted(own_state, sees_others):
    user, project, article = role_user(Role.ANNOTATOR), ProjectFactory(), ArticleFactory()
    other = AnnotationSetFactory(project=project, article=article, submitted=True)
    curated = AnnotationSetFactory(project=project, article=article, curated=True)
    if own_state:
        AnnotationSetFactory(project=project, article=article, annotator=user.agent, state=own_state)
    seen = set(AnnotationSet.objects.visible_to(viewer_of(user)).exclude(annotator=user.agent))
    assert seen == ({other, curated} if sees_others else set())


@pytest.mark.parametrize("elsewhere", ["another article", "another project"])
def test_annotator_is_not_blind_elsewhere(elsewhere):
    user, project, article = role_user(Role.ANNOTATOR), ProjectFactory(), ArticleFactory()
    AnnotationSetFactory(project=project, article=article, annotator=user.agent)
    place = {"article": article} if elsewhere == "another project" else {"project": project}
    other = AnnotationSetFactory(submitted=True, **place)
    assert set(AnnotationSet.objects.visible_to(viewer_of(user)).exclude(annotator=user.agent)) == {other}


def test_curator_with_an_open_set_sees_the_annotators_sets():
    user, article, project = role_user(Role.CURATOR), ArticleFactory(), ProjectFactory()
    AnnotationSetFactory(article=article, project=project, annotator=user.agent, role=SetRole.CURATOR)
    others = {AnnotationSetFactory(article=article, project=project, state=state) for state in ("open", "submitted")}
    assert set(AnnotationSet.objects.visible_to(viewer_of(user)).exclude(annotator=user.agent)) == others


def test_public_never_sees_an_open_set_of_a_published_project():
    AnnotationSetFactory(project__published=True)
    assert AnnotationSet.objects.visible_to(public_viewer()).count() == 0
