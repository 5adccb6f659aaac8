"""The operator's commands: what they print for programs, what for people, and how they refuse."""

import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from accounts.vocabulary import Role
from archive.models import Accession, Article, Collection
from exports.models import ExportRun
from tests.archive.records import story
from tests.factories import ArticleFactory, CollectionFactory, MentionFactory
from tests.roles import role_user
from tests.rows import row_counts

pytestmark = pytest.mark.django_db

NOWHERE = UUID("01900000-0000-7000-8000-00000000dead")


def _figures(*args: Any, **options: Any) -> dict[str, Any]:
    """Run a command and give the JSON object of its last line; every line before it is for people."""
    out = StringIO()
    call_command(*args, json=True, stdout=out, **options)
    figures = json.loads(out.getvalue().splitlines()[-1])
    if not isinstance(figures, dict):
        raise TypeError(figures)
    return figures


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with two texts, one of them twice, and an empty file."""
    folder = tmp_path / "incoming"
    folder.mkdir()
    for name, data in (("a.txt", story(1)), ("b.txt", story(2)), ("c.txt", story(1)), ("d.txt", b"")):
        (folder / name).write_bytes(data)
    return folder


def test_ingest_command_reports_every_input(folder):
    figures = _figures("ingest", "plain", str(folder), access="open")
    seconds = figures.pop("seconds")
    assert figures == {
        "accession": Accession.objects.get().number,
        "read": 4,
        "ingested": 2,
        "unchanged": 1,
        "rejected": [
            {
                "file": "d.txt",
                "record": "",
                "line": None,
                "reason": "The capture is empty: it has no bytes.",
            }
        ],
    }
    assert (isinstance(seconds, float), Article.objects.filter(access="open").count()) == (True, 2)


def test_ingest_command_keeps_articles_for_staff_unless_told(folder):
    call_command("ingest", "plain", str(folder), stdout=StringIO())
    assert set(Article.objects.values_list("access", flat=True)) == {"staff"}


def test_ingest_command_prints_figures_for_people(folder):
    out = StringIO()
    call_command("ingest", "plain", str(folder), stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[:-1] == [
        f"accession: {Accession.objects.get().number}",
        "read: 4",
        "ingested: 2",
        "unchanged: 1",
        "rejected: 1",
        "  file d.txt, reason The capture is empty: it has no bytes.",
    ]
    assert lines[-1].startswith("seconds: ")


def test_ingest_command_puts_articles_into_a_collection(folder):
    collection = CollectionFactory(slug="bridge")
    call_command("ingest", "plain", str(folder), collection="bridge", stdout=StringIO())
    assert set(Article.objects.values_list("collection", flat=True)) == {collection.pk}


def test_ingest_command_reads_what_a_manifest_supplies(folder):
    manifest = folder / "manifest.json"
    content = {
        "collection": {"slug": "bridge", "title": "The bridge", "level": "file"},
        "acquired_from": "the donor",
        "articles": [{"file": "a.txt", "reference_code": "BR-1", "access": "registered"}],
    }
    manifest.write_text(json.dumps(content))
    call_command("ingest", "plain", str(folder), manifest=manifest, stdout=StringIO())
    found = Article.objects.get(reference_code="BR-1")
    assert (found.access, found.collection.title, Accession.objects.get().acquired_from) == (
        "registered",
        "The bridge",
        "the donor",
    )


@pytest.mark.parametrize(
    ("content", "place"),
    [
        pytest.param('{"articles": [', ", line 1: not JSON", id="torn"),
        pytest.param('{"articles": [],\n "mood": 1}', ", line 2: /mood", id="an unknown member"),
        pytest.param(
            '{"articles": [{"file": "a.txt", "reference_code": "X"},\n{"file": "b.txt", "reference_code": "X"}]}',
            ", line 2: /articles/1/reference_code",
            id="a reference code twice",
        ),
    ],
)
def test_ingest_command_refuses_a_manifest_that_can_not_be_and_leaves_nothing(folder, content, place):
    manifest = folder / "manifest.json"
    manifest.write_text(content)
    before = row_counts()
    with pytest.raises(CommandError) as caught:
        call_command("ingest", "plain", str(folder), manifest=manifest, stdout=StringIO())
    assert str(caught.value).startswith(f"{manifest}{place}")
    assert row_counts() == before


def test_ingest_command_refuses_a_collection_that_is_not_there(folder):
    with pytest.raises(CommandError, match=r"^there is no collection 'bridge'; make it in the admin first$"):
        call_command("ingest", "plain", str(folder), collection="bridge", stdout=StringIO())
    assert (Accession.objects.count(), Collection.objects.count()) == (0, 0)


@pytest.mark.parametrize("arguments", [["fax", "x"], ["plain"], []], ids=["an unknown reader", "no path", "nothing"])
def test_ingest_command_refuses_arguments(arguments):
    with pytest.raises(CommandError):
        call_command("ingest", *arguments, stdout=StringIO())


@pytest.mark.parametrize("name", ["out.xml", "out.zip"])
def test_export_command_reports_what_left(tmp_path, name):
    for _ in range(2):
        MentionFactory(annotation_set__submitted=True)
    path = tmp_path / name
    assert _figures("export", "tei", out=path) == {
        "articles": 2,
        "annotations": 2,
        "path": str(path),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "valid": True,
    }


def test_export_command_says_to_people_which_checks_were_on(tmp_path):
    ArticleFactory()
    out = StringIO()
    call_command("export", "tei", out=tmp_path / "out.xml", stdout=out)
    assert out.getvalue().splitlines()[-3:] == ["checks: 2", "  quotes", "  profile"]


def test_export_command_takes_articles_by_uuid_and_by_collection(tmp_path):
    one, two = ArticleFactory(), ArticleFactory(collection=CollectionFactory(slug="bridge"))
    ArticleFactory()
    by_uuid = _figures("export", "tei", article=[one.uuid, two.uuid], out=tmp_path / "a.xml")
    by_collection = _figures("export", "tei", collection="bridge", out=tmp_path / "b.xml")
    both = _figures("export", "tei", article=[one.uuid], collection="bridge", out=tmp_path / "c.zip")
    assert [found["articles"] for found in (by_uuid, by_collection, both)] == [2, 1, 0]
    assert list(ExportRun.objects.order_by("id").values_list("query", flat=True))[1] == {"collection": "bridge"}


def test_export_command_sees_as_a_user_may(tmp_path):
    for access in ("open", "registered", "staff"):
        ArticleFactory(access=access)
    users = {role: role_user(role).username for role in (Role.RESEARCHER, Role.ARCHIVIST)}
    counts = {
        who: _figures("export", "tei", user=who, out=tmp_path / "out.zip")["articles"]
        for who in (None, "public", *users.values())
    }
    assert counts == {None: 3, "public": 1, users[Role.RESEARCHER]: 2, users[Role.ARCHIVIST]: 3}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"article": [NOWHERE]}, f"there is no article {NOWHERE}"),
        ({"collection": "bridge"}, "there is no collection 'bridge'"),
        ({"user": "nobody"}, "there is no user 'nobody'"),
    ],
    ids=["an unknown article", "an unknown collection", "an unknown user"],
)
def test_export_command_refuses(tmp_path, options, message):
    path = tmp_path / "out.xml"
    with pytest.raises(CommandError) as caught:
        call_command("export", "tei", out=path, stdout=StringIO(), **options)
    assert (str(caught.value), path.exists(), ExportRun.objects.count()) == (message, False, 0)


def test_export_command_that_fails_says_that_nothing_was_written(tmp_path):
    article = ArticleFactory()
    article.current_text.blocks.filter(order=1).delete()
    with pytest.raises(CommandError) as caught:
        call_command("export", "tei", out=tmp_path / "out.xml", stdout=StringIO())
    assert str(caught.value).startswith(f"nothing was written. article {article.uuid}")
    assert (list(tmp_path.glob("*out*")), ExportRun.objects.get().state) == ([], "failed")


def test_restore_command_reports_what_came_back(tmp_path):
    folder = tmp_path / "bag"
    folder.mkdir()
    (folder / "wrong.xml").write_bytes(b"<html/>")
    assert _figures("restore", "tei", str(folder)) == {
        "articles": 0,
        "annotations": 0,
        "entities": 0,
        "claims": 0,
        "rejected": [
            {
                "file": str(folder / "wrong.xml"),
                "record": "",
                "line": 1,
                "reason": "the root is html, not TEI's TEI or teiCorpus",
            }
        ],
    }


def test_restore_command_of_what_is_here_reports_it(tmp_path):
    article = ArticleFactory()
    call_command("export", "tei", out=tmp_path / "out.xml", stdout=StringIO())
    figures = _figures("restore", "tei", str(tmp_path / "out.xml"))
    assert (figures["articles"], figures["rejected"][0]["record"]) == (0, article.reference_code)


def test_restore_command_refuses_a_path_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match=f"^there is no {tmp_path / 'nowhere'}$"):
        call_command("restore", "tei", str(tmp_path / "nowhere"), stdout=StringIO())
