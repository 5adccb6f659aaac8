"""``manage.py export tei``: articles with all their annotations, to a file or a zip."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.db.models import QuerySet

from accounts.access import Viewer, public_viewer, system_viewer, viewer_of
from accounts.models import User
from accounts.services.agents import software_agent
from archive.management.reporting import ReportingCommand, progress_bar
from archive.models import Article, Collection
from archive.version import VERSION
from exports.errors import ExportError
from exports.formats import FORMATS
from exports.formats.tei import TeiFormat, validate_strict
from exports.services.export import ExportReport, Target, export_articles


class Command(ReportingCommand):
    help = "Write articles with all their annotations to a file, or to a zip of one member an article."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("format", choices=sorted(FORMATS), help="what to write")
        parser.add_argument("--article", nargs="+", type=UUID, metavar="UUID", help="these articles (default: all)")
        parser.add_argument("--collection", help="slug of a collection")
        parser.add_argument("--out", type=Path, required=True, metavar="PATH", help="a file, or a name ending in .zip")
        parser.add_argument(
            "--inline", choices=["names", "rs", "none"], default="names", help="inline view in the text"
        )
        parser.add_argument("--strict", action="store_true", help="check against the full schema and rules as well")
        parser.add_argument("--as", dest="user", help="as this user may see it, or 'public' (default: everything)")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            report = self._export(options)
        except ExportError as error:
            raise CommandError(f"nothing was written. {error}") from error
        figures: dict[str, Any] = {
            "articles": report.articles,
            "annotations": report.annotations,
            "path": report.path,
            "sha256": report.sha256,
            "valid": True,
        }
        if not options["json"]:
            figures["checks"] = list(report.checks)
        self.report(figures, as_json=options["json"])

    def _export(self, options: dict[str, Any]) -> ExportReport:
        strict = options["strict"]
        target = Target(
            path=options["out"],
            validate=validate_strict if strict else None,
            checks=("quotes", "profile", "schematron", "tei_all") if strict else ("quotes", "profile"),
        )
        with progress_bar("Exporting") as advance:
            return export_articles(
                articles=_articles(options["article"], options["collection"]),
                viewer=_viewer(options["user"]),
                agent=software_agent(name="dateline", version=VERSION),
                format=TeiFormat(inline=options["inline"]),
                target=target,
                query={name: str(options[name]) for name in ("article", "collection", "user") if options[name]},
                progress=advance,
            )


def _viewer(name: str | None) -> Viewer:
    if name is None:
        return system_viewer()
    if name == "public":
        return public_viewer()
    user = User.objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"there is no user {name!r}")
    return viewer_of(user)


def _articles(uuids: list[UUID] | None, collection: str | None) -> QuerySet[Article]:
    articles = Article.objects.order_by("reference_code")
    if uuids:
        missing = set(uuids) - set(articles.filter(uuid__in=uuids).values_list("uuid", flat=True))
        if missing:
            raise CommandError(f"there is no article {', '.join(sorted(map(str, missing)))}")
        articles = articles.filter(uuid__in=uuids)
    if collection:
        if not Collection.objects.filter(slug=collection).exists():
            raise CommandError(f"there is no collection {collection!r}")
        articles = articles.filter(collection__slug=collection)
    return articles
