"""Dates and times as news prints them: found by pattern, read by python-dateutil, given as EDTF with their place.

An instant keeps the zone that is printed. A year of two digits gets its century from dateutil and medium certainty; a
date of bare numbers whose day and month could change places is given as both (EDTF level 2, one of a set).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from dateutil import parser

_MONTHS = (
    ("Jan", "January", "Januar", "Jänner", "janvier", "enero", "gennaio"),
    ("Feb", "February", "Februar", "février", "febrero", "febbraio"),
    ("Mar", "March", "März", "mars", "marzo"),
    ("Apr", "April", "avril", "abril", "aprile"),
    ("May", "Mai", "mayo", "maggio"),
    ("Jun", "June", "Juni", "juin", "junio", "giugno"),
    ("Jul", "July", "Juli", "juillet", "julio", "luglio"),
    ("Aug", "August", "août", "agosto"),
    ("Sep", "Sept", "September", "septembre", "septiembre", "settembre"),
    ("Oct", "October", "Oktober", "octobre", "octubre", "ottobre"),
    ("Nov", "November", "novembre", "noviembre"),
    ("Dec", "December", "Dezember", "décembre", "diciembre", "dicembre"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH_NAMES = "|".join(sorted({name for names in _MONTHS for name in names}, key=len, reverse=True))
_WEEKDAY_NAMES = "|".join([*_WEEKDAYS, "Mon", "Tues?", "Wed", "Thurs?", "Thu", "Fri", "Sat", "Sun"])
_MONTH = rf"(?:{_MONTH_NAMES})\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.)?"
_YEAR = r"(?:(?:1[6-9]|20)\d\d|['’]?\d\d)(?![\d:])"

#: A date without its year, the month in words: "April 19", "19 April".
DAY_AND_MONTH = rf"(?:{_MONTH}\s+{_DAY}|{_DAY}\s+(?:de\s+)?{_MONTH})"

_DATE = re.compile(
    rf"""
    (?<![\w/]) (?: (?:{_WEEKDAY_NAMES})\b\.?,?\s+ (?:the\s+)? )?
    (?: (?P<worded> {_DAY}[\s-]+(?:de\s+|of\s+)?{_MONTH},?[\s-]+(?:de\s+)?{_YEAR}
                  | {_MONTH}\s+{_DAY},?\s+(?:1[6-9]|20)\d\d(?!\d) )
      | (?P<iso> (?:1[6-9]|20)\d\d (?P<mark>[-/.]) \d{{1,2}} (?P=mark) \d{{1,2}} (?!\d) )
      | (?P<numbers> \d{{1,2}} (?P<sign>[-/.]) \d{{1,2}} (?P=sign) (?:1[6-9]|20)?\d\d (?!\d) )
    )
    (?: ,?\s+(?:{_WEEKDAY_NAMES})\b )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ZONE = (
    r"(?:\(?\s*(?:(?:UTC/GMT|UTC|GMT)\s*)?[+\N{MINUS SIGN}-]\d{1,2}(?::?\d\d)?(?!\d)(?:\s*hours)?\s*\)?"
    r"|\(?\b(?:[A-Z]{2,5}|Z)\b\)?|(?<=\d)Z\b)"
)
_CLOCK = (
    r"(?:\d{1,2}[:.h]\d\d(?::\d\d(?:\.\d+)?)?(?!\d)(?:\s*[AaPp]\.?[Mm]\b\.?)?"
    r"|\d{1,2}\s*[AaPp]\.?[Mm]\b\.?|\d{4}(?=\s*(?:GMT|UTC)))"
)
_TIME = re.compile(rf"(?P<clock>{_CLOCK})(?:\s*(?:hrs|h|Uhr)\b\.?)?(?:\s*(?P<zone>{_ZONE}))?")
_WITHOUT_YEAR = re.compile(rf"(?:(?:{_WEEKDAY_NAMES})\b[.,]?\s*)?(?:{DAY_AND_MONTH})?", re.IGNORECASE)
_TIME_AFTER = re.compile(rf"(?:[Tt](?=\d)|[\s,;|@\N{{EN DASH}}-]*(?:\bat\s+|\bum\s+|\bà\s+)?)(?P<time>{_TIME.pattern})")
_TIME_BEFORE = re.compile(rf"(?P<time>{_TIME.pattern})(?:\s*,?\s*(?:\bon\s+)?)\Z")
_FURTHER_TIME = re.compile(rf"[\s/,(|]+{_CLOCK}\s*{_ZONE}\)?")

_OFFSETS = {
    **dict.fromkeys(("GMT", "UTC", "UT", "Z", "WET"), 0),
    **dict.fromkeys(("BST", "CET", "MEZ", "WEST"), 60),
    **dict.fromkeys(("CEST", "MESZ", "EET", "SAST"), 120),
    **dict.fromkeys(("EEST", "MSK", "TRT"), 180),
    "MSD": 240,
    "GST": 240,
    "PKT": 300,
    "HKT": 480,
    "SGT": 480,
    "AWST": 480,
    "JST": 540,
    "KST": 540,
    "AEST": 600,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    "EDT": -240,
    "EST": -300,
    "CDT": -300,
    "CST": -360,
    "MDT": -360,
    "MST": -420,
    "PDT": -420,
    "PST": -480,
}
_PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_PLACES |= {"UK": "Europe/London"}
_NUMERIC_ZONE = re.compile(r"([+-])(\d{1,2}):?(\d\d)?")
_FOUR_DIGITS = re.compile(r"\d{4}")
_FRACTION = re.compile(r"(?<=:\d\d)\.\d+")
_CLOCK_POINT = re.compile(r"(?<=\d)[.h](?=\d)")
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_CONTEXT = 40


