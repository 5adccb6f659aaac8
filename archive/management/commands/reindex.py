"""``manage.py reindex``: makes the search index anew."""

import time
from typing import Any

from archive.management.reporting import ReportingCommand, progress_bar
from archive.services.indexing import reindex


class Command(ReportingCommand):
    help = "Make the search index anew from the database. The present index answers until the new one takes its place."

    def handle(self, *_args: Any, **options: Any) -> None:
        began = time.monotonic()
        with progress_bar("Indexing") as advance:
            done = reindex(progress=advance)
        figures = {"articles": done.articles, "tasks": done.tasks, "seconds": round(time.monotonic() - began, 2)}
        self.report(figures, as_json=options["json"])
