"""Strict and bounded reading of JSON bodies (RFC 8259, and I-JSON, RFC 7493): each fault with its place."""

import json
import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from math import isfinite
from typing import Any, NoReturn

from rest_framework.parsers import BaseParser

from archive.api.problems import Problem, pointed

#: The largest body in bytes, and how deeply objects and lists may nest.
MAX_BYTES = 1024 * 1024
MAX_DEPTH = 50

#: Strings (whole ones, or one that never ends) and brackets; possessive, so that no input makes it slow.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class StrictJSONParser(BaseParser):
    """Reads ``application/json``: UTF-8, at most 1 MiB, 50 levels, no repeated members, nothing unstorable."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:  # noqa: ARG002 - the base's signature
        return parse_json(_bounded(stream, parser_context))


class StrictJSONLDParser(StrictJSONParser):
    """Reads ``application/ld+json`` as the JSON it is; nothing is fetched or expanded."""

    media_type = "application/ld+json"


def _bounded(stream: Any, context: Mapping[str, Any] | None) -> bytes:
    declared = context["request"].META.get("CONTENT_LENGTH", "") if context else ""
    if declared.isdecimal() and int(declared) > MAX_BYTES:
        _refuse_size()
    data: bytes = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        _refuse_size()
    return data


def _refuse_size() -> NoReturn:
    raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A body has at most {MAX_BYTES} bytes.")


def _refuse(detail: str, pointer: str = "") -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, detail, errors=[pointed(detail, pointer)])


def parse_json(data: bytes) -> Any:
    """Give the value of a JSON text; raises a Problem (400) that says where it can't be read or stored."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise _refuse(f"The body is not UTF-8: see byte {error.start}.") from error
    _check_depth(text)
    try:
        value = json.loads(text, object_pairs_hook=_Pairs, parse_constant=_Constant)
    except json.JSONDecodeError as error:
        raise _refuse(f"The body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise _refuse("A number has too many digits.") from error
    return _checked(value, "")


def _check_depth(text: str) -> None:
    """Refuse deep nesting before the parser, which recurses, meets it."""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        if depth > MAX_DEPTH:
            raise _refuse(f"Objects and lists nest at most {MAX_DEPTH} deep; see character {token.start()}.")


class _Pairs(list[tuple[str, Any]]):
    """An object as it was written, repeated members and all."""


class _Constant(str):
    """NaN or an infinity, which JSON does not have."""

    __slots__ = ()


def _checked(value: Any, pointer: str) -> Any:
    """Give the value with its objects as dictionaries, or raise what is wrong with it and where."""
    match value:
        case _Pairs():
            return dict(_members(value, pointer))
        case list():
            return [_checked(item, f"{pointer}/{index}") for index, item in enumerate(value)]
        case _Constant():
            raise _refuse(f"{value} is not JSON.", pointer)
        case str():
            if bad := _UNSTORABLE.search(value):
                raise _refuse(f"Character U+{ord(bad[0]):04X} at {bad.start()} can't be stored.", pointer)
        case float():
            if not isfinite(value):
                raise _refuse("The number is too large.", pointer)
    return value


def _members(pairs: _Pairs, pointer: str) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for name, value in pairs:
        if bad := _UNSTORABLE.search(name):
            raise _refuse(f"The name of a member holds the character U+{ord(bad[0]):04X}.", pointer)
        own = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
        if name in seen:
            raise _refuse(f"The member {name!r} stands twice.", own)
        seen.add(name)
        yield name, _checked(value, own)
