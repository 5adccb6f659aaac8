"""Coming back: each article is whole or absent, what can't come back is reported with its reason, and the rest goes on."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps

from accounts.access import Viewer, public_viewer, system_viewer
from accounts.services.agents import software_agent
from annotations.models import Annotation, AnnotationSet, UtteranceLink
from archive.models import Accession, Article
from archive.selectors.snapshot import article_snapshots
from exports.formats import TEI
from exports.services.export import Target, export_articles
from exports.services.restore import RestoreReport, restore
from tests.factories import (
    AdjudicationFactory,
    AnnotationSetFactory,
    ArticleFactory,
    EntityFactory,
    MentionFactory,
    ProjectFactory,
    StanceFactory,
    StatementFactory,
    UtteranceLinkFactory,
)
from tests.rows import row_counts

pytestmark = pytest.mark.django_db


def _annotated(**options) -> Article:
    """Give an article with a curated mention, and a statement with a stance."""
    annotation_set = AnnotationSetFactory(curated=True, article=ArticleFactory(**options))
    MentionFactory(annotation_set=annotation_set, entity=EntityFactory())
    StanceFactory(statement=StatementFactory(annotation_set=annotation_set))
    return annotation_set.text_version.article


def _export(path: Path, viewer: Viewer | None = None) -> Path:
    export_articles(
        articles=Article.objects.order_by("reference_code"),
        viewer=viewer or system_viewer(),
        agent=software_agent(name="exporter", version="1"),
        format=TEI,
        target=Target(path=path),
        query={},
    )
    return path


def _forget_everything() -> None:
    """Empty the archive and what is said about it; foreign keys are checked at the end."""
    for label in ("annotations", "archive", "exports"):
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            model._base_manager.all()._raw_delete("default")


def _restore(path: Path, **options) -> RestoreReport:
    return restore(path=path, format=TEI, agent=software_agent(name="restorer", version="1"), **options)


def _rejected(report: RestoreReport) -> list[tuple]:
    return [(row["file"], row["record"], row["reason"], row["line"]) for row in report.rejected]


@pytest.fixture
def exported(tmp_path) -> Callable[[str], Path]:
    """Give a maker of an export of two articles, which are not in the archive any more."""

    def make(name: str) -> Path:
        for _ in range(2):
            _annotated()
        path = _export(tmp_path / name)
        _forget_everything()
        return path

    return make


def _folder(path: Path) -> Path:
    folder = path.with_suffix("")
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
    return folder


@pytest.mark.parametrize("kind", ["a corpus", "a zip", "a folder"])
def test_restore_brings_every_article_back(exported, kind):
    path = exported("archive.xml" if kind == "a corpus" else "archive.zip")
    seen: list[int] = []
    report = _restore(_folder(path) if kind == "a folder" else path, progress=seen.append)
    assert (report.articles, report.annotations, report.entities, report.claims, report.rejected) == (2, 4, 2, 2, [])
    assert (Article.objects.count(), Annotation.objects.count(), seen) == (2, 4, [1, 2])


def test_restore_says_where_an_article_came_from(exported):
    _restore(exported("archive.zip"))
    details = {article.events.get(type="recovery").detail for article in Article.objects.all()}
    assert details == {
        f"restored from archive.zip:{row.reference_code}-{row.uuid}.xml" for row in Article.objects.all()
    }


def test_restore_counts_what_several_articles_share_once(tmp_path):
    entity, project = EntityFactory(), ProjectFactory()
    for _ in range(3):
        MentionFactory(entity=entity, annotation_set=AnnotationSetFactory(project=project, submitted=True))
    path = _export(tmp_path / "archive.xml")
    _forget_everything()
    report = _restore(path)
    assert (report.articles, report.annotations, report.entities) == (3, 3, 1)


def test_restore_twice_refuses_what_is_here(exported):
    path = exported("archive.zip")
    _restore(path)
    before = row_counts()
    report = _restore(path)
    assert (report.articles, report.annotations, row_counts()) == (0, 0, before)
    assert _rejected(report) == [
        (
            f"{path}:{row.reference_code}-{row.uuid}.xml",
            row.reference_code,
            f"{row.reference_code}: the article {row.uuid} is here already",
            None,
        )
        for row in Article.objects.order_by("reference_code")
    ]


def test_restore_of_an_article_that_stands_twice_takes_the_first(exported):
    folder = _folder(exported("archive.zip"))
    first = sorted(folder.iterdir())[0]
    (folder / "zz-copy.xml").write_bytes(first.read_bytes())
    report = _restore(folder)
    found = Article.objects.order_by("reference_code")[0]
    assert (report.articles, _rejected(report)) == (
        2,
        [
            (
                str(folder / "zz-copy.xml"),
                found.reference_code,
                f"{found.reference_code}: the article {found.uuid} is here already",
                None,
            )
        ],
    )


def test_restore_refuses_an_accession_number_of_another_accession(exported):
    path = exported("archive.zip")
    _restore(path)
    number = Accession.objects.order_by("number")[0].number
    _forget_everything()
    Accession.objects.create(number=number, reader="plain", agent=software_agent(name="x", version="1"))
    report = _restore(path)
    assert (report.articles, Article.objects.count(), AnnotationSet.objects.count()) == (1, 1, 1)
    assert [row["reason"] for row in report.rejected] == [
        f"the accession number {number} belongs to another accession here"
    ]


TEI_NAMESPACE = b'xmlns="http://www.tei-c.org/ns/1.0"'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="an empty file"),
        pytest.param(b"<TEI", id="a torn tag"),
        pytest.param(b"not XML at all", id="no XML"),
        pytest.param(b"\x00\x01\x02", id="binary"),
        pytest.param(b"<html/>", id="another format"),
        pytest.param(
            b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI %s>&a;</TEI>' % TEI_NAMESPACE, id="a document type"
        ),
        pytest.param(b"<TEI %s/>" % TEI_NAMESPACE, id="a TEI without anything"),
        pytest.param(b"<teiCorpus %s/>" % TEI_NAMESPACE, id="a corpus of nothing"),
    ],
)
def test_restore_reports_a_malformed_file_and_goes_on(exported, content):
    folder = _folder(exported("archive.zip"))
    (folder / "M-malformed.xml").write_bytes(content)
    report = _restore(folder)
    assert (report.articles, Article.objects.count()) == (2, 2)
    (row,) = report.rejected
    assert (row["file"], row["record"], sorted(row)) == (
        str(folder / "M-malformed.xml"),
        "",
        ["file", "line", "reason", "record"],
    )
    assert len(row["reason"]) > 10


def test_restore_says_the_line_and_the_reason_of_a_fault(tmp_path):
    path = tmp_path / "page.xml"
    path.write_bytes(b"<?xml version='1.0'?>\n\n<html/>")
    assert _rejected(_restore(path)) == [(str(path), "", "the root is html, not TEI's TEI or teiCorpus", 3)]


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        pytest.param(rb"said the bridge", rb"said the brigde", id="a word of the text"),
        pytest.param(rb"Brussels", rb"Paris", id="a shorter word of the text"),
        pytest.param(rb"</TEI>", rb"", id="a torn end"),
        pytest.param(rb"<text\b", rb"<txet", id="a misspelt element"),
    ],
)
def test_restore_refuses_a_file_that_was_tampered_with_and_takes_the_other(exported, pattern, replacement):
    folder = _folder(exported("archive.zip"))
    first = sorted(folder.iterdir())[0]
    data = first.read_bytes()
    *_others, last = re.finditer(pattern, data)
    first.write_bytes(data[: last.start()] + replacement + data[last.end() :])
    report = _restore(folder)
    assert (report.articles, Article.objects.count(), [row["file"] for row in report.rejected]) == (1, 1, [str(first)])


def test_restore_of_a_corpus_keeps_what_stood_before_a_fault(exported):
    path = exported("archive.xml")
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"</TEI>")])
    report = _restore(path)
    assert (report.articles, Article.objects.count(), len(report.rejected)) == (1, 1, 1)
    assert (report.rejected[0]["file"], report.rejected[0]["line"] is not None) == (str(path), True)


def test_restore_of_a_file_that_is_not_there_is_reported(tmp_path):
    path = tmp_path / "nowhere.xml"
    report = _restore(path)
    assert _rejected(report) == [
        (str(path), "", f"it can't be read: [Errno 2] No such file or directory: '{path}'", None)
    ]


def test_restore_of_a_zip_that_is_none_is_reported(tmp_path):
    path = tmp_path / "archive.zip"
    path.write_bytes(b"PK no more")
    report = _restore(path)
    assert _rejected(report) == [(str(path), "", "it is not a zip that can be read: File is not a zip file", None)]


def _with_bytes(path: Path, change: Callable[[bytearray, int], None]) -> None:
    """Change the bytes of a zip; ``change`` gets them and where the first member's data begins."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        info = packed.infolist()[0]
    change(data, info.header_offset + 30 + len(info.filename.encode()) + len(info.extra))
    path.write_bytes(bytes(data))


