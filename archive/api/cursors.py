"""Cursors of lists: opaque to clients, checked when they come back."""

import base64
import binascii
import re

from archive.api.problems import Problem, bad_parameter

_PLAIN = re.compile(r"([a-z]+):(0|[1-9][0-9]{0,18})", re.ASCII)
_MAX_KEY = 2**63 - 1


def make_cursor(kind: str, key: int) -> str:
    """Give the cursor that stands behind the record of a list's kind with this key."""
    return base64.urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("=")


def read_cursor(kind: str, cursor: str, *, parameter: str = "cursor") -> int:
    """Give the key that a cursor of this kind of list stands behind; raises a Problem (400) for any other."""
    try:
        plain = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise _bad(parameter) from error
    found = _PLAIN.fullmatch(plain)
    if not found or found[1] != kind or int(found[2]) > _MAX_KEY or make_cursor(kind, int(found[2])) != cursor:
        raise _bad(parameter)
    return int(found[2])


def _bad(parameter: str) -> Problem:
    return bad_parameter(parameter, "this is no cursor of this list")
