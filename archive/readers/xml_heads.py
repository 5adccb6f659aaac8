"""The root element of an XML document by its first bytes, for recognising formats."""

import re

_BEFORE = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")


def root_of(head: bytes) -> str:
    """Give the local name of the root element; nothing where the bytes do not begin as XML."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head[:8]:
        head = head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    before = _BEFORE.match(head)
    found = _ROOT.match(head, before.end() if before else 0)
    return found[1].decode("ascii", errors="replace") if found else ""
