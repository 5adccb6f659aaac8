"""``manage.py suggest names|statements|file``: what a program would mark, in sets of its own."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from accounts.access import system_viewer
from accounts.services.agents import software_agent
from annotations.errors import AnnotationsError
from annotations.models import Project
from annotations.selectors.known_names import known_names
from annotations.services.suggest import SUGGESTERS, suggest
from annotations.services.suggest_file import suggest_file
from archive.errors import ArchiveError
from archive.management.reporting import ReportingCommand, progress_bar
from archive.models import Article


class Command(ReportingCommand):
    help = "Suggest names of the authority file, or statements by rules; people accept or reject them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("what", choices=[*sorted(SUGGESTERS), "file"], help="what is suggested")
        parser.add_argument("path", nargs="?", type=Path, help="for file: Web Annotations (JSON-LD) on one article")
        parser.add_argument(
            "--project", required=True, metavar="SLUG", help="the project whose layers and tags are used"
        )
        parser.add_argument(
            "--article", action="append", default=[], metavar="CODE", help="an article's reference code"
        )
        parser.add_argument("--program", default="", metavar="NAME", help="for file: what made the annotations")
        parser.add_argument("--all", action="store_true", help="every article that has a text")

    def handle(self, *_args: Any, **options: Any) -> None:
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise CommandError(f"there is no project {options['project']}")
        articles = self._articles(options)
        if options["what"] == "file":
            self.report(_of_file(project, articles, options), as_json=options["json"])
            return
        known = known_names()
        figures = {"articles": 0, "made": 0, "kept": 0, "gone": 0}
        with progress_bar("Suggesting") as advance:
            for number, article in enumerate(articles, start=1):
                if article.current_text is None:
                    continue
                try:
                    done = suggest(
                        what=options["what"], project=project, text_version=article.current_text, known=known
                    )
                except AnnotationsError as error:
                    raise CommandError(f"{article.reference_code}: {error}") from error
                for name in ("made", "kept", "gone"):
                    figures[name] += getattr(done, name)
                figures["articles"] += 1
                advance(number, len(articles))
        self.report(figures, as_json=options["json"])

    def _articles(self, options: dict[str, Any]) -> list[Article]:
        if options["all"] == bool(options["article"]):
            raise CommandError("say which articles: --article CODE (more than once), or --all")
        found = Article.objects.visible_to(system_viewer()).select_related("current_text").order_by("reference_code")
        if options["all"]:
            return list(found)
        chosen = list(found.filter(reference_code__in=options["article"]))
        missing = set(options["article"]) - {article.reference_code for article in chosen}
        if missing:
            raise CommandError(f"there is no article {', '.join(sorted(missing))}")
        return chosen


def _of_file(project: Project, articles: list[Article], options: dict[str, Any]) -> dict[str, Any]:
    """Take a file's annotations as suggestions on one article."""
    if options["path"] is None or not options["program"]:
        raise CommandError("give the file and, with --program, the name of what made it")
    if len(articles) != 1 or articles[0].current_text is None:
        raise CommandError("say which one article the file is about, with --article")
    agent = software_agent(name=options["program"], version="")
    try:
        done = suggest_file(
            data=options["path"].read_bytes(), project=project, text_version=articles[0].current_text, agent=agent
        )
    except (ArchiveError, AnnotationsError, OSError) as error:
        raise CommandError(f"{options['path']}: {error}") from error
    left_out = [{"annotation": one.name, "reason": one.reason} for one in done.left_out]
    made = done.suggested
    return {"made": made.made, "kept": made.kept, "gone": made.gone, "left_out": left_out}
