"""What search finds in the five seed articles with their annotations."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.test.utils import override_settings

from accounts.access import Viewer, public_viewer, system_viewer, viewer_of
from accounts.models import User
from annotations.models import Annotation, AnnotationSet
from archive.models import Article
from archive.search.fields import Subject
from archive.search.searching import search
from archive.services.indexing import reindex
from config.demo import make_demo
from tests.factories import RightsStatementFactory
from tests.roles import READERS, role_viewer

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("seed search")]

NOW = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def seeds(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make the demo once for all tests here, and take it away afterwards; each test changes it for itself."""
    from django.db import transaction

    folder = tmp_path_factory.mktemp("seeds")
    blobs = {**configured.STORAGES["blobs"], "OPTIONS": {"location": folder / "blobs"}}
    storages = {**configured.STORAGES, "blobs": blobs}
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=folder, INDEX_DIR=folder / "index", STORAGES=storages),
        transaction.atomic(),
    ):
        make_demo(say=lambda _line: None)
        reindex()
        yield folder / "index"
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def own_index(seeds: Path, settings: Any, db: None) -> None:
    settings.INDEX_DIR = seeds


def _found(typed: str, viewer: Viewer | None = None) -> list[str]:
    """Give the articles that a query finds by the number of their file, in order."""
    result = search(query=typed, viewer=viewer or public_viewer())
    assert (result.total, result.from_database) == (len(result.hits), False)
    return sorted(hit.reference_code[-3:] for hit in result.hits)


def _marks(typed: str, viewer: Viewer) -> set[Any]:
    result = search(query=typed, viewer=viewer, target=Subject.ANNOTATION, limit=200)
    return {hit.uuid for hit in result.hits}


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        pytest.param("speaker:Totsky", ["000", "001", "002"], id="who said something"),
        pytest.param("Sergei", ["000"], id="a name of the text"),
        pytest.param("boilerplate:Sergei", ["001"], id="a name of the page around it"),
        pytest.param('"Robert Gates"', ["002", "003", "004"], id="a phrase, in one text over the end of a line"),
        pytest.param('"Deputy Prime Minister Sergei"', ["000"], id="a longer phrase"),
        pytest.param("statement:(speaker:Serdyukov AND cue:Interfax)", ["004"], id="one statement with both"),
        pytest.param("speaker:Serdyukov cue:Interfax", ["004"], id="the same of the whole article"),
        pytest.param("speaker:Totsky NOT boilerplate:Sergei", ["000", "002"], id="one thing and not another"),
        pytest.param("speaker:Totsky -Sergei", ["001", "002"], id="a minus"),
        pytest.param("NOT speaker:Totsky", ["003", "004"], id="only what is left out"),
        pytest.param("near(missile, defense, 1)", ["002"], id="neighbours"),
        pytest.param("code:ms-2007-003", ["003"], id="a reference code"),
        pytest.param("date:2007-04-19", ["000", "001", "002"], id="a day"),
        pytest.param("date:[2007-04-20 TO 2007-04-30]", ["003", "004"], id="a range of days"),
        pytest.param("", ["000", "001", "002", "003", "004"], id="nothing asked"),
        pytest.param("serge*", ["000"], id="the beginning of a word"),
        pytest.param("sergie~1", ["000"], id="a word with letters changed about"),
    ],
)
def test_seeds_are_found(typed, numbers):
    assert _found(typed) == numbers


@pytest.mark.parametrize("field", ["entity", "speaker"])
@pytest.mark.parametrize("name", ["Totsky", "Totksy", "Totskiy", "totskiy", '"Konstantin Totsky"'])
def test_seeds_are_found_by_any_spelling_of_a_name(field, name):
    assert _found(f"{field}:{name}") == ["000", "001", "002"]


def test_statement_binds_its_conditions_within_one():
    """Article 004 has a statement by Gates and a mixed one, but none by Gates that is mixed."""
    assert _found("speaker:Gates attribution:mixed") == ["003", "004"]
    assert _found("statement:(speaker:Gates AND attribution:mixed)") == ["003"]
    assert _found("statement:(speaker:Gates) statement:(attribution:mixed)") == ["003", "004"]


