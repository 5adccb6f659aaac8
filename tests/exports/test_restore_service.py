"""Coming back: each article is whole or absent, counted, and what it shares with others is there once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from accounts.access import public_viewer, system_viewer
from accounts.services.agents import software_agent
from annotations.models import Annotation, AnnotationSet, UtteranceLink
from archive.models import Accession, Article
from archive.selectors.snapshot import article_snapshots
from tests.exports.coming_back import (
    annotated_article,
    export_all,
    forget_everything,
    rejected,
    restore_from,
    unpacked,
)
from tests.factories import (
    AdjudicationFactory,
    AnnotationSetFactory,
    ArticleFactory,
    EntityFactory,
    MentionFactory,
    ProjectFactory,
    StatementFactory,
    UtteranceLinkFactory,
)
from tests.rows import row_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(tmp_path) -> Callable[[str], Path]:
    """Give a maker of an export of two articles, which are not in the archive any more."""

    def make(name: str) -> Path:
        for _ in range(2):
            annotated_article()
        path = export_all(tmp_path / name)
        forget_everything()
        return path

    return make


@pytest.mark.parametrize("kind", ["a corpus", "a zip", "a folder"])
def test_restore_brings_every_article_back(exported, kind):
    path = exported("archive.xml" if kind == "a corpus" else "archive.zip")
    seen: list[int] = []
    report = restore_from(unpacked(path) if kind == "a folder" else path, progress=seen.append)
    assert (report.articles, report.annotations, report.entities, report.claims, report.rejected) == (2, 4, 2, 2, [])
    assert (Article.objects.count(), Annotation.objects.count(), seen) == (2, 4, [1, 2])


def test_restore_says_where_an_article_came_from(exported):
    restore_from(exported("archive.zip"))
    details = {article.events.get(type="recovery").detail for article in Article.objects.all()}
    assert details == {
        f"restored from archive.zip:{row.reference_code}-{row.uuid}.xml" for row in Article.objects.all()
    }


def test_restore_counts_what_several_articles_share_once(tmp_path):
    entity, project = EntityFactory(), ProjectFactory()
    for _ in range(3):
        MentionFactory(entity=entity, annotation_set=AnnotationSetFactory(project=project, submitted=True))
    path = export_all(tmp_path / "archive.xml")
    forget_everything()
    report = restore_from(path)
    assert (report.articles, report.annotations, report.entities) == (3, 3, 1)


def test_restore_twice_refuses_what_is_here(exported):
    path = exported("archive.zip")
    restore_from(path)
    before = row_counts()
    report = restore_from(path)
    assert (report.articles, report.annotations, row_counts()) == (0, 0, before)
    assert rejected(report) == [
        (
            f"{path}:{row.reference_code}-{row.uuid}.xml",
            row.reference_code,
            f"{row.reference_code}: the article {row.uuid} is here already",
            None,
        )
        for row in Article.objects.order_by("reference_code")
    ]


def test_restore_of_an_article_that_stands_twice_takes_the_first(exported):
    folder = unpacked(exported("archive.zip"))
    first = min(folder.iterdir())
    (folder / "zz-copy.xml").write_bytes(first.read_bytes())
    report = restore_from(folder)
    found = Article.objects.order_by("reference_code")[0]
    assert (report.articles, rejected(report)) == (
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
    restore_from(path)
    number = Accession.objects.order_by("number")[0].number
    forget_everything()
    Accession.objects.create(number=number, reader="plain", agent=software_agent(name="x", version="1"))
    report = restore_from(path)
    assert (report.articles, Article.objects.count(), AnnotationSet.objects.count()) == (1, 1, 1)
    assert [row["reason"] for row in report.rejected] == [
        f"the accession number {number} belongs to another accession here"
    ]


def test_restore_links_utterances_of_articles_that_come_one_by_one(tmp_path):
    statements = [StatementFactory(annotation_set=AnnotationSetFactory(submitted=True)) for _ in range(2)]
    UtteranceLinkFactory(a=statements[0], b=statements[1])
    path = export_all(tmp_path / "archive.zip")
    uuids = [statement.annotation.uuid for statement in statements]
    forget_everything()
    report = restore_from(path)
    assert (report.articles, report.rejected) == (2, [])
    link = UtteranceLink.objects.get()
    assert [link.a.annotation.uuid, link.b.annotation.uuid] == uuids


def test_restore_reports_a_link_whose_other_statement_did_not_come(tmp_path):
    statements = [StatementFactory(annotation_set=AnnotationSetFactory(submitted=True)) for _ in range(2)]
    UtteranceLinkFactory(a=statements[0], b=statements[1])
    folder = unpacked(export_all(tmp_path / "archive.zip"))
    sorted(folder.iterdir())[1].unlink()
    forget_everything()
    report = restore_from(folder)
    a, b = (statement.annotation.uuid for statement in statements)
    assert (report.articles, UtteranceLink.objects.count(), rejected(report)) == (
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
    path = export_all(tmp_path / "public.xml", viewer=public_viewer())
    forget_everything()
    report = restore_from(path)
    assert (report.articles, report.annotations, report.rejected) == (1, 1, [])
    assert Annotation.objects.get().uuid == made.uuid


def test_restored_article_leaves_again_as_it_came(exported, tmp_path):
    path = exported("archive.zip")
    restore_from(path)
    first = list(article_snapshots(articles=Article.objects.order_by("reference_code"), viewer=system_viewer()))
    again = export_all(tmp_path / "again.zip")
    forget_everything()
    restore_from(again)
    second = list(article_snapshots(articles=Article.objects.order_by("reference_code"), viewer=system_viewer()))
    assert [(row.uuid, row.text, row.captures, row.values) for row in second] == [
        (row.uuid, row.text, row.captures, row.values) for row in first
    ]
    assert [len(row.events) for row in second] == [2, 2]
