"""Finds a span again in a text that has changed. No Django here.

The words themselves, and what stands around them (as in the W3C's TextQuoteSelector), decide; offsets only rank. A
place is claimed only where the very same words stand in the very same context (up to runs of white space), once, and
where no other place could be the span after an edit. Everything else is left to a person, with the places to choose
from.
"""

from annotations.anchoring.search import Anchor, Anchored, Candidate, Status, anchor, anchor_all

__all__ = ["Anchor", "Anchored", "Candidate", "Status", "anchor", "anchor_all"]