def _lock(data: bytearray, _begin: int) -> None:
    """Say of the first member that it is under a password."""
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1


def _scramble(data: bytearray, begin: int) -> None:
    data[begin + 40 : begin + 240] = bytes(200)


def _unknown_packing(data: bytearray, _begin: int) -> None:
    data[8] = 99
    data[data.index(b"PK\x01\x02") + 10] = 99


@pytest.mark.parametrize("change", [_lock, _scramble, _unknown_packing])
def test_restore_of_a_zip_with_a_damaged_member_takes_the_other(exported, change):
    path = exported("archive.zip")
    _with_bytes(path, change)
    report = _restore(path)
    assert (report.articles, len(report.rejected), Article.objects.count()) == (1, 1, 1)
    with zipfile.ZipFile(path) as packed:
        assert report.rejected[0]["file"] == f"{path}:{packed.namelist()[0]}"


def test_restore_of_a_zip_refuses_a_member_that_is_too_large(exported, monkeypatch):
    path = exported("archive.zip")
    monkeypatch.setattr("exports.services.restore.LARGEST_MEMBER", 10)
    report = _restore(path)
    assert (report.articles, len(report.rejected)) == (0, 2)
    assert re.fullmatch(r"it unpacks to \d+ bytes, more than 10", report.rejected[0]["reason"])


