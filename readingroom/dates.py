"""Dates in the reader's words, from EDTF (Library of Congress, 2019)."""

import re
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?")
_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")
_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
#: A leap year, so that every day of a year has a name.
_ANY_YEAR = 2000


def date_words(edtf: str, *, earliest: date | None = None, latest: date | None = None) -> str:
    """Give a date as a reader says it: "19 April 2007, 21:24 UTC", "on or before 19 April 2007", "probably 2012".

    What this doesn't know how to say is said by its ``earliest`` and ``latest`` day; without those it stays EDTF.
    """
    try:
        found = _instant(edtf) or _interval(edtf) or _point(edtf)
    except ValueError:
        found = ""
    return found or _bounds(earliest, latest) or edtf


def _instant(edtf: str) -> str:
    match = _INSTANT.fullmatch(edtf)
    if not match:
        return ""
    moment = datetime.fromisoformat(match[1])
    zone = {None: "", "Z": " UTC"}.get(match[2], f" UTC{match[2]}")
    return f"{date_format(moment, 'j F Y, H:i')}{zone}"


def _interval(edtf: str) -> str:
    if "/" not in edtf:
        return ""
    first, last = edtf.split("/", 1)
    open_ends = {"", ".."}
    if first in open_ends and last not in open_ends:
        return _until(last)
    if last in open_ends and first not in open_ends:
        return _since(first)
    start, end = _point(first), _point(last)
    return _("%(start)s to %(end)s") % {"start": start, "end": end} if start and end else ""


def _until(edtf: str) -> str:
    words = _plain(edtf)
    form = _("on or before %(date)s") if _is_day(edtf) else _("in or before %(date)s")
    return _qualified(edtf, form % {"date": words}) if words else ""


def _since(edtf: str) -> str:
    words = _plain(edtf)
    form = _("on or after %(date)s") if _is_day(edtf) else _("in or after %(date)s")
    return _qualified(edtf, form % {"date": words}) if words else ""


def _is_day(edtf: str) -> bool:
    return edtf.count("-") == 2


def _point(edtf: str) -> str:
    yearless = _YEARLESS.fullmatch(edtf)
    if yearless:
        day = date(_ANY_YEAR, int(yearless[1]), int(yearless[2]))
        return _("%(date)s, year not known") % {"date": date_format(day, "j F")}
    words = _plain(edtf)
    return _qualified(edtf, words) if words else ""


def _plain(edtf: str) -> str:
    """Give a date without what qualifies it."""
    match = _POINT.fullmatch(re.sub(r"[?~%]", "", edtf))
    return _day(match["year"], match["month"], match["day"]) if match else ""


def _day(year: str, month: str | None, day: str | None) -> str:
    form = "j F Y" if day else "F Y" if month else "Y"
    return date_format(date(int(year), int(month or 1), int(day or 1)), form)


def _qualified(edtf: str, words: str) -> str:
    """Say what is uncertain (``?``), approximate (``~``) or both (``%``): the whole at the end, else a part of it."""
    forms = {"?": _("probably %(date)s"), "~": _("about %(date)s"), "%": _("probably about %(date)s")}
    if edtf[-1] in forms:
        return forms[edtf[-1]] % {"date": words}
    if re.match(r"\d{4}[?%]", edtf):
        return _("%(date)s, year uncertain") % {"date": words}
    return _("%(date)s, in part uncertain") % {"date": words} if re.search(r"[?~%]", edtf) else words


def _bounds(earliest: date | None, latest: date | None) -> str:
    if earliest and latest:
        first, last = date_format(earliest, "j F Y"), date_format(latest, "j F Y")
        return first if first == last else _("%(start)s to %(end)s") % {"start": first, "end": last}
    if latest:
        return _("on or before %(date)s") % {"date": date_format(latest, "j F Y")}
    return _("on or after %(date)s") % {"date": date_format(earliest, "j F Y")} if earliest else ""
