"""What a page is about, as trafilatura sees it: its main text, and who wrote it where no markup states that."""

import copy
from dataclasses import dataclass

import trafilatura
from lxml import etree
from rapidfuzz.utils import default_process
from trafilatura.metadata import extract_author

from archive.extractors.language import identify_language

#: Words a shingle: enough to be this story's own, short enough for half a sentence.
SHINGLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class MainText:
    """The main text's lines and shingles, as sets of folded words, its language, and what could not be told."""

    lines: frozenset[str] = frozenset()
    shingles: frozenset[tuple[str, ...]] = frozenset()
    language: str = ""
    warnings: tuple[str, ...] = ()


def main_text(tree: etree._Element) -> MainText:
    """Ask trafilatura on a copy of the tree, which it cuts up; where it gives up, the warning says so.

    Its metadata are not asked for: they take as long again, and keep no trace of where they stand.
    """
    try:
        found = trafilatura.bare_extraction(copy.deepcopy(tree), include_comments=False, include_tables=True)
    except Exception as error:  # noqa: BLE001 - a library that reads strangers' pages may fail in any way
        return MainText(warnings=(f"the main text could not be told by trafilatura: {error!r}",))
    text = getattr(found, "text", None)
    if not text:
        return MainText(warnings=("trafilatura found no main text",))
    lines = [folded_words(line) for line in text.split("\n")]
    words = [word for line in lines for word in line.split()]
    return MainText(
        lines=frozenset(" ".join(line.split()) for line in lines if line.strip()),
        shingles=frozenset(shingles_of(words)),
        language=identify_language(text)[0],
    )


def author_of(tree: etree._Element) -> str:
    """Give who wrote a page by the elements that such names usually stand in; nothing where none are told."""
    try:
        return (extract_author(tree) or "").replace("; ", ", ")
    except Exception:  # noqa: BLE001 - as above; a page has no author then
        return ""


def folded_words(text: str) -> str:
    """Give the words of a text in lower case, punctuation as blanks."""
    return " ".join(default_process(text).split())


def shingles_of(words: list[str]) -> set[tuple[str, ...]]:
    """Give every run of ``SHINGLE`` words."""
    return {tuple(words[index : index + SHINGLE]) for index in range(len(words) - SHINGLE + 1)}
