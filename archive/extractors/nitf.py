"""Articles in NITF (IPTC, 3.x): head and body in the order of the document, values from its elements and attributes."""

from collections.abc import Mapping

from lxml import etree

from archive.errors import ExtractionError, ReadingError
from archive.extractors.building import TextBuilder, folded
from archive.extractors.stories import add_element
from archive.extractors.values import Values
from archive.records import NO_HEADERS, ExtractedText
from archive.xml import local, parse_bytes


class NitfExtractor:
    """The extractor for ``nitf`` documents."""

    name = "nitf"
    version = "1"

    def extract(
        self,
        data: bytes,
        *,
        charset: str = "",  # noqa: ARG002 - XML says its own
        headers: Mapping[str, str] = NO_HEADERS,  # noqa: ARG002 - of the protocol
    ) -> ExtractedText:
        """Give the article's text; raises ``ExtractionError`` where it has none."""
        try:
            root = parse_bytes(data)
        except ReadingError as error:
            raise ExtractionError(str(error)) from error
        builder, values = TextBuilder(), Values()
        add_nitf(builder, values, root, "")
        if not builder.text:
            raise ExtractionError("the document has no text in its body")
        values.event(builder)
        values.language(builder, root.get("{http://www.w3.org/XML/1998/namespace}lang") or "", "/nitf/@xml:lang")
        return builder.built(
            values.all,
            charset=root.getroottree().docinfo.encoding or "utf-8",
            charset_evidence="as the document declares it, or UTF-8 (XML 1.0, 4.3.3)",
        )


def add_nitf(builder: TextBuilder, values: Values, root: etree._Element, path: str) -> None:
    """Add the body of a ``nitf`` element, and give the values that it states; ``path`` is where the element stands."""
    _of_head(values, root, path)
    body = next((one for one in root if local(one) == "body"), None)
    if body is None:
        return
    _of_body(values, body, path)
    for place, role in add_element(builder, body, f"{path}/nitf/body"):
        words = folded(builder.text[slice(*place)])
        if role == "headline":
            values.in_text("headline", words, place)
        elif role == "standfirst":
            values.in_text("standfirst", words, place)
        elif role == "byline":
            values.byline(words, place)
    values.datelines(builder)


def _of_head(values: Values, root: etree._Element, path: str) -> None:
    for element in root.iter():
        name = local(element)
        place = f"{path}/nitf/head/docdata/{name}"
        if name == "date.issue":
            values.moment("published", _norm(element), f"{place}/@norm")
        elif name == "pubdata" and element.get("name"):
            values.stated("publisher", element.get("name") or "", f"{path}/nitf/head/pubdata/@name")
            values.moment(
                "published", element.get("date.publication") or "", f"{path}/nitf/head/pubdata/@date.publication"
            )
        elif name == "doc.copyright" and element.get("holder"):
            values.supplier(element.get("holder") or "", f"{place}/@holder")


def _of_body(values: Values, body: etree._Element, path: str) -> None:
    for element in body.iter():
        name = local(element)
        words = folded("".join(map(str, element.itertext()))) if name else ""
        if name == "distributor":
            values.supplier(words, f"{path}/nitf/body/body.head/distributor")
        elif name == "location" and any(local(one) == "dateline" for one in element.iterancestors()):
            values.stated("dateline_place", words, f"{path}/nitf/body/body.head/dateline/location")
        elif name == "story.date":
            values.moment("dateline_date", _norm(element) or words, f"{path}/nitf/body/body.head/dateline/story.date")


def _norm(element: etree._Element) -> str:
    """Give a date in ``norm``, written ``20070423T141500Z`` or ``20070423`` (ISO 8601, basic form)."""
    return (element.get("norm") or "").strip()
