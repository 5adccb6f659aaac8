"""The page on agreement: who may see it, what it shows and says, what it sends, and what it refuses."""

import csv
import io
import sys

import pytest
from django.urls import reverse

from accounts.vocabulary import Role
from annotations.admin import agreement as page
from annotations.agreement.flat import COLUMNS
from tests.admin_pages import inline_content, query_count
from tests.annotations.test_agreement_selectors import two_sets
from tests.factories import AgentFactory, AnnotationSetFactory, MentionFactory, ProjectFactory, StatementFactory
from tests.roles import READERS

pytestmark = pytest.mark.django_db

#: Curators and those who may do as much; annotators are kept out, others are sent to the log-in.
ANSWERS = {Role.ARCHIVIST: 200, Role.CURATOR: 200, Role.ANNOTATOR: 403, Role.RESEARCHER: 302, None: 302}


def url(project, query: str = "") -> str:
    return reverse("admin:annotations_project_agreement", args=[project.pk]) + query


@pytest.fixture
def project():
    first, second = two_sets(ProjectFactory(slug="demo"))
    for row in (first, second):
        MentionFactory(annotation_set=row)
    MentionFactory(annotation_set=first, exact="bridge")
    return first.project


def lines(response) -> dict[tuple[str, str, str], list[str]]:
    """Give the values of every line by section, part and annotators."""
    return {
        (section.name, part.name, line.who): [cell.value for cell in line.cells]
        for section in response.context["sections"]
        for part in section.parts
        for line in part.lines
    }


@pytest.mark.parametrize("query", ["", "?format=csv", "?format=json"])
@pytest.mark.parametrize("role", READERS)
def test_page_is_for_those_who_curate(role_client, project, role, query):
    assert role_client(role).get(url(project, query)).status_code == ANSWERS[role]


@pytest.mark.parametrize(("role", "linked"), [(Role.CURATOR, 1), (Role.ANNOTATOR, 0)])
def test_project_page_leads_to_it(role_client, project, role, linked):
    html = role_client(role).get(reverse("admin:annotations_project_change", args=[project.pk])).content.decode()
    assert html.count(url(project)) == linked


def test_page_of_no_project_is_not_found(role_client):
    address = reverse("admin:annotations_project_agreement", args=[9])
    assert role_client(Role.CURATOR).get(address).status_code == 404


def test_page_shows_figures_by_layer_tag_and_pair(role_client, project):
    found = lines(role_client(Role.CURATOR).get(url(project)))
    assert list(found)[:4] == [
        ("All layers", "everything", "over all"),
        ("All layers", "everything", "one and two"),
        ("Entities", "whole layer", "over all"),
        ("Entities", "whole layer", "one and two"),
    ]
    # Of 12 words one marked 1 and 4, the other 1. Kappa (11 · 12 - 112) / (144 - 112), alpha 1 - 23 · 2 / (2 · 3 · 21).
    # Unitizing: observed 1 / 144; gaps of 1, 2, 7, 1 and 10, so expected 2 / 12 · 63 / (24 · 23).
    assert found["Entities", "Person", "one and two"] == ["0.667"] * 4 + ["0.625", "0.635", "0.635"]


def test_page_says_on_what_a_figure_rests(role_client, project):
    response = role_client(Role.CURATOR).get(url(project))
    line = response.context["sections"][0].parts[0].lines[1]
    assert list(line.counts) == ["1", "12", "3"]
    assert [cell.note for cell in line.cells] == ["n 3"] * 4 + ["n 12"] * 3


def test_page_shows_undefined_with_the_reason(role_client):
    first, second = two_sets(article=None)
    MentionFactory(annotation_set=first)
    html = role_client(Role.CURATOR).get(url(second.project)).content.decode()
    assert html.count("undefined: nobody marked anything") == 2 * (3 + 5)


