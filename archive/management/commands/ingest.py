"""``manage.py ingest plain PATH…``: take captures in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from accounts.services.agents import software_agent
from archive.errors import ManifestError
from archive.management.indexing import index_changes
from archive.management.reporting import ReportingCommand, progress_bar
from archive.models import Collection
from archive.readers import READERS
from archive.services.accession import IngestReport, ingest
from archive.services.accession_terms import terms_for
from archive.version import VERSION
from archive.vocabulary import Access


class Command(ReportingCommand):
    help = "Take captures in: files or folders, with a manifest where there is one. Prints what became of each input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("reader", choices=sorted(READERS), help="what the inputs are")
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
        parser.add_argument("--manifest", type=Path, help="JSON file with what a curator supplies")
        parser.add_argument("--collection", help="slug of the collection the articles belong to")
        parser.add_argument(
            "--access", choices=Access.values, default=Access.STAFF, help="who may read (default: staff)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            report = self._ingest(options)
        except ManifestError as error:
            raise CommandError(str(error)) from error
        index_changes()
        figures = {
            "accession": report.accession,
            "read": report.read,
            "ingested": report.ingested,
            "unchanged": report.unchanged,
            "rejected": [
                {"file": bad.file, "record": bad.record, "line": bad.line, "reason": bad.reason}
                for bad in report.rejected
            ],
            "seconds": report.seconds,
        }
        self.report(figures, as_json=options["json"])

    def _ingest(self, options: dict[str, Any]) -> IngestReport:
        slug = options["collection"]
        collection = Collection.objects.filter(slug=slug).first() if slug else None
        if slug and collection is None:
            raise CommandError(f"there is no collection {slug!r}; make it in the admin first")
        terms = terms_for(
            reader=options["reader"], manifest=options["manifest"], collection=collection, access=options["access"]
        )
        reader = READERS[options["reader"]]
        with progress_bar("Taking in") as advance:
            return ingest(
                records=reader.read(options["paths"], manifest=options["manifest"]),
                terms=terms,
                agent=software_agent(name="dateline", version=VERSION),
                progress=advance,
            )
