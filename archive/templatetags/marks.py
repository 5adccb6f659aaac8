"""A text with marks as HTML."""

from collections.abc import Iterable, Iterator

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from archive.segments import Fragment, Words, walk

register = template.Library()


@register.simple_tag
def marked_text(nodes: Iterable[Words | Fragment]) -> SafeString:
    """Give a tree of ``archive.segments`` as nested ``<mark>`` elements; a mark's id stands on its first piece only."""
    return mark_safe("".join(_pieces(nodes)))  # noqa: S308 - every piece is escaped below


def _pieces(nodes: Iterable[Words | Fragment]) -> Iterator[str]:
    for kind, node in walk(nodes):
        if isinstance(node, Words):
            yield format_html("{}", node.text)
        elif kind == "close":
            yield "</mark>"
        else:
            name = format_html(' id="{}"', node.mark.id) if node.first else ""
            yield format_html('<mark{} class="{}">', name, " ".join(node.mark.classes))
