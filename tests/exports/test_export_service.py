"""Exports: whole or absent, and kept as a run that says what became of them."""

import hashlib
import re
import zipfile
from pathlib import Path

import pytest

from accounts.access import public_viewer, system_viewer
from accounts.vocabulary import Role
from annotations.models import Span
from archive.models import Article, Block, TextVersion
from exports.errors import ExportError, Fault
from exports.formats import TEI
from exports.models import ExportRun
from exports.services.export import Target, export_articles
from exports.services.render import render_article
from tests.factories import (
    AgentFactory,
    AnnotationSetFactory,
    ArticleFactory,
    MentionFactory,
    ProjectFactory,
    UserFactory,
)
from tests.roles import role_viewer
from tests.rows import row_counts

pytestmark = pytest.mark.django_db


def _export(path: Path, *, viewer=None, **options):
    target = options.pop("target", Target(path=path, checks=("quotes",)))
    return export_articles(
        articles=Article.objects.order_by("reference_code"),
        viewer=viewer or system_viewer(),
        agent=options.pop("agent", None) or AgentFactory(),
        format=TEI,
        target=target,
        query={"collection": "all"},
        **options,
    )


def _annotated(count: int = 1) -> Article:
    """Give an article with a submitted set of mentions."""
    annotation_set = AnnotationSetFactory(submitted=True)
    for words in ("minister", "bridge", "Brussels")[:count]:
        MentionFactory(annotation_set=annotation_set, exact=words)
    return annotation_set.text_version.article


def _run() -> tuple:
    run = ExportRun.objects.get()
    return run.state, run.sha256, run.report, run.finished is not None


@pytest.mark.parametrize("articles", [1, 3], ids=["one article", "three articles"])
@pytest.mark.parametrize("name", ["archive.xml", "archive.zip"])
def test_export_writes_every_article_and_says_so(tmp_path, name, articles):
    for number in range(articles):
        _annotated(number + 1)
    path, agent = tmp_path / name, AgentFactory()
    report = _export(path, agent=agent)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert (report.articles, report.annotations, report.path, report.sha256, report.checks) == (
        articles,
        sum(range(articles + 1)),
        str(path),
        digest,
        ("quotes",),
    )
    run = ExportRun.objects.get()
    assert (run.format, run.query, run.agent, run.state, run.sha256, run.report) == (
        "tei",
        {"collection": "all"},
        agent,
        "finished",
        digest,
        [],
    )
    assert run.counts == {
        "articles": articles,
        "annotations": report.annotations,
        "path": str(path),
        "sha256": digest,
        "checks": ["quotes"],
    }
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [name]


def test_export_of_one_article_is_a_document_of_its_own(tmp_path):
    _annotated()
    _export(tmp_path / "one.xml")
    assert re.search(rb"<(TEI|teiCorpus)\b", (tmp_path / "one.xml").read_bytes()).group(1) == b"TEI"


def test_export_of_several_articles_is_a_corpus(tmp_path):
    for _ in range(2):
        _annotated()
    _export(tmp_path / "two.xml")
    assert re.search(rb"<(TEI|teiCorpus)\b", (tmp_path / "two.xml").read_bytes()).group(1) == b"teiCorpus"


def test_export_to_a_zip_has_a_member_an_article(tmp_path):
    articles = [_annotated() for _ in range(2)]
    _export(tmp_path / "archive.zip")
    with zipfile.ZipFile(tmp_path / "archive.zip") as found:
        assert found.namelist() == [f"{row.reference_code}-{row.uuid}.xml" for row in articles]
        assert found.testzip() is None


def test_export_twice_gives_the_same_bytes(tmp_path):
    _annotated(3)
    digests = [_export(tmp_path / name).sha256 for name in ("a.zip", "b.zip")]
    assert digests[0] == digests[1]


def test_export_of_nothing_is_a_run_of_nothing(tmp_path):
    report = _export(tmp_path / "none.zip")
    assert (report.articles, _run()[0]) == (0, "finished")


def test_export_tells_how_far_it_is(tmp_path):
    for _ in range(3):
        _annotated()
    seen: list[int] = []
    _export(tmp_path / "archive.xml", progress=seen.append)
    assert seen == [1, 2, 3]


def test_export_gives_what_its_viewer_may_see(tmp_path):
    _annotated()
    MentionFactory(annotation_set=AnnotationSetFactory(article=ArticleFactory(), project=ProjectFactory()))
    ArticleFactory(access="staff")
    counts = {
        viewer: (report.articles, report.annotations)
        for viewer, report in [
            ("public", _export(tmp_path / "1.xml", viewer=public_viewer())),
            ("researcher", _export(tmp_path / "2.xml", viewer=role_viewer(Role.RESEARCHER))),
            ("annotator", _export(tmp_path / "3.xml", viewer=role_viewer(Role.ANNOTATOR))),
            ("curator", _export(tmp_path / "4.xml", viewer=role_viewer(Role.CURATOR))),
        ]
    }
    assert counts == {"public": (2, 1), "researcher": (2, 1), "annotator": (3, 1), "curator": (3, 2)}


