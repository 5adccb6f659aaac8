"""How often one document has a word, a phrase, or passages near one another.

A text is here the folded words of its blocks, in order; a span is the first and the last word of an occurrence, by
their places in one block.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from archive.analysis import stem
from archive.search.tree import Near, Passage, Phrase, SameParagraph, Word

Block = Sequence[str]
Span = tuple[int, int]


def count(node: Word | Phrase | Near | SameParagraph, blocks: Sequence[Block]) -> int:
    """Give how often a text has a word or a phrase; of passages near one another or in one block, whether: 0 or 1."""
    match node:
        case Near(first, second, distance):
            return int(any(_are_near(first, second, distance, block) for block in blocks))
        case SameParagraph(passages):
            return int(any(all(any(spans(one, block)) for one in passages) for block in blocks))
    return sum(1 for block in blocks for _span in spans(node, block))


def spans(passage: Passage, block: Block) -> Iterator[Span]:
    """Give every occurrence of a passage in a block: one at most for each place where it may begin."""
    if isinstance(passage, Word):
        wanted = stem(passage.word)
        yield from ((place, place) for place, word in enumerate(block) if stem(word) == wanted)
        return
    for start, word in enumerate(block):
        if word == passage.words[0]:
            end = _end(passage, block, start)
            if end is not None:
                yield start, end


def _end(phrase: Phrase, block: Block, start: int) -> int | None:
    """Give the last word of a phrase that begins at ``start``, where its words follow as early as they can."""
    end = start
    stop = min(start + len(phrase.words) + phrase.slop, len(block))
    for word in phrase.words[1:]:
        following = next((place for place in range(end + 1, stop) if block[place] == word), None)
        if following is None:
            return None
        end = following
    return end


def _are_near(first: Passage, second: Passage, distance: int, block: Block) -> bool:
    pairs = product(spans(first, block), spans(second, block))
    return any(0 < other[0] - one[1] <= distance or 0 < one[0] - other[1] <= distance for one, other in pairs)
