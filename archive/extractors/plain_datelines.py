"""Datelines: the place, day and agency that open a story ("BRUSSELS, April 19 (Reuters) -"), with where they stand."""

import re
from calendar import isleap
from dataclasses import dataclass

from archive.extractors.plain_stamps import DAY_AND_MONTH, month_and_day
from archive.extractors.plain_words import AGENCIES, PARTICLES, SECTION_WORDS, SHORT_PLACES

_MAX_OPENING = 120
_OPENING = re.compile(
    r"(?P<opening>\S.{0,110}?)(?:\s+(?P<dash>--+|[-–—―_])(?=\s)|(?<=[)\]/])\s*(?P<mark>--+|[-–—―_:])(?=\s|\w)"
    r"|(?P<em>—)(?=\w))",
    re.DOTALL,
)
_UNDASHED = re.compile(r"(?P<opening>[^()]{0,80}\(\s*[\w .-]{2,40}?\s*\))(?=\s+[\"'“‘]?[^\W\d_a-z])")
_AGENCY_AT_END = re.compile(r"(?P<mark>[(/\[]\s*(?P<name>[^()/\[\]]{2,40}?)\s*[)/\]])\s*\Z")
_OUTLET = re.compile(r"[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2}")
_DATE_AT_END = re.compile(
    rf"(?:\A|[\s,.(/]+)(?P<day>{DAY_AND_MONTH})(?:,?\s+(?P<year>(?:1[6-9]|20)\d\d))?[\s,.)/]*\Z", re.IGNORECASE
)
_BYLINE_BEFORE = re.compile(r"(?:By|BY)\s+(?P<name>(?:[A-Z][\w'’-]*[a-z][\w'’-]*\s+){2,4})(?=[A-Z]{2})")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What opens a story, ``[start, end)`` with its dash; empty members were not printed.

    ``edtf`` is the day, with ``XXXX`` where no year is printed. ``agency_start`` and ``agency_end`` are where the
    credit stands, or the whole opening where the credit is all there is. ``byline`` stands before the place, at
    ``byline_start``.
    """

    start: int
    end: int
    place: str = ""
    edtf: str = ""
    agency: str = ""
    agency_start: int = 0
    agency_end: int = 0
    byline: str = ""
    byline_start: int = 0


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Give the dateline that opens a paragraph ``[start, end)``, or None."""
    head = text[start : min(end, start + _MAX_OPENING + 20)]
    match = _OPENING.match(head)
    found = _read(match.group("opening"), start, start + match.end()) if match else None
    if found or not (undashed := _UNDASHED.match(head)):
        return found
    found = _read(undashed.group("opening"), start, start + undashed.end())
    return found if found and found.agency else None


def read_dateline(text: str, start: int, end: int, *, bare_place: bool = False) -> Dateline | None:
    """Give the dateline that a line ``[start, end)`` is as a whole, or None; a place alone only if ``bare_place``."""
    if end - start > _MAX_OPENING:
        return None
    found = _read(text[start:end].rstrip(" \t\n-–—_"), start, end)
    return found if found and (bare_place or (found.place and (found.edtf or found.agency))) else None


def _read(opening: str, start: int, end: int) -> Dateline | None:
    agency, agency_range, rest = _take_agency(opening, start)
    if rest is None:
        return None
    edtf, rest = _take_day(rest)
    byline, byline_start = "", 0
    if match := _BYLINE_BEFORE.match(rest):
        byline, byline_start = " ".join(match.group("name").split()), start + match.start("name")
        rest = rest[match.end() :]
    place = _place(" ".join(rest.strip(" \t\n,.").split()), told=bool(agency or edtf))
    if place is None or not (place or agency):
        return None
    alone = not (place or edtf)
    agency_start, agency_end = agency_range if agency_range and not alone else (start, end)
    return Dateline(
        start=start,
        end=end,
        place=place,
        edtf=edtf,
        agency=agency,
        agency_start=agency_start,
        agency_end=agency_end,
        byline=byline,
        byline_start=byline_start,
    )


def _take_agency(opening: str, start: int) -> tuple[str, tuple[int, int] | None, str | None]:
    """Give the agency, its place and what is left; what is left is None where other words stand in its place."""
    if match := _AGENCY_AT_END.search(opening):
        name = " ".join(match.group("name").split())
        credited = (start + match.start("mark"), start + match.end("mark"))
        if _DATE_AT_END.fullmatch(name):
            return "", credited, f"{opening[: match.start()]} {name}"
        known = AGENCIES.get(name.lower()) or (name if name.split("-")[0].lower() in AGENCIES else "")
        return known, credited, opening[: match.start()] if known or _OUTLET.fullmatch(name) else None
    for pattern in (r"[,.]\s*(?P<name>[^,.]{2,40})[.,\s]*\Z", r"\A(?P<name>[^,.]{2,40}),\s*"):
        match = re.search(pattern, opening)
        known = AGENCIES.get(match.group("name").strip().lower(), "") if match else ""
        if match and known:
            return known, (start + match.start("name"), start + match.end("name")), opening.replace(match.group(), " ")
    return "", None, opening


def _take_day(words: str) -> tuple[str, str]:
    """Give the day at the end of an opening as EDTF, and what stands before it."""
    match = _DATE_AT_END.search(words)
    if not match:
        return "", words
    before = words[: match.start()]
    found = month_and_day(match.group("day"))
    year = match.group("year")
    if not found or (year and found == (2, 29) and not isleap(int(year))):
        return "", before
    return f"{year or 'XXXX'}-{found[0]:02d}-{found[1]:02d}", before


def _place(words: str, *, told: bool) -> str | None:
    """Give a place's name as a name is written, nothing for no words, None for words that are no place."""
    if not words:
        return ""
    if any(character.isdigit() for character in words) or len(words.split()) > 5:
        return None
    city = words.split(",", maxsplit=1)[0]
    parts = _WORD.findall(city)
    if not parts:
        return None
    capitals = all(part.isupper() or part in PARTICLES for part in parts)
    named = all(part[0].isupper() or part in PARTICLES for part in _WORD.findall(words))
    if not named or not (capitals or told):
        return None
    if not told and not _is_bare_place(parts):
        return None
    return _WORD.sub(lambda match: _recased(match.group(), match.start()), words)


def _is_bare_place(parts: list[str]) -> bool:
    """Tell whether capitals without a day or an agency are a place and no acronym, section or label."""
    if all(part.lower() in SECTION_WORDS for part in parts):
        return False
    return any(len(part) > 4 or part in SHORT_PLACES for part in parts)


def _recased(word: str, position: int) -> str:
    if not word.isupper() or "." in word.rstrip("."):
        return word
    if position and word.lower() in PARTICLES:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda match: match.group().capitalize(), word)
