"""Where the words that somebody quotes stand in a text: the one place, or an error that says how many there are."""

import re
from dataclasses import replace

from archive.errors import InvalidValueError
from archive.records import FoundValue
from archive.text import check_range

_LONGEST_NAMED = 80


def quote_pattern(quote: str) -> re.Pattern[str]:
    """Give a pattern for the words of a quotation, in which a run of white space stands for any other."""
    return re.compile(r"\s+".join(map(re.escape, quote.split())))


def find_quotes(text: str, quote: str) -> list[tuple[int, int]]:
    """Give every code point range where the quoted words stand, overlapping ones too; none for no words.

    White space around the quotation is left out, and a run of it stands for any other, so that words copied from a
    page are found over line ends.
    """
    if not quote.strip():
        return []
    overlapping = re.compile(f"(?=({quote_pattern(quote).pattern}))")
    return [match.span(1) for match in overlapping.finditer(text)]


def find_quote(text: str, quote: str) -> tuple[int, int]:
    """Give the code point range ``[start, end)`` of the only place where the quoted words stand.

    Raises ``InvalidValueError``, with the quotation and the number of places, where there is none or more than one, or
    where the quotation has no words.
    """
    if not quote.strip():
        raise InvalidValueError("The quotation is empty.", field="quote")
    places = find_quotes(text, quote)
    if len(places) != 1:
        named = quote if len(quote) <= _LONGEST_NAMED else f"{quote[: _LONGEST_NAMED - 1]}…"
        several = f"stands at {len(places)} places in the text; it must stand at one"
        where = several if places else "does not stand in the text"
        message = f"The quotation “{named}” {where}."
        raise InvalidValueError(message, field="quote")
    return places[0]


def resolve(text: str, value: FoundValue) -> FoundValue:
    """Give a value with the place of its quotation; a value with offsets, or without evidence, comes back as it is.

    Raises ``InvalidValueError`` where the quotation has not exactly one place, or the offsets are incomplete or outside
    the text.
    """
    if (value.start is None) != (value.end is None):
        raise InvalidValueError("The start and the end of an evidence span come together.", field="start")
    if value.start is not None and value.end is not None:
        check_range(value.start, value.end, len(text))
        return value
    if not value.quote:
        return value
    start, end = find_quote(text, value.quote)
    return replace(value, start=start, end=end)
