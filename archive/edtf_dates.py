"""Dates in EDTF (Library of Congress 2019, levels 0 to 2): are they well formed, and which days do they span.

The ``edtf`` library drops times and zones, pads unknown ends by ten years, fails on a month of one known digit and
takes milliseconds a value. So instants go through ``datetime``, days, months and years with qualifiers and unspecified
digits are read here, intervals and sets taken apart, and seasons, years before 1 and years of more than four digits go
through the library, once a value.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from time import struct_time

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from archive.errors import InvalidValueError

#: The earliest and the latest day; None for a side that is open, unknown or beyond the calendar.
Bounds = tuple[date | None, date | None]

_LONGEST = 60
_DIGITS = (("year", "[0-9X]{4}"), ("month", "[01X][0-9X]"), ("day", "[0-3X][0-9X]"))
_EXAMPLES = "2007-04-19, 2007-04?, ../2007-04-19 or 2007-04-19T21:24:00Z"
_PARTS = [rf"(?:[?~%]?(?P<{name}>{digits})|(?P<{name}_>{digits})[?~%])" for name, digits in _DIGITS]
_DATE = re.compile(rf"{_PARTS[0]}(?:-{_PARTS[1]}(?:-{_PARTS[2]})?)?")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}(?::\d{2})?)?", re.ASCII)
#: What the library is asked about: seasons, years before 1, years of more than four digits, significant digits.
_UNUSUAL = re.compile(r"-?\d{4}-[234]\d[?~%]?|-\d{4}(?:-\d\d){0,2}[?~%]?|-?\d{4}S\d|Y-?\d+(?:E\d+)?(?:S\d+)?", re.ASCII)
_CHARACTERS = re.compile(r"[-0-9XYESTZ:+?~%/.,\[\]{}]*", re.ASCII)
_OPEN_ENDS = frozenset({"", ".."})


def check(edtf: str) -> None:
    """Raise ``InvalidValueError``, with the reason, where a string is not EDTF or ends before it begins."""
    bounds(edtf)


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> Bounds:
    """Give the earliest and the latest day of a date; None on a side that is open, unknown or beyond the calendar.

    An instant gives the day that its own zone prints; a date without a year has no bounds. Raises
    ``InvalidValueError`` where the string is not EDTF.
    """
    if len(edtf) > _LONGEST:
        raise InvalidValueError(f"A date has at most {_LONGEST} characters, this one has {len(edtf)}.", field="edtf")
    if not edtf or not _CHARACTERS.fullmatch(edtf):
        raise _malformed(edtf)
    if _INSTANT.fullmatch(edtf):
        return _instant(edtf)
    if edtf[0] in "[{" and edtf[-1] == {"[": "]", "{": "}"}[edtf[0]]:
        return _set(edtf)
    if "/" in edtf:
        return _interval(edtf, *edtf.split("/", maxsplit=1))
    return _single(edtf, edtf)


def _malformed(edtf: str) -> InvalidValueError:
    return InvalidValueError(f"“{edtf}” is not a date in EDTF; write for example {_EXAMPLES}.", field="edtf")


def _instant(edtf: str) -> Bounds:
    try:
        day = datetime.fromisoformat(edtf).date()
    except ValueError as error:
        raise InvalidValueError(f"“{edtf}” is no moment of the calendar: {error}.", field="edtf") from error
    return day, day


def _interval(edtf: str, start: str, end: str) -> Bounds:
    if start in _OPEN_ENDS and end in _OPEN_ENDS and not (start or end):
        raise _malformed(edtf)
    earliest = None if start in _OPEN_ENDS else _single(edtf, start)[0]
    latest = None if end in _OPEN_ENDS else _single(edtf, end)[1]
    return _ordered(edtf, earliest, latest)


def _set(edtf: str) -> Bounds:
    """Give the span of all members of a set, "one of" or "all of": days, ranges, and everything before or after one."""
    spans: list[Bounds] = []
    for member in edtf[1:-1].split(","):
        start, dots, end = member.strip().partition("..")
        first = _single(edtf, start) if start else (None, None)
        last = _single(edtf, end) if end else (None, None)
        if not (start or end):
            raise _malformed(edtf)
        spans.append(_ordered(edtf, first[0], last[1]) if dots else first)
    return _outermost(spans)


def _outermost(spans: Iterable[Bounds]) -> Bounds:
    starts, ends = zip(*spans, strict=True)
    earliest = None if None in starts else min(day for day in starts if day)
    return earliest, None if None in ends else max(day for day in ends if day)


def _ordered(edtf: str, earliest: date | None, latest: date | None) -> Bounds:
    if earliest and latest and latest < earliest:
        raise InvalidValueError(f"“{edtf}” ends before it begins.", field="edtf")
    return earliest, latest


def _single(edtf: str, member: str) -> Bounds:
    """Give the bounds of one date, the whole value ``edtf`` or a member of it."""
    if match := _DATE.fullmatch(member):
        year, month, day = (match[name] or match[f"{name}_"] or "XX" for name, _ in _DIGITS)
        return _date(edtf, year, month, day)
    if not _UNUSUAL.fullmatch(member):
        raise _malformed(edtf)
    try:
        parsed = parse_edtf(member)
        earliest, latest = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, ValueError, OverflowError) as error:
        raise _malformed(edtf) from error
    return _ordered(edtf, _day(earliest), _day(latest))


def _date(edtf: str, year: str, month: str, day: str) -> Bounds:
    """Give the bounds of a date of which any digit may be X; without any digit of the year there are none."""
    sample = 2000 if "X" in year else int(year) or 2000
    days = [
        (month_number, day_number)
        for month_number in range(1, 13)
        for day_number in range(1, monthrange(sample, month_number)[1] + 1)
        if _fits(month_number, month) and _fits(day_number, day)
    ]
    if not days:
        raise InvalidValueError(f"“{edtf}” is not in the calendar.", field="edtf")
    if year == "XXXX":
        return None, None
    return _of_year(int(year.replace("X", "0")), *days[0]), _of_year(int(year.replace("X", "9")), *days[-1])


def _fits(number: int, digits: str) -> bool:
    return all(digit in {"X", printed} for digit, printed in zip(digits, f"{number:02d}", strict=True))


def _of_year(year: int, month: int, day: int) -> date | None:
    """Give a day, 28 February for the 29th where the year has none; None in the year 0."""
    return date(year, month, min(day, monthrange(year, month)[1])) if year else None


def _day(found: struct_time | float) -> date | None:
    """Give a day of the calendar, or None for what lies outside the years 1 to 9999."""
    if not isinstance(found, struct_time) or not 1 <= found.tm_year <= 9999:
        return None
    last = monthrange(found.tm_year, found.tm_mon)[1]
    return date(found.tm_year, found.tm_mon, min(found.tm_mday, last))
