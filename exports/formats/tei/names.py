"""Names of TEI P5 elements and attributes as lxml takes them, each written once."""

from typing import Any

TEI_NS = "http://www.tei-c.org/ns/1.0"
XML_NS = "http://www.w3.org/XML/1998/namespace"
#: TEI as the default namespace; lxml's stubs know only prefixes.
NSMAP: Any = {None: TEI_NS}

ID = f"{{{XML_NS}}}id"
LANG = f"{{{XML_NS}}}lang"
SPACE = f"{{{XML_NS}}}space"


def tei(name: str) -> str:
    """Give a TEI element's name in Clark notation."""
    return f"{{{TEI_NS}}}{name}"


TEI = tei("TEI")
TEI_CORPUS = tei("teiCorpus")
AB = tei("ab")
ANNOTATION = tei("annotation")
BIBL = tei("bibl")
CHANGE = tei("change")
DATE = tei("date")
DESC = tei("desc")
F = tei("f")
FS = tei("fs")
G = tei("g")
IDNO = tei("idno")
ITEM = tei("item")
LABEL = tei("label")
LICENCE = tei("licence")
LIST = tei("list")
LIST_ANNOTATION = tei("listAnnotation")
LIST_BIBL = tei("listBibl")
LIST_RELATION = tei("listRelation")
MEASURE = tei("measure")
NAME = tei("name")
NOTE = tei("note")
NUMERIC = tei("numeric")
P = tei("p")
PTR = tei("ptr")
REF = tei("ref")
RELATION = tei("relation")
REVISION_DESC = tei("revisionDesc")
STANDOFF = tei("standOff")
STRING = tei("string")
SYMBOL = tei("symbol")
TAXONOMY = tei("taxonomy")
TERM = tei("term")
TITLE = tei("title")
V_COLL = tei("vColl")
