"""An article's text as it is set: its own blocks one by one, the page around it folded up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.segments import Fragment, Mark, Words, segments
from archive.snapshots import ArticleSnapshot, BlockSnapshot
from archive.vocabulary import BOILERPLATE_ROLES, BlockRole


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBlock:
    """One block, ready to be set."""

    role: str
    nodes: tuple[Words | Fragment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of the article, or a run of boilerplate with the number of its printed lines."""

    blocks: tuple[SetBlock, ...]
    boilerplate: bool = False
    lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetText:
    """The whole text: the headline, where the text has it as a block, and everything else in order."""

    headline: SetBlock | None
    passages: tuple[Passage, ...]

    @property
    def boilerplate_lines(self) -> int:
        """How many printed lines are folded up."""
        return sum(passage.lines for passage in self.passages)


def set_text(article: ArticleSnapshot, *, headline: str, marks: Iterable[Mark]) -> SetText:
    """Give the text with marks on it; blocks without any printed character are left out.

    The headline is taken out of the run of blocks where one says just that: it stands above the article instead.
    """
    text, all_marks = article.text.text, tuple(marks)
    blocks = [block for block in article.text.blocks if text[block.start : block.end].strip()]
    title = next((block for block in blocks if _says(text, block, headline)), None)
    passages: list[Passage] = []
    for boilerplate, run in groupby((block for block in blocks if block is not title), key=_is_boilerplate):
        group = list(run)
        if boilerplate:
            passages.append(_folded(text, group, all_marks))
        else:
            passages.extend(Passage(blocks=(_set(text, block, all_marks),)) for block in group)
    return SetText(headline=_set(text, title, all_marks) if title else None, passages=tuple(passages))


def _is_boilerplate(block: BlockSnapshot) -> bool:
    return block.role in BOILERPLATE_ROLES


def _says(text: str, block: BlockSnapshot, headline: str) -> bool:
    words = text[block.start : block.end].split()
    return block.role == BlockRole.HEADLINE and bool(headline) and words == headline.split()


def _set(text: str, block: BlockSnapshot, marks: Sequence[Mark]) -> SetBlock:
    return SetBlock(role=block.role, nodes=segments(text, start=block.start, end=block.end, marks=marks))


def _folded(text: str, blocks: Sequence[BlockSnapshot], marks: Sequence[Mark]) -> Passage:
    lines = sum(bool(line.strip()) for block in blocks for line in text[block.start : block.end].split("\n"))
    return Passage(blocks=tuple(_set(text, block, marks) for block in blocks), boilerplate=True, lines=lines)
