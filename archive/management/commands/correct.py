"""``manage.py correct``: set one field of many articles, take corrections from a table, or undo a correction."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError

from accounts.access import system_viewer
from accounts.services.agents import software_agent
from archive.bulk_csv import read_table
from archive.errors import ArchiveError
from archive.management.reporting import ReportingCommand
from archive.models import Article, BulkCorrection
from archive.records import FoundValue
from archive.services.bulk_corrections import Fate, Line, Planned, correct_bulk, lines_of, plan_bulk, undo_bulk
from archive.version import VERSION
from archive.vocabulary import Field, ValueStatus


class Command(ReportingCommand):
    help = "Correct one field of many articles, or what a table says; undo such a correction."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("field", nargs="?", choices=Field.values, help="the field to be set")
        parser.add_argument("value", nargs="?", default="", help="its value")
        parser.add_argument("--edtf", default="", help="for dates: the date in EDTF")
        parser.add_argument("--status", default=ValueStatus.SUPPLIED, choices=ValueStatus.values)
        parser.add_argument("--note", default="", help="why")
        parser.add_argument(
            "--article", action="append", default=[], metavar="CODE", help="an article's reference code"
        )
        parser.add_argument("--collection", metavar="TITLE", help="all articles of a collection")
        parser.add_argument("--former", metavar="VALUE", help="only where the field's value is this now")
        parser.add_argument("--csv", type=Path, metavar="FILE", help="take field, value and articles from a table")
        parser.add_argument("--undo", type=UUID, metavar="UUID", help="put back what a correction changed")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            figures = self._undo(options["undo"]) if options["undo"] else self._correct(options)
        except (ArchiveError, OSError) as error:
            raise CommandError(str(error)) from error
        self.report(figures, as_json=options["json"])

    def _undo(self, uuid: UUID) -> dict[str, Any]:
        bulk = BulkCorrection.objects.filter(uuid=uuid).first()
        if bulk is None:
            raise CommandError(f"there is no bulk correction {uuid}")
        undoing, left = undo_bulk(bulk=bulk, viewer=system_viewer(), agent=_agent())
        return {"bulk": str(undoing.uuid), "changed": undoing.changed, "left": left}

    def _correct(self, options: dict[str, Any]) -> dict[str, Any]:
        lines, refused, source = self._lines(options)
        if options["dry_run"]:
            return _figures(None, plan_bulk(lines, viewer=system_viewer()), refused)
        bulk, planned = correct_bulk(lines, viewer=system_viewer(), agent=_agent(), note=options["note"], source=source)
        return _figures(bulk, planned, refused)

    def _lines(self, options: dict[str, Any]) -> tuple[list[Line], list[dict[str, Any]], str]:
        """Give what is to be set, what of a file can't be read, and the file's name."""
        if options["csv"]:
            good, bad = read_table(options["csv"].read_bytes())
            refused = [{"line": one.line, "column": one.column, "reason": one.reason} for one in bad]
            return lines_of(good), refused, options["csv"].name
        if not options["field"]:
            raise CommandError("say which field is to be set, or give --csv or --undo")
        found = FoundValue(
            field=options["field"],
            value=options["value"],
            edtf=options["edtf"],
            status=options["status"],
            note=options["note"],
        )
        articles = _articles(options)
        return (
            [Line(article=uuid, version=version, found=found, former=options["former"]) for uuid, version in articles],
            [],
            "",
        )


def _articles(options: dict[str, Any]) -> list[tuple[UUID, int]]:
    found = Article.objects.visible_to(system_viewer())
    if not options["article"] and not options["collection"]:
        raise CommandError("say which articles: --article CODE (more than once), or --collection TITLE")
    if options["article"]:
        found = found.filter(reference_code__in=options["article"])
        missing = set(options["article"]) - set(found.values_list("reference_code", flat=True))
        if missing:
            raise CommandError(f"there is no article {', '.join(sorted(missing))}")
    if options["collection"]:
        found = found.filter(collection__title=options["collection"])
    return list(found.order_by("reference_code").values_list("uuid", "version"))


def _figures(bulk: BulkCorrection | None, planned: list[Planned], refused: list[dict[str, Any]]) -> dict[str, Any]:
    rows = [
        {
            "line": one.line.row,
            "article": one.article.reference_code if one.article else str(one.line.article),
            "reason": one.reason,
        }
        for one in planned
        if one.fate is Fate.REFUSED
    ]
    return {
        "bulk": str(bulk.uuid) if bulk else None,
        "changed": sum(one.fate is Fate.CHANGED for one in planned),
        "unchanged": sum(one.fate is Fate.UNCHANGED for one in planned),
        "refused": [*refused, *rows],
    }


def _agent() -> Any:
    return software_agent(name="dateline", version=VERSION)
