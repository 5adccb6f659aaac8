"""Template tags of the reading room: marked text and signs."""

import re
from collections.abc import Iterable, Mapping, Sequence

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.search.results import Piece
from archive.segments import Fragment, Words, walk
from readingroom.pages.marks import MENTION
from readingroom.pages.statements import ShownStatement
from readingroom.signs import Sign

register = template.Library()

_SPACE = re.compile(r"\s+")


@register.simple_tag
def marked_text(
    nodes: Iterable[Words | Fragment], references: Mapping[str, ShownStatement], names: Mapping[str, str]
) -> SafeString:
    """Give segments as HTML; a statement's number follows its last words, a name's words lead to its entity's page.

    The text between the tags is the text's own characters and nothing else: numbers are drawn by the style sheet.
    ``names`` are addresses by the anchors of mentions. Of mentions inside one another, words lead to the innermost's.
    """
    pieces: list[str] = []
    leads = [""]
    for kind, node in walk(nodes):
        if isinstance(node, Words):
            pieces.append(_words(node.text, leads[-1]))
        elif kind == "open":
            pieces.append(_opened(node))
            leads.append(names.get(node.mark.of, "") if MENTION in node.mark.classes else leads[-1])
        else:
            pieces.append(_closed(node, references))
            leads.pop()
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped below


def _words(text: str, href: str) -> SafeString:
    if not href or text.isspace():
        return escape(text)
    return format_html('<a class="name" href="{}">{}</a>', href, text)


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
def quoted(pieces: Iterable[Piece]) -> SafeString:
    """Give a quotation in its context, with the quoted words marked."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Piece) -> SafeString:
    return format_html("<mark>{}</mark>", piece.text) if piece.marked else escape(piece.text)


@register.simple_tag
def concordance(pieces: Sequence[Piece], href: str) -> SafeString:
    """Give a line of a concordance: the words before, the name as a link to where it stands, the words after."""
    marked = [place for place, piece in enumerate(pieces) if piece.marked]
    parts = pieces[: marked[0]], pieces[marked[0] : marked[-1] + 1], pieces[marked[-1] + 1 :]
    before, name, after = (_folded("".join(piece.text for piece in part)) for part in parts)
    line = (
        '<span class="before"><span>{}</span></span>'
        '<span class="at"><a class="hit" href="{}">{}</a><span class="after">{}</span></span>'
    )
    return format_html(line, before, href, name, after)


def _folded(text: str) -> str:
    """Give a text with each run of white space as one space: line ends would show in a line that keeps its spaces."""
    return _SPACE.sub(" ", text)


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
