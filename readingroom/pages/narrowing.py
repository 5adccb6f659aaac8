"""Queries as their parts, so that a facet can narrow a query down and widen it again."""

import re

#: A quotation, a range or a group with what stands before it, or a run of anything else; an unfinished one is one part.
_OPEN = re.compile(r'"(?:\\.|[^"\\])*"?|\[[^\]]*\]?|\\.|[()]|\s+|[^\s"\[()\\]+')
_OPERATORS = {"AND", "OR", "NOT", "&&", "||", "!"}


def conjuncts(query: str) -> tuple[str, ...]:
    """Give the parts of a query that ``AND`` joins; a query of any other form is one part, in brackets."""
    words = _words(query)
    if not words:
        return ()
    parts, joints = words[::2], words[1::2]
    chained = len(words) % 2 == 1 and all(word == "AND" for word in joints)
    if chained and not any(part in _OPERATORS for part in parts):
        return tuple(parts)
    return (f"({query.strip()})",)


def _words(query: str) -> list[str]:
    """Give the runs between white space that stands outside quotations, ranges and brackets."""
    words, word, depth = list[str](), "", 0
    for piece in _OPEN.findall(query):
        depth = max(0, depth + {"(": 1, ")": -1}.get(piece, 0))
        if piece.isspace() and depth == 0:
            words += [word] if word else []
            word = ""
        else:
            word += piece
    return [*words, word] if word else words


def narrowed(query: str, condition: str) -> str:
    """Give the query with one more condition; as it is, where the condition is a part of it already."""
    parts = conjuncts(query)
    return query.strip() if condition in parts else " AND ".join((*parts, condition))


def widened(query: str, condition: str) -> str:
    """Give the query without one of its conditions."""
    return " AND ".join(part for part in conjuncts(query) if part != condition)
