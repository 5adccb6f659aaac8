"""Putting a text together from pieces of markup, block by block, so that every value knows where its words stand."""

import re
from collections.abc import Iterable

from archive.records import Block, ExtractedText, FoundValue
from archive.text import normalise

_SPACE = re.compile(r"[ \t\n\r\f\v]+")


def folded(words: str) -> str:
    """Give words with white space folded as a browser does: runs to one space, none at the ends. NBSP is kept."""
    return _SPACE.sub(" ", words).strip(" ")


class TextBuilder:
    """A text under construction: each block is followed by a line end, and blocks tile the text (ADR 2)."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def block(self, words: str, role: str, xpath: str = "") -> tuple[int, int] | None:
        """Add a block and give where its words stand, ``[start, end)``; None, and no block, where there are none.

        Line ends inside are kept as LF; NUL and half surrogate pairs become U+FFFD; nothing else is changed.
        """
        kept = normalise(words).strip("\n")
        if not kept.strip():
            return None
        start, end = self._length, self._length + len(kept)
        self._parts.append(kept + "\n")
        self._length = end + 1
        self._blocks.append(Block(start=start, end=self._length, role=role, xpath=xpath))
        return start, end

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks so far."""
        return tuple(self._blocks)

    def built(
        self,
        values: Iterable[FoundValue],
        *,
        charset: str,
        charset_evidence: str,
        newline: str = "",
        warnings: Iterable[str] = (),
    ) -> ExtractedText:
        """Give what an extractor gives; ``values`` are in the order of their fields' importance, one for each field."""
        return ExtractedText(
            text=self.text,
            blocks=self.blocks,
            values=tuple(values),
            charset=charset,
            charset_evidence=charset_evidence,
            newline=newline,
            warnings=tuple(warnings),
        )
