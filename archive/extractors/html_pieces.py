"""The visible text of a page, piece by piece in document order, with where each piece stands and how much is links.

White space is folded as a browser folds it (CSS Text 3, section 4.1): runs to one blank, none at the ends of lines;
NBSP and what stands in ``pre`` are kept. Left out is what no reader sees: scripts, styles, templates, and elements that
are hidden by attribute or inline style. ``noscript`` is kept: it is what a reader without scripts sees.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from archive.errors import ExtractionError
from archive.extractors.html_names import CELLS, HEADINGS, HIDDEN, INLINE, UNBROKEN

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_BLANKS = re.compile(r"  +")
_AROUND_CELL = re.compile(r" *\t *")
_EMPTY_LINE = re.compile(r"\n\s*\n")
_AROUND_BREAK = re.compile(r" *\n *")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INLINED = re.compile(r"display\s*:\s*[\w-]*inline", re.IGNORECASE)
#: Elements inside one another, at most; a browser stops at about as many.
DEEPEST = 600


@dataclass(frozen=True, slots=True)
class PagePiece:
    """Words with the XPath of the element they stand in, the names on its way, and what is link text.

    ``linked`` counts the characters inside links. ``is_alt`` marks the description of an image.
    """

    words: str
    xpath: str
    path: tuple[str, ...]
    linked: int = 0
    is_alt: bool = False

    @property
    def link_density(self) -> float:
        """The share of the words that is links, from 0 to 1."""
        return min(1.0, self.linked / max(1, len(self.words)))

    @property
    def heading(self) -> str:
        """The heading element (``h1`` to ``h6``) that the words stand in, or nothing."""
        return next((name for name in reversed(self.path) if name in HEADINGS), "")


def pieces_of(body: etree._Element, inline: frozenset[str] = INLINE) -> list[PagePiece]:
    """Give the pieces of a page's body; ``inline`` are the elements that end no piece.

    Raises ExtractionError where elements stand in one another beyond measure.
    """
    walk = _Walk(inline)
    walk.read(body)
    return walk.pieces


class _Walk:
    """One way through a page: text gathers until an element begins or ends a piece."""

    def __init__(self, inline: frozenset[str]) -> None:
        self._inline = inline
        self.pieces: list[PagePiece] = []
        self._parts: list[str] = []
        self._linked = 0
        self._alts: list[PagePiece] = []
        self._path: list[tuple[str, str]] = []
        self._links = 0
        self._kept = 0

    def read(self, body: etree._Element) -> None:
        """Walk without recursion: a hostile page is deeper than Python's stack."""
        stack: list[tuple[str, etree._Element, Iterator[tuple[etree._Element, str]]]] = []
        self._enter(body, str(body.tag), str(body.getroottree().getpath(body)))
        stack.append((str(body.tag), body, _steps(body)))
        while stack:
            name, element, children = stack[-1]
            child, step = next(children, (None, ""))
            if child is None:
                stack.pop()
                self._leave(name)
                if stack:
                    self._take(element.tail)
                continue
            if step and not _is_hidden(child):
                if len(stack) > DEEPEST:
                    raise ExtractionError(f"more than {DEEPEST} elements stand in one another")
                tag = _shown_as(child)
                self._enter(child, tag, step)
                stack.append((tag, child, _steps(child)))
            else:
                self._take(child.tail)
        self._flush()

    def _enter(self, element: etree._Element, name: str, step: str) -> None:
        if name == "br":
            self._parts.append("\n")
        elif name == "img":
            self._image(element, step)
        elif name in CELLS:
            if any(part.strip() for part in self._parts):
                self._parts.append("\t")
        elif name not in self._inline:
            self._flush()
        self._path.append((step, name))
        self._links += name == "a"
        self._kept += name == "pre"
        self._take(element.text)

    def _leave(self, name: str) -> None:
        if name not in self._inline and name not in UNBROKEN:
            self._flush()
        self._path.pop()
        self._links -= name == "a"
        self._kept -= name == "pre"

    def _take(self, text: str | None) -> None:
        if not text:
            return
        part = text if self._kept else _SPACE.sub(" ", text)
        self._parts.append(part)
        if self._links:
            self._linked += len(part.strip())

    def _image(self, element: etree._Element, step: str) -> None:
        words = _SPACE.sub(" ", element.get("alt") or "").strip()
        if words:
            path = tuple(name for _step, name in self._path)
            place = "/".join([*(one for one, _name in self._path), step])
            self._alts.append(PagePiece(words, place, path, is_alt=True))

    def _flush(self) -> None:
        """End a piece; an empty line that two ``br`` make ends one too, as a paragraph does."""
        text = "".join(self._parts)
        if text and not text.isspace():
            depth = next((n for n in range(len(self._path), 0, -1) if self._path[n - 1][1] not in self._inline), 1)
            name, path = self._path[depth - 1][1], tuple(name for _step, name in self._path)
            place = "/".join(step for step, _name in self._path[:depth])
            if name != "pre":
                text = _AROUND_CELL.sub("\t", _AROUND_BREAK.sub("\n", _BLANKS.sub(" ", text)))
            parts = [text] if name == "pre" else _EMPTY_LINE.split(text)
            share = self._linked / len(text)
            for part in parts:
                if words := part.strip(" \n\t"):
                    self.pieces.append(PagePiece(words, place, path, round(share * len(part))))
        self.pieces += self._alts
        self._parts, self._linked, self._alts = [], 0, []


def _steps(parent: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Give the children with their steps in an XPath: numbered where the name stands again; none for a comment."""
    totals = Counter(child.tag for child in parent if isinstance(child.tag, str))
    seen: Counter[str] = Counter()
    for child in parent:
        name = child.tag if isinstance(child.tag, str) else ""
        seen[name] += 1
        yield child, name if not name or totals[name] == 1 else f"{name}[{seen[name]}]"


def _is_hidden(element: etree._Element) -> bool:
    if element.tag in HIDDEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDING.search(style))


def _shown_as(element: etree._Element) -> str:
    """Give an element's name; ``span`` for one that its style, or being unknown to HTML, puts inside a line."""
    name = str(element.tag)
    if ("-" in name and isinstance(element, HtmlElement)) or (
        (style := element.get("style")) and name not in INLINE and _INLINED.search(style)
    ):
        return "span"
    return name
