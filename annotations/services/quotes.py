"""Words to offsets."""

import re

from annotations.errors import InvalidSpanError
from archive.evidence import quote_pattern


def find_quote(*, text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """Give the one place of ``quote`` within ``text[start:end]``, as code points of the whole text.

    A run of white space in the quote stands for any run of white space in the text, so that words copied from a page
    are found over line ends. Raises InvalidSpanError where they are absent, or stand there more than once.
    """
    places = find_quotes(text=text, quote=quote, start=start, end=end)
    shown = " ".join(quote.split())
    if not places:
        raise InvalidSpanError(f"“{shown}” does not stand in this block")
    if len(places) > 1:
        raise InvalidSpanError(f"“{shown}” stands {len(places)} times in this block: say which one, or give more words")
    return places[0]


def find_quotes(*, text: str, quote: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give every place of ``quote`` within ``text[start:end]``, overlapping ones too; white space as above."""
    if not quote.strip():
        return []
    overlapping = re.compile(f"(?=({quote_pattern(quote).pattern}))")
    return [match.span(1) for match in overlapping.finditer(text, start, end)]
