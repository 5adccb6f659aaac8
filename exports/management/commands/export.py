"""``manage.py export FORMAT``: articles with all their annotations, to a file or a zip."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.db.models import QuerySet

from accounts.access import Viewer
from accounts.services.agents import software_agent
from accounts.services.viewers import viewer_named
from archive.errors import QueryError
from archive.management.reporting import ReportingCommand, progress_bar
from archive.models import Article, Collection
from archive.search.searching import matching_articles
from archive.version import VERSION
from exports.errors import ExportError
from exports.formats import FORMATS
from exports.formats.protocol import Format
from exports.formats.tei import TeiFormat
from exports.formats.validators import STRICT, Strict
from exports.services.export import ExportReport, Target, export_articles

_ORDINARY_CHECKS = {"tei": ("quotes", "profile"), "jsonld": ("quotes",)}


class Command(ReportingCommand):
    help = "Write articles with all their annotations to a file, or to a zip of one member an article."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("format", choices=sorted(FORMATS), help="what to write")
        parser.add_argument("--article", nargs="+", type=UUID, metavar="UUID", help="these articles (default: all)")
        parser.add_argument("--collection", help="slug of a collection")
        parser.add_argument("--query", metavar="Q", help="the articles that this search finds (docs/search.md)")
        parser.add_argument("--out", type=Path, required=True, metavar="PATH", help="a file, or a name ending in .zip")
        parser.add_argument(
            "--inline", choices=["names", "rs", "none"], help="inline view in the text, of tei (default: names)"
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
        name = options["format"]
        strict: Strict | None = STRICT.get(name) if options["strict"] else None
        if options["strict"] and strict is None:
            raise CommandError(f"--strict is for {', '.join(sorted(STRICT))}")
        target = Target(
            path=options["out"],
            validate=strict.validate if strict else None,
            checks=(*_ORDINARY_CHECKS[name], *(strict.checks if strict else ())),
        )
        viewer = _viewer(options["user"])
        with progress_bar("Exporting") as advance:
            return export_articles(
                articles=_articles(options, viewer),
                viewer=viewer,
                agent=software_agent(name="dateline", version=VERSION),
                format=_format(name, options["inline"]),
                target=target,
                query={key: str(options[key]) for key in ("article", "collection", "query", "user") if options[key]},
                progress=advance,
            )


def _format(name: str, inline: str | None) -> Format:
    if name == "tei":
        return TeiFormat(inline=inline or "names")  # type: ignore[arg-type]  # one of the choices
    if inline:
        raise CommandError(f"--inline is for tei; {name} has no inline view")
    return FORMATS[name]


def _viewer(name: str | None) -> Viewer:
    try:
        return viewer_named(name)
    except LookupError as error:
        raise CommandError(str(error)) from error


def _articles(options: dict[str, Any], viewer: Viewer) -> QuerySet[Article]:
    """Give the articles that all of the conditions given keep."""
    uuids, collection, query = options["article"], options["collection"], options["query"]
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
    if query:
        articles = articles.filter(uuid__in=_found(query, viewer))
    return articles


def _found(query: str, viewer: Viewer) -> list[UUID]:
    try:
        found = matching_articles(query=query, viewer=viewer)
    except QueryError as error:
        raise CommandError(f"{error} (at {error.start} to {error.end} of the query)") from error
    if not found:
        raise CommandError("nothing was written: the query finds no article")
    return found
