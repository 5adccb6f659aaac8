"""How well pages are read: content against the main text that somebody expects, beside trafilatura alone.

A folder holds a folder for each page, with ``source.html``, ``expected.html`` (the main text) and, where there is one,
``expected-metadata.json`` with ``byline``, ``siteName`` and ``publishedTime``: the form of Mozilla
Readability's tests. No Django here.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trafilatura
from lxml import html as lxml_html

from archive.errors import ExtractionError, ReadingError
from archive.extractors.html import HtmlExtractor
from archive.extractors.html_main import folded_words, shingles_of
from archive.extractors.html_pieces import pieces_of
from archive.extractors.values import date_of

#: Roles that are the article (``vocabulary.CONTENT_ROLES``).
CONTENT = frozenset("headline standfirst byline caption crosshead paragraph quote list table".split())  # noqa: SIM905
_FIELDS = {"byline": "byline", "siteName": "publisher", "publishedTime": "published"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScore:
    """One page: F1 over word shingles, of our content and of trafilatura's text; which expected values were found."""

    name: str
    ours: float
    trafilatura: float
    fields: Mapping[str, bool]


def scores_of(folder: Path) -> Iterator[PageScore]:
    """Score every page of a folder, by name. Raises ReadingError where the folder has none."""
    places = sorted(path.parent for path in folder.glob("**/source.html") if (path.parent / "expected.html").exists())
    if not places:
        raise ReadingError(f"{folder} has no folder with source.html and expected.html")
    for place in places:
        yield _score(place)


def f1(expected: str, found: str) -> float:
    """Give the harmonic mean of precision and recall over the texts' word shingles, from 0 to 1."""
    wanted, given = (shingles_of(folded_words(text).split()) for text in (expected, found))
    if not wanted or not given:
        return float(folded_words(expected) == folded_words(found))
    return 2 * len(wanted & given) / (len(wanted) + len(given))


def _score(place: Path) -> PageScore:
    data = (place / "source.html").read_bytes()
    body = lxml_html.document_fromstring((place / "expected.html").read_bytes().decode(), ensure_head_body=True).find(
        "body"
    )
    assert body is not None
    expected = "\n".join(piece.words for piece in pieces_of(body))
    alone = trafilatura.bare_extraction(data, with_metadata=True)
    try:
        found = HtmlExtractor().extract(data)
    except ExtractionError:
        return PageScore(name=place.name, ours=0.0, trafilatura=f1(expected, _text(alone)), fields={})
    content = "".join(found.text[block.start : block.end] for block in found.blocks if block.role in CONTENT)
    values = {value.field: value.edtf or value.value for value in found.values}
    return PageScore(
        name=place.name,
        ours=f1(expected, content),
        trafilatura=f1(expected, _text(alone)),
        fields=_fields(place / "expected-metadata.json", values),
    )


def _text(found: Any) -> str:
    return getattr(found, "text", None) or ""


def _fields(path: Path, values: Mapping[str, str]) -> dict[str, bool]:
    """Compare the values that are expected: dates by the day, words without case."""
    if not path.exists():
        return {}
    expected = json.loads(path.read_text())
    matches = {}
    for name, field in _FIELDS.items():
        if wanted := expected.get(name):
            given = values.get(field, "")
            if field == "published":
                matches[field] = (date_of(wanted) or wanted)[:10] == given[:10]
            else:
                matches[field] = wanted.strip().lower() == given.lower()
    return matches
