"""Text as Whoosh indexes it here: each printed word under its stem, with its positions, and where blocks begin."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh.fields import FieldType
from whoosh.formats import Format

from archive.analysis import stem, words

#: Stands between stem and word in a term: the forms of a stem are the terms that begin with it and this.
SEPARATOR = "\t"
#: The term whose positions are those at which blocks begin; no word has it.
BLOCKS = b"\x00"
#: Bytes of one position.
POSITION_SIZE = 4


def term(word: str) -> bytes:
    """Give the term of a folded word."""
    return f"{stem(word)}{SEPARATOR}{word}".encode()


def forms_prefix(word: str) -> bytes:
    """Give what the terms of all words with a folded word's stem begin with."""
    return f"{stem(word)}{SEPARATOR}".encode()


class PackedPositions(Format):  # type: ignore[misc]  # Whoosh has no types
    """Positions as unsigned 32-bit numbers in the machine's order, ascending: read as an array, without unpickling."""

    def decode_frequency(self, value: bytes) -> int:
        return len(value) // POSITION_SIZE

    decode_weight = decode_frequency

    def decode_positions(self, value: bytes) -> list[int]:
        return array("I", value).tolist()


class WordsField(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose value is the texts of blocks. One position is left out between blocks, so no phrase spans two."""

    def __init__(self) -> None:
        super().__init__(format=PackedPositions(), analyzer=None)

    def index(self, value: Sequence[str], **_kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Give (term, frequency, weight, positions) for each word of the blocks."""
        places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        starts = array("I")
        position = 0
        for block in value:
            starts.append(position)
            for word in words(block):
                places[word].append(position)
                position += 1
            position += 1
        for word, found in places.items():
            yield term(word), len(found), float(len(found)), found.tobytes()
        if places:
            yield BLOCKS, len(starts), float(len(starts)), starts.tobytes()
