"""Dossiers to TEI: one article as ``TEI``, many as a ``teiCorpus`` that is streamed article by article."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

from lxml import etree

from exports.checks import check_dossier
from exports.dossier import Dossier
from exports.errors import ExportError
from exports.formats.protocol import BinarySink
from exports.formats.tei.authorities import LANGUAGE, write_entities
from exports.formats.tei.claims import write_claims
from exports.formats.tei.header import write_corpus_header, write_header
from exports.formats.tei.inline import Inline, inline_names
from exports.formats.tei.names import NSMAP, STANDOFF, TEI, TEI_CORPUS
from exports.formats.tei.parts import Element
from exports.formats.tei.pointers import Pointers
from exports.formats.tei.sets import write_sets
from exports.formats.tei.text import write_text
from exports.formats.tei.validation import find_faults


def write(dossier: Dossier, *, base_url: str, inline: Inline = "names", checks: bool = True) -> bytes:
    """Give one article as a TEI document in UTF-8; the same dossier gives the same bytes.

    Quotes, digest, tiling and references are always checked, the profile unless ``checks`` is False. Raises
    ``ExportError``.
    """
    root = _article(dossier, base_url=base_url, inline=inline, checks=checks, prefix="")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def write_many(
    dossiers: Iterable[Dossier], stream: BinarySink, *, base_url: str, inline: Inline = "names", checks: bool = True
) -> int:
    """Stream articles as a ``teiCorpus`` and give their number; one article is in memory at a time.

    Each is checked as ``write`` does before its bytes go out. Raises ``ExportError``, also where there is no article,
    as a corpus needs one.
    """
    rest = iter(dossiers)
    first = next(rest, None)
    if first is None:
        raise ExportError("a corpus needs at least one article")
    articles = _articles(chain([first], rest), base_url=base_url, inline=inline, checks=checks)
    opening = next(articles)
    corpus = etree.Element(TEI_CORPUS, nsmap=NSMAP)
    write_corpus_header(corpus, base_url)
    count = 0
    with etree.xmlfile(stream, encoding="UTF-8") as file, _inside_corpus(file):
        file.write(corpus[0], pretty_print=True)
        for article in chain([opening], articles):
            file.write(article, pretty_print=True)
            count += 1
    return count


@contextmanager
def _inside_corpus(file: Any) -> Iterator[None]:
    """Open and close the root of a corpus."""
    file.write_declaration()
    with file.element(TEI_CORPUS, nsmap=NSMAP):
        yield


def _articles(dossiers: Iterable[Dossier], *, base_url: str, inline: Inline, checks: bool) -> Iterator[Element]:
    for number, dossier in enumerate(dossiers, 1):
        yield _article(dossier, base_url=base_url, inline=inline, checks=checks, prefix=f"t{number}.")


def _article(dossier: Dossier, *, base_url: str, inline: Inline, checks: bool, prefix: str) -> Element:
    check_dossier(dossier)
    uuid = dossier.article.uuid
    try:
        root = _build(dossier, Pointers(dossier, base_url=base_url, prefix=prefix), inline)
    except ExportError as error:
        raise ExportError(error.reason, article=uuid, record=error.record, place=error.place) from error
    except ValueError as error:  # from lxml, for an attribute; free text stands in elements, where all is possible
        raise ExportError(f"a code has a character that XML can't hold: {error}", article=uuid) from error
    fault = next(find_faults(root), None) if checks else None
    if fault:
        raise ExportError(f"not valid against the TEI profile: {fault.reason}", article=uuid)
    return root


def _build(dossier: Dossier, to: Pointers, inline: Inline) -> Element:
    root = etree.Element(TEI, nsmap=NSMAP)
    write_header(root, dossier, to)
    standoff = etree.SubElement(root, STANDOFF, {"type": "authorities"})
    write_entities(standoff, dossier.entities, to)
    write_claims(standoff, dossier, to)
    if not len(standoff):
        root.remove(standoff)
    write_sets(root, dossier, to)
    language = dossier.article.current("language")
    known = language.value if language and LANGUAGE.fullmatch(language.value) else ""
    write_text(root, dossier.article.text, to, language=known, names=inline_names(dossier, inline, to))
    return root
