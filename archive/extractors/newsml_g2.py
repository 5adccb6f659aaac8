"""News items of NewsML-G2 (IPTC, 2.x): the inline content, and what the item's metadata state."""

from collections.abc import Iterator, Mapping

from lxml import etree

from archive.errors import ExtractionError, ReadingError
from archive.extractors.building import TextBuilder, folded
from archive.extractors.nitf import add_nitf
from archive.extractors.stories import add_element, add_text
from archive.extractors.values import Values
from archive.records import NO_HEADERS, ExtractedText
from archive.xml import local, parse_bytes

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class NewsmlG2Extractor:
    """The extractor for one ``newsItem``."""

    name = "newsml_g2"
    version = "1"

    def extract(
        self,
        data: bytes,
        *,
        charset: str = "",  # noqa: ARG002 - XML says its own
        headers: Mapping[str, str] = NO_HEADERS,  # noqa: ARG002 - of the protocol
    ) -> ExtractedText:
        """Give the item's text; raises ``ExtractionError`` where it has none."""
        try:
            item = parse_bytes(data)
        except ReadingError as error:
            raise ExtractionError(str(error)) from error
        return _Item(item).extracted()


class _Item:
    def __init__(self, item: etree._Element) -> None:
        self._item = item
        self._builder = TextBuilder()
        self._values = Values()

    def extracted(self) -> ExtractedText:
        contents = [one for one in self._item.iter() if local(one) in {"inlineXML", "inlineData"}]
        has_headline = any(local(one) in {"hl1", "h1"} for content in contents for one in content.iter())
        if not has_headline:
            self._block("contentMeta/headline", "headline", "headline")
        self._block("contentMeta/by", "byline", "byline")
        for content in contents[:1]:
            self._content(content)
        if not any(block.role not in {"headline", "byline"} for block in self._builder.blocks):
            raise ExtractionError("the item has no text: its inline content holds no words")
        self._describe()
        return self._builder.built(
            self._values.all,
            charset=self._item.getroottree().docinfo.encoding or "utf-8",
            charset_evidence="as the document declares it, or UTF-8 (XML 1.0, 4.3.3)",
        )

    def _content(self, content: etree._Element) -> None:
        builder, path = self._builder, f"/newsItem/contentSet/{local(content)}"
        if local(content) == "inlineData":
            add_text(builder, "".join(map(str, content.itertext())), path)
            return
        for inner in content:
            name = local(inner)
            if name == "nitf":
                add_nitf(builder, self._values, inner, path)
            elif name == "html":
                body = next((one for one in inner if local(one) == "body"), inner)
                added = add_element(builder, body, f"{path}/html/body")
                for place, role in added:
                    if role == "headline":
                        self._values.in_text("headline", folded(builder.text[slice(*place)]), place)
            elif name:
                add_element(builder, inner, f"{path}/{name}")

    def _block(self, path: str, field: str, role: str) -> None:
        for element in self._at(path):
            words = _words(element)
            place = self._builder.block(words, role, f"/newsItem/{path}")
            if field == "byline":
                self._values.byline(words, place)
            else:
                self._values.in_text(field, words, place)
            return

    def _describe(self) -> None:
        values = self._values
        values.datelines(self._builder)
        for field, paths in (
            ("published", ("itemMeta/firstCreated", "contentMeta/contentCreated", "itemMeta/versionCreated")),
            ("modified", ("itemMeta/versionCreated", "contentMeta/contentModified")),
        ):
            for path in paths:
                for element in self._at(path):
                    values.moment(field, _words(element), f"/newsItem/{path}", note=f"stated by {path.split('/')[1]}")
        for path in ("contentMeta/infoSource", "contentMeta/creditline", "itemMeta/provider"):
            for element in self._at(path):
                values.supplier(_named(element), f"/newsItem/{path}")
        for element in self._at("contentMeta/dateline"):
            values.stated("dateline_place", _words(element), "/newsItem/contentMeta/dateline")
        for element in self._at("contentMeta/located"):
            values.stated("dateline_place", _name_of(element), "/newsItem/contentMeta/located")
        for element in self._at("contentMeta/genre"):
            values.stated("genre", _name_of(element), "/newsItem/contentMeta/genre")
        tags = [element.get("tag") or "" for element in self._at("contentMeta/language")]
        values.event(self._builder)
        values.language(self._builder, (*tags, self._item.get(_LANG) or "")[0], "/newsItem/contentMeta/language/@tag")

    def _at(self, path: str) -> Iterator[etree._Element]:
        holder, name = path.split("/")
        for one in self._item:
            if local(one) == holder:
                yield from (inner for inner in one if local(inner) == name)


def _words(element: etree._Element) -> str:
    return folded("".join(map(str, element.itertext())))


def _name_of(element: etree._Element) -> str:
    return next((_words(one) for one in element if local(one) == "name"), "")


def _named(element: etree._Element) -> str:
    """Give a party's name, or else the code or the words that stand for it."""
    code = element.get("literal") or (element.get("qcode") or "").rsplit(":", 1)[-1]
    return _name_of(element) or ("" if len(element) else _words(element)) or code
