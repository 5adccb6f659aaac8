"""``manage.py agreement PROJECT``: how far a project's annotators agree."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError

from accounts.services.viewers import viewer_named
from annotations.agreement import Choice, Figure, Report, Row, agreement
from annotations.agreement.flat import as_csv, as_json
from annotations.models import Project
from annotations.selectors.agreement import Compared, compared_sets
from annotations.selectors.projects import visible_projects
from archive.management.reporting import ReportingCommand, progress_bar


class Command(ReportingCommand):
    help = (
        "Say how far those who annotated the same texts of a project agree: span F1, kappa, alpha, unitizing alpha, "
        "and with --gamma gamma."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("project", help="slug of the project")
        parser.add_argument("--csv", action="store_true", help="print one line of CSV a figure, with a heading")
        parser.add_argument("--gamma", action="store_true", help="measure gamma as well; it takes long")
        parser.add_argument("--layer", default="", metavar="CODE", help="this layer only")
        parser.add_argument("--tag", default="", metavar="CODE", help="this tag only (of statements: content, cue …)")
        parser.add_argument("--pair", nargs=2, default=(), metavar="NAME", help="these two annotators only")
        parser.add_argument("--programs", action="store_true", help="hold programs' suggestions against people's sets")
        parser.add_argument("--as", dest="user", help="as this user may see it, or 'public' (default: everything)")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            viewer = viewer_named(options["user"])
        except LookupError as error:
            raise CommandError(str(error.args[0])) from error
        project = visible_projects(viewer).filter(slug=options["project"]).first()
        if project is None:
            raise CommandError(f"there is no project {options['project']!r}")
        compared = compared_sets(project=project, viewer=viewer, programs=options["programs"])
        choice = Choice(
            layer=options["layer"], tag=options["tag"], pair=frozenset(options["pair"]), gamma=options["gamma"]
        )
        _check(choice, compared)
        with progress_bar("scopes") as advance, _solver_aside(wanted=choice.gamma):
            report = agreement(
                compared.documents,
                scopes=compared.scopes,
                apart=compared.curators | compared.programs,
                choice=choice,
                advance=advance,
            )
        self._tell(report, project, options)

    def _tell(self, report: Report, project: Project, options: dict[str, Any]) -> None:
        if options["csv"]:
            self.stdout.write(as_csv(report), ending="")
        elif options["json"]:
            self.report({"project": project.slug, **as_json(report)}, as_json=True)
        else:
            found = as_json(report)
            figures = {name: found[name] for name in ("documents", "tokens", "annotators", "left_out")}
            self.report({**figures, "figures": [_line(row) for row in report.rows]}, as_json=False)


def _check(choice: Choice, compared: Compared) -> None:
    """Raise CommandError for a layer, tag or pair that there is not, with those that there are."""
    layers, tags = {*compared.layers}, {tag for _layer, tag in compared.tags}
    if choice.layer and choice.layer not in layers:
        raise CommandError(f"there is no layer {choice.layer!r}: {', '.join(sorted(layers))}")
    if choice.tag and choice.tag not in tags:
        raise CommandError(f"there is no tag {choice.tag!r}: {', '.join(sorted(tags))}")
    if choice.pair and choice.pair not in map(frozenset, compared.pairs()):
        pairs = ", ".join(" and ".join(pair) for pair in compared.pairs()) or "nobody did"
        raise CommandError(f"{' and '.join(sorted(choice.pair))} annotated no text in common: {pairs}")


def _line(row: Row) -> dict[str, str]:
    scope = "/".join(filter(None, (row.scope.layer, row.scope.tag))) or "all layers"
    who = "over all" if row.together else " and ".join(row.annotators)
    figures = {measure.value: _shown(figure) for measure, figure in row.figures.items()}
    return {"of": scope, "by": who, "n": f"{row.documents}/{row.tokens}/{sum(row.spans)}", **figures}


def _shown(figure: Figure) -> str:
    return f"undefined ({figure.reason})" if figure.value is None else f"{figure.value:.3f}"


@contextmanager
def _solver_aside(*, wanted: bool) -> Iterator[None]:
    """Send what the solver behind gamma prints, past Python, to the standard error, so that the output stays clean."""
    if not wanted:
        yield
        return
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
