"""Whether a name answers to what was typed; shared by all that look records up by name. No Django here."""

from collections.abc import Sequence

from archive.analysis import stem, words


def is_whole(name: str, typed: str) -> bool:
    """Say whether a name is what was typed, but for case, accents and punctuation."""
    return words(name) == words(typed)


def contains(name: str, typed: str) -> bool:
    """Say whether a name has the words that were typed, one after the other."""
    return _runs(words(name), words(typed))


def contains_stems(text: str, typed: str) -> bool:
    """Say whether a text has the words that were typed one after the other, in whatever inflected forms."""
    return _runs([stem(word) for word in words(text)], [stem(word) for word in words(typed)])


def _runs(whole: Sequence[str], part: Sequence[str]) -> bool:
    size = len(part)
    return bool(size) and any(whole[start : start + size] == part for start in range(len(whole) - size + 1))
