"""``manage.py check_fixity``: are the bytes still the bytes that came in."""

import re
import sys
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError

from accounts.services.agents import software_agent
from archive.management.reporting import ReportingCommand, progress_bar
from archive.services.fixity import check_fixity
from archive.version import VERSION

#: Hours in each unit of a span.
_UNITS = {"h": 1, "d": 24, "w": 7 * 24}


class Command(ReportingCommand):
    help = "Re-read blobs and compare them with their digests. Exits with 1 where one is damaged, and names it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--older-than",
            metavar="SPAN",
            help="only blobs not checked for this long, such as 90d (units: h, d, w); those never checked come first",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        older_than = _span(options["older_than"]) if options["older_than"] is not None else None
        agent = software_agent(name="dateline", version=VERSION)
        with progress_bar("Checking") as advance:
            report = check_fixity(agent=agent, older_than=older_than, progress=advance)
        figures = {
            "checked": report.checked,
            "absent": report.absent,
            "left": report.left,
            "mismatches": [{"sha256": fault.sha256, "reason": fault.reason} for fault in report.mismatches],
        }
        self.report(figures, as_json=options["json"])
        if report.mismatches:
            sys.exit(1)


def _span(text: str) -> timedelta:
    """Give the span that ``90d``, ``12h`` or ``2w`` says; raises CommandError for anything else."""
    found = re.fullmatch(r"([1-9][0-9]{0,3})([hdw])", text)
    if not found:
        raise CommandError(f"--older-than: {text!r} is not a span; write a number from 1 to 9999 and h, d or w: 90d")
    return timedelta(hours=int(found[1]) * _UNITS[found[2]])
