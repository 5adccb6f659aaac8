"""``near(a, b, 5)`` and ``paragraph(a, b)``: passages that stand together. No Django here."""

from archive.errors import QueryError
from archive.search.leaves import passage
from archive.search.syntax import Call
from archive.search.tree import Near, Node, Passage, SameParagraph

#: The furthest that ``near`` looks, in words.
MAX_DISTANCE = 100

_FORMS = {"near": "near(word, word, distance)", "paragraph": "paragraph(word, word, …)"}


def read_call(call: Call) -> Node:
    """Give the condition that a call is; raises QueryError, with the place of the argument at fault."""
    if call.name == "near":
        if len(call.arguments) != 3:
            raise _form(call)
        first, second, distance = call.arguments
        return Near(_passage(first), _passage(second), _distance(distance))
    if len(call.arguments) < 2:
        raise _form(call)
    return SameParagraph(tuple(_passage(argument) for argument in call.arguments))


def _passage(argument: tuple[str, int]) -> Passage:
    return passage(argument[0], lambda message: _fault(argument, message))


def _distance(argument: tuple[str, int]) -> int:
    text = argument[0].strip()
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MAX_DISTANCE):
        raise _fault(argument, f"The distance is a number of words from 1 to {MAX_DISTANCE}.")
    return int(text)


def _form(call: Call) -> QueryError:
    return QueryError(f"Write {_FORMS[call.name]}.", start=call.start, end=call.end)


def _fault(argument: tuple[str, int], message: str) -> QueryError:
    text, start = argument
    return QueryError(message, start=start, end=start + len(text))
