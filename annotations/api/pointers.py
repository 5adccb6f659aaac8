"""From what a service found at fault in a draft to the member of the Web Annotation that the draft was read from."""

import re
from typing import Any

from annotations.errors import InvalidAnnotationError, InvalidSpanError

_SOURCE = re.compile(r"/statement/sources/(\d+)/(\w+)")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLAIN = {
    "/layer": "/dl:layer",
    "/spans": "/target",
    "/derived_from": "/prov:wasDerivedFrom",
    "/mention": "/body",
    "/statement": "/body",
}

Json = dict[str, Any]


def member_at_fault(error: InvalidAnnotationError | InvalidSpanError, body: Json) -> str:
    """Give the JSON Pointer of the member of ``body`` that an error from a service is about."""
    if isinstance(error, InvalidSpanError):
        return _target(body, error.role, error.order)
    pointer = error.pointer
    if pointer == "/entity":
        found = _UUID.search(str(error))
        return _naming(body, found[0], "") if found else "/body"
    if source := _SOURCE.fullmatch(pointer):
        return _source(body, int(source[1]), source[2])
    kind, _, member = pointer.strip("/").partition("/")
    if kind == "mention" and member:
        return f"{_body(body, 'TextualBody')}/{'value' if member == 'tag' else f'dl:{member}'}"
    if kind == "statement" and member:
        return f"{_body(body, 'dl:Statement')}/dl:{member}"
    return _PLAIN.get(pointer, pointer)


def _each(body: Json, name: str) -> list[tuple[Any, str]]:
    """Give the values of a member that may be a list or a single one, each with its pointer."""
    value = body.get(name, [])
    if isinstance(value, list):
        return [(item, f"/{name}/{index}") for index, item in enumerate(value)]
    return [(value, f"/{name}")]


def _body(body: Json, kind: str) -> str:
    return next((pointer for value, pointer in _each(body, "body") if value.get("type") == kind), "/body")


def _target(body: Json, role: str, order: int | None) -> str:
    """Give the target of a span; those without an order are numbered as they come, role by role."""
    taken: dict[str, int] = {}
    for value, pointer in _each(body, "target"):
        own = value.get("dl:role", "dl:body").removeprefix("dl:")
        number = value.get("dl:order", taken.get(own, 0))
        taken[own] = taken.get(own, 0) + 1
        if (own, number) == (role, order):
            return pointer
    return "/target"


def _source(body: Json, index: int, member: str) -> str:
    """Give a member of the source that comes ``index``-th by order."""
    at = _body(body, "dl:Statement")
    statement: Json = next((value for value, pointer in _each(body, "body") if pointer == at), {})
    sources = [(value["dl:order"], pointer) for value, pointer in _each(statement, "dl:sources")]
    return f"{at}{sorted(sources)[index][1]}/dl:{member}" if index < len(sources) else f"{at}/dl:sources"


def _naming(value: Any, uuid: str, pointer: str) -> str:
    """Give the place of the first string that ends with a uuid; empty where there is none."""
    if isinstance(value, str):
        return pointer if value.endswith(uuid) else ""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        if found := _naming(member, uuid, f"{pointer}/{name}"):
            return found
    return ""
