"""NewsML-G2, the IPTC's exchange format: news items, alone, in a message, or in a bare fragment."""

from collections.abc import Iterator
from typing import cast

from lxml import etree

from archive.errors import ReadingError
from archive.locators import path_of, written
from archive.readers.sources import Source
from archive.readers.xml_heads import root_of
from archive.records import ArticleRecord, BadRecord
from archive.xml import local, parse_bytes

#: Items of NewsML-G2 that hold no text of an article, by what they are.
_OTHERS = {
    "packageItem": "a package, which holds references to other items",
    "conceptItem": "a concept, which describes a thing and holds no article",
    "knowledgeItem": "a list of concepts, which holds no article",
    "planningItem": "a plan of coverage, which holds no article",
    "catalogItem": "a catalogue of vocabularies, which holds no article",
    "hopHistory": "a fragment of an item's history, which holds no article",
}
_ROOTS = frozenset({"newsItem", "newsMessage", "contentSet", *_OTHERS})
_INLINE = frozenset({"inlineXML", "inlineData"})


class NewsmlG2Format:
    """A ``newsItem``, or a ``newsMessage`` with several items; those without text are reported by what they are."""

    name = "newsml_g2"

    def recognises(self, head: bytes) -> bool:
        """Say whether its root element is an item or a message of NewsML-G2."""
        return root_of(head) in _ROOTS

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give the items with a text in order. Raises ReadingError, with the line, where it is not well-formed."""
        data = source.read()
        root = parse_bytes(data)
        items = [one for one in root.iter() if local(one) == "newsItem" or local(one) in _OTHERS]
        if local(root) == "contentSet":
            items = [root]
        if not items:
            raise ReadingError("the message holds no items")
        for number, item in enumerate(items, start=1):
            name = item.get("guid") or f"item {number}"
            if reason := _refusal(item):
                yield BadRecord(file=source.name, record=name, line=_line(item), reason=reason)
                continue
            is_whole = item is root
            yield ArticleRecord(
                data=data if is_whole else written(item),
                whole=None if is_whole else source,
                extractor="newsml_g2",
                file_name=source.file_name,
                media_type="application/vnd.iptc.g2.newsitem+xml",
                locator="" if is_whole else path_of(item),
            )


def _refusal(item: etree._Element) -> str:
    name = local(item)
    if name in _OTHERS:
        return _OTHERS[name]
    kinds = [one.get("qcode") or "" for one in item.iter() if local(one) == "itemClass"]
    kind = kinds[0].rsplit(":", 1)[-1] if kinds else ""
    if not any(local(one) in _INLINE for one in item.iter()):
        return f"an item of the class {kind or 'unknown'!r} without a text of its own"
    return ""


def _line(item: etree._Element) -> int | None:
    return cast(int | None, item.sourceline)
