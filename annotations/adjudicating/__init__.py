"""What several people marked in one text, put side by side. Pure: no Django here.

``cases`` matches annotations of different sets that are about the same words, and says in what they differ.
"""

from annotations.adjudicating.cases import cases
from annotations.adjudicating.records import Case, Difference, Version

__all__ = ["Case", "Difference", "Version", "cases"]
