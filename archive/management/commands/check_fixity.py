"""``manage.py check_fixity``: are the bytes still the bytes that came in."""

import sys
from typing import Any

from accounts.services.agents import software_agent
from archive.management.reporting import ReportingCommand, progress_bar
from archive.services.fixity import check_fixity
from archive.version import VERSION


class Command(ReportingCommand):
    help = "Re-read every blob and compare it with its digest. Exits with 1 where one is damaged, and names it."

    def handle(self, *_args: Any, **options: Any) -> None:
        with progress_bar("Checking") as advance:
            report = check_fixity(agent=software_agent(name="dateline", version=VERSION), progress=advance)
        figures = {
            "checked": report.checked,
            "absent": report.absent,
            "mismatches": [{"sha256": fault.sha256, "reason": fault.reason} for fault in report.mismatches],
        }
        self.report(figures, as_json=options["json"])
        if report.mismatches:
            sys.exit(1)
