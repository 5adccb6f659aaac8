"""``manage.py ingest READER|auto PATH…``: take captures in."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from accounts.services.agents import software_agent
from archive.errors import ManifestError
from archive.management.indexing import index_changes
from archive.management.reporting import ReportingCommand, progress_bar
from archive.models import Accession, Collection
from archive.readers import READERS
from archive.services.accession import ingest, rehearse
from archive.services.accession_report import IngestReport
from archive.services.accession_terms import terms_for
from archive.version import VERSION
from archive.vocabulary import Access


class Command(ReportingCommand):
    help = "Take captures in: files or folders, with a manifest where there is one. Prints what became of each input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("reader", choices=sorted(READERS), help="what the inputs are; auto looks into each")
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
        parser.add_argument("--manifest", type=Path, help="JSON file with what a curator supplies")
        parser.add_argument("--collection", help="slug of the collection the articles belong to")
        parser.add_argument(
            "--access", choices=Access.values, default=Access.STAFF, help="who may read (default: staff)"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and check everything, write nothing")
        parser.add_argument("--resume", metavar="ACCESSION", help="go on with an accession that broke off")
        parser.add_argument("--strict", action="store_true", help="exit with 1 where anything was rejected")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            report = self._ingest(options)
        except ManifestError as error:
            raise CommandError(str(error)) from error
        if not options["dry_run"]:
            index_changes()
        figures = {
            "accession": report.accession,
            "read": report.read,
            "ingested": report.ingested,
            "unchanged": report.unchanged,
            "rejected": report.rows(),
            "seconds": report.seconds,
        }
        if report.rejections > len(report.rejected):
            figures["rejections"] = report.rejections
        self.report(figures, as_json=options["json"])
        if options["strict"] and report.rejections:
            sys.exit(1)

    def _ingest(self, options: dict[str, Any]) -> IngestReport:
        if options["dry_run"] and options["resume"]:
            raise CommandError("--dry-run writes nothing, so there is nothing to resume")
        records = READERS[options["reader"]].read(options["paths"], manifest=options["manifest"])
        with progress_bar("Taking in") as advance:
            if options["dry_run"]:
                return rehearse(records=records, progress=advance)
            return ingest(
                records=records,
                terms=terms_for(
                    reader=options["reader"],
                    manifest=options["manifest"],
                    collection=self._collection(options["collection"]),
                    access=options["access"],
                ),
                agent=software_agent(name="dateline", version=VERSION),
                progress=advance,
                resumed=self._accession(options["resume"], options["reader"]),
            )

    def _collection(self, slug: str | None) -> Collection | None:
        found = Collection.objects.filter(slug=slug).first() if slug else None
        if slug and found is None:
            raise CommandError(f"there is no collection {slug!r}; make it in the admin first")
        return found

    def _accession(self, number: str | None, reader: str) -> Accession | None:
        if not number:
            return None
        found = Accession.objects.filter(number=number).first()
        if found is None:
            raise CommandError(f"there is no accession {number!r}")
        if found.reader != reader:
            raise CommandError(f"accession {number} was read with {found.reader!r}, not with {reader!r}")
        return found
