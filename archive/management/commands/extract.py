"""``manage.py extract``: make new texts of articles that are held already."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from accounts.services.agents import software_agent
from archive.errors import ArchiveError
from archive.extractors import EXTRACTORS
from archive.management.indexing import index_changes
from archive.management.reporting import ReportingCommand, progress_bar
from archive.models import Article
from archive.services.extraction import extract_again
from archive.version import VERSION


class Command(ReportingCommand):
    help = "Make a new text version of articles from their captures; former texts and what stands on them stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--article", nargs="+", metavar="UUID", help="these articles")
        which.add_argument("--all", action="store_true", help="every article")
        parser.add_argument("--extractor", required=True, choices=sorted(EXTRACTORS), help="who reads the bytes")
        parser.add_argument("--charset", default="", help="the charset to take as declared")

    def handle(self, *_args: Any, **options: Any) -> None:
        articles = self._articles(options["article"])
        agent = software_agent(name="dateline", version=VERSION)
        made, unchanged, failed = 0, 0, []
        with progress_bar("Extracting") as advance:
            for done, pk in enumerate(articles, start=1):
                article = Article.objects.select_related("current_text__article_capture__capture__blob").get(pk=pk)
                try:
                    found = extract_again(
                        article=article,
                        extractor=options["extractor"],
                        agent=agent,
                        version=article.version,
                        charset=options["charset"],
                    )
                except ArchiveError as error:
                    failed.append({"article": article.reference_code, "reason": str(error)})
                else:
                    made, unchanged = made + (found.text is not None), unchanged + (found.text is None)
                advance(done, len(articles))
        index_changes()
        figures = {"read": len(articles), "made": made, "unchanged": unchanged, "failed": failed}
        self.report(figures, as_json=options["json"])

    def _articles(self, uuids: list[str] | None) -> list[int]:
        if uuids is None:
            return list(Article.objects.filter(current_text__isnull=False).order_by("pk").values_list("pk", flat=True))
        found = []
        for uuid in uuids:
            try:
                found.append(Article.objects.values_list("pk", flat=True).get(uuid=uuid))
            except (Article.DoesNotExist, ValidationError) as error:
                raise CommandError(f"there is no article {uuid}") from error
        return found
