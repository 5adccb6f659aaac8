"""Figures as tables."""

import statistics
import time
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table."""
    table = Table(title=title, title_justify="left")
    for index, column in enumerate(columns):
        table.add_column(column, justify="left" if index == 0 else "right")
    for row in rows:
        table.add_row(*row)
    Console(width=120).print(table)


def seconds(work: Callable[[], object]) -> float:
    """Give the wall-clock time of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentiles(samples: Sequence[float]) -> tuple[float, float]:
    """Give the median and the 95th percentile of samples in seconds, as milliseconds."""
    ordered = sorted(samples)
    return statistics.median(ordered) * 1000, ordered[int(len(ordered) * 0.95) - 1] * 1000
