"""Reads the targets of Web Annotations: spans of one text version."""

from dataclasses import dataclass
from uuid import UUID

from annotations.anchoring import Anchor, anchor
from annotations.errors import InvalidAnnotationError
from annotations.snapshots import SpanSnapshot
from annotations.webannotation.iris import Iris
from annotations.webannotation.members import Members

#: Code points of context on each side of a span, where a target does not bring its own.
CONTEXT_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Place:
    """The text that targets must be in: its article, its version and, where it is at hand, its words."""

    article: UUID
    text_version: UUID | int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class _Selectors:
    """What a target's selectors say; each member is at ``pointer``/selector."""

    pointer: str
    position: tuple[int, int] | None
    quote: tuple[str, str, str] | None


def read_spans(top: Members, iris: Iris, uuid: UUID, place: Place) -> tuple[SpanSnapshot, ...]:
    """Give an annotation's spans, ordered by (role, order)."""
    spans: dict[tuple[str, int], SpanSnapshot] = {}
    top.value("target")
    for value, pointer in top.each("target"):
        target = Members(value, pointer)
        _check_source(target, iris, place)
        role = target.optional_code("dl:role", "SpanRole") or "body"
        taken = sum(1 for other, _ in spans if other == role)
        order = target.number("dl:order") if "dl:order" in target else taken
        if (role, order) in spans:
            raise InvalidAnnotationError(f"A second span {role} {order}.", pointer=pointer)
        _check_id(target, iris.annotation(uuid), iris.span(uuid, role, order))
        spans[role, order] = _read_span(target, role, order, place.text)
        target.close()
    if not spans:
        raise top.fault("target", "An annotation needs a target.")
    return tuple(spans[key] for key in sorted(spans))


def _check_source(target: Members, iris: Iris, place: Place) -> None:
    article = iris.article(place.article)
    target.constant("type", ["SpecificResource"])
    target.constant("source", [iris.text_version(place.article, place.text_version), article], required=True)
    target.constant("scope", [article])


def _check_id(target: Members, annotation: str, expected: str) -> None:
    """Refuse a target's id that is one of this annotation's, but of another span; others mean nothing here."""
    iri = target.text("id", "")
    if iri.startswith(f"{annotation}#") and iri != expected:
        raise target.fault("id", f"The role and order given make {expected!r}.")


def _read_span(target: Members, role: str, order: int, text: str | None) -> SpanSnapshot:
    found = _read_selectors(target)
    if text is None and (found.position is None or found.quote is None):
        raise target.fault("selector", "Without its text a target needs a position and a quotation.")
    start, end = found.position or _find(found, text or "")
    if text is not None and end > len(text):
        raise target.fault("selector", f"The text ends at {len(text)} (offsets count code points).")
    exact, prefix, suffix = found.quote or ("", "", "")
    if text is not None and (found.quote is None or found.position is None):
        exact = exact or text[start:end]
        prefix, suffix = text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]
    if text is not None and text[start:end] != exact:
        message = f"At {start}-{end} of the text stands {text[start:end][:80]!r} (offsets count code points)."
        raise target.fault("selector", message)
    return SpanSnapshot(role=role, order=order, start=start, end=end, exact=exact, prefix=prefix, suffix=suffix)


def _read_selectors(target: Members) -> _Selectors:
    position, quote = None, None
    target.value("selector")
    for value, pointer in target.each("selector"):
        selector = Members(value, pointer)
        kind = selector.text("type")
        if kind == "TextPositionSelector" and position is None:
            position = _read_position(selector)
        elif kind == "TextQuoteSelector" and quote is None:
            quote = _read_quote(selector)
        else:
            raise selector.fault("type", f"A TextPositionSelector and a TextQuoteSelector are read, not {kind!r} too.")
        selector.close()
    if position is None and quote is None:
        raise target.fault("selector", "A target needs a selector.")
    if position and quote and len(quote[0]) != position[1] - position[0]:
        message = f"{len(quote[0])} code points are quoted, {position[1] - position[0]} lie between start and end."
        raise target.fault("selector", message)
    return _Selectors(target.pointer, position, quote)


def _read_position(selector: Members) -> tuple[int, int]:
    start, end = selector.number("start"), selector.number("end")
    if start >= end:
        raise selector.fault("end", f"The end {end} is not after the start {start}.")
    return start, end


def _read_quote(selector: Members) -> tuple[str, str, str]:
    exact = selector.text("exact")
    if not exact:
        raise selector.fault("exact", "No words are quoted.")
    return exact, selector.text("prefix", ""), selector.text("suffix", "")


def _find(found: _Selectors, text: str) -> tuple[int, int]:
    """Give the one place where a quotation stands with its context."""
    exact, prefix, suffix = found.quote or ("", "", "")
    whole = f"{prefix}{exact}{suffix}"
    first = text.find(whole)
    if first >= 0 and text.find(whole, first + 1) < 0:
        return first + len(prefix), first + len(prefix) + len(exact)
    anchored = anchor(None, text, Anchor(None, None, exact, prefix, suffix))
    if anchored.start is not None and anchored.end is not None:
        return anchored.start, anchored.end
    message = "in more than one place that may be meant" if anchored.candidates else "nowhere in the text"
    raise InvalidAnnotationError(f"The words {exact[:80]!r} stand {message}.", pointer=f"{found.pointer}/selector")
