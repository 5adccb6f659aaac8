"""Template tags of the reading room: marked text, signs, and the assets that the frontend build makes."""

from collections.abc import Iterable, Mapping
from functools import cache

from django import template
from django.contrib.staticfiles import finders
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.segments import Fragment, Words, walk
from readingroom.pages.statements import ShownStatement
from readingroom.signs import Sign

register = template.Library()


@register.simple_tag
def marked_text(nodes: Iterable[Words | Fragment], references: Mapping[str, ShownStatement]) -> SafeString:
    """Give segments as HTML; a statement's number follows its last words.

    The text between the tags is the text's own characters and nothing else: numbers are drawn by the style sheet.
    """
    pieces = []
    for kind, node in walk(nodes):
        if isinstance(node, Words):
            pieces.append(conditional_escape(node.text))
        elif kind == "open":
            pieces.append(_opened(node))
        else:
            pieces.append(_closed(node, references))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _opened(piece: Fragment) -> SafeString:
    classes = " ".join([*piece.mark.classes, *([] if piece.first else ["continued"])])
    of = piece.mark.of or piece.mark.id
    if piece.first:
        return format_html('<span class="{}" data-of="{}" id="{}">', classes, of, piece.mark.id)
    return format_html('<span class="{}" data-of="{}">', classes, of)


def _closed(piece: Fragment, references: Mapping[str, ShownStatement]) -> SafeString:
    statement = references.get(piece.mark.id) if piece.last else None
    if statement is None:
        return format_html("</{}>", "span")
    label = _("Statement %(number)s") % {"number": statement.number}
    return format_html(
        '</span><a class="ref" href="#{}" data-number="{}" aria-label="{}"></a>',
        statement.anchor,
        statement.number,
        label,
    )


@register.simple_tag
def sign(shown: Sign) -> SafeString:
    """Give a sign with its word for pointers and screen readers."""
    return format_html(
        '<span class="sign sign-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">({})</span></span>',
        shown.code,
        shown.word,
        shown.mark,
        shown.word,
    )


@register.simple_tag
@cache
def built(name: str) -> bool:
    """Say whether the frontend build has made a file; pages do without it where it hasn't."""
    return finders.find(name) is not None
