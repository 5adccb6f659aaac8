"""Short ways to make articles leave, to empty the archive, and to bring them back."""

import zipfile
from pathlib import Path

from django.apps import apps

from accounts.access import Viewer, system_viewer
from accounts.services.agents import software_agent
from archive.models import Article
from exports.formats import TEI
from exports.services.export import Target, export_articles
from exports.services.restore import RestoreReport, restore
from tests.factories import (
    AnnotationSetFactory,
    ArticleFactory,
    EntityFactory,
    MentionFactory,
    StanceFactory,
    StatementFactory,
)


def annotated_article() -> Article:
    """Give an article with a curated mention, and a statement with a stance."""
    annotation_set = AnnotationSetFactory(curated=True, article=ArticleFactory())
    MentionFactory(annotation_set=annotation_set, entity=EntityFactory())
    StanceFactory(statement=StatementFactory(annotation_set=annotation_set))
    return annotation_set.text_version.article


def export_all(path: Path, viewer: Viewer | None = None) -> Path:
    """Write every article that a viewer may see (default: all) to a path, and give it."""
    export_articles(
        articles=Article.objects.order_by("reference_code"),
        viewer=viewer or system_viewer(),
        agent=software_agent(name="exporter", version="1"),
        format=TEI,
        target=Target(path=path),
        query={},
    )
    return path


def forget_everything() -> None:
    """Empty the archive and what is said about it; foreign keys are checked at the end."""
    for label in ("annotations", "archive", "exports"):
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            model._base_manager.all()._raw_delete("default")


def restore_from(path: Path, **options) -> RestoreReport:
    """Bring back what a path holds."""
    return restore(path=path, format=TEI, agent=software_agent(name="restorer", version="1"), **options)


def unpacked(path: Path) -> Path:
    """Give a folder with the members of a zip."""
    folder = path.with_suffix("")
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
    return folder


def rejected(report: RestoreReport) -> list[tuple]:
    """Give what did not come back: file, record, reason and line of each."""
    return [(row["file"], row["record"], row["reason"], row["line"]) for row in report.rejected]
