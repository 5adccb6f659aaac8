"""Items in ninjs (IPTC, versions 1.0 to 3.0): names are compared without case and underlines, which vary."""

from collections.abc import Iterator, Mapping
from typing import Any

from archive.errors import ExtractionError, ReadingError
from archive.extractors.building import TextBuilder
from archive.extractors.nitf import add_nitf
from archive.extractors.stories import add_element, add_markup, add_text
from archive.extractors.values import Values
from archive.json_data import load
from archive.records import NO_HEADERS, ExtractedText
from archive.xml import local, parse_bytes

_MARKUP = ("xhtml", "html", "nitf", "xml")


class NinjsExtractor:
    """The extractor for one item of ninjs."""

    name = "ninjs"
    version = "1"

    def extract(
        self,
        data: bytes,
        *,
        charset: str = "",  # noqa: ARG002 - JSON is UTF-8
        headers: Mapping[str, str] = NO_HEADERS,  # noqa: ARG002 - of the protocol
    ) -> ExtractedText:
        """Give the item's text; raises ``ExtractionError`` where it has none."""
        try:
            item = load(data)
        except ReadingError as error:
            raise ExtractionError(str(error)) from error
        if not isinstance(item, dict):
            raise ExtractionError("the item is no object")
        return _Item(item).extracted()


class _Item:
    def __init__(self, item: Mapping[str, Any]) -> None:
        self._members = {_plain(name): (name, value) for name, value in item.items()}
        self._builder = TextBuilder()
        self._values = Values()

    def extracted(self) -> ExtractedText:
        builder, values = self._builder, self._values
        for text, path in self._texts("headline", "headlines", "title"):
            values.in_text("headline", text, builder.block(" ".join(text.split()), "headline", path))
            break
        for text, path in self._texts("byline", "bylines", "by"):
            values.byline(text, builder.block(" ".join(text.split()), "byline", path))
            break
        bodies = list(self._bodies())
        for text, path in self._texts("descriptiontext", "descriptions", "description"):
            if not any(" ".join(text.split()) in " ".join(body.split()) for body, _path, _markup in bodies):
                values.in_text("standfirst", text, builder.block(" ".join(text.split()), "standfirst", path))
            break
        for body, path, is_markup in bodies[:1]:
            self._body(body, path, is_markup=is_markup)
        for text, path in self._texts("ednote"):
            builder.block(text, "notice", path)
        if not any(block.role != "notice" for block in builder.blocks):
            raise ExtractionError("the item has no text: neither headline nor body")
        self._describe()
        return builder.built(values.all, charset="utf-8", charset_evidence="JSON is UTF-8 (RFC 8259)")

    def _body(self, body: str, path: str, *, is_markup: bool) -> None:
        """Add the body: NITF by its elements, HTML, or text."""
        if body.lstrip().startswith(("<?xml", "<nitf")):
            try:
                root = parse_bytes(body.strip().encode())
            except ReadingError as error:
                raise ExtractionError(f"its body at {path}: {error}") from error
            if local(root) == "nitf":
                add_nitf(self._builder, self._values, root, path)
            else:
                add_element(self._builder, root, path)
        elif is_markup or body.lstrip().startswith("<"):
            add_markup(self._builder, body, path)
        else:
            add_text(self._builder, body, path)

    def _describe(self) -> None:
        values = self._values
        for field, names in (
            ("published", ("firstcreated", "contentcreated", "versioncreated")),
            ("modified", ("versioncreated", "contentmodified")),
        ):
            for name in names:
                for written, path in self._texts(name):
                    values.moment(field, written, path, note=f"stated by {name}")
        values.datelines(self._builder)
        for name in ("provider", "copyrightholder", "infosources"):
            for text, path in self._texts(name):
                values.supplier(text, path)
        for text, path in self._texts("located"):
            values.stated("dateline_place", text, path)
        for text, path in self._texts("genre", "genres"):
            values.stated("genre", text, path)
        language = next(self._texts("language"), ("", ""))
        values.event(self._builder)
        values.language(self._builder, *language)

    def _bodies(self) -> Iterator[tuple[str, str, bool]]:
        """Give the representations of the body, marked-up ones first: text, pointer, and whether it has markup."""
        found = []
        for plain, (name, value) in self._members.items():
            if plain.startswith("body") and isinstance(value, str):
                found.append((value, f"#/{name}", plain.endswith(_MARKUP)))
        for index, one in enumerate(self._list("bodies")):
            if isinstance(one, dict) and isinstance(one.get("value"), str):
                kind = str(one.get("contentType") or one.get("contenttype") or one.get("role") or "")
                found.append((one["value"], f"#/bodies/{index}/value", kind.endswith(_MARKUP)))
        return iter(sorted((one for one in found if one[0].strip()), key=lambda one: not one[2]))

    def _list(self, name: str) -> list[Any]:
        value = self._members.get(name, ("", []))[1]
        return value if isinstance(value, list) else []

    def _texts(self, *names: str) -> Iterator[tuple[str, str]]:
        """Give the words of members of these names, with their pointers; of a list the main one first."""
        for name in names:
            written, value = self._members.get(name, ("", None))
            if isinstance(value, str) and value.strip():
                yield value, f"#/{written}"
            for index, one in sorted(enumerate(self._list(name)), key=lambda pair: not _is_main(pair[1])):
                for member in ("value", "name", "title"):
                    if isinstance(one, dict) and isinstance(one.get(member), str) and one[member].strip():
                        yield one[member], f"#/{written}/{index}/{member}"
                        break


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _is_main(one: Any) -> bool:
    return isinstance(one, dict) and one.get("role") == "main"
