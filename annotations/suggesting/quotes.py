"""Quoted words in a paragraph; a quotation that is never closed ends with its sentence, not with the article."""

import re
from collections.abc import Iterator, Sequence

from annotations.suggesting.records import Range

_OPEN, _CLOSE = "“„«", "”»"
_MARK = re.compile(r"[\"“”„«»]")
#: Quotations of fewer words are words in quotation marks, not statements.
_WORDS = 3


def quotations(text: str, paragraph: Range, sentences: Sequence[Range]) -> Iterator[Range]:
    """Give quoted words with their quotation marks, as PARC 3.0 takes them."""
    start, end = paragraph
    opened: int | None = None
    for match in _MARK.finditer(text, start, end):
        mark, place = match.group(), match.start()
        closes = mark in _CLOSE or (mark == '"' and opened is not None)
        if closes and opened is not None:
            yield from _whole(text, opened, match.end())
            opened = None
        elif not closes:
            if opened is not None:
                yield from _whole(text, opened, _sentence_end(sentences, opened, place))
            opened = place
    if opened is not None:
        yield from _whole(text, opened, _sentence_end(sentences, opened, end))


def _sentence_end(sentences: Sequence[Range], opened: int, most: int) -> int:
    """Give where the sentence ends in which a quotation was opened."""
    return min(next((end for start, end in sentences if start <= opened < end), most), most)


def _whole(text: str, start: int, end: int) -> Iterator[Range]:
    last = start + len(text[start:end].rstrip())
    if len(text[start:last].split()) >= _WORDS:
        yield start, last
