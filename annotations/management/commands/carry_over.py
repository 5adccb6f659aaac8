"""``manage.py carry_over``: carry annotation sets over to their articles' current texts."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from accounts.services.agents import software_agent
from annotations.errors import AnnotationsError
from annotations.models import AnnotationSet
from annotations.selectors.sets import sets_left_behind
from annotations.services.carry_over import carry_over, plan_carry_over
from archive.management.indexing import index_changes
from archive.management.reporting import ReportingCommand
from archive.version import VERSION


class Command(ReportingCommand):
    help = (
        "Carry over to the current text what stands there exactly where it stood; the rest is counted, and waits for a "
        "person."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="say what would become of each, write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        agent = None if options["dry_run"] else software_agent(name="dateline", version=VERSION)
        rows: list[dict[str, str | int]] = []
        for row in sets_left_behind():
            try:
                plan = plan_carry_over(row)
                if agent is not None:
                    carry_over(annotation_set=row, agent=agent)
            except AnnotationsError as error:
                rows.append({**_named(row), "reason": str(error)})
                continue
            counts: Counter[str] = Counter(one.status for one in plan)
            rows.append({**_named(row), **counts})
        if agent is not None:
            index_changes()
        self.report({"sets": rows}, as_json=options["json"])


def _named(row: AnnotationSet) -> dict[str, str]:
    return {"set": str(row.uuid), "article": row.text_version.article.reference_code, "annotator": row.annotator.label}
