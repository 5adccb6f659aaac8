"""Days in queries: a year, a month or a day, and ranges of them, as whole days. No Django here."""

import re
from calendar import monthrange
from datetime import date, timedelta

from archive.search.tree import Dates

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_FORM = "a day, a month or a year: 2007-04-19, 2007-04 or 2007"


def period(text: str) -> tuple[date, date]:
    """Give the first and the last day of a year, month or day; raises ValueError, in words, where it is none."""
    match = _PERIOD.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not {_FORM}.")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first
        last_month = month or 12
        return first, date(first.year, last_month, monthrange(first.year, last_month)[1])
    except ValueError as error:
        raise ValueError(f"There is no such date as “{text}”.") from error


def between(low: str | None, high: str | None, *, low_included: bool, high_included: bool) -> Dates:
    """Give the days from one period to another; None is open. Raises ValueError, in words."""
    earliest = latest = None
    try:
        if low is not None:
            first, last = period(low)
            earliest = first if low_included else last + timedelta(days=1)
        if high is not None:
            first, last = period(high)
            latest = last if high_included else first - timedelta(days=1)
    except OverflowError as error:
        raise ValueError("There are no days beyond that.") from error
    if earliest and latest and latest < earliest:
        raise ValueError("The range ends before it begins.")
    return Dates(earliest, latest)
