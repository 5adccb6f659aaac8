"""What is gathered of a project's sets to be compared, and for whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.access import system_viewer, viewer_of
from accounts.vocabulary import AgentKind, Role
from annotations.agreement import Scope, Unit
from annotations.selectors.agreement import compared_sets
from annotations.vocabulary import SetRole, SetState, SpanRole
from archive.models import Block
from archive.vocabulary import Access, BlockRole
from tests.factories import (
    AgentFactory,
    AnnotationFactory,
    AnnotationSetFactory,
    ArticleFactory,
    AssignmentFactory,
    MentionFactory,
    ProjectFactory,
    StatementFactory,
)
from tests.roles import READERS, role_user, role_viewer

pytestmark = pytest.mark.django_db

TEXT = "The minister opened a bridge.\nThe minister said the bridge was safe."


def two_sets(project=None, *, article=None, names=("one", "two"), **fields):
    """Give two submitted sets of one text."""
    project = project or ProjectFactory()
    article = article or ArticleFactory(text=TEXT)
    fields = {"submitted": True, **fields}
    return [
        AnnotationSetFactory(project=project, article=article, annotator=AgentFactory(label=name), **fields)
        for name in names
    ]


def compared(project, viewer=None):
    return compared_sets(project=project, viewer=viewer or system_viewer())


def annotators(project, viewer=None) -> list[list[str]]:
    return [sorted(one.annotators) for one in compared(project, viewer).documents]


def test_mention_is_a_unit_with_its_tag_and_a_statement_one_for_each_role():
    first, second = two_sets()
    MentionFactory(annotation_set=first)
    statement = StatementFactory(annotation_set=second)
    found = compared(first.project).documents[0].annotators
    assert found["one"] == (Unit(layer="entities", tag="person", ranges=((4, 12),)),)
    assert {(unit.tag, TEXT[slice(*unit.ranges[0])]) for unit in found["two"]} == {
        ("content", "the bridge was safe"),
        ("cue", "said"),
    }
    assert statement.annotation.layer.code == "statements"


def test_discontinuous_annotation_is_one_unit():
    first, _second = two_sets()
    annotation = AnnotationFactory(annotation_set=first, spans=[(SpanRole.BODY, "minister"), (SpanRole.BODY, "bridge")])
    [unit] = compared(first.project).documents[0].annotators["one"]
    assert unit.ranges == ((4, 12), (22, 28))
    assert annotation.spans.count() == 2


def test_deleted_annotation_is_not_compared():
    first, _second = two_sets()
    AnnotationFactory(annotation_set=first, spans=[(SpanRole.BODY, "minister")], deleted=True)
    assert compared(first.project).documents[0].annotators == {"one": (), "two": ()}


def test_tokens_are_the_words_of_content_blocks():
    first, _second = two_sets()
    text = first.text_version
    words = [TEXT[start:end] for start, end in compared(first.project).documents[0].tokens]
    assert words == TEXT.replace(".", "").split()
    Block.objects.filter(text_version=text, start=0).update(role=BlockRole.NOTICE)
    assert [TEXT[start:end] for start, end in compared(first.project).documents[0].tokens] == words[5:]


def test_scopes_are_the_project_its_layers_and_their_tags():
    found = compared(ProjectFactory())
    assert found.scopes[:3] == (Scope(), Scope(layer="entities"), Scope(layer="entities", tag="person"))
    assert [scope.tag for scope in found.scopes if scope.layer == "statements"] == [
        "",
        "content",
        "source",
        "cue",
        "via",
    ]
    assert (found.layers["entities"], found.tags["entities", "organisation"]) == ("Entities", "Organisation")


@pytest.mark.parametrize(
    ("fields", "compared_with"),
    [
        pytest.param({"state": SetState.SUBMITTED}, [["one", "third", "two"]], id="submitted"),
        pytest.param({"state": SetState.OPEN}, [["one", "two"]], id="open"),
        pytest.param({"state": SetState.RETURNED}, [["one", "two"]], id="returned"),
        pytest.param({"state": SetState.SUPERSEDED}, [["one", "two"]], id="superseded"),
        pytest.param({"curated": True}, [["one", "third (curated)", "two"]], id="curated"),
        pytest.param({"role": SetRole.MACHINE, "submitted": True}, [["one", "two"]], id="a machine's"),
    ],
)
def test_which_sets_are_compared(fields, compared_with):
    first, _second = two_sets()
    third = AgentFactory(label="third")
    AnnotationSetFactory(project=first.project, text_version=first.text_version, annotator=third, **fields)
    assert annotators(first.project) == compared_with


def test_curated_sets_are_known_as_such():
    first, _second = two_sets()
    third = AgentFactory(label="third")
    AnnotationSetFactory(project=first.project, text_version=first.text_version, annotator=third, curated=True)
    assert compared(first.project).curators == {"third (curated)"}


def test_programs_are_not_compared():
    first, _second = two_sets()
    program = AgentFactory(label="program", kind=AgentKind.SOFTWARE, version="1")
    AnnotationSetFactory(project=first.project, text_version=first.text_version, annotator=program, submitted=True)
    assert annotators(first.project) == [["one", "two"]]


def test_sets_of_one_reader_other_projects_and_other_texts_are_not_compared():
    project = ProjectFactory()
    AnnotationSetFactory(project=project, submitted=True)
    two_sets()
    assert annotators(project) == []


def test_two_with_one_pseudonym_are_told_apart():
    first, second = two_sets(names=("same", "same"))
    assert annotators(first.project) == [sorted(f"same {row.annotator.uuid.hex[-6:]}" for row in (first, second))]


@pytest.mark.parametrize("role", READERS)
def test_who_sees_which_sets_of_an_unpublished_project(role):
    project = ProjectFactory(published=False)
    two_sets(project)
    seen = [["one", "two"]] if role in {Role.CURATOR, Role.ARCHIVIST} else []
    assert annotators(project, role_viewer(role)) == seen


@pytest.mark.parametrize("role", READERS)
def test_who_sees_sets_of_an_article_for_staff(role):
    project = ProjectFactory()
    two_sets(project, article=ArticleFactory(text=TEXT, access=Access.STAFF))
    seen = [["one", "two"]] if role in {Role.ANNOTATOR, Role.CURATOR, Role.ARCHIVIST} else []
    assert annotators(project, role_viewer(role)) == seen


@pytest.mark.parametrize("state", [SetState.OPEN, SetState.RETURNED])
def test_annotator_with_a_set_to_hand_in_sees_none_of_the_others(state):
    first, _second = two_sets()
    user = role_user(Role.ANNOTATOR)
    own = AnnotationSetFactory(
        project=first.project, text_version=first.text_version, annotator=user.agent, state=state
    )
    assert annotators(own.project, viewer_of(user)) == []
    own.state = SetState.SUBMITTED
    own.save()
    assert annotators(own.project, viewer_of(user)) == [sorted(["one", "two", user.agent.label])]


def test_annotator_who_was_assigned_and_has_not_begun_sees_none_of_the_others():
    first, _second = two_sets()
    user = role_user(Role.ANNOTATOR)
    AssignmentFactory(project=first.project, article=first.text_version.article, annotator=user)
    assert annotators(first.project, viewer_of(user)) == []


def test_three_texts_take_as_many_queries_as_one():
    project = ProjectFactory()

    def fill() -> None:
        for row in two_sets(project, names=("one", "two", "three")):
            MentionFactory(annotation_set=row)
            StatementFactory(annotation_set=row)

    def count() -> int:
        viewer = role_viewer(Role.CURATOR)
        with CaptureQueriesContext(connection) as captured:
            compared(project, viewer)
        return len(captured)

    fill()
    one = count()
    fill()
    fill()
    assert (count(), one) == (6, 6)
