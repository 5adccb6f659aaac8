"""Feature structures (TEI P5, 18): how records that TEI has no element of its own for are written and read."""

from copy import copy
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from lxml import etree
from lxml.etree import SubElement

from exports.formats.tei.characters import free, text_of
from exports.formats.tei.names import FS, ID, NSMAP, NUMERIC, STRING, SYMBOL, V_COLL, F
from exports.formats.tei.parts import Element, identified
from exports.formats.tei.pointers import instant, uuid_of


class Structure:
    """A feature structure that is being written; empty members are left out."""

    def __init__(self, parent: Element, kind: str, *, key: str = "") -> None:
        attributes = {"type": kind}
        self.element = identified(parent, FS, key, attributes) if key else SubElement(parent, FS, attributes)

    def text(self, name: str, text: str) -> None:
        if text:
            free(SubElement(self.element, F, {"name": name}), STRING, text)

    def code(self, name: str, code: str) -> None:
        if code:
            self.element.append(copy(_coded(name, code)))

    def number(self, name: str, number: int | None) -> None:
        if number is not None:
            SubElement(SubElement(self.element, F, {"name": name}), NUMERIC, {"value": str(number)})

    def pointer(self, name: str, pointer: str) -> None:
        if pointer:
            SubElement(self.element, F, {"name": name, "fVal": pointer})

    def moment(self, name: str, moment: datetime) -> None:
        SubElement(SubElement(self.element, F, {"name": name}), STRING).text = instant(moment)

    def collection(self, name: str) -> Element:
        """Add a feature that is a list of structures, and give the element that takes them."""
        return SubElement(SubElement(self.element, F, {"name": name}), V_COLL, {"org": "list"})


@lru_cache(maxsize=1024)
def _coded(name: str, code: str) -> Element:
    """Give a feature with a code as value, to be copied: codes are few and come often."""
    feature = etree.Element(F, {"name": name}, nsmap=NSMAP)
    SubElement(feature, SYMBOL, {"value": code})
    return feature


class Features:
    """A feature structure that was read, by feature name; what was left out is empty."""

    def __init__(self, element: Element) -> None:
        self.key = element.get(ID, "")
        self._features: dict[str, Element] = {feature.get("name", ""): feature for feature in element}

    def text(self, name: str) -> str:
        return text_of(self._features[name][0]) if name in self._features else ""

    def code(self, name: str) -> str:
        return self._features[name][0].get("value", "") if name in self._features else ""

    def number(self, name: str) -> int | None:
        return int(self._features[name][0].get("value", "")) if name in self._features else None

    def pointer(self, name: str) -> UUID | None:
        return uuid_of(self._features[name].get("fVal", "")) if name in self._features else None

    def required(self, name: str) -> UUID:
        """Give the uuid of a pointer that the profile demands."""
        return uuid_of(self._features[name].get("fVal", ""))

    def moment(self, name: str) -> datetime:
        return datetime.fromisoformat(self._features[name][0].text or "")

    def collection(self, name: str) -> list[Element]:
        return list(self._features[name][0]) if name in self._features else []
