"""Feeds: RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom, an article for each item; the feed's words come along."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from archive.errors import ReadingError
from archive.extractors.building import folded
from archive.locators import written
from archive.readers.sources import Source
from archive.readers.xml_heads import root_of
from archive.records import ArticleRecord, BadRecord
from archive.xml import SAFE, local, refuse_entities

_ROOTS = frozenset({"rss", "feed", "RDF"})
_HOLDERS = frozenset({"channel", "feed", "RDF", "items"})
_ITEMS = frozenset({"item", "entry"})
#: Elements of a feed whose words are its own, by the header that they come as.
_OWN = {"title": "feed-title", "language": "feed-language", "generator": "feed-generator"}
_LONGEST_OWN = 300


class FeedFormat:
    """A feed; read item by item, so that memory stays flat however long it is."""

    name = "feed"

    def recognises(self, head: bytes) -> bool:
        """Say whether its root element is that of a feed."""
        return root_of(head) in _ROOTS

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give the items in order. Raises ReadingError, with the line, where it is no longer well-formed."""
        count = 0
        with source.open() as file:
            try:
                for element, place, headers in _items(etree.iterparse(file, events=("start", "end"), **SAFE)):
                    count += 1
                    yield ArticleRecord(
                        data=written(element),
                        whole=source,
                        extractor="feed",
                        file_name=source.file_name,
                        media_type="application/xml",
                        source_uri=_link(element),
                        locator=place,
                        headers=headers,
                    )
            except etree.XMLSyntaxError as error:
                reason = f"not well-formed XML: {' '.join(str(error.msg).split())[:200]}"
                raise ReadingError(reason, record=f"after item {count}", line=error.lineno or None) from error
        if not count:
            raise ReadingError("the feed has no items")


def _items(
    events: "etree.iterparse[tuple[str, etree._Element]]",
) -> Iterator[tuple[etree._Element, str, dict[str, str]]]:
    """Give each item with its locator and the feed's own words so far; it is forgotten when the next is asked for."""
    open_elements: list[etree._Element] = []
    counts: Counter[str] = Counter()
    headers: dict[str, str] = {}
    for event, element in events:
        if event == "start":
            if not open_elements:
                refuse_entities(element)
            open_elements.append(element)
            continue
        open_elements.pop()
        name = local(element)
        holders = [local(one) for one in open_elements]
        if not holders or holders[-1] not in _HOLDERS or _ITEMS.intersection(holders):
            continue
        if name in _ITEMS:
            counts[name] += 1
            yield element, "/" + "/".join([*holders, f"{name}[{counts[name]}]"]), dict(headers)
            parent = open_elements[-1]
            element.clear()
            for earlier in [one for one in parent if local(one) in _ITEMS]:
                parent.remove(earlier)
        elif name in _OWN and (words := folded("".join(map(str, element.itertext())))):
            headers.setdefault(_OWN[name], words[:_LONGEST_OWN])


def _link(item: etree._Element) -> str:
    """Give the address of the article: a ``link``, or Atom's with the relation ``alternate`` (RFC 4287, 4.2.7)."""
    for one in item:
        if local(one) == "link":
            address = (one.text or "").strip() or (
                one.get("href") or "" if one.get("rel", "alternate") == "alternate" else ""
            )
            if address:
                return address
    return ""
