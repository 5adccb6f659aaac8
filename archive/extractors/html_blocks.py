"""justext's judgement of pieces told apart already: by length, link density and stop words, then by neighbours.

Pomikálek, J. (2011): Removing boilerplate and duplicate content from web corpora, chapter 3.
"""

from collections.abc import Sequence
from functools import cache

from justext import core, get_stoplist, get_stoplists
from justext.paragraph import Paragraph

from archive.extractors.html_pieces import PagePiece

#: The languages that have a list of stop words there, by ISO 639-1; any other is judged without.
_LISTS = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian_Bokmal", "nl": "Dutch",
    "no": "Norwegian_Bokmal", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
}  # fmt: skip

#: The most pieces that are judged; the longest stories have some hundreds.
MOST_PIECES = 3000


class _Place:
    """What justext asks of the place of a paragraph."""

    def __init__(self, piece: PagePiece) -> None:
        self.dom = ".".join(piece.path)
        self.xpath = ""


def good_pieces(pieces: Sequence[PagePiece], language: str) -> list[bool]:
    """Say of each piece whether it is good text. Without a list for the language, stop words do not count.

    Of more than ``MOST_PIECES`` none is: judging by neighbours takes time by their square, and no story has as many.
    """
    if len(pieces) > MOST_PIECES:
        return [False] * len(pieces)
    paragraphs = [_Judged(piece) for piece in pieces]
    stop_words = _stop_words(_LISTS.get(language, ""))
    low, high = (core.STOPWORDS_LOW_DEFAULT, core.STOPWORDS_HIGH_DEFAULT) if stop_words else (0, 0)
    core.classify_paragraphs(paragraphs, stop_words, stopwords_low=low, stopwords_high=high)
    core.revise_paragraph_classification(paragraphs)
    return [paragraph.class_type == "good" for paragraph in paragraphs]


class _Judged(Paragraph):
    """A piece as justext sees it; its words are folded already, which justext would do at every look."""

    def __init__(self, piece: PagePiece) -> None:
        super().__init__(_Place(piece))
        self.text_nodes = [piece.words]
        self.chars_count_in_links = piece.linked
        self._words = piece.words
        self._parts = piece.words.lower().split()

    @property
    def text(self) -> str:
        return self._words

    @property
    def words_count(self) -> int:
        return len(self._parts)

    def stopwords_count(self, stopwords: frozenset[str]) -> int:
        return sum(map(stopwords.__contains__, self._parts))


@cache
def _stop_words(name: str) -> frozenset[str]:
    return frozenset(get_stoplist(name)) if name in get_stoplists() else frozenset()
