"""Titles for articles that print none: made from their first words, in square brackets (supplied: ISAD(G) 3.1.2)."""

import re
from collections.abc import Sequence

from archive.extractors.plain_datelines import find_dateline
from archive.records import Block

#: Code points of a supplied title, brackets and ellipsis included.
MAX_TITLE = 90

_PREFERRED = ("paragraph", "standfirst", "quote", "list", "caption", "crosshead")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Capt|Sgt|Adm|Maj|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|No|Inc|Co|Corp|Ltd|vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b\w(?:\.\w)+)\.\Z"
)
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)]*(?=\s|\Z)")
_SAMPLE = 1000


def supplied_title(text: str, blocks: Sequence[Block]) -> str:
    """Give a title for an article without a headline: the first sentence of its first paragraph, without the dateline.

    It is cut at the end of a word where it would be longer than ``MAX_TITLE``. Where no block is a paragraph, the next
    best content is taken; ``[…]`` where there are no words at all.
    """
    block = _first_content(text, blocks)
    sentence = _first_sentence(text, block) if block else ""
    room = MAX_TITLE - len("[]")
    if not sentence:
        return "[…]"
    return f"[{sentence if len(sentence) <= room else _cut(sentence, room)}]"


def _first_content(text: str, blocks: Sequence[Block]) -> Block | None:
    spoken = [block for block in blocks if not text[block.start : block.end].isspace() and block.end > block.start]
    for role in _PREFERRED:
        found = next((block for block in spoken if block.role == role), None)
        if found:
            return found
    return spoken[0] if spoken else None


def _first_sentence(text: str, block: Block) -> str:
    start = block.start + len(text[block.start : block.end]) - len(text[block.start : block.end].lstrip())
    dateline = find_dateline(text, start, block.end)
    if dateline and dateline.end < block.end:
        start = dateline.end
    words = " ".join(text[start : min(block.end, start + _SAMPLE)].split())
    for match in _SENTENCE_END.finditer(words):
        if not _ABBREVIATION.search(words[: match.start() + 1]):
            return words[: match.end()]
    return words


def _cut(sentence: str, room: int) -> str:
    """Give the words that fit, and an ellipsis; a first word that is longer than the room is cut itself."""
    cut = sentence[:room].rpartition(" ")[0].rstrip(" ,;:-–—") or sentence[: room - 1]
    return f"{cut}…"