def test_export_names_nobody_by_user_name_or_address(tmp_path):
    user = UserFactory(username="secret-login", email="somebody@example.org", first_name="Forename")
    annotation_set = AnnotationSetFactory(submitted=True, annotator=AgentFactory(user=user, label="annotator-7"))
    MentionFactory(annotation_set=annotation_set)
    _export(tmp_path / "archive.xml")
    text = (tmp_path / "archive.xml").read_text()
    named = [word for word in ("secret-login", "somebody@example.org", "Forename", "annotator-7") if word in text]
    assert named == ["annotator-7"]


def _break_quote() -> str:
    span = Span.objects.order_by("-id")[0]
    Span.objects.filter(pk=span.pk).update(exact="x" * len(span.exact))
    return f"annotation {span.annotation.uuid}"


def _break_text() -> str:
    version = TextVersion.objects.order_by("-id")[0]
    TextVersion.objects.filter(pk=version.pk).update(sha256="0" * 64)
    return f"text version {version.number}"


def _break_blocks() -> str:
    block = Block.objects.order_by("-id")[0]
    Block.objects.filter(pk=block.pk).delete()
    return f"text version {block.text_version.number}"


@pytest.mark.parametrize("damage", [_break_quote, _break_text, _break_blocks])
@pytest.mark.parametrize("name", ["archive.xml", "archive.zip"])
def test_export_of_a_damaged_article_is_not_delivered_and_says_where(tmp_path, name, damage):
    for _ in range(3):
        _annotated()
    record = damage()
    last = Article.objects.order_by("-id")[0]
    path = tmp_path / name
    path.write_bytes(b"the last good export")

    with pytest.raises(ExportError) as caught:
        _export(path)

    assert (caught.value.article, caught.value.record) == (last.uuid, record)
    assert path.read_bytes() == b"the last good export"
    assert [found.name for found in tmp_path.iterdir() if found.is_file()] == [name]
    assert _run() == ("failed", "", [str(caught.value)], True)


def test_export_that_a_validator_refuses_is_not_delivered(tmp_path):
    _annotated()
    seen: list[bytes] = []

    def refuse(path: Path) -> list[Fault]:
        seen.append(path.read_bytes()[:5])
        return [Fault(file=path.name, line=7, reason="not allowed here"), Fault(file=path.name, line=8, reason="x")]

    for name, named in (("a.xml", str(tmp_path / "a.xml")), ("a.zip", Article.objects.get().reference_code)):
        target = Target(path=tmp_path / name, validate=refuse)
        with pytest.raises(ExportError) as caught:
            _export(tmp_path / name, target=target)
        assert str(caught.value) == f"{named}, line 7: not allowed here (2 faults in all)"
    assert (seen, [found for found in tmp_path.iterdir() if found.is_file()]) == ([b"<?xml"] * 2, [])
    assert list(ExportRun.objects.values_list("state", flat=True)) == ["failed", "failed"]


@pytest.mark.parametrize("name", ["archive.xml", "archive.zip"])
@pytest.mark.parametrize("case", ["a folder that is not there", "a folder of that name"])
def test_export_to_where_nothing_can_be_written_fails_as_a_run(tmp_path, name, case):
    _annotated()
    path = tmp_path / "folder" / name
    if case == "a folder of that name":
        path.mkdir(parents=True)
    with pytest.raises(ExportError, match="can't be written"):
        _export(path)
    assert _run()[0] == "failed"
    assert [found for found in tmp_path.rglob("*") if found.is_file() and "blobs" not in found.parts] == []


def test_export_that_is_interrupted_fails_as_a_run(tmp_path):
    for _ in range(2):
        _annotated()

    def interrupt(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _export(tmp_path / "archive.xml", progress=interrupt)
    assert (_run(), [found for found in tmp_path.iterdir() if found.is_file()]) == (
        ("failed", "", ["KeyboardInterrupt"], True),
        [],
    )


def test_export_writes_nothing_into_the_archive_but_its_run(tmp_path):
    _annotated()
    agent = AgentFactory()
    before = row_counts()
    _export(tmp_path / "archive.xml", agent=agent)
    assert row_counts() == {**before, "exports.ExportRun": 1}


def test_render_article_is_what_an_export_of_it_is(tmp_path):
    article = _annotated()
    _export(tmp_path / "one.xml")
    assert render_article(article=article, viewer=system_viewer()) == (tmp_path / "one.xml").read_bytes()


def test_render_article_that_may_not_be_read_is_refused():
    article = ArticleFactory(access="staff")
    with pytest.raises(ExportError) as caught:
        render_article(article=article, viewer=public_viewer())
    assert (str(caught.value), caught.value.article) == (
        f"article {article.uuid}: the article can't be read",
        article.uuid,
    )
