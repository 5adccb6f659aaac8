"""Annotations as W3C Web Annotations (https://www.w3.org/TR/annotation-model/) in JSON-LD, and back. No Django here.

An annotation has one target for each span: a SpecificResource with a TextPositionSelector and a TextQuoteSelector.
Several selectors of one resource are alternatives that select the same (section 4), so either alone will do. A mention
is a TextualBody with its tag and a SpecificResource with its entity; a statement is a body of our own vocabulary. The
JSON is read as it stands, by the one context given here: contexts are neither fetched nor processed.
"""

from annotations.webannotation.context import ANNO_CONTEXT, CONTEXT, NAMESPACE
from annotations.webannotation.iris import Iris
from annotations.webannotation.read import Defaults, from_web_annotation
from annotations.webannotation.write import to_web_annotation

__all__ = ["ANNO_CONTEXT", "CONTEXT", "NAMESPACE", "Defaults", "Iris", "from_web_annotation", "to_web_annotation"]
