"""``manage.py restore tei PATH``: dossiers back into the archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from accounts.services.agents import software_agent
from archive.management.indexing import index_changes
from archive.management.reporting import ReportingCommand, progress_bar
from archive.version import VERSION
from exports.formats import READABLE_FORMATS
from exports.services.restore import restore


class Command(ReportingCommand):
    help = "Put exported articles back: from a file, a folder or a zip. Prints what came back and what did not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("format", choices=sorted(READABLE_FORMATS), help="what to read")
        parser.add_argument("path", type=Path, metavar="PATH", help="a file, a folder or a zip")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["path"].exists():
            raise CommandError(f"there is no {options['path']}")
        with progress_bar("Restoring") as advance:
            report = restore(
                path=options["path"],
                format=READABLE_FORMATS[options["format"]],
                agent=software_agent(name="dateline", version=VERSION),
                progress=advance,
            )
        index_changes()
        figures = {
            "articles": report.articles,
            "annotations": report.annotations,
            "entities": report.entities,
            "claims": report.claims,
            "rejected": report.rejected,
        }
        self.report(figures, as_json=options["json"])
