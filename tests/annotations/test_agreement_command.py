"""``manage.py agreement``: what it prints, narrowed and refused."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from annotations.agreement.flat import COLUMNS
from tests.annotations.test_agreement_selectors import two_sets
from tests.factories import MentionFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    first, second = two_sets(ProjectFactory(slug="demo"))
    for row in (first, second):
        MentionFactory(annotation_set=row)
    MentionFactory(annotation_set=first, exact="bridge")
    return first.project


def run(*options: str) -> str:
    out = io.StringIO()
    call_command("agreement", *options, stdout=out)
    return out.getvalue()


def test_command_prints_json(project):
    found = json.loads(run("demo", "--json"))
    assert (found["project"], found["documents"], found["annotators"]) == ("demo", 1, ["one", "two"])
    row = found["rows"][0]
    assert (row["over_all"], row["spans"], row["tokens"]) == (True, {"one": 2, "two": 1}, 12)
    assert row["figures"]["f1_exact"] == pytest.approx(
        {"value": 2 / 3, "undefined": None, "items": 3, "documents": 1, "pairs": 1}
    )
    assert row["figures"]["gamma"]["undefined"] == "not asked for"


def test_command_prints_csv(project):
    [heading, *lines] = csv.reader(io.StringIO(run("demo", "--csv", "--layer", "entities", "--tag", "person")))
    assert tuple(heading) == COLUMNS
    found = [dict(zip(heading, line, strict=True)) for line in lines]
    assert [(one["annotators"], one["over_all"], one["measure"]) for one in found[:2]] == [
        ("one | two", "1", "f1_strict"),
        ("one | two", "1", "f1_exact"),
    ]
    assert {one["tag"] for one in found} == {"person"}
    assert len(found) == 2 * 8


def test_command_prints_a_line_for_each_row(project):
    lines = run("demo", "--tag", "place").splitlines()
    assert lines[0] == "documents: 1"
    assert lines[-1].startswith(
        "  of entities/place, by one and two, n 1/12/0, f1_strict undefined (nobody marked anyth"
    )


def test_command_takes_one_pair(project):
    found = json.loads(run("demo", "--json", "--pair", "two", "one"))
    assert {tuple(row["annotators"]) for row in found["rows"]} == {("one", "two")}
    assert {row["over_all"] for row in found["rows"]} == {False}


def test_command_shows_what_the_public_may_see(project):
    project.published = False
    project.save()
    with pytest.raises(CommandError, match="there is no project 'demo'"):
        run("demo", "--as", "public")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["none"], "there is no project 'none'"),
        (["demo", "--layer", "none"], "there is no layer 'none': entities, statements"),
        (["demo", "--tag", "none"], "there is no tag 'none': content, cue"),
        (["demo", "--pair", "one", "none"], "none and one annotated no text in common: one and two"),
        (["demo", "--as", "nobody"], "there is no user 'nobody'"),
    ],
)
def test_command_refuses_what_is_not_there(project, options, message):
    with pytest.raises(CommandError, match=message):
        run(*options)
