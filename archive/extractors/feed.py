"""Items of feeds, read by feedparser: title, author, dates, and the fullest text that the item has.

Paths of blocks and values begin at the item; those of what the feed as a whole says begin at the feed.
"""

from collections.abc import Mapping
from typing import Any

import feedparser
from lxml import etree

from archive.errors import ExtractionError, ReadingError
from archive.extractors.building import TextBuilder
from archive.extractors.stories import add_markup, add_text
from archive.extractors.values import Values
from archive.records import NO_HEADERS, ExtractedText
from archive.xml import local, parse_bytes

_MARKUP = frozenset({"text/html", "application/xhtml+xml"})
#: Elements that state a value, by field, the surest first (RSS 2.0; RFC 4287; Dublin Core).
_DATES = {"published": ("pubDate", "published", "issued", "date", "created"), "modified": ("updated", "modified")}


class FeedExtractor:
    """The extractor for one ``item`` or ``entry``, as ``readers.feed`` cuts it out."""

    name = "feed"
    version = "1"

    def extract(
        self,
        data: bytes,
        *,
        charset: str = "",  # noqa: ARG002 - XML says its own
        headers: Mapping[str, str] = NO_HEADERS,
    ) -> ExtractedText:
        """Give the item's text; raises ``ExtractionError`` where it has no words."""
        try:
            item = parse_bytes(data)
        except ReadingError as error:
            raise ExtractionError(str(error)) from error
        entry = _entry(data, local(item))
        builder, values = TextBuilder(), Values()
        title = _shown(builder, entry.get("title_detail") or {}, "headline", f"/{local(item)}/title")
        values.in_text("headline", builder.text[slice(*title)] if title else "", title)
        author = str(entry.get("author") or "")
        values.in_text("byline", author, builder.block(author, "byline", f"/{local(item)}/author"))
        _add_text(builder, entry, f"/{local(item)}")
        if not builder.text:
            raise ExtractionError("the item has no words: neither a title nor a text")
        _add_values(values, builder, item, headers)
        return builder.built(values.all, charset="utf-8", charset_evidence="the item as XML, written out as UTF-8")


def _entry(data: bytes, name: str) -> Any:
    """Give feedparser's reading; the item is put into a feed of its kind, without which it would not be one."""
    if name == "entry":
        wrapped = b'<feed xmlns="http://www.w3.org/2005/Atom">' + data + b"</feed>"
    else:
        wrapped = b'<rss version="2.0"><channel>' + data + b"</channel></rss>"
    found = feedparser.parse(wrapped, sanitize_html=False, resolve_relative_uris=False)
    if not found.entries:
        raise ExtractionError("feedparser finds no item in it")
    return found.entries[0]


def _shown(builder: TextBuilder, detail: Mapping[str, str], role: str, path: str) -> tuple[int, int] | None:
    """Add a title as a reader sees it; one with markup in it is read as such."""
    value = detail.get("value") or ""
    if detail.get("type") not in _MARKUP:
        return builder.block(" ".join(value.split()), role, path)
    scratch = TextBuilder()
    add_markup(scratch, value, path)
    return builder.block(" ".join(scratch.text.split()), role, path)


def _add_text(builder: TextBuilder, entry: Any, path: str) -> None:
    """Add the content, below the summary where that says something else; or the summary alone."""
    summary = entry.get("summary_detail") or {}
    contents = [one for one in entry.get("content") or () if (one.get("value") or "").strip()]
    if contents:
        scratch = TextBuilder()
        for one in contents:
            add_markup(scratch, one.get("value") or "", path)
        brief = TextBuilder()
        add_markup(brief, summary.get("value") or "", path)
        if " ".join(brief.text.split()) not in " ".join(scratch.text.split()):
            builder.block(" ".join(brief.text.split()), "standfirst", f"{path}/summary")
    for one in contents or [summary]:
        value = one.get("value") or ""
        if one.get("type") in _MARKUP or "<" in value:
            add_markup(builder, value, path)
        else:
            add_text(builder, value, path)


def _add_values(values: Values, builder: TextBuilder, item: etree._Element, headers: Mapping[str, str]) -> None:
    for field, names in _DATES.items():
        for name in names:
            for element in item:
                if local(element) == name:
                    values.moment(field, element.text or "", f"/{local(item)}/{name}")
    values.datelines(builder)
    feed = "/feed" if local(item) == "entry" else "/rss/channel"
    values.supplier(headers.get("feed-title", ""), f"{feed}/title")
    declared = next((one.text or "" for one in item if local(one) == "language"), headers.get("feed-language", ""))
    values.event(builder)
    values.language(builder, declared, f"{feed}/language")
