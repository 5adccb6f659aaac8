"""How commands report: figures for people, one JSON object for programs, a bar on a terminal and none in a pipe."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class Advance(Protocol):
    """Says how far the work is: (done) or (done, total)."""

    def __call__(self, done: int, total: int | None = None, /) -> None: ...


class ReportingCommand(BaseCommand):
    """A command that takes ``--json`` and then prints one JSON object as its last line."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")

    def report(self, figures: Mapping[str, Any], *, as_json: bool) -> None:
        """Print the figures."""
        if as_json:
            self.stdout.write(json.dumps(figures, ensure_ascii=False, default=str))
            return
        for name, value in figures.items():
            if isinstance(value, list):
                self.stdout.write(f"{name}: {len(value)}")
                for row in value:
                    self.stdout.write(f"  {_row(row)}")
            else:
                self.stdout.write(f"{name}: {value}")


def _row(row: Any) -> str:
    if not isinstance(row, Mapping):
        return str(row)
    return ", ".join(f"{name} {value}" for name, value in row.items() if value is not None and value != "")


@contextmanager
def progress_bar(title: str) -> Iterator[Advance]:
    """Give a function that draws how far the work is, on a terminal; in a pipe it draws nothing."""
    console = Console(stderr=True)
    if not (console.is_terminal and sys.stdout.isatty()):
        yield lambda _done, _total=None, /: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(title, total=None)

        def advance(done: int, total: int | None = None, /) -> None:
            progress.update(task, completed=done, total=total)

        yield advance
