"""The demo: five articles, their annotations and users of every role; making it twice is making it once."""

import json
import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from accounts.access import public_viewer
from accounts.models import User
from accounts.vocabulary import Role
from annotations.models import Annotation, AnnotationSet, Assignment, Project
from annotations.selectors.sets import archive_counts, reading_sets
from archive.models import Article, Blob, IndexTask
from archive.services.fixity import check_fixity
from config.demo import SEEDS, USERS, make_demo
from tests.factories import AgentFactory
from tests.rows import row_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def data_dir(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR


def _make() -> dict[str, Any]:
    return make_demo(say=lambda _line: None)


def test_demo_twice_is_once_and_gives_back_a_password_that_was_changed(data_dir):
    first = _make()
    counts, modified = row_counts(), list(Article.objects.order_by("pk").values_list("modified", flat=True))
    user = User.objects.get(username="curator-1")
    user.set_password("another one")
    user.save()

    second = _make()

    assert (second, row_counts()) == (first, counts)
    assert list(Article.objects.order_by("pk").values_list("modified", flat=True)) == modified
    user.refresh_from_db()
    assert user.check_password(first["logins"]["curator-1"]) is True


def test_demo_holds_what_the_seeds_hold(data_dir):
    made = _make()
    data = json.loads((SEEDS / "annotations.json").read_text(encoding="utf-8"))
    count = sum(len(found["annotations"]) for found in data["sets"])
    assert {name: value for name, value in made.items() if name != "logins"} == {
        "articles": 5,
        "entities": len(data["entities"]),
        "claims": len(data["claims"]),
        "sets": len(data["sets"]),
        "annotations": count,
        "stances": len(data["stances"]),
    }
    assert (Article.objects.count(), Annotation.objects.count(), AnnotationSet.objects.count()) == (
        5,
        count,
        len(data["sets"]),
    )
    assert set(AnnotationSet.objects.values_list("state", flat=True)) == {"submitted", "curated"}
    assert (Project.objects.get().published, Assignment.objects.count()) == (True, 10)
    assert set(IndexTask.objects.values_list("key", flat=True)) == set(Article.objects.values_list("uuid", flat=True))
    # The seeds are held byte for byte.
    assert set(Blob.objects.values_list("size", flat=True)) == {path.stat().st_size for path in SEEDS.glob("*.txt")}
    report = check_fixity(agent=AgentFactory())
    assert (report.checked, report.absent, report.mismatches) == (5, 0, ())


def test_demo_gives_everybody_a_set_to_read_each_article_with_and_leaves_each_annotator_work(data_dir):
    _make()
    sets = reading_sets(viewer=public_viewer())
    codes = dict(Article.objects.values_list("pk", "reference_code"))
    assert {codes[found.article_id]: found.annotator.label for found in sets} == {
        "MS-2007-000": "annotator-1",
        "MS-2007-001": "curator-1",
        "MS-2007-002": "annotator-2",
        "MS-2007-003": "annotator-1",
        "MS-2007-004": "annotator-2",
    }
    counts = archive_counts(viewer=public_viewer())
    assert (counts.statements >= 45, counts.entities >= 35) == (True, True)
    done = set(AnnotationSet.objects.values_list("annotator__label", "text_version__article__reference_code"))
    due = set(Assignment.objects.values_list("annotator__agent__label", "article__reference_code"))
    assert due - done == {
        ("annotator-1", "MS-2007-002"),
        ("annotator-1", "MS-2007-004"),
        ("annotator-2", "MS-2007-003"),
    }


def test_demo_command_gives_every_role_a_log_in_and_keeps_it_for_the_owner_alone(data_dir):
    out = StringIO()
    call_command("demo", json=True, stdout=out)

    figures = json.loads(out.getvalue().splitlines()[-1])
    assert sorted(figures) == ["annotations", "articles", "claims", "entities", "logins", "sets", "stances"]
    logins = figures["logins"]
    assert (list(logins), set(USERS.values()), len(set(logins.values()))) == (list(USERS), set(Role), len(USERS))
    request = RequestFactory().post("/")
    for name, role in USERS.items():
        user = authenticate(request, username=name, password=logins[name])
        assert (user.username, list(user.groups.values_list("name", flat=True)), user.agent.label) == (
            name,
            [role.value],
            name,
        )
    assert User.objects.filter(is_superuser=True).count() == 0
    path = data_dir / "demo-logins.json"
    assert (json.loads(path.read_text()), stat.S_IMODE(path.stat().st_mode)) == (logins, 0o600)


def test_demo_that_can_not_read_its_seeds_leaves_no_articles(data_dir, monkeypatch, tmp_path):
    empty = tmp_path / "seeds"
    empty.mkdir()
    (empty / "manifest.json").write_text('{"articles": [{"file": "000.txt"}]}')
    (empty / "000.txt").touch()
    monkeypatch.setattr("config.demo.SEEDS", empty)
    monkeypatch.setattr("config.demo.MANIFEST", empty / "manifest.json")
    with pytest.raises(RuntimeError, match="^000.txt: The capture is empty: it has no bytes.$"):
        _make()
    assert (Article.objects.count(), Project.objects.count()) == (0, 0)


def test_demo_command_is_refused_where_others_can_reach_the_archive(data_dir, settings):
    settings.DEMO_ALLOWED = False
    before = row_counts()
    with pytest.raises(CommandError, match="^the demo makes users whose passwords it prints"):
        call_command("demo", stdout=StringIO())
    assert (row_counts(), list(data_dir.iterdir())) == (before, [])
