"""Roles of a page's pieces: the story as trafilatura and justext tell it apart, and what each piece of it is.

Trafilatura (Barbaresi, 2021) gives the main text but drops what it can't place; justext (Pomikálek, 2011) judges each
piece with its neighbours but knows nothing of elements. A piece is content where the first has its words, and, inside
the stretch of the page that those words span, where the second calls it good.
"""

from collections.abc import Sequence

from archive.extractors import plain_page as page
from archive.extractors import plain_shapes as shapes
from archive.extractors.html_blocks import good_pieces
from archive.extractors.html_main import SHINGLE, MainText, folded_words, shingles_of
from archive.extractors.html_pieces import PagePiece

#: The share of a piece's shingles that must be the main text's for the piece to be taken for a part of it.
_MOSTLY = 0.6
_AROUND = frozenset({"nav", "header", "footer", "aside", "form", "menu", "dialog"})
_ELEMENTS = {
    "figcaption": "caption",
    "caption": "caption",
    "li": "list",
    "dd": "list",
    "blockquote": "quote",
}
_MOSTLY_LINKS = 0.5
_LONGEST_HEADLINE = 300
_PARAGRAPH_WORDS = 20
#: Pieces below a headline among which its standfirst is looked for, and the least that it has in common.
_BELOW = 6
_LEAST_SHINGLES = 5


def roles_of(pieces: Sequence[PagePiece], main: MainText, titles: Sequence[str], description: str) -> list[str]:
    """Give a ``BlockRole`` code for every piece.

    ``titles`` is what the page calls the story, the surest first; ``description`` what it says of it.
    """
    folded = [folded_words(piece.words) for piece in pieces]
    told = [not piece.is_alt and _is_of(words, main) for piece, words in zip(pieces, folded, strict=True)]
    inside = _filled(pieces, told, main)
    headline = _headline(pieces, folded, inside, [folded_words(title) for title in titles])
    begin = _opening_end(pieces, inside)
    standfirst = _standfirst(folded, headline, description)
    return [
        "headline"
        if index == headline
        else "standfirst"
        if index == standfirst
        else _content_role(piece, in_opening=index < begin)
        if inside[index]
        else _role_around(piece)
        for index, piece in enumerate(pieces)
    ]


def _opening_end(pieces: Sequence[PagePiece], inside: Sequence[bool]) -> int:
    """Give before which piece stamps and bylines stand: the third that reads as a paragraph of the story."""
    long = [index for index, one in enumerate(inside) if one and len(pieces[index].words.split()) >= _PARAGRAPH_WORDS]
    return long[2] if len(long) > 2 else len(pieces)


def _is_of(words: str, main: MainText) -> bool:
    """Say whether the main text has these words: as a line of its own, or most of their shingles."""
    if words in main.lines:
        return True
    parts = words.split()
    own = shingles_of(parts)
    if len(parts) < SHINGLE:
        return False
    return len(own & main.shingles) >= _MOSTLY * len(own)


def _filled(pieces: Sequence[PagePiece], told: Sequence[bool], main: MainText) -> list[bool]:
    """Add what justext calls good between the first and the last piece of the main text."""
    content = list(told)
    places = [index for index, one in enumerate(told) if one]
    if main.lines and not places:
        return content
    good = good_pieces(pieces, main.language)
    first, last = (places[0], places[-1]) if places else (0, len(pieces) - 1)
    for index in range(first, last + 1):
        piece = pieces[index]
        stands_around = not _AROUND.isdisjoint(piece.path)
        is_caption = "figcaption" in piece.path
        if not piece.is_alt and (good[index] or is_caption) and not stands_around:
            content[index] = True
    return content


def _headline(pieces: Sequence[PagePiece], folded: Sequence[str], inside: Sequence[bool], titles: Sequence[str]) -> int:
    """Give which piece is the headline: what the page calls the story, else the last h1 above it; -1 where none is."""
    headings = [
        index
        for index, piece in enumerate(pieces)
        if folded[index] and not piece.is_alt and piece.heading and len(piece.words) <= _LONGEST_HEADLINE
    ]
    for title in titles:
        # A title often has the outlet's name beside the headline.
        named = [index for index in headings if f" {folded[index]} " in f" {title} "]
        longest = max(named, key=lambda index: len(folded[index]), default=-1)
        if longest >= 0 and 2 * len(folded[longest].split()) >= len(title.split()):
            return longest
    first = [index for index in headings if pieces[index].heading == "h1"]
    begin = next((index for index, one in enumerate(inside) if one), len(pieces))
    before = [index for index in first if index <= begin]
    return before[-1] if before else first[0] if first else -1


def _standfirst(folded: Sequence[str], headline: int, description: str) -> int:
    """Give which of the pieces below the headline is the page's description of the story; -1 where none is."""
    described = shingles_of(folded_words(description).split())
    for index in range(headline + 1, min(headline + _BELOW, len(folded))) if headline >= 0 else ():
        own = shingles_of(folded[index].split())
        if own and len(own & described) >= _MOSTLY * max(len(own), _LEAST_SHINGLES):
            return index
    return -1


def _content_role(piece: PagePiece, *, in_opening: bool) -> str:
    if piece.heading:
        return "crosshead"
    if _ELEMENTS.keys().isdisjoint(piece.path):
        stamps = shapes.stamps_of(piece.words)
        if stamps and (in_opening or stamps[0].field):
            return "timestamp"
        if in_opening and shapes.is_byline(piece.words):
            return "byline"
    if "\t" in piece.words or piece.path[-1] == "th":
        return "table"
    for name in reversed(piece.path):
        if name in _ELEMENTS:
            return _ELEMENTS[name]
    return "caption" if "figure" in piece.path else "paragraph"


def _role_around(piece: PagePiece) -> str:
    words = piece.words
    if piece.is_alt:
        return "image-alt"
    if piece.link_density <= _MOSTLY_LINKS or len(words) < _LONGEST_HEADLINE:
        if shapes.stamps_of(words):
            return "timestamp"
        if shapes.is_byline(words):
            return "byline"
    if page.is_rights_notice(words):
        return "notice"
    if piece.link_density > _MOSTLY_LINKS or not _AROUND.isdisjoint(piece.path) or page.is_control(words):
        return "teaser" if len(words.split()) > 8 and "nav" not in piece.path else "navigation"
    return "teaser" if len(words.split()) > 8 else "notice"
