"""The day of what a story tells: a weekday in its opening, beside a day that is known.

"Thursday" in a story of Friday 20 April 2007 is the 19th: the last such day up to the story's own. That is a
conclusion, so the value says what it rests on and how sure it is; words that point elsewhere ("next Thursday") conclude
nothing.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from archive.records import Block, FoundValue

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(
    r"(?<!\w)(?:(?P<other>next|last|this coming|every|each|until|by|from|since|before|after|previous)\s+(?:on\s+)?)?"
    rf"(?P<day>{'|'.join(_DAYS)})\b(?!['’]s)",
    re.IGNORECASE,
)
_WHOLE_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_OPENING = frozenset({"standfirst", "paragraph"})
_PARAGRAPHS = 2
#: Fields whose day a weekday is counted from, the surest first.
_FROM = {"dateline_date": "the dateline", "published": "the day of publication"}


def event_date(text: str, blocks: Sequence[Block], values: Iterable[FoundValue]) -> FoundValue | None:
    """Give the day that a weekday in the first two paragraphs stands for; None where nothing follows for certain."""
    known = _known_day(values)
    if known is None:
        return None
    day, source = known
    opening = [block for block in blocks if block.role in _OPENING][:_PARAGRAPHS]
    for block in opening:
        for match in _WEEKDAY.finditer(text, block.start, block.end):
            if not match["other"]:
                return _concluded(match, day, source)
    return None


def _concluded(match: re.Match[str], day: date, source: str) -> FoundValue:
    name = match["day"].capitalize()
    found = day - timedelta(days=(day.weekday() - _DAYS.index(name)) % 7)
    start, end = match.span("day")
    return FoundValue(
        field="event_date",
        value=match["day"],
        edtf=found.isoformat(),
        status="partly-supplied",
        certainty="medium",
        start=start,
        end=end,
        note=f"the last {name} up to {day.isoformat()}, {source}",
    )


def _known_day(values: Iterable[FoundValue]) -> tuple[date, str] | None:
    by_field = {value.field: value for value in values}
    for field, source in _FROM.items():
        match = _WHOLE_DAY.match(by_field[field].edtf) if field in by_field else None
        if match:
            try:
                return date(*map(int, match.groups())), source
            except ValueError:
                return None
    return None
