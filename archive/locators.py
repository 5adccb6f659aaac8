"""Where in a capture an article stands, as a string, and the bytes that stand there.

``bytes=0-499`` is a range of bytes, both ends included (RFC 9110, section 14.1.2); ``/rss/channel/item[3]`` an XPath
of element names without prefixes and of positions; ``#/items/3`` a JSON Pointer in a fragment (RFC 6901, section 6);
``row=3`` a row of a table, counted with its head (RFC 7111, section 2.1), which comes with the head.
Nothing stands for all of it. Other locators name a record by an id of its own (a WARC's) whose bytes are the capture.
"""

import copy
import io
import json
import re

from lxml import etree

from archive.errors import ReadingError
from archive.rows import rows_of
from archive.xml import parse_bytes

_BYTES = re.compile(r"bytes=(\d+)-(\d+)")
_ROW = re.compile(r"row=(\d+)")
_STEP = re.compile(r"([^\[\]/]+)(?:\[(\d+)\])?")


def byte_range(start: int, end: int) -> str:
    """Give the locator of the bytes ``[start, end)``."""
    return f"bytes={start}-{end - 1}"


def row_locator(number: int) -> str:
    """Give the locator of a table's row, counted from 1 with the head."""
    return f"row={number}"


def cut(data: bytes, locator: str) -> bytes:
    """Give the bytes that a locator names in a capture: a slice, or one element or member written out again.

    Raises ReadingError where there is no such place.
    """
    if match := _BYTES.fullmatch(locator):
        first, last = int(match[1]), int(match[2])
        if not first <= last < len(data):
            raise ReadingError(f"there are no bytes {first} to {last}: the capture has {len(data)}")
        return data[first : last + 1]
    if match := _ROW.fullmatch(locator):
        return _row(data, int(match[1]))
    if locator.startswith("/"):
        return written(_element(parse_bytes(data), locator))
    if locator.startswith("#"):
        return json.dumps(_member(_json(data), locator), ensure_ascii=False).encode()
    return data


def written(element: etree._Element) -> bytes:
    """Give an element as a document of its own, in UTF-8, with the namespaces it uses and without what follows it."""
    alone = copy.deepcopy(element)
    etree.cleanup_namespaces(alone)
    return etree.tostring(alone, encoding="utf-8", with_tail=False)


def path_of(element: etree._Element) -> str:
    """Give the locator of an element in its document: names without prefixes, positions where a name stands again."""
    steps = []
    step: etree._Element | None = element
    while step is not None:
        name = etree.QName(step).localname
        parent = step.getparent()
        alike = [one for one in parent if _is_named(one, name)] if parent is not None else [step]
        steps.append(name if len(alike) == 1 else f"{name}[{alike.index(step) + 1}]")
        step = parent
    return "/" + "/".join(reversed(steps))


def _is_named(element: etree._Element, name: str) -> bool:
    return isinstance(element.tag, str) and etree.QName(element).localname == name


def _element(root: etree._Element, locator: str) -> etree._Element:
    first, *rest = [match.groups() for match in _STEP.finditer(locator)]
    if not _is_named(root, first[0]):
        raise ReadingError(f"there is no element at {locator}")
    found = root
    for name, position in rest:
        alike = [one for one in found if _is_named(one, name)]
        index = int(position or 1) - 1
        if not 0 <= index < len(alike):
            raise ReadingError(f"there is no element at {locator}")
        found = alike[index]
    return found


def _row(data: bytes, number: int) -> bytes:
    head = b""
    for row in rows_of(io.BytesIO(data), quoted=True):
        head = head or row.data
        if row.number == number:
            return head + row.data
    raise ReadingError(f"there is no row {number}")


def _json(data: bytes) -> object:
    try:
        found: object = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"not JSON that can be read: {error}") from error
    return found


def _member(value: object, pointer: str) -> object:
    for step in pointer.removeprefix("#").split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        elif isinstance(value, dict) and name in value:
            value = value[name]
        else:
            raise ReadingError(f"there is nothing at {pointer}")
    return value
