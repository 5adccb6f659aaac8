"""Names withheld from readers: where they stand in a text, and the text without them. No Django here.

A name is compared as search compares words: case, accents and what stands between its words do not count. Whatever is
withheld is as long as what stood there, so that every offset stays true.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from archive.analysis import Token, stem, tokens, words

#: What stands for each code point of a name.
BLOCK = "█"
#: The fewest code points of a name that are known again where a quotation's context cuts it.
_LEAST = 3

_Record = TypeVar("_Record")


class Withholding:
    """The names that are withheld in one article, or everywhere."""

    def __init__(self, names: Iterable[str]) -> None:
        found = {tuple(words(name)) for name in names}
        #: Longest first, so that a name is taken whole.
        self.names: Sequence[tuple[str, ...]] = sorted(filter(None, found), key=lambda name: (-len(name), name))

    def __bool__(self) -> bool:
        return bool(self.names)

    def __or__(self, other: "Withholding") -> "Withholding":
        return Withholding(" ".join(name) for name in {*self.names, *other.names})

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of all names."""
        return frozenset(word for name in self.names for word in name)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words of all names."""
        return frozenset(map(stem, self.words))

    def ranges(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where names stand in a text, as ``[start, end)`` in code points, in order and apart."""
        held = list(tokens(text))
        at = 0
        while at < len(held):
            size = self._size_at(held, at)
            if size:
                yield held[at].start, held[at + size - 1].end
            at += size or 1

    def _size_at(self, held: Sequence[Token], at: int) -> int:
        """Give how many words the name has that begins here; 0 where none does."""
        if held[at].word not in self._first:
            return 0
        for name in self.names:
            if all(at + n < len(held) and held[at + n].word == word for n, word in enumerate(name)):
                return len(name)
        return 0

    @cached_property
    def _first(self) -> frozenset[str]:
        return frozenset(name[0] for name in self.names)

    def text(self, text: str) -> str:
        """Give a text without the names, as long as before."""
        return _blocked(text, self.ranges(text))

    def within(self, text: str) -> bool:
        """Say whether a name stands in a text."""
        return next(self.ranges(text), None) is not None

    def cut(self, text: str, *, at_end: bool) -> str:
        """Give words before (``at_end``) or behind a quotation without names, also one that the edge cuts."""
        shown = self.text(text)
        held = list(tokens(shown))
        for size in range(min(len(held), max(map(len, self.names), default=0)), 0, -1):
            run = held[-size:] if at_end else held[:size]
            if sum(len(token.word) for token in run) >= _LEAST and self._is_part([one.word for one in run], at_end):
                return _blocked(shown, [(run[0].start, run[-1].end)])
        return shown

    def _is_part(self, run: Sequence[str], at_end: bool) -> bool:  # noqa: FBT001 - which edge
        size = len(run)
        for name in self.names:
            if size > len(name):
                continue
            part = name[:size] if at_end else name[-size:]
            if at_end and part[:-1] == tuple(run[:-1]) and part[-1].startswith(run[-1]):
                return True
            if not at_end and part[1:] == tuple(run[1:]) and part[0].endswith(run[0]):
                return True
        return False

    def record(self, value: _Record) -> _Record:
        """Give plain data without the names: strings in dataclasses, mappings and lists, however deep."""
        changed: Any = value
        if isinstance(value, str):
            changed = self.text(value)
        elif isinstance(value, Mapping):
            changed = {key: self._member(key, one) for key, one in value.items()}
        elif isinstance(value, list):
            changed = [self.record(one) for one in value]
        elif isinstance(value, tuple):
            changed = tuple(self.record(one) for one in value)
        elif is_dataclass(value) and not isinstance(value, type):
            found = {field.name: getattr(value, field.name) for field in fields(value)}
            changes = {name: self.record(one) for name, one in found.items()}
            changed = replace(value, **changes)
        return changed  # type: ignore[no-any-return]  # of the type that was given

    def _member(self, key: Any, value: Any) -> Any:
        if isinstance(value, str) and key in {"prefix", "suffix"}:
            return self.cut(value, at_end=key == "prefix")
        return self.record(value)


#: Withholds nothing.
NOTHING = Withholding(())


def _blocked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    found = list(ranges)
    for start, end in reversed(found):
        text = f"{text[:start]}{BLOCK * (end - start)}{text[end:]}"
    return text