def test_restore_links_utterances_of_articles_that_come_one_by_one(tmp_path):
    statements = [StatementFactory(annotation_set=AnnotationSetFactory(submitted=True)) for _ in range(2)]
    UtteranceLinkFactory(a=statements[0], b=statements[1])
    path = _export(tmp_path / "archive.zip")
    uuids = [statement.annotation.uuid for statement in statements]
    _forget_everything()
    report = _restore(path)
    assert (report.articles, report.rejected) == (2, [])
    link = UtteranceLink.objects.get()
    assert [link.a.annotation.uuid, link.b.annotation.uuid] == uuids


def test_restore_reports_a_link_whose_other_statement_did_not_come(tmp_path):
    statements = [StatementFactory(annotation_set=AnnotationSetFactory(submitted=True)) for _ in range(2)]
    UtteranceLinkFactory(a=statements[0], b=statements[1])
    folder = _folder(_export(tmp_path / "archive.zip"))
    sorted(folder.iterdir())[1].unlink()
    _forget_everything()
    report = _restore(folder)
    a, b = (statement.annotation.uuid for statement in statements)
    assert (report.articles, UtteranceLink.objects.count(), _rejected(report)) == (
        1,
        0,
        [("", f"{a} = {b}", "the other statement of this link did not come back", None)],
    )


def test_restore_of_what_the_public_may_see_is_whole(tmp_path):
    article, project = ArticleFactory(), ProjectFactory()
    returned = AnnotationSetFactory(article=article, project=project, state="returned")
    curated = AnnotationSetFactory(article=article, project=project, curated=True)
    source = MentionFactory(annotation_set=returned).annotation
    made = MentionFactory(annotation_set=curated).annotation
    Annotation.objects.filter(pk=made.pk).update(derived_from=source)
    AdjudicationFactory(annotation_set=curated, curated=made, sources=[source], decision="accepted")
    path = _export(tmp_path / "public.xml", viewer=public_viewer())
    _forget_everything()
    report = _restore(path)
    assert (report.articles, report.annotations, report.rejected) == (1, 1, [])
    assert Annotation.objects.get().uuid == made.uuid


def test_restored_article_leaves_again_as_it_came(exported, tmp_path):
    path = exported("archive.zip")
    _restore(path)
    first = list(article_snapshots(articles=Article.objects.order_by("reference_code"), viewer=system_viewer()))
    again = _export(tmp_path / "again.zip")
    _forget_everything()
    _restore(again)
    second = list(article_snapshots(articles=Article.objects.order_by("reference_code"), viewer=system_viewer()))
    assert [(row.uuid, row.text, row.captures, row.values) for row in second] == [
        (row.uuid, row.text, row.captures, row.values) for row in first
    ]
    assert [len(row.events) for row in second] == [2, 2]