def test_page_without_anything_to_compare_says_so(role_client):
    html = role_client(Role.CURATOR).get(url(ProjectFactory())).content.decode()
    assert html.count("There is nothing to compare yet") == 1
    assert html.count('class="figure"') == 0


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("?of=entities/place", {("Entities", "Place", "over all"), ("Entities", "Place", "one and two")}),
        ("?of=entities/place&by=one+%7C+two", {("Entities", "Place", "one and two")}),
    ],
)
def test_page_is_narrowed(role_client, project, query, wanted):
    assert lines(role_client(Role.CURATOR).get(url(project, query))).keys() == wanted


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?of=none", "none"),
        ("?of=entities/none", "entities/none"),
        ("?by=one", "one"),
        ("?by=two+%7C+one", "two | one"),
        ("?of=none&format=csv", "none"),
    ],
)
def test_page_refuses_what_there_is_not(role_client, project, query, named):
    response = role_client(Role.CURATOR).get(url(project, query))
    assert response.status_code == 400
    [errors] = response.context["form"].errors.values()
    assert errors == [f"Select a valid choice. {named} is not one of the available choices."]


def test_curated_sets_are_compared_in_pairs_only(role_client, project):
    text = project.sets.first().text_version
    third = AgentFactory(label="third")
    AnnotationSetFactory(project=project, text_version=text, annotator=third, curated=True)
    found = lines(role_client(Role.CURATOR).get(url(project, "?of=entities")))
    assert [who for _section, part, who in found if part == "whole layer"] == [
        "over all",
        "one and third (curated)",
        "one and two",
        "third (curated) and two",
    ]
    assert found["Entities", "whole layer", "over all"][0] == "0.667"


def test_figures_are_sent_as_csv(role_client, project):
    response = role_client(Role.CURATOR).get(url(project, "?of=entities/person&format=csv"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="agreement-demo.csv"'
    [heading, first, *_more] = csv.reader(io.StringIO(response.content.decode()))
    assert tuple(heading) == COLUMNS
    assert first[:8] == ["entities", "person", "one | two", "1", "1", "12", "3", "f1_strict"]
    assert float(first[8]) == pytest.approx(2 / 3)


def test_figures_are_sent_as_json(role_client, project):
    response = role_client(Role.CURATOR).get(url(project, "?of=entities/person&format=json"))
    found = response.json()
    assert (found["project"], len(found["rows"])) == ("demo", 2)
    assert found["rows"][0]["figures"]["kappa"]["value"] == pytest.approx(0.625)


def test_names_that_a_spreadsheet_would_calculate_are_sent_as_words(role_client):
    [row, _other] = two_sets(names=("=1+1", "two"))
    response = role_client(Role.CURATOR).get(url(row.project, "?format=csv"))
    assert response.content.decode().splitlines()[1].split(",")[2] == "'=1+1 | two"


def test_gamma_is_for_the_command_where_there_are_many_texts(role_client, project, monkeypatch):
    monkeypatch.setattr(page, "MOST", 1)
    found = role_client(Role.CURATOR).get(url(project, "?of=entities/person&gamma=on"))
    notes = [cells[-1] for section in found.context["sections"] for cells in [section.parts[0].lines[0].cells]]
    assert [(cell.value, cell.note) for cell in notes] == [("undefined", "too many texts")]


def test_page_says_how_gamma_is_had_where_it_is_not_installed(role_client, project, monkeypatch):
    monkeypatch.setitem(sys.modules, "pygamma_agreement", None)
    response = role_client(Role.CURATOR).get(url(project, "?of=entities&gamma=on"))
    assert response.content.decode().count("pip install pygamma-agreement") == 1
    [section] = response.context["sections"]
    assert section.parts[0].lines[0].cells[-1].note == "not installed"


def test_page_has_nothing_inline(role_client, project):
    assert inline_content(role_client(Role.CURATOR).get(url(project)).content.decode()) == []


def test_page_takes_as_many_queries_for_three_texts_as_for_one(role_client, project):
    client = role_client(Role.CURATOR)
    one = query_count(client, url(project))
    for _ in range(2):
        for row in two_sets(project):
            MentionFactory(annotation_set=row)
            StatementFactory(annotation_set=row)
    assert query_count(client, url(project)) == one
