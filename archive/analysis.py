"""Words as search compares them: cut out of a text, folded, and reduced to stems. No Django and no engine here."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

#: A word: a run of letters, digits and underscores.
WORD = re.compile(r"\w+")
_ENGLISH = snowballstemmer.stemmer("english")


class Token(NamedTuple):
    """A folded word and the code points ``[start, end)`` it stands on."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Give the words of a text in order; a word is a run of letters, digits and underscores."""
    for match in WORD.finditer(text):
        yield Token(fold(match[0]), match.start(), match.end())


def words(text: str) -> list[str]:
    """Give the folded words of a text in order."""
    if text.isascii():
        return WORD.findall(text.lower())
    return [fold(word) for word in WORD.findall(text)]


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Give a word in lower case without accents: case folded, decomposed (NFKD), combining marks dropped."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character)) or word


@lru_cache(maxsize=400_000)
def stem(word: str) -> str:
    """Give a folded word's stem by the English (Porter2) algorithm of Snowball; numbers and other scripts stay."""
    return str(_ENGLISH.stemWord(word))