class _ParserInfo(parser.parserinfo):
    MONTHS = list(_MONTHS)  # type: ignore[arg-type]  # noqa: RUF012 (dateutil takes any number of names and declares it so)
    JUMP = [*parser.parserinfo.JUMP, "de", "’", "'"]  # noqa: RUF012 (dateutil declares it so)


_INFO = _ParserInfo(dayfirst=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A date, with a time or without, at ``[start, end)`` of the text searched; ``end`` takes in the time and zone."""

    start: int
    end: int
    edtf: str
    certainty: str
    note: str = ""
    has_time: bool = False

    @property
    def day(self) -> str:
        """The day that is printed, without time and zone."""
        return self.edtf[:10]


def find_stamps(text: str) -> Iterator[Stamp]:
    """Yield the full dates of a text with their times, from the first to the last; what is no real date is left out."""
    position = 0
    while match := _DATE.search(text, position):
        stamp = _read(text, match, position)
        position = match.end()
        if stamp:
            yield stamp
            position = max(position, stamp.end)


def is_partial_stamp(words: str) -> bool:
    """Tell whether a line is a day without its year, a time, or both: "Apr 23, 2:14 PM EDT", "17:20"."""
    time = _TIME.search(words)
    day = f"{words[: time.start()]} {words[time.end() :]}" if time else words
    return (
        bool(_WITHOUT_YEAR.fullmatch(re.sub(r"\bat\b\s*\Z", "", day.strip(" ,;|@–-")).strip(" ,;|@–-"))) and words != ""
    )


def month_and_day(words: str) -> tuple[int, int] | None:
    """Give the month and day of a date without a year (``DAY_AND_MONTH``); None where no year has such a day."""
    try:
        found = parser.parse(f"{words} 2000", parserinfo=_INFO)
    except (ValueError, OverflowError):
        return None
    return found.month, found.day


def _read(text: str, match: re.Match[str], floor: int) -> Stamp | None:
    """Read a date with the time before or after it; nothing before ``floor`` belongs to it."""
    try:
        days = _days(match)
    except (ValueError, OverflowError):
        return None
    start, end = match.span()
    earlier = _TIME_BEFORE.search(text[max(floor, start - _CONTEXT) : start])
    later = _TIME_AFTER.match(text, end)
    if later:
        end = later.end()
        further = _FURTHER_TIME.match(text, end)
        end = further.end() if further else end
    start -= len(earlier.group()) if earlier else 0
    time = earlier or later
    certainty, note = _doubts(match, days)
    if len(days) > 1:
        return Stamp(start=start, end=end, edtf=f"[{days[0]},{days[1]}]", certainty="low", note=note)
    clock = _clock(time.group("clock"), time.group("zone") or "", days[0]) if time else ""
    if clock and time and time.group("zone") and len(clock) == len("Thh:mm:ss"):
        certainty, note = "medium", f"the zone {time.group('zone')} is not known here"
    return Stamp(start=start, end=end, edtf=f"{days[0]}{clock}", certainty=certainty, note=note, has_time=bool(clock))


def _days(match: re.Match[str]) -> list[date]:
    """Give the day, or the two days that it could be; ``ValueError`` for what is on no calendar."""
    if match.group("iso"):
        year, month, day = map(int, re.split(r"[-/.]", match.group("iso")))
        return [date(year, month, day)]
    if match.group("numbers"):
        first, second, year = map(int, re.split(r"[-/.]", match.group("numbers")))
        year = year if year > 99 else _INFO.convertyear(year)
        if match.group("sign") == "." or first > 12 or first == second:
            return [date(year, second, first)]
        if second > 12:
            return [date(year, first, second)]
        return sorted([date(year, second, first), date(year, first, second)])
    return [parser.parse(match.group("worded").replace("-", " "), parserinfo=_INFO).date()]


def _doubts(match: re.Match[str], days: list[date]) -> tuple[str, str]:
    """Give certainty and note: a weekday that does not fit, a century or an order of day and month that is guessed."""
    if len(days) > 1:
        return "low", "day and month could change places"
    weekday = re.search(rf"\b(?:{_WEEKDAY_NAMES})\b", match.group(), re.IGNORECASE)
    if weekday and weekday.group()[:3].lower() != _WEEKDAYS[days[0].weekday()][:3].lower():
        return "low", f"printed as a {weekday.group()}, but the day was a {_WEEKDAYS[days[0].weekday()]}"
    if not match.group("iso") and not _FOUR_DIGITS.search(match.group()):
        return "medium", "the century is not printed"
    return "high", ""


def _clock(clock: str, zone: str, day: date) -> str:
    """Give ``Thh:mm:ss`` with the zone, as EDTF wants it; empty where the clock shows no such time."""
    digits = f"{clock[:2]}:{clock[2:]}" if clock.isdigit() else _FRACTION.sub("", clock)
    try:
        time = parser.parse(_CLOCK_POINT.sub(":", digits), default=_ANY_DAY).time()
    except (ValueError, OverflowError):
        return ""
    moment = datetime.combine(day, time, tzinfo=_zone(zone))
    return moment.isoformat().replace("+00:00", "Z")[10:]


def _zone(printed: str) -> tzinfo | None:
    name = printed.strip("() \t\n").replace("\N{MINUS SIGN}", "-")
    numeric = _NUMERIC_ZONE.search(name)
    if numeric:
        sign, hours, minutes = numeric.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(-offset if sign == "-" else offset) if offset < timedelta(hours=24) else None
    if name in _PLACES:
        return ZoneInfo(_PLACES[name])
    return timezone(timedelta(minutes=_OFFSETS[name])) if _OFFSETS.get(name) else _utc(name)


def _utc(name: str) -> tzinfo | None:
    return UTC if name in _OFFSETS else None
