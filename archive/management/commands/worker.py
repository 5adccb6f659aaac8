"""``manage.py worker``: keeps the index current until told to stop."""

import os
from typing import Any

from archive.management.reporting import ReportingCommand
from archive.services.worker import stop_on_signals, work

#: By how much the worker stands back, in nice values: those who wait for an answer come first.
NICENESS = 5


class Command(ReportingCommand):
    help = "Keep the search index current until stopped (SIGTERM or Ctrl+C); what is under way is finished first."

    def handle(self, *_args: Any, **options: Any) -> None:
        say = self.stderr.write if options["json"] else self.stdout.write
        os.nice(NICENESS)
        done = work(stop=stop_on_signals(), say=say)
        self.report(
            {"tasks": done.tasks, "articles": done.articles, "annotations": done.annotations}, as_json=options["json"]
        )