def test_snippet_marks_what_was_sought():
    (hit,) = search(query="Sergei", viewer=public_viewer()).hits
    assert [piece.text for piece in hit.snippet if piece.marked] == ["Sergei"]
    (phrase,) = search(query='"Robert Gates" code:MS-2007-003', viewer=public_viewer()).hits
    assert [piece.text for piece in phrase.snippet if piece.marked] == ["Robert", "Gates"]


def test_facets_count_articles_and_narrow_to_them():
    result = search(query="", viewer=public_viewer(), facets=("month", "speaker"))
    month, speaker = result.facets
    assert [(value.value, value.count) for value in month.values] == [("2007-04", 5)]
    for value in speaker.values:
        assert len(_found(value.query)) == value.count


def test_snippet_is_left_out_where_it_is_longer_than_may_be_quoted():
    rights = RightsStatementFactory(quotation_limit=20)
    Article.objects.filter(reference_code="MS-2007-000").update(rights=rights)
    (hit,) = search(query="Sergei", viewer=public_viewer()).hits
    assert hit.snippet == ()
    (seen,) = search(query="Sergei", viewer=system_viewer()).hits
    assert [piece.text for piece in seen.snippet if piece.marked] == ["Sergei"]


def test_embargo_ends_between_two_searches(settings, tmp_path):
    settings.INDEX_DIR = tmp_path
    Article.objects.filter(reference_code="MS-2007-001").update(embargo_until=NOW)
    reindex()
    assert _found("speaker:Totsky", Viewer(now=NOW - timedelta(seconds=1))) == ["000", "002"]
    assert _found("speaker:Totsky", Viewer(now=NOW)) == ["000", "001", "002"]


@pytest.mark.parametrize("role", READERS, ids=lambda role: role or "the public")
def test_roles_find_and_count_what_they_may_read(role, settings, tmp_path):
    settings.INDEX_DIR = tmp_path
    codes = {"registered": "MS-2007-000", "staff": "MS-2007-001"}
    for access, code in codes.items():
        Article.objects.filter(reference_code=code).update(access=access)
    Article.objects.filter(reference_code="MS-2007-002").update(state="withdrawn")
    reindex()
    viewer = role_viewer(role)
    expected = sorted(code[-3:] for code in Article.objects.visible_to(viewer).values_list("reference_code", flat=True))
    assert _found("", viewer) == expected
    (facet,) = search(query="", viewer=viewer, facets=("month",)).facets
    assert [value.count for value in facet.values] == [len(expected)]


@pytest.mark.parametrize("name", ["annotator-1", "annotator-2", "curator-1", "researcher-1"])
def test_people_find_the_annotations_they_may_read(name):
    """Who is still to hand in an article finds no other's annotations on it, in hits or facets."""
    viewer = viewer_of(User.objects.get(username=name))
    sets = AnnotationSet.objects.visible_to(viewer)
    expected = set(Annotation.objects.filter(annotation_set__in=sets, deleted_at=None).values_list("uuid", flat=True))
    result = search(query="", viewer=viewer, target=Subject.ANNOTATION, limit=1)
    assert result.total == len(expected)
    assert _marks("speaker:Totsky", viewer) <= expected


def test_blind_annotator_does_not_find_what_others_marked():
    """An annotator of the demo has texts that another has done: they are no way to learn what was found there."""
    viewer = viewer_of(User.objects.get(username="annotator-1"))
    others = "annotator:annotator-2"
    blind = {hit.reference_code for hit in search(query=others, viewer=viewer).hits}
    open_to_all = {hit.reference_code for hit in search(query=others, viewer=public_viewer()).hits}
    assert (sorted(blind), sorted(open_to_all)) == (
        ["MS-2007-000", "MS-2007-001"],
        ["MS-2007-000", "MS-2007-001", "MS-2007-002", "MS-2007-004"],
    )


def test_search_command_finds_the_same(capsys):
    call_command("search", "speaker:Totsky", "--as", "public", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["total"], sorted(hit["reference_code"][-3:] for hit in found["hits"])) == (3, ["000", "001", "002"])
