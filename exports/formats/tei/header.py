"""The header of one article (TEI P5, 2): who, what, from where, under which rights, and what was done with it."""

from copy import copy
from functools import lru_cache

from lxml import etree
from lxml.etree import SubElement

from archive.snapshots import ArticleSnapshot
from exports.dossier import Dossier
from exports.formats.tei.agents import write_agents
from exports.formats.tei.characters import set_text
from exports.formats.tei.events import write_events
from exports.formats.tei.names import NSMAP, TITLE, P, tei
from exports.formats.tei.parts import Element
from exports.formats.tei.pointers import ADDRESSES, Pointers
from exports.formats.tei.projects import write_projects
from exports.formats.tei.publication import write_publication
from exports.formats.tei.sources import write_origin
from exports.formats.tei.text import write_text_record
from exports.formats.tei.values import write_values

HEADER = tei("teiHeader")
FILE_DESC = tei("fileDesc")
TITLE_STMT = tei("titleStmt")
SOURCE_DESC = tei("sourceDesc")
PREFIX_DEF = tei("prefixDef")

_UUID = "([0-9a-f-]{36})"
_ABOUT = (
    "One element a block of text, its characters verbatim: a g element is the one character that its n attribute "
    "names, white space counts, and the source attribute says where the block stands. Offsets are Unicode code points, "
    "half-open, over all blocks joined. Annotations are in standOff, which is authoritative; names marked in the text "
    "repeat one annotation set for readers without stand-off support."
)


def write_header(root: Element, dossier: Dossier, to: Pointers) -> None:
    """Add the article's ``teiHeader``."""
    article = dossier.article
    header = SubElement(root, HEADER)
    file_desc = SubElement(header, FILE_DESC)
    title_stmt = SubElement(file_desc, TITLE_STMT)
    set_text(SubElement(title_stmt, TITLE), _title(article))
    write_agents(title_stmt, dossier.agents, to)
    write_publication(file_desc, article, to)
    source_desc = SubElement(file_desc, SOURCE_DESC)
    write_origin(source_desc, article, to)
    write_text_record(source_desc, article.text, to)
    write_values(source_desc, article.values, to)
    encoding = copy(_declarations(to.base_url))
    header.append(encoding)
    base = f"{to.base_url}/articles/{article.uuid}/texts"
    _add_prefix(encoding[-1], "char", "([0-9]+),([0-9]+)", f"{base}/{article.text.number}/#char=$1,$2")
    _add_prefix(encoding[-1], "version", "([0-9]+),([0-9]+),([0-9]+)", f"{base}/$1/#char=$2,$3")
    write_projects(encoding, dossier.projects, to)
    write_events(header, article.events, to)


def _title(article: ArticleSnapshot) -> str:
    """Give the headline in one line, or the reference code."""
    headline = article.current("headline")
    return " ".join(headline.value.split()) if headline and headline.value.strip() else article.reference_code


@lru_cache(maxsize=8)
def _declarations(base_url: str) -> Element:
    """Give what every article of one archive declares, to be copied: ``encodingDesc`` without its own prefixes."""
    encoding = etree.Element(tei("encodingDesc"), nsmap=NSMAP)
    SubElement(SubElement(encoding, tei("projectDesc")), P).text = _ABOUT
    attributes = {"unit": "block", "match": "/TEI/text/body/div/descendant::*[@source]", "use": "@xml:id"}
    SubElement(SubElement(encoding, tei("refsDecl")), tei("citeStructure"), attributes)
    prefixes = SubElement(encoding, tei("listPrefixDef"))
    for kind, address in ADDRESSES.items():
        _add_prefix(prefixes, kind, _UUID, f"{base_url}/{address}/$1/")
    return encoding


def _add_prefix(parent: Element, ident: str, pattern: str, replacement: str) -> None:
    SubElement(parent, PREFIX_DEF, {"ident": ident, "matchPattern": pattern, "replacementPattern": replacement})


def write_corpus_header(root: Element, base_url: str) -> None:
    """Add the header of a corpus: where it comes from. Each article in it has a header of its own."""
    file_desc = SubElement(SubElement(root, HEADER), FILE_DESC)
    SubElement(SubElement(file_desc, TITLE_STMT), TITLE).text = f"Articles from {base_url}"
    SubElement(SubElement(file_desc, tei("publicationStmt")), tei("distributor")).text = base_url
    source = SubElement(SubElement(file_desc, SOURCE_DESC), P)
    source.text = "Each article's own header says where it comes from."
