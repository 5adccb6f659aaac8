"""ninjs, the IPTC's news in JSON (1.x to 3.x): one item, or a list of them."""

import json
import re
from collections.abc import Iterator
from typing import Any

from archive.json_data import load
from archive.readers.sources import Source
from archive.records import ArticleRecord, BadRecord

_BEGINS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{")
_URI = re.compile(rb'"uri"\s*:')
#: Members of which an item has at least one besides its ``uri`` (ninjs 1.4, 2.1 and 3.0).
_OWN = re.compile(
    rb'"(?:version_?created|versionCreated|pub_?status|pubStatus|representation_?type|representationType|headlines?'
    rb'|body_\w+|bodies|copyright_?holder|copyrightHolder|ninjs[Vv]ersion|firstcreated|firstCreated)"\s*:'
)
_TEXTS = frozenset({"", "text", "composite"})


class NinjsFormat:
    """An item, or a list of items; those without text are reported by their type."""

    name = "ninjs"

    def recognises(self, head: bytes) -> bool:
        """Say whether it begins as JSON and has an item's ``uri`` and one of its other members."""
        return bool(_BEGINS.match(head) and _URI.search(head) and _OWN.search(head))

    def records(self, source: Source) -> Iterator[ArticleRecord | BadRecord]:
        """Give the items with a text. Raises ReadingError, with the line, where it is no JSON."""
        data = source.read()
        value = load(data)
        items = list(enumerate(value)) if isinstance(value, list) else [(-1, value)]
        for index, item in items:
            name = str(item.get("uri") or f"item {index + 1}") if isinstance(item, dict) else f"item {index + 1}"
            if reason := _refusal(item):
                yield BadRecord(file=source.name, record=name[:200], reason=reason)
                continue
            yield ArticleRecord(
                data=data if index < 0 else json.dumps(item, ensure_ascii=False).encode(),
                whole=None if index < 0 else source,
                extractor="ninjs",
                file_name=source.file_name,
                media_type="application/json",
                source_uri=_address(item),
                locator="" if index < 0 else f"#/{index}",
            )


def _refusal(item: Any) -> str:
    if not isinstance(item, dict):
        return "the item is no object"
    kind = str(item.get("type") or "").lower()
    has_text = any(name.startswith("body") or name == "bodies" for name in item)
    if kind not in _TEXTS and not has_text:
        return f"an item of the type {kind!r} without a text"
    return ""


def _address(item: dict[str, Any]) -> str:
    uri = str(item.get("uri") or "")
    return uri if uri.startswith(("http://", "https://")) else ""
