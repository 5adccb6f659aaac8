"""Blocks of a plain text: its pieces with their roles, tiling the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.extractors.plain_lines import Piece, pieces_of
from archive.extractors.plain_roles import Page
from archive.records import Block


@dataclass(frozen=True, slots=True)
class RoledPiece:
    """A piece, its role, and the part of the page it stands in: ``head``, ``body`` or ``tail``."""

    piece: Piece
    role: str
    part: str


def read_pieces(text: str) -> list[RoledPiece]:
    """Give the pieces of a text with their roles, in order."""
    pieces = pieces_of(text)
    return [RoledPiece(piece, *read) for piece, read in zip(pieces, Page(text, pieces).read(), strict=True)]


def tile(text: str, pieces: Sequence[RoledPiece]) -> tuple[Block, ...]:
    """Give blocks that cover the text: white space goes to the block before it, at the beginning to the first."""
    starts = [0, *(roled.piece.start for roled in pieces[1:])]
    ends = [*starts[1:], len(text)]
    return tuple(
        Block(start=start, end=end, role=roled.role) for start, end, roled in zip(starts, ends, pieces, strict=True)
    )
