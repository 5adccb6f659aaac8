"""``manage.py evaluate extraction DIR``: score what is taken for content against expected main text."""

from argparse import ArgumentParser
from pathlib import Path
from statistics import mean
from typing import Any

from django.core.management.base import CommandError

from archive.errors import ReadingError
from archive.evaluation import PageScore, scores_of
from archive.management.reporting import ReportingCommand

#: What F1 has to differ by for a page to be named.
_NOTABLE = 0.01


class Command(ReportingCommand):
    help = "Score the extraction of pages against expected main texts and values, beside trafilatura alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("what", choices=["extraction"], help="what is evaluated")
        parser.add_argument("folder", type=Path, metavar="DIR", help="folders with source.html and expected.html")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            scores = list(scores_of(options["folder"]))
        except ReadingError as error:
            raise CommandError(str(error)) from error
        self.report(figures_of(scores), as_json=options["json"])


def figures_of(scores: list[PageScore]) -> dict[str, Any]:
    """Give averages over the pages, the pages that lose against trafilatura alone, and how many values were found."""
    fields = sorted({field for score in scores for field in score.fields})
    return {
        "pages": len(scores),
        "f1": round(mean(score.ours for score in scores), 4),
        "f1_trafilatura": round(mean(score.trafilatura for score in scores), 4),
        "worse": [
            {"page": score.name, "f1": round(score.ours, 3), "f1_trafilatura": round(score.trafilatura, 3)}
            for score in sorted(scores, key=lambda one: one.ours - one.trafilatura)
            if score.ours < score.trafilatura - _NOTABLE
        ],
        **{f"{field}_found": _found(field, scores) for field in fields},
    }


def _found(field: str, scores: list[PageScore]) -> str:
    expected = [score.fields[field] for score in scores if field in score.fields]
    return f"{sum(expected)} of {len(expected)}"
