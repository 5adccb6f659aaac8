"""``manage.py relate [--all]``: which articles belong together."""

from argparse import ArgumentParser
from typing import Any

from accounts.services.agents import software_agent
from archive.management.reporting import ReportingCommand, progress_bar
from archive.models import Accession, ArticleCapture
from archive.services.relations import relate
from archive.version import VERSION


class Command(ReportingCommand):
    help = "Suggest articles that share passages or a happening; people confirm or reject what is suggested."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--all", action="store_true", help="every pair (default: those with an article of the last accession)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        only = None if options["all"] else _of_last_accession()
        with progress_bar("Comparing") as advance:
            done = relate(agent=software_agent(name="dateline", version=VERSION), only=only, progress=advance)
        figures = {
            "articles": done.articles,
            "compared": done.compared,
            "suggested": done.suggested,
            "renewed": done.renewed,
            "taken_back": done.taken_back,
        }
        self.report(figures, as_json=options["json"])


def _of_last_accession() -> set[int]:
    last = Accession.objects.order_by("pk").last()
    found = ArticleCapture.objects.filter(capture__accession=last)
    return set(found.values_list("article_id", flat=True))
