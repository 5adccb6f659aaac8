"""Strict JSON out of bytes that strangers made (RFC 8259; unique names as in I-JSON, RFC 7493). No Django here."""

import json
from typing import Any, NoReturn

from archive.errors import ReadingError


def load(data: bytes | str, *, line: int | None = None) -> Any:
    """Give the value of a document; ``line`` is where it begins in its file.

    Raises ReadingError, with the line, where it is no JSON in UTF-8, has a name twice in one object, or holds NaN.
    """
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise ReadingError(f"not UTF-8: byte {error.start} does not fit", line=line) from error
    except json.JSONDecodeError as error:
        place = (line or 1) + error.lineno - 1
        raise ReadingError(f"not JSON: {error.msg}, at column {error.colno}", line=place) from error
    except RecursionError as error:
        raise ReadingError("nested too deep to be read", line=line) from error
    except ReadingError as error:
        raise ReadingError(str(error), line=line) from error
    except ValueError as error:
        raise ReadingError(f"not JSON that can be read: {error}", line=line) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for name, value in pairs:
        if name in members:
            raise ReadingError(f"the name {name[:80]!r} stands twice in one object")
        members[name] = value
    return members


def _refuse_constant(constant: str) -> NoReturn:
    raise ReadingError(f"{constant} is no JSON number")
