"""Projects, layers and revisions in the admin."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.vocabulary import Role
from annotations.models import Assignment
from annotations.services.annotate import create_annotation
from annotations.services.entities import create_entity
from annotations.services.sets import open_set
from annotations.vocabulary import RevisionKind
from tests.admin_pages import STAFF_ONLY, query_count
from tests.annotations.drafting import mention
from tests.factories import (
    AgentFactory,
    ArticleFactory,
    AssignmentFactory,
    ProjectFactory,
    RevisionFactory,
    TagFactory,
)
from tests.roles import role_user

pytestmark = pytest.mark.django_db

REVISIONS = "/admin/annotations/revision/"
LISTS = ("/admin/annotations/project/", "/admin/annotations/layer/", REVISIONS)


def _page(project) -> str:
    return reverse("admin:annotations_project_change", args=[project.pk])


def _sent(saved, **assignment) -> dict[str, object]:
    """Give what the project form sends, with one new assignment."""
    return {
        "name": saved.name,
        "slug": saved.slug,
        "guidelines_version": "2",
        "guidelines": "Read first.",
        "layers-TOTAL_FORMS": 0,
        "layers-INITIAL_FORMS": 0,
        "assignments-TOTAL_FORMS": 1,
        "assignments-INITIAL_FORMS": 0,
        **{f"assignments-0-{key}": value for key, value in assignment.items()},
    }


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("url", LISTS)
def test_project_lists_are_for_staff(role_client, role, url):
    assert role_client(role).get(url).status_code == STAFF_ONLY[role]


@pytest.mark.parametrize("role", [None, *Role])
def test_project_page_is_for_staff(role_client, role):
    assert role_client(role).get(_page(ProjectFactory())).status_code == STAFF_ONLY[role]


@pytest.mark.parametrize("role", [Role.CURATOR, Role.ANNOTATOR])
def test_projects_are_changed_by_archivists_only(role_client, role):
    project = ProjectFactory(layers=False)
    assert role_client(role).post(_page(project), _sent(project)).status_code == 403


def test_assignment_names_the_article_by_its_reference_code(role_client):
    project, article, annotator = ProjectFactory(layers=False), ArticleFactory(), role_user(Role.ANNOTATOR)
    sent = _sent(project, article=article.reference_code, annotator=annotator.pk, due="2030-01-01")
    assert role_client(Role.ARCHIVIST).post(_page(project), sent).status_code == 302
    assert list(Assignment.objects.values_list("project", "article", "annotator")) == [
        (project.pk, article.pk, annotator.pk)
    ]


def test_assignment_is_shown_by_reference_code_and_saved_as_it_is_shown(role_client):
    assignment = AssignmentFactory(article=ArticleFactory(reference_code="CODE"))
    project, client = assignment.project, role_client(Role.ARCHIVIST)
    [_layers, shown] = client.get(_page(project)).context["inline_admin_formsets"]
    form = shown.formset.forms[0]
    values = {name: form[name].value() for name in ("id", "project", "article", "annotator")}
    assert values["article"] == "CODE"
    sent = {**_sent(project, **values, due="2030-01-01"), "assignments-INITIAL_FORMS": 1}
    assert client.post(_page(project), sent).status_code == 302
    assignment.refresh_from_db()
    assert (assignment.article.reference_code, assignment.due) == ("CODE", date(2030, 1, 1))


@pytest.mark.parametrize(
    ("code", "role", "field"),
    [
        pytest.param("NONE", Role.ANNOTATOR, "article", id="an article that is not there"),
        pytest.param("", Role.RESEARCHER, "annotator", id="somebody who may not annotate"),
    ],
)
def test_assignment_that_cannot_be_is_refused_at_its_field(role_client, code, role, field):
    project, article = ProjectFactory(layers=False), ArticleFactory()
    sent = _sent(project, article=code or article.reference_code, annotator=role_user(role).pk)
    response = role_client(Role.ARCHIVIST).post(_page(project), sent)
    formsets = response.context["inline_admin_formsets"]
    assert [list(form.errors) for one in formsets for form in one.formset.forms] == [[field]]


def test_project_lists_and_pages_take_as_many_queries_for_three_as_for_one(role_client):
    client, project = role_client(Role.ARCHIVIST), ProjectFactory()
    layer = project.layers.get(code="entities")
    pages = [*LISTS, _page(project), reverse("admin:annotations_layer_change", args=[layer.pk])]
    annotator = role_user(Role.ANNOTATOR)

    def fill() -> None:
        AssignmentFactory(project=project, annotator=annotator)
        TagFactory(layer=layer)
        RevisionFactory(kind=RevisionKind.ENTITY)
        ProjectFactory()

    fill()
    one = [query_count(client, page) for page in pages]
    fill()
    fill()
    assert [query_count(client, page) for page in pages] == one


def test_project_page_shows_only_assignments_of_articles_that_may_be_read(role_client):
    project = ProjectFactory(layers=False)
    hidden = ArticleFactory(embargo_until=timezone.now() + timedelta(days=1))
    AssignmentFactory(project=project, article=hidden)
    counts = []
    for role in (Role.ANNOTATOR, Role.ARCHIVIST):
        formsets = role_client(role).get(_page(project)).context["inline_admin_formsets"]
        [assignments] = [one for one in formsets if one.opts.model is Assignment]
        counts.append(assignments.formset.initial_form_count())
    assert counts == [0, 1]


def test_revisions_of_others_open_sets_are_not_shown(role_client):
    client = role_client(Role.ANNOTATOR)
    own = open_set(project=ProjectFactory(), text_version=ArticleFactory().current_text, agent=client.user.agent)
    other = open_set(project=own.project, text_version=own.text_version, agent=AgentFactory())
    for annotation_set in (own, other):
        create_annotation(annotation_set=annotation_set, draft=mention(annotation_set), agent=annotation_set.annotator)
    entity = create_entity(kind="person", label="Somebody", agent=other.annotator)
    found = client.get(REVISIONS).context["cl"].result_list
    assert {revision.uuid for revision in found} == {own.annotations.get().uuid, entity.uuid}
    assert len(role_client(Role.CURATOR).get(REVISIONS).context["cl"].result_list) == 3


def test_revision_page_shows_the_state(role_client):
    revision = RevisionFactory(kind=RevisionKind.ENTITY, snapshot={"label": "<b>"})
    url = reverse("admin:annotations_revision_change", args=[revision.pk])
    assert role_client(Role.ANNOTATOR).get(url).content.decode().count("&quot;label&quot;: &quot;&lt;b&gt;&quot;") == 1
